"""The planning page and the pages of a phase."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared import clock
from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.checklists import PhaseChecklistFilter
from programmes.forms.phases import PhaseForm, ShiftForm
from programmes.forms.records import add_guidance
from programmes.models import Phase
from programmes.queries.checklists import check_row, checklist_items, open_first, summarise_phase
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.phases import PhaseProgress, get_planning
from programmes.queries.planning import start_steps
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.services import phases as services
from programmes.services.replanning import shift_phase
from programmes.views.programmes import STEP
from programmes.views.record_pages import FORM_METHODS

CURRENT = "planning.timeline"


@require_safe
def programme_planning(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    steps = start_steps(work.programme, "phases") if STEP in request.GET else None
    context = planning_context(request, work, steps=steps, guide=guidance_for("page.planning").get("page.planning"))
    return render(request, "programmes/programme_planning.html", context)


def planning_context(request: HttpRequest, work: WorkProgramme, **extra) -> dict:
    """Return what the planning page and its swapped part show."""
    planning = get_planning(work.programme, today=clock.today())
    form_key = make_form_key(request.user.pk)
    return programme_context(work, CURRENT, planning=planning, timeline=planning.timeline, form_key=form_key, **extra)


def show_phase_form(
    request: HttpRequest, work: WorkProgramme, phase: Phase, form: forms.Form, *, name: str, **words
) -> HttpResponse:
    """Show a form about the phase; ``name`` begins the keys of its guidance, ``words`` are title, lead and button."""
    guides = guidance_for(f"{name}.")
    add_guidance(form, name, guides)
    context = programme_context(
        work,
        CURRENT,
        form=form,
        phase=phase,
        form_key=make_form_key(request.user.pk),
        back_url=reverse("programmes:phase_detail", args=[work.programme.slug, phase.pk]),
        **words,
    )
    return render(request, "programmes/phase_form.html", context)


@require_safe
def phase_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    phase = get_object_or_404(work.programme.phases.select_related("programme"), pk=pk)
    today = clock.today()
    filter_form = PhaseChecklistFilter(request.GET)
    items = filter_form.narrow(checklist_items(work.programme, today=today).filter(phase=phase))
    is_ordering = "ordna" in request.GET and work.access.can(Permission.EDIT_PROGRAMME)
    key = f"phase.{phase.kind}"
    context = programme_context(
        work,
        CURRENT,
        progress=PhaseProgress(phase, list(phase.passages.all()), summarise_phase(phase, today=today), today),
        phase=phase,
        rows=[check_row(item) for item in (items if is_ordering else open_first(items))],
        filter_form=filter_form,
        is_filtered=bool(request.GET.get("visa")),
        is_ordering=is_ordering,
        guide=guidance_for(key).get(key),
        form_key=make_form_key(request.user.pk),
    )
    return render_page(request, "programmes/phase_detail.html", "programmes/_checklist_part.html", context)


@require_http_methods(FORM_METHODS)
def phase_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    phase = get_object_or_404(work.programme.phases, pk=pk)
    form = PhaseForm(sent_or_kept(request), instance=phase)

    def save() -> str:
        services.update_phase(
            phase=phase, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return reverse("programmes:programme_planning", args=[slug])

    response, form = submit(request, form, save)
    title = _("Phase %(number)d: %(name)s") % {"number": phase.position, "name": phase.get_kind_display()}
    return response or show_phase_form(
        request, work, phase, form, name="phase", title=title, submit_label=_("Save the phase"),
        redact_url=reverse("programmes:phase_redact", args=[slug, phase.pk]),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def phase_shift(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    phase = get_object_or_404(work.programme.phases, pk=pk)
    form = ShiftForm(sent_or_kept(request), initial={"version": phase.version})

    def save() -> str:
        shift_phase(
            phase, months=form.signed_months, with_later=form.cleaned_data["with_later"],
            expected_version=form.cleaned_data["version"], by=request.user, reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("The new dates are saved."))
        return reverse("programmes:programme_planning", args=[slug])

    response, form = submit(request, form, save)
    return response or show_phase_form(
        request, work, phase, form, name="phase_shift", title=_("Move the phase in time"),
        lead=f"{phase}: {PhaseProgress(phase).planned}.", submit_label=_("Move the phase"),
        edit_url=reverse("programmes:phase_edit", args=[slug, pk]),
    )  # fmt: skip
