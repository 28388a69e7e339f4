"""Saving what was moved on the timeline, by pointer or keyboard, and putting it back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.shared.errors import EditConflict, RuleViolation
from programmes.forms.phases import DatesForm
from programmes.models import Phase, Programme
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.services.phases import update_phase
from programmes.services.programmes import update_programme
from programmes.views.phases import planning_context

UNDO = "undo"


@require_POST
def phase_set_dates(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    phase = get_object_or_404(work.programme.phases, pk=pk)
    form = DatesForm(request.POST, row=phase, fields=("starts_on", "ends_on"))

    def save() -> None:
        version = form.cleaned_data["version"]
        update_phase(phase=phase, changes=form.changes(), expected_version=version, by=request.user)

    return _answer(request, work, form, phase, save)


@require_POST
def exit_set_dates(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    programme = work.programme
    form = DatesForm(request.POST, row=programme, fields=("exit_starts_on", "ends_on"))

    def save() -> None:
        version = form.cleaned_data["version"]
        update_programme(programme=programme, changes=form.changes(), expected_version=version, by=request.user)

    return _answer(request, work, form, programme, save)


def _answer(
    request: HttpRequest, work: WorkProgramme, form: DatesForm, row: Phase | Programme, save: Callable[[], None]
) -> HttpResponse:
    """Save, and answer with the new drawing and a way back, or with what is wrong."""
    before = form.before
    trouble = _try_to_save(form, save)
    is_undo = UNDO in request.POST
    said = trouble or (_("The old dates are back.") if is_undo else _("The new dates are saved."))
    if not request.htmx:
        (messages.warning if trouble else messages.success)(request, said)
        return redirect("programmes:programme_planning", slug=work.programme.slug)
    undo = None
    if before and not trouble and not is_undo:
        undo = {
            "url": request.path,
            "version": row.version,
            "dates": {name: date.as_input() if date else "" for name, date in before.items()},
        }
    context = planning_context(request, work, said=said, is_trouble=bool(trouble), undo=undo)
    return render(request, "programmes/_planning_part.html", context)


def _try_to_save(form: DatesForm, save: Callable[[], None]) -> str:
    """Save and return "", or return what is wrong as a sentence."""
    if not form.is_valid():
        return form.trouble
    try:
        save()
    except EditConflict:
        return _("Somebody else changed the plan just now. Look at how it stands, then try again.")
    except RuleViolation as violation:
        return violation.message
    return ""
