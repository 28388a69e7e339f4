"""Moving the plan in time: a phase, and if wanted everything that comes after it."""

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.shared.dates import ImpreciseDate, shift_months
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Phase, Programme
from programmes.services.phases import update_phase
from programmes.services.programmes import update_programme


def shift_phase(phase: Phase, *, months: int, with_later: bool, expected_version: int, by, reason: str = "") -> Phase:
    """Move the planned dates of the phase by ``months`` (earlier when negative), each as exact as it was.

    With ``with_later`` the phases after it, the exit part and the end of the programme move as far.
    Raises EditConflict when somebody else saved the phase in between, RuleViolation beyond the years that dates have.
    """
    with transaction.atomic():
        update_phase(
            phase=phase, changes=_moved(phase, ("starts_on", "ends_on"), months), expected_version=expected_version,
            by=by, reason=reason,
        )  # fmt: skip
        if with_later:
            for later in Phase.objects.filter(programme=phase.programme_id, position__gt=phase.position):
                changes = _moved(later, ("starts_on", "ends_on"), months)
                update_phase(phase=later, changes=changes, expected_version=later.version, by=by, reason=reason)
            programme = Programme.objects.get(pk=phase.programme_id)
            changes = _moved(programme, ("exit_starts_on", "ends_on"), months)
            update_programme(programme=programme, changes=changes, expected_version=programme.version, by=by)
    return phase


def _moved(row: Phase | Programme, names: tuple[str, ...], months: int) -> dict[str, ImpreciseDate]:
    try:
        return {name: shift_months(getattr(row, name), months) for name in names if getattr(row, name)}
    except ValueError as error:
        raise RuleViolation(_("That is too far away. Choose fewer months."), field="months") from error
