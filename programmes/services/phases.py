"""The four phases: a proposal over 3 + 2 years, and editing their dates."""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kraftsamling.audit import services as audit
from kraftsamling.shared import public_pages, records
from kraftsamling.shared.dates import ImpreciseDate, Precision
from programmes.enums import PhaseKind
from programmes.models import Phase

# Months from the start: three years of Kraftsamling, then two of exit. Most of the implementing lies in the exit
# years, so the fourth phase begins before the exit part and reaches to the end (domain.md 1).
PROPOSED_MONTHS = {
    PhaseKind.INITIATION: (0, 6),
    PhaseKind.BUILD_UP: (6, 18),
    PhaseKind.PROBLEM_TACKLING: (18, 30),
    PhaseKind.IMPLEMENTATION: (30, 60),
}
EXIT_AFTER_MONTHS, END_AFTER_MONTHS = 36, 60


@dataclass(frozen=True)
class PhaseProposal:
    phases: list[dict[str, Any]]
    exit_starts_on: ImpreciseDate | None
    ends_on: ImpreciseDate | None


def propose_phases(starts_on: ImpreciseDate | None) -> PhaseProposal:
    """Return the four phases with dates counted from ``starts_on``, no more exact than it is; without it, undated."""
    phases = []
    for position, (kind, (first, last)) in enumerate(PROPOSED_MONTHS.items(), start=1):
        dates = {"starts_on": None, "ends_on": None}
        if starts_on:
            dates = {"starts_on": _after(starts_on, first), "ends_on": _until(starts_on, last)}
        phases.append({"kind": kind, "position": position, **dates})
    if starts_on is None:
        return PhaseProposal(phases, None, None)
    return PhaseProposal(phases, _after(starts_on, EXIT_AFTER_MONTHS), _until(starts_on, END_AFTER_MONTHS))


def _add_months(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _period_of(day: dt.date, precision: str) -> ImpreciseDate:
    match precision:
        case Precision.YEAR:
            return ImpreciseDate(dt.date(day.year, 1, 1), Precision.YEAR)
        case Precision.QUARTER:
            return ImpreciseDate(dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1), Precision.QUARTER)
        case Precision.SEASON:
            first = 1 if day.month < 6 else 6 if day.month < 9 else 9
            return ImpreciseDate(dt.date(day.year, first, 1), Precision.SEASON)
    return ImpreciseDate(day.replace(day=1), Precision.MONTH)


def _after(start: ImpreciseDate, months: int) -> ImpreciseDate:
    return start if months == 0 else _period_of(_add_months(start.first, months), start.precision)


def _until(start: ImpreciseDate, months: int) -> ImpreciseDate:
    return _period_of(_add_months(start.first, months) - dt.timedelta(days=1), start.precision)


def update_phase(*, phase: Phase, changes: dict[str, Any], expected_version: int, by) -> Phase:
    """Save an edit of a phase's dates and aim; phases may overlap (a hint, not an error).

    Raises EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        changed = records.save_edit(phase, changes, expected_version=expected_version, by=by)
        if changed:
            public_pages.bump(public_pages.programme_scope(phase.programme_id))
            audit.record("phase.update", phase, by=by, programme_id=phase.programme_id, fields=changed)
    return phase
