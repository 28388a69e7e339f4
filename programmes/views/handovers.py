"""Pages on which a person hands over what they hold in a programme."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.enums.planning import HANDOVER_MOVES, HandoverState
from programmes.forms.handovers import HandoverAnswerForm, HandoverCreateForm, HandoverForm, SuccessorForm
from programmes.forms.programmes import ReasonForm
from programmes.handover_questions import get_question
from programmes.queries import handovers as queries
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.people import get_holdings
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission
from programmes.services import handovers as services
from programmes.services.keeping import move_record, redact_part, redact_record, update_record
from programmes.views.confirming import confirm, confirm_redaction
from programmes.views.record_pages import FORM_METHODS

CURRENT, PAGE_SIZE = "overview.handover", 20


def _show_form(request: HttpRequest, work, form, **words) -> HttpResponse:
    context = programme_context(work, CURRENT, form=form, form_key=make_form_key(request.user.pk), **words)
    return render(request, "programmes/handover_form.html", context)


@require_safe
def handover_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    found = queries.handovers_for(work, request.user)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida"))
    guide = guidance_for("page.handover").get("page.handover")
    return render(request, "programmes/handover_list.html", programme_context(work, CURRENT, page=page, guide=guide))


@require_http_methods(FORM_METHODS)
def handover_create(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    initial = {"leaver": request.user}
    leavers = queries.may_leave(work, request.user)
    form = HandoverCreateForm(sent_or_kept(request), leavers=leavers, initial=initial)

    def save() -> str:
        handover = services.start_handover(programme=work.programme, by=request.user, **form.cleaned_data)
        return handover.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(
        request, work, form, title=_("Prepare a handover"), submit_label=_("Begin to prepare"),
        back_url=reverse("programmes:handover_list", args=[slug]),
    )  # fmt: skip


@require_safe
def handover_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = queries.get_work_handover(request.user, slug, pk)
    handover = found.handover
    # Once it is done the leaver holds nothing here, and what matters is what the successor looks after.
    is_done = handover.state == HandoverState.DONE
    questions = queries.answered_questions(handover)
    context = programme_context(
        found.work,
        CURRENT,
        found=found,
        handover=handover,
        held=get_holdings(handover.successor if is_done else handover.leaver, found.work.programme),
        questions=questions,
        answered=sum(1 for row in questions if row.answer.text),
        is_open=handover.state == HandoverState.PREPARING,
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "programmes/handover_detail.html", context)


@require_http_methods(FORM_METHODS)
def handover_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = queries.get_work_handover(request.user, slug, pk, to_write=True)
    form = HandoverForm(sent_or_kept(request), instance=found.handover)

    def save() -> str:
        version = form.cleaned_data["version"]
        update_record(found.handover, changes=form.changes(), expected_version=version, by=request.user)
        return found.handover.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(
        request, found.work, form, title=_("Change the last day"), submit_label=_("Save"),
        back_url=found.handover.get_work_url(),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def handover_answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found, answer = queries.get_work_answer(request.user, slug, pk)
    question = get_question(answer.question)
    form = HandoverAnswerForm(sent_or_kept(request), instance=answer)
    own_url = f"{found.handover.get_work_url()}#fraga-{answer.pk}"

    def save() -> str:
        version = form.cleaned_data["version"]
        services.write_answer(answer, changes=form.changes(), expected_version=version, by=request.user)
        messages.success(request, _("Saved."))
        return own_url

    response, form = submit(request, form, save)
    return response or _show_form(
        request, found.work, form, title=question.text, lead=question.hint, submit_label=_("Save"), back_url=own_url,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def handover_answer_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    get_work_programme(request.user, slug, Permission.REDACT)
    found, answer = queries.get_work_answer(request.user, slug, pk)
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        reason = form.cleaned_data["reason"]
        redact_part(answer, programme=found.work.programme, fields=["text"], by=request.user, reason=reason)
        return found.handover.get_work_url()

    return confirm(
        request, found.work, form, save,
        current=CURRENT,
        cancel_url=found.handover.get_work_url(),
        danger=True,
        title=_("Remove the answer for good?"),
        text=get_question(answer.question).text,
        submit_label=_("Remove it for good"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def handover_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    get_work_programme(request.user, slug, Permission.REDACT)
    found = queries.get_work_handover(request.user, slug, pk, to_write=True)
    back_url = found.handover.get_work_url()
    return confirm_redaction(request, found.work, found.handover, redact_record, current=CURRENT, back_url=back_url)


@require_http_methods(FORM_METHODS)
def handover_move(request: HttpRequest, slug: str, pk: int, to: str) -> HttpResponse:
    found = queries.get_work_handover(request.user, slug, pk, to_write=True)
    move = next((move for move in HANDOVER_MOVES if move.target == to != HandoverState.DONE), None)
    if move is None:
        raise Http404
    form = ReasonForm(sent_or_kept(request), is_required=move.needs_reason)

    def save() -> str:
        reason = form.cleaned_data["reason"]
        move_record(found.handover, moves=HANDOVER_MOVES, to=to, by=request.user, reason=reason)
        return found.handover.get_work_url()

    return confirm(
        request, found.work, form, save,
        current=CURRENT,
        cancel_url=found.handover.get_work_url(),
        title=move.label,
        text=_("What is written stays."),
        submit_label=move.label,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def handover_finish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = queries.get_work_handover(request.user, slug, pk, to_finish=True)
    leaver = found.handover.leaver
    form = SuccessorForm(sent_or_kept(request), leaver=leaver)

    def save() -> str:
        moved = services.finish_handover(handover=found.handover, by=request.user, **form.cleaned_data)
        told = ngettext("%(count)d thing was handed over.", "%(count)d things were handed over.", moved)
        messages.success(request, told % {"count": moved})
        # Who hands over their own roles may not see this page any more.
        return reverse("overview:my_page") if leaver == request.user else found.handover.get_work_url()

    response, form = submit(request, form, save)
    words = {"title": _("Hand over everything"), "submit_label": _("Hand over everything"), "danger": True}
    lead = _(
        "Everything that %(name)s holds in this programme goes to another person, at once. Roles too: do it on the "
        "last day, since %(name)s may not see the programme afterwards."
    )
    return response or _show_form(
        request, found.work, form, lead=lead % {"name": leaver.display_name},
        held=get_holdings(leaver, found.work.programme), back_url=found.handover.get_work_url(), **words,
    )  # fmt: skip
