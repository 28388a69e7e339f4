"""Places: the list with its map, one place, and its form."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from programmes.forms.places import PlaceCreateForm, PlaceFilterForm, PlaceForm
from programmes.models import Place
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.places import draw_maps, known_of, narrow_places, place_tree
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.services import places as services
from programmes.views.record_pages import RecordPage

ROWS_PER_PAGE = 200

PLACE = RecordPage(
    name="place",
    model=Place,
    current="knowledge.place",
    permission=Permission.EDIT_KNOWLEDGE,
    create_form=PlaceCreateForm,
    edit_form=PlaceForm,
    new_title=_("New place"),
    edit_title=_("Change the place"),
    update=services.update_place,
)


@require_safe
def place_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    form = PlaceFilterForm(request.GET)
    rows = place_tree(work.programme)
    fitting = narrow_places(rows, form.words())
    context = programme_context(
        work,
        "knowledge.place",
        filter_form=form,
        has_filter=len(rows) > 1,
        is_filtered=bool(form.words()),
        page=Paginator(fitting, ROWS_PER_PAGE).get_page(request.GET.get("sida")),
        maps=draw_maps(fitting),
        may_add=work.access.can(Permission.EDIT_KNOWLEDGE),
        guide=guidance_for("page.place").get("page.place"),
    )
    return render(request, "programmes/place_list.html", context)


@require_safe
def place_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    place = get_record(Place, work.programme, pk, "parent__programme", "created_by")
    maps = draw_maps(place_tree(work.programme), current=place.pk) if place.geometry else None
    context = programme_context(work, "knowledge.place", place=place, maps=maps, **known_of(place))
    return render(request, "programmes/place_detail.html", context)
