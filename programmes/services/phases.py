"""The four phases: a proposal over 3 + 2 years, and editing their dates."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kraftsamling.audit import services as audit
from kraftsamling.shared import public_pages, records
from kraftsamling.shared.dates import ImpreciseDate, Precision, add_months, period_of
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


def _after(start: ImpreciseDate, months: int) -> ImpreciseDate:
    return start if months == 0 else period_of(add_months(start.first, months), _proposed_precision(start))


def _until(start: ImpreciseDate, months: int) -> ImpreciseDate:
    return period_of(add_months(start.first, months) - dt.timedelta(days=1), _proposed_precision(start))


def _proposed_precision(start: ImpreciseDate) -> str:
    # Years ahead nobody knows the day, although the start was decided to the day.
    return Precision.MONTH if start.precision in (Precision.DAY, Precision.WEEK) else start.precision


def update_phase(*, phase: Phase, changes: dict[str, Any], expected_version: int, by, reason: str = "") -> Phase:
    """Save an edit of a phase's dates and aim; phases may overlap (a hint, not an error). The log keeps ``reason``.

    Raises EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        changed = records.save_edit(phase, changes, expected_version=expected_version, by=by)
        if changed:
            public_pages.bump(public_pages.programme_scope(phase.programme_id))
            audit.record("phase.update", phase, by=by, programme_id=phase.programme_id, fields=changed, reason=reason)
    return phase
