"""Pages for going through a phase: begin, finish, take up again, and correct what was noted."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kraftsamling.shared import clock
from kraftsamling.shared.dates import Precision, period_of
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import sent_or_kept
from programmes.forms.passages import FinishForm, PassageForm, StartForm, TakeUpForm
from programmes.forms.programmes import ReasonForm
from programmes.models import PhasePassage
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.services import passages as services
from programmes.views.confirming import confirm, confirm_part_redaction
from programmes.views.phases import CURRENT, show_phase_form
from programmes.views.record_pages import FORM_METHODS


def _phase_url(work: WorkProgramme, phase_id: int) -> str:
    return reverse("programmes:phase_detail", args=[work.programme.slug, phase_id])


def _this_month():
    return period_of(clock.today(), Precision.MONTH)


def _get_passage(work: WorkProgramme, pk: int) -> PhasePassage:
    return get_object_or_404(PhasePassage.objects.select_related("phase"), phase__programme=work.programme, pk=pk)


@require_http_methods(FORM_METHODS)
def phase_start(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    phase = get_object_or_404(work.programme.phases, pk=pk)
    form = StartForm(sent_or_kept(request), initial={"started_on": _this_month()})

    def save() -> str:
        services.start_phase(phase, started_on=form.cleaned_data["started_on"], by=request.user)
        messages.success(request, _("The phase is begun."))
        return _phase_url(work, phase.pk)

    response, form = submit(request, form, save)
    return response or show_phase_form(
        request, work, phase, form, name="passage", title=_("Begin “%(phase)s”") % {"phase": phase},
        lead=_("Other phases may go on at the same time."), submit_label=_("Begin the phase"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def phase_take_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    phase = get_object_or_404(work.programme.phases, pk=pk)
    form = TakeUpForm(sent_or_kept(request), phase=phase, initial={"started_on": _this_month()})

    def save() -> str:
        services.take_up_again(phase, **form.cleaned_data, by=request.user)
        messages.success(request, _("The phase is taken up again."))
        return _phase_url(work, phase.pk)

    response, form = submit(request, form, save)
    return response or show_phase_form(
        request, work, phase, form, name="passage", title=_("Take up “%(phase)s” again") % {"phase": phase},
        lead=_("To go back is part of the way of working. What was done before stays in the history."),
        submit_label=_("Take up the phase again"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def passage_finish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    passage = _get_passage(work, pk)
    initial = {"finished_on": _this_month(), "outcome": passage.outcome}
    form = FinishForm(sent_or_kept(request), initial=initial)

    def save() -> str:
        services.finish_passage(passage, **form.cleaned_data, by=request.user)
        messages.success(request, _("The phase is finished."))
        return _phase_url(work, passage.phase_id)

    response, form = submit(request, form, save)
    return response or show_phase_form(
        request, work, passage.phase, form, name="passage",
        title=_("Finish “%(phase)s”") % {"phase": passage.phase},
        lead=_("You can take it up again later. What is not in place stays on the checklist."),
        submit_label=_("Finish the phase"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def passage_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    passage = _get_passage(work, pk)
    form = PassageForm(sent_or_kept(request), instance=passage)

    def save() -> str:
        version = form.cleaned_data["version"]
        services.update_passage(passage, changes=form.changes(), expected_version=version, by=request.user)
        messages.success(request, _("Saved."))
        return _phase_url(work, passage.phase_id)

    response, form = submit(request, form, save)
    words = {"phase": passage.phase, "number": passage.number}
    redact_url = reverse("programmes:passage_redact", args=[slug, passage.pk])
    return response or show_phase_form(
        request, work, passage.phase, form, name="passage",
        title=_("“%(phase)s”, time %(number)d") % words, submit_label=_("Save"), redact_url=redact_url,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def passage_cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _ask_why(
        request, slug, pk, services.cancel_passage,
        title=_("Was “%(phase)s” begun by mistake?"),
        text=_("It stays in the history, marked as begun by mistake, and leaves the timeline."),
        submit_label=_("It was begun by mistake"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def passage_reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _ask_why(
        request, slug, pk, services.reopen_passage,
        title=_("Was “%(phase)s” not finished after all?"),
        text=_("Use this when it was marked as finished by mistake. To go back to it later, take it up again instead."),
        submit_label=_("It was not finished after all"),
    )  # fmt: skip


def _ask_why(
    request: HttpRequest, slug: str, pk: int, act: Callable[..., PhasePassage], *, title: str, **words: str
) -> HttpResponse:
    """Ask before what was noted of a passage is taken back, and call the service ``act`` with the reason."""
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    passage = _get_passage(work, pk)
    form, phase_url = ReasonForm(sent_or_kept(request)), _phase_url(work, passage.phase_id)

    def save() -> str:
        act(passage, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Saved."))
        return phase_url

    title %= {"phase": passage.phase}
    return confirm(request, work, form, save, current=CURRENT, cancel_url=phase_url, title=title, **words)


@require_http_methods(FORM_METHODS)
def passage_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    passage = _get_passage(work, pk)
    back_url = _phase_url(work, passage.phase_id)
    return confirm_part_redaction(request, work, passage, current=CURRENT, back_url=back_url)


@require_http_methods(FORM_METHODS)
def phase_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    phase = get_object_or_404(work.programme.phases, pk=pk)
    return confirm_part_redaction(request, work, phase, current=CURRENT, back_url=_phase_url(work, phase.pk))
