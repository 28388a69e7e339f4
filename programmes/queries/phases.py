"""Phases: where they stand in time, and hints on how they lie to each other."""

import datetime as dt
import itertools
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kraftsamling.shared.dates import format_years
from programmes.models import Phase, Programme


@dataclass(frozen=True)
class PhaseRow:
    """A phase as lists show it; ``is_past``, ``is_now`` and ``is_ahead`` are all False for an undated phase."""

    phase: Phase
    years: str
    is_past: bool
    is_now: bool
    is_ahead: bool


def phase_rows(programme: Programme, on: dt.date) -> list[PhaseRow]:
    """Return the programme's phases in order, told apart by the date ``on``; one query."""
    return [_describe(phase, on) for phase in programme.phases.all()]


def _describe(phase: Phase, on: dt.date) -> PhaseRow:
    is_past = phase.ends_on is not None and phase.ends_on.last < on
    is_ahead = phase.starts_on is not None and phase.starts_on.first > on
    is_now = phase.starts_on is not None and not is_past and not is_ahead
    return PhaseRow(phase, format_years(phase.starts_on, phase.ends_on), is_past, is_now, is_ahead)


def phase_hints(phases: list[Phase]) -> list[str]:
    """Return sentences on phases that overlap or leave a gap; hints, since the method is a guide."""
    hints = []
    dated = [phase for phase in phases if phase.starts_on and phase.ends_on]
    for earlier, later in itertools.pairwise(dated):
        names = {"earlier": earlier.get_kind_display(), "later": later.get_kind_display()}
        if later.starts_on.last < earlier.starts_on.first:
            hints.append(_("“%(later)s” begins before “%(earlier)s”. That is fine if you mean it.") % names)
        elif later.starts_on.first < earlier.ends_on.first:
            hints.append(_("“%(earlier)s” and “%(later)s” overlap. That is fine if you mean it.") % names)
        elif (later.starts_on.first - earlier.ends_on.last).days > 31:
            hints.append(_("There is a gap between “%(earlier)s” and “%(later)s”. What happens then?") % names)
    return hints
