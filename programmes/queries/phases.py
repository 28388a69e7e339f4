"""Phases: where they stand in time, how far they have come, and hints on how they lie to each other."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kraftsamling.shared.dates import format_years
from programmes.enums.planning import PassageState
from programmes.models import Phase, PhasePassage, Programme
from programmes.queries.checklists import ChecklistSummary, summarise_checklists
from programmes.queries.timeline import Timeline, make_timeline, planned_words


@dataclass(frozen=True)
class PhaseProgress:
    """What was actually gone through of a phase: ``passages`` in order, those begun by mistake among them.

    ``today`` is needed where the plan is compared with what has happened.
    """

    phase: Phase
    passages: list[PhasePassage] = field(default_factory=list)
    checklist: ChecklistSummary = field(default_factory=ChecklistSummary)
    today: dt.date | None = None

    @property
    def counted(self) -> list[PhasePassage]:
        """The passages that were not begun by mistake."""
        return [passage for passage in self.passages if passage.state != PassageState.CANCELLED]

    @property
    def open_passage(self) -> PhasePassage | None:
        """The passage that goes on now."""
        return next((passage for passage in self.passages if passage.state == PassageState.OPEN), None)

    @property
    def may_start(self) -> bool:
        """Whether the phase has never been gone through."""
        return not self.counted

    @property
    def tone(self) -> str:
        """The colour of the state's tag."""
        return f"fas{self.phase.position}" if self.open_passage else "success" if self.counted else "neutral"

    @property
    def state_words(self) -> str:
        """Where the phase actually stands, in words: begun or not, and for which time."""
        times = len(self.counted)
        if not times:
            return _("not begun")
        if self.open_passage:
            if times == 1:
                return _("going on")
            return _("going on, %(time)s") % {"time": _nth_time(times)}
        if times == 1:
            return _("finished")
        return _("finished, gone through %(times)d times") % {"times": times}

    @property
    def planned(self) -> str:
        """The planned dates in words."""
        return planned_words(self.phase.starts_on, self.phase.ends_on)

    @property
    def years(self) -> str:
        """The planned years."""
        return format_years(self.phase.starts_on, self.phase.ends_on)

    @property
    def behind(self) -> str:
        """How the phase lags behind its plan, in words; "" when it does not."""
        start, end = self.phase.starts_on, self.phase.ends_on
        if self.today is None:
            return ""
        if self.open_passage and end and end.last < self.today:
            return _("the plan lasted until %(date)s") % {"date": end}
        if self.may_start and start and start.last < self.today:
            return _("should have begun by %(date)s") % {"date": start}
        return ""


def _nth_time(times: int) -> str:
    words = {2: _("for the second time"), 3: _("for the third time"), 4: _("for the fourth time")}
    return words.get(times) or _("time number %(times)d") % {"times": times}


@dataclass(frozen=True)
class Planning:
    """All that the planning page shows."""

    rows: list[PhaseProgress]
    timeline: Timeline | None
    hints: list[str]

    @property
    def has_checklist(self) -> bool:
        """Whether there is anything on any checklist."""
        return any(row.checklist.total for row in self.rows)


def get_planning(programme: Programme, *, today: dt.date) -> Planning:
    """Return the planning of the programme; a fixed number of queries, however long the checklists are."""
    phases = list(programme.phases.all())
    passages = list(PhasePassage.objects.filter(phase__programme=programme).order_by("phase__position", "number"))
    checklists = summarise_checklists(programme, today=today)
    rows = [
        PhaseProgress(
            phase,
            [passage for passage in passages if passage.phase_id == phase.pk],
            checklists.get(phase.pk, ChecklistSummary()),
            today,
        )
        for phase in phases
    ]
    hints = [*phase_hints(phases), *passage_hints(rows)]
    words = {row.phase.pk: row.state_words for row in rows}
    return Planning(rows, make_timeline(programme, phases, passages, today=today, words=words), hints)


def phase_hints(phases: list[Phase]) -> list[str]:
    """Return sentences on phases that overlap or leave a gap; hints, since the method is a guide."""
    hints = []
    for phase in phases:
        if phase.starts_on and phase.ends_on and phase.ends_on.last < phase.starts_on.first:
            hints.append(_("“%(phase)s” would end before it begins.") % {"phase": phase.get_kind_display()})
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


def passage_hints(rows: list[PhaseProgress]) -> list[str]:
    """Return sentences on passages of one phase that lie on top of each other; they may be true."""
    hints = []
    for row in rows:
        for earlier, later in itertools.pairwise(row.counted):
            if earlier.finished_on and later.started_on.last < earlier.finished_on.first:
                names = {"phase": row.phase.get_kind_display(), "later": later.number, "earlier": earlier.number}
                hints.append(
                    _("“%(phase)s”: time %(later)d begins before time %(earlier)d was finished. Are the dates right?")
                    % names
                )
    return hints
