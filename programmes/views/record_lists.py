"""A list of records of a programme: filter, pages, rows. The page and its fragment share one address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.receipts import make_form_key
from programmes.forms.record_filters import RecordFilterForm
from programmes.models import Programme
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission

ROWS_PER_PAGE = 50


@dataclass(frozen=True)
class RecordList:
    """A list of one kind of record.

    ``rows`` returns the programme's records in their order, with what the rows show fetched along. ``words_in`` are
    the columns that the word filter looks in, ``choices`` columns with choices to filter by. ``row_template`` draws
    one ``row``; ``filter_form`` may ask for more. A page of its own extends "programmes/record_list.html" and is
    named by ``template``. ``namespace`` is that of the app whose addresses they are. With ``columns``
    ({label}, as components/table.html takes them) the rows stand in a table, and ``row_template`` draws a <tr>.
    ``prepare`` gives the rows of the page what only they need: their moves, whether they are late. Without a
    ``new_label`` such records are made elsewhere. ``reads`` is the right to see the list, ``permission`` to add to it.
    """

    name: str
    current: str
    title: str | Promise
    lead: str | Promise
    rows: Callable[[Programme], QuerySet]
    row_template: str
    permission: Permission
    new_label: str | Promise
    empty_title: str | Promise
    empty_text: str | Promise
    words_in: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    filter_form: type[RecordFilterForm] = RecordFilterForm
    template: str = "programmes/record_list.html"
    more: Callable[[Programme], dict] | None = None
    columns: tuple[dict, ...] = ()
    prepare: Callable[[list], None] | None = None
    reads: Permission = Permission.VIEW
    namespace: str = "programmes"


def record_list_url(listing: RecordList, route: str) -> URLPattern:
    """Return the address of the list at ``route``."""

    @require_safe
    def show(request: HttpRequest, slug: str) -> HttpResponse:
        return _show(request, slug, listing)

    return path(route, show, name=f"{listing.name}_list")


def _show(request: HttpRequest, slug: str, listing: RecordList) -> HttpResponse:
    work = get_work_programme(request.user, slug, listing.reads)
    rows = listing.rows(work.programme)
    form = listing.filter_form(
        request.GET, programme=work.programme, rows=rows, words_in=listing.words_in, choices=listing.choices
    )
    form.user = request.user
    page = Paginator(form.rows(), ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    page.object_list = list(page.object_list)
    if listing.prepare:
        listing.prepare(page.object_list)
    is_filtered = any(value for name, value in request.GET.items() if name in form.fields)
    context = programme_context(
        work,
        listing.current,
        listing=listing,
        filter_form=form,
        page=page,
        has_filter=is_filtered or page.paginator.num_pages > 1 or len(page.object_list) > 1,
        is_filtered=is_filtered,
        may_add=work.access.can(listing.permission),
        create_url=reverse(f"{listing.namespace}:{listing.name}_create", args=[slug]) if listing.new_label else "",
        guide=guidance_for(f"page.{listing.name}").get(f"page.{listing.name}"),
        form_key=make_form_key(request.user.pk),
        **(listing.more(work.programme) if listing.more else {}),
    )
    return render_page(request, listing.template, "programmes/_record_rows_part.html", context)
