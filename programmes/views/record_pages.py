"""The pages that every record of a programme has: write a new one, change it, move it, show it, withdraw it, redact it.

A subject describes its records once in a RecordPage and gets the addresses from ``record_urls``. Lists and pages of
their own, which differ, are ordinary views beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kraftsamling.shared.merging import submit
from kraftsamling.shared.models import TextVersion
from kraftsamling.shared.receipts import find_earlier_answer, make_form_key, press, sent_or_kept
from programmes.enums import Move
from programmes.forms.programmes import ReasonForm
from programmes.forms.records import RecordCreateForm, RecordEditForm, add_guidance
from programmes.models import ProgrammeRecord
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record, moves_from
from programmes.roles import Permission
from programmes.services import keeping
from programmes.views.confirming import confirm, confirm_redaction, page_or_log

FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class RecordPage:
    """One kind of record. ``name`` begins the names of its addresses, and of its guidance ("asset.title");
    ``namespace`` is that of the app whose addresses they are.

    ``current`` is the key of the menu ("knowledge.asset"). ``add``, ``update``, ``move``, ``set_public``, ``withdraw``
    and ``redact`` are the services; they take what those of ``services.keeping`` take. ``initial`` returns what a new
    form is filled with, from the address. ``read_before`` names the states that somebody answers for who has read the
    text: such a move, as publishing, must come from a page that shows it as it stands. ``publish`` is the right to show
    it to everyone; ``form_template`` draws a form whose questions stand in groups. ``home`` returns the address of the
    page that the record stands on; without it, it is the list. ``told`` says, of a state to move to, who reads why.
    ``say_saved`` returns what to tell whoever has changed or moved a record.
    """

    name: str
    model: type[ProgrammeRecord]
    current: str
    permission: Permission
    create_form: type[RecordCreateForm]
    edit_form: type[RecordEditForm]
    new_title: str | Promise
    edit_title: str | Promise
    edit_lead: str | Promise = ""
    keep: type[TextVersion] | None = None
    moves: tuple[Move, ...] = ()
    read_before: tuple[str, ...] = ()
    can_be_public: bool = False
    publish: Permission = Permission.PUBLISH
    add: Callable[..., ProgrammeRecord] | None = None
    update: Callable[..., ProgrammeRecord] | None = None
    move: Callable[..., ProgrammeRecord] | None = None
    set_public: Callable[..., ProgrammeRecord] | None = None
    withdraw: Callable[..., ProgrammeRecord] | None = None
    redact: Callable[..., ProgrammeRecord] | None = None
    initial: Callable[[HttpRequest, WorkProgramme], dict[str, Any]] | None = None
    namespace: str = "programmes"
    form_template: str = "programmes/record_form.html"
    home: Callable[[ProgrammeRecord], str] | None = None
    told: Mapping[str, str | Promise] = field(default_factory=dict)
    say_saved: Callable[[ProgrammeRecord, WorkProgramme], str] | None = None

    def url(self, what: str, *args: str | int) -> str:
        """Return an address of the kind: "create", "withdraw" ..."""
        return reverse(f"{self.namespace}:{self.name}_{what}", args=args)

    def list_url(self, slug: str) -> str:
        """Return the address of the list."""
        return self.url("list", slug)


@require_http_methods(FORM_METHODS)
def record_create(request: HttpRequest, slug: str, page: RecordPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, page.permission)
    initial = page.initial(request, work) if page.initial else None
    form = page.create_form(sent_or_kept(request), programme=work.programme, initial=initial)

    def save() -> str:
        add = page.add or partial(keeping.add_record, page.model)
        record = add(programme=work.programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return record.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(request, work, page, form, title=page.new_title)


@require_http_methods(FORM_METHODS)
def record_edit(request: HttpRequest, slug: str, pk: int, page: RecordPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, page.permission)
    record = get_record(page.model, work.programme, pk)
    form = page.edit_form(sent_or_kept(request), instance=record, programme=work.programme)

    def save() -> str:
        update = page.update or partial(keeping.update_record, keep=page.keep)
        update(record, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user)
        messages.success(request, page.say_saved(record, work) if page.say_saved else _("Saved."))
        return record.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(request, work, page, form, title=page.edit_title, record=record)


def _show_form(
    request: HttpRequest, work: WorkProgramme, page: RecordPage, form: forms.Form, *, title, record=None
) -> HttpResponse:
    guides = guidance_for(f"{page.name}.", f"page.{page.name}")
    add_guidance(form, page.name, guides)
    place = (work.programme.slug, record.pk) if record else ()
    context = programme_context(
        work,
        page.current,
        form=form,
        form_key=make_form_key(request.user.pk),
        title=title,
        lead=page.edit_lead if record else "",
        record=record,
        guide=guides.get(f"page.{page.name}"),
        back_url=record.get_work_url() if record else page.list_url(work.programme.slug),
        withdraw_url=page.url("withdraw", *place) if record else "",
        redact_url=page.url("redact", *place) if record else "",
    )
    return render(request, page.form_template, context)


@require_http_methods(FORM_METHODS)
def record_move(request: HttpRequest, slug: str, pk: int, to: str, page: RecordPage) -> HttpResponse:
    """Ask before a move, with its reason; a move without a reason may also be posted straight from a list."""
    work = get_work_programme(request.user, slug, page.permission)
    record = get_record(page.model, work.programme, pk)
    move = next((move for move in page.moves if move.target == to), None)
    if move is None:
        raise Http404
    if to in page.read_before and not is_read(request, record):
        return show_as_it_stands(request, record.get_work_url())
    # The label belongs to the state that the record is in; a colleague may have moved it on meanwhile.
    move = next((m for m in moves_from(record.state, page.moves) if m.target == to), move)
    form = ReasonForm(sent_or_kept(request), is_required=move.needs_reason)
    if to in page.told:
        form.fields["reason"].help_text = page.told[to]

    def save() -> str:
        act = page.move or partial(keeping.move_record, moves=page.moves)
        act(record, to=to, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, page.say_saved(record, work) if page.say_saved else _("Saved."))
        return record.get_work_url()

    return confirm(
        request, work, form, save,
        current=page.current,
        cancel_url=record.get_work_url(),
        title=move.label,
        text=str(record),
        submit_label=move.label,
    )  # fmt: skip


def is_read(request: HttpRequest, record: ProgrammeRecord) -> bool:
    """Whether the page that the person acts from showed the record as it stands."""
    return request.POST.get("version") == str(record.version)


def show_as_it_stands(request: HttpRequest, page_url: str) -> HttpResponse:
    """Lead to the record's page instead of acting, unless it is the second half of a double click."""
    earlier = find_earlier_answer(request)
    if earlier:
        return earlier
    if request.method == "POST":
        messages.warning(request, _("Somebody has changed this since you opened the page. Read it as it stands now."))
    return redirect(page_url)


@require_POST
def record_set_public(request: HttpRequest, slug: str, pk: int, page: RecordPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, page.publish)
    record = get_record(page.model, work.programme, pk)
    is_public = request.POST.get("is_public") == "yes"
    if is_public and not is_read(request, record):
        return show_as_it_stands(request, record.get_work_url())

    def save() -> str:
        publish = page.set_public or keeping.set_record_public
        publish(record, is_public=is_public, by=request.user)
        return record.get_work_url()

    return press(request, save, back_url=record.get_work_url())


@require_http_methods(FORM_METHODS)
def record_withdraw(request: HttpRequest, slug: str, pk: int, page: RecordPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.WITHDRAW)
    record = get_record(page.model, work.programme, pk)
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        withdraw = page.withdraw or keeping.withdraw_record
        withdraw(record, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. It stays on file."))
        return page.home(record) if page.home else page.list_url(slug)

    return confirm(
        request, work, form, save,
        current=page.current,
        cancel_url=record.get_work_url(),
        danger=True,
        title=_("Withdraw this?"),
        text=_("“%(title)s” disappears from all lists. It stays on file.") % {"title": record},
        submit_label=_("Withdraw"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def record_redact(request: HttpRequest, slug: str, pk: int, page: RecordPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    record = get_record(page.model, work.programme, pk, also_withdrawn=True)
    redact = page.redact or keeping.redact_record
    return confirm_redaction(request, work, record, redact, current=page.current, back_url=page_or_log(record))


def record_urls(page: RecordPage, route: str) -> list[URLPattern]:
    """Return the addresses of the kind below ``route`` ("<slug:slug>/kunskap/tillgangar/"); what has a ``home`` is
    created by a view of its own, from there."""
    one = f"{route}<int:pk>/"
    found = [
        path(f"{one}andra/", partial(record_edit, page=page), name=f"{page.name}_edit"),
        path(f"{one}dra-tillbaka/", partial(record_withdraw, page=page), name=f"{page.name}_withdraw"),
        path(f"{one}ta-bort-text/", partial(record_redact, page=page), name=f"{page.name}_redact"),
    ]
    if page.home is None:
        found.append(path(f"{route}ny/", partial(record_create, page=page), name=f"{page.name}_create"))
    if page.moves:
        found.append(path(f"{one}tillstand/<slug:to>/", partial(record_move, page=page), name=f"{page.name}_move"))
    if page.can_be_public:
        name = f"{page.name}_set_public"
        found.append(path(f"{one}synlighet/", partial(record_set_public, page=page), name=name))
    return found
