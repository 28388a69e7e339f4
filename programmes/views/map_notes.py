"""Work pages for the notes on the process map."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.shared import clock
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, press, sent_or_kept
from programmes.forms.map_notes import MapNoteCreateForm, MapNoteForm
from programmes.forms.programmes import ReasonForm
from programmes.models import MapNote
from programmes.queries.map_items import find_note_page, note_page
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.services import map_notes as services
from programmes.services.keeping import set_record_public
from programmes.views.confirming import confirm, confirm_redaction, page_or_log
from programmes.views.record_pages import is_read, show_as_it_stands


@require_safe
def map_note_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    page = note_page(work.programme, request.GET.get("sida"), clock.today())
    context = programme_context(work, "map.notes", page=page, form_key=make_form_key(request.user.pk))
    return render(request, "programmes/map_note_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def map_note_create(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MAP)
    form = MapNoteCreateForm(
        sent_or_kept(request), programme=work.programme, may_publish=work.access.can(Permission.PUBLISH)
    )

    def save() -> str:
        note = services.add_map_note(programme=work.programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("The note is saved."))
        return _place_in_list(note)

    response, form = submit(request, form, save)
    context = programme_context(
        work, "map.notes", form=form, title=_("New note"), form_key=make_form_key(request.user.pk)
    )
    return response or render(request, "programmes/map_note_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def map_note_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MAP)
    note = get_record(MapNote, work.programme, pk, "phase")
    form = MapNoteForm(sent_or_kept(request), instance=note, programme=work.programme)

    def save() -> str:
        services.update_map_note(
            note=note, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user
        )
        messages.success(request, _("The note is saved."))
        return _place_in_list(note)

    response, form = submit(request, form, save)
    context = programme_context(
        work, "map.notes", form=form, note=note, title=_("Change the note"), form_key=make_form_key(request.user.pk)
    )
    return response or render(request, "programmes/map_note_form.html", context)


@require_POST
def map_note_set_public(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.PUBLISH)
    note = get_record(MapNote, work.programme, pk, "phase")
    is_public = request.POST.get("is_public") == "yes"
    back = _place_in_list(note)
    if is_public and not is_read(request, note):
        return show_as_it_stands(request, back)

    def save() -> str:
        set_record_public(note, is_public=is_public, by=request.user)
        return back

    return press(request, save, back_url=back)


@require_http_methods(["GET", "HEAD", "POST"])
def map_note_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.WITHDRAW)
    note = get_record(MapNote, work.programme, pk, "phase")
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        services.withdraw_map_note(note=note, by=request.user, reason=form.cleaned_data["reason"])
        return reverse("programmes:map_note_list", args=[slug])

    return confirm(
        request, work, form, save,
        current="map.notes",
        cancel_url=reverse("programmes:map_note_list", args=[slug]),
        danger=True,
        title=_("Withdraw the note?"),
        text=_("“%(title)s” disappears from the map and from this list. It stays on file.") % {"title": note.title},
        submit_label=_("Withdraw the note"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def map_note_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    note = get_record(MapNote, work.programme, pk, also_withdrawn=True)
    return confirm_redaction(
        request, work, note, services.redact_map_note, current="map.notes", back_url=page_or_log(note)
    )


def _place_in_list(note: MapNote) -> str:
    number = find_note_page(note)
    query = f"?sida={number}" if number > 1 else ""
    return f"{reverse('programmes:map_note_list', args=[note.programme.slug])}{query}#note-{note.pk}"
