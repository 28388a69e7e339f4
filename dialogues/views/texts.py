"""Work pages: an invitation in other languages."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.enums import LANGUAGES
from dialogues.forms.texts import MACHINE, TextForm
from dialogues.models import InvitationText
from dialogues.queries.dialogues import get_dialogue
from dialogues.queries.invitations import awaiting_parts, source_of
from dialogues.queries.texts import get_text, row_of, text_rows
from dialogues.services import texts as services
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, press, sent_or_kept
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.views.confirming import confirm_part_redaction, page_or_log
from programmes.views.record_pages import FORM_METHODS

CURRENT = "dialogues.dialogue"


def _list_url(text: InvitationText) -> str:
    return reverse("dialogues:text_list", args=[text.dialogue.programme.slug, text.dialogue_id])


def _edit_url(text: InvitationText) -> str:
    return reverse("dialogues:text_edit", args=[text.dialogue.programme.slug, text.dialogue_id, text.language])


def _find(work: WorkProgramme, pk: int, language: str, *, also_withdrawn: bool = False) -> InvitationText:
    text = get_text(get_dialogue(work.programme, pk, also_withdrawn=also_withdrawn), language)
    if text.pk is None:
        raise Http404
    return text


@require_safe
def text_list(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    dialogue = get_dialogue(work.programme, pk)
    rows = text_rows(dialogue)
    context = programme_context(
        work, CURRENT,
        dialogue=dialogue,
        written=[row for row in rows if row.text],
        missing=[row for row in rows if not row.text],
        own_language=LANGUAGES[dialogue.content_language][0],
    )  # fmt: skip
    return render(request, "dialogues/text_list.html", context)


@require_http_methods(FORM_METHODS)
def text_edit(request: HttpRequest, slug: str, pk: int, language: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue = get_dialogue(work.programme, pk)
    text, source = get_text(dialogue, language), source_of(dialogue)
    may_publish = work.access.can(Permission.PUBLISH_DIALOGUES)
    form = TextForm(
        sent_or_kept(request), instance=text, source=source.texts, digest=source.digest, may_publish=may_publish
    )

    def save() -> str:
        sent = form.cleaned_data
        services.save_text(
            text, changes=form.changes(), is_machine=sent["made_by"] == MACHINE, digest=sent["digest"],
            expected_version=sent["version"], by=request.user,
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return _list_url(text)

    response, form = submit(request, form, save)
    context = programme_context(
        work, CURRENT,
        dialogue=dialogue,
        row=row_of(language, text if text.pk else None, source),
        awaiting=awaiting_parts(dialogue),
        form=form,
        form_key=make_form_key(request.user.pk),
        list_url=_list_url(text),
        may_review=may_publish,
    )  # fmt: skip
    return response or render(request, "dialogues/text_form.html", context)


@require_POST
def text_review(request: HttpRequest, slug: str, pk: int, language: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.PUBLISH_DIALOGUES)
    text = _find(work, pk, language)
    if request.POST.get("version") != str(text.version):
        messages.warning(request, _("Somebody has changed this since you opened the page. Read it as it stands now."))
        return redirect(_edit_url(text))

    def save() -> str:
        services.review_text(text, by=request.user)
        messages.success(request, _("Reviewed. From now on it is shown with the invitation."))
        return _list_url(text)

    return press(request, save, back_url=_edit_url(text))


@require_http_methods(FORM_METHODS)
def text_redact(request: HttpRequest, slug: str, pk: int, language: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    text = _find(work, pk, language, also_withdrawn=True)
    return confirm_part_redaction(request, work, text, current=CURRENT, back_url=page_or_log(text.dialogue))
