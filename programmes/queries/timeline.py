"""The timeline of a programme, computed for drawing: every measure along it is a share of its width in per cent.

Pure: it takes rows and a day and asks no database. Dates may be vague, missing or in the wrong order; whatever they
are, every bar lies within the frame. Where a date is vague the bar has a soft part as long as the date may mean.
"""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.elections import elections_between
from programmes.enums.planning import PassageState
from programmes.models import Phase, PhasePassage, Programme

# Pixels down the drawing. A lane: a line of words, the planned bar, and below it a track for each passage that
# would otherwise lie on top of another.
LANE_WORDS, PLAN_HEIGHT, TRACK_HEIGHT, LANE_GAP = 26, 18, 18, 14
HEAD_HEIGHT, FOOT_HEIGHT = 64, 8
MOST_YEARS_NAMED = 12
LEAST_LEFT, MOST_LEFT = 10, 85  # per cent; words that end before the one or begin after the other would not fit
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A piece along the timeline, in per cent of its width."""

    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """``core`` is what is certain; ``soft`` are the parts where a vague or missing date leaves it open."""

    core: Span | None
    soft: tuple[Span, ...]
    words: str
    y: int
    is_open: bool = False

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return max(span.x + span.width for span in (*self.soft, *filter(None, [self.core])))


@dataclass(frozen=True)
class Handle:
    """An end of a planned bar that can be moved, by whole months; ``now`` counts months from the year 0."""

    key: str
    field: str
    label: str
    words: str
    now: int
    x: float
    is_end: bool


@dataclass(frozen=True)
class Lane:
    """One row: a phase, or the exit part (``position`` 0)."""

    name: str
    words: str
    position: int
    y: int
    height: int
    plan: Bar | None
    passages: tuple[Bar, ...]
    handles: tuple[Handle, ...]
    pk: int
    version: int


@dataclass(frozen=True)
class Tick:
    """A year, a day of election, a new term, or today. ``words`` name it, ``day`` says when."""

    x: float
    words: str
    day: dt.date
    is_named: bool = True
    is_late: bool = False  # stands so far to the end that its words must go before it


@dataclass(frozen=True)
class Timeline:
    first: dt.date
    days: int
    height: int
    years: tuple[Tick, ...]
    markers: tuple[Tick, ...]
    today: Tick | None
    lanes: tuple[Lane, ...]
    low: int
    high: int


@dataclass(frozen=True)
class _Frame:
    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def x(self, day: dt.date) -> float:
        """Return where the morning of ``day`` lies, never outside the frame."""
        share = (day - self.first).days / self.days * 100
        return round(min(max(share, 0.0), 100.0), 3)

    def span(self, first: dt.date, last: dt.date) -> Span:
        """Return the piece from ``first`` to ``last``, both included."""
        start, end = self.x(first), self.x(last + _DAY)
        return Span(start, round(max(end - start, 0.0), 3))


def make_timeline(
    programme: Programme,
    phases: Iterable[Phase],
    passages: Iterable[PhasePassage],
    *,
    today: dt.date,
    words: dict[int, str],
) -> Timeline | None:
    """Return the drawing, None while there is no date to draw.

    ``passages`` are those of ``phases``, in their order; ``words`` say by a phase's id where it actually stands.
    """
    phases = list(phases)
    drawn = [passage for passage in passages if passage.state != PassageState.CANCELLED]
    frame = _choose_frame(programme, phases, drawn, today)
    if frame is None:
        return None
    y, lanes = HEAD_HEIGHT, []
    for phase in phases:
        own = [passage for passage in drawn if passage.phase_id == phase.pk]
        lanes.append(_phase_lane(frame, phase, own, y, today, words.get(phase.pk, "")))
        y += lanes[-1].height
    if programme.exit_starts_on or programme.ends_on:
        lanes.append(_exit_lane(frame, programme, y))
        y += lanes[-1].height
    low = _month_number(frame.first)
    return Timeline(
        first=frame.first,
        days=frame.days,
        height=y + FOOT_HEIGHT,
        years=tuple(_years(frame)),
        markers=tuple(_markers(frame)),
        today=_today(frame, today),
        lanes=tuple(lanes),
        low=low,
        high=_month_number(frame.last),
    )


def _choose_frame(programme: Programme, phases, passages, today: dt.date) -> _Frame | None:
    dates = [programme.starts_on, programme.exit_starts_on, programme.ends_on]
    for phase in phases:
        dates += [phase.starts_on, phase.ends_on]
    for passage in passages:
        dates += [passage.started_on, passage.finished_on]
    known = [date for date in dates if date]
    if not known:
        return None
    first, last = min(date.first for date in known), max(date.last for date in known)
    is_open = any(passage.state == PassageState.OPEN for passage in passages)
    # Today belongs in the picture unless the programme lies far away from it.
    if is_open or (first - dt.timedelta(days=366) <= today <= last + dt.timedelta(days=366)):
        first, last = min(first, today), max(last, today)
    return _Frame(dt.date(first.year, 1, 1), dt.date(last.year, 12, 31))


def _today(frame: _Frame, today: dt.date) -> Tick | None:
    if not frame.first <= today <= frame.last:
        return None
    return Tick(frame.x(today), _("Today"), today, is_late=frame.x(today) > MOST_LEFT)


def _years(frame: _Frame) -> Iterable[Tick]:
    count = frame.last.year - frame.first.year + 1
    step = math.ceil(count / MOST_YEARS_NAMED)
    for year in range(frame.first.year, frame.last.year + 1):
        day = dt.date(year, 1, 1)
        yield Tick(frame.x(day), str(year), day, is_named=(year - frame.first.year) % step == 0)


def _markers(frame: _Frame) -> Iterable[Tick]:
    found = elections_between(frame.first, frame.last)
    crowded = len(found) > MOST_YEARS_NAMED
    for marker in found:
        x = frame.x(marker.day)
        words = _("Election") if marker.kind == "election" else _("New term of office")
        # The new term begins a month after the election: there is room for one word, and only before the two lines.
        yield Tick(x, words, marker.day, is_named=marker.kind == "election" and not crowded, is_late=x > LEAST_LEFT)


def _phase_lane(frame: _Frame, phase: Phase, passages: list[PhasePassage], y: int, today: dt.date, words: str) -> Lane:
    plan = _planned_bar(frame, phase.starts_on, phase.ends_on, y + LANE_WORDS)
    bars, tracks = [], []
    for passage in passages:
        is_open = passage.state == PassageState.OPEN
        # What is open goes on until today, whatever it was meant to be.
        end = ImpreciseDate(max(today, passage.started_on.first)) if is_open else passage.finished_on
        first, last = _in_order(passage.started_on, end or passage.started_on)
        track = next((i for i, busy_until in enumerate(tracks) if busy_until < first.first), len(tracks))
        tracks[track : track + 1] = [last.last]
        top = y + LANE_WORDS + PLAN_HEIGHT + track * TRACK_HEIGHT
        core, soft = _pieces(frame, first, last)
        bars.append(Bar(core, soft, passage_words(passage), top, is_open))
    height = LANE_WORDS + PLAN_HEIGHT + max(len(tracks), 1) * TRACK_HEIGHT + LANE_GAP
    name = phase.get_kind_display()
    handles = _handles(frame, f"phase-{phase.pk}", name, "starts_on", phase.starts_on, phase.ends_on)
    return Lane(name, words, phase.position, y, height, plan, tuple(bars), handles, phase.pk, phase.version)


def _exit_lane(frame: _Frame, programme: Programme, y: int) -> Lane:
    name = _("Exit part")
    start, end = programme.exit_starts_on, programme.ends_on
    plan = _planned_bar(frame, start, end, y + LANE_WORDS)
    handles = _handles(frame, "exit", name, "exit_starts_on", start, end)
    height = LANE_WORDS + PLAN_HEIGHT + LANE_GAP
    return Lane(name, "", 0, y, height, plan, (), handles, programme.pk, programme.version)


def _planned_bar(frame: _Frame, start: ImpreciseDate | None, end: ImpreciseDate | None, y: int) -> Bar | None:
    if start is None and end is None:
        return None
    words = planned_words(start, end)
    if start is None or end is None:
        # Only one end is known: the bar fades away towards the other side of the frame.
        known = start or end
        fade = (known.last, frame.last) if start else (frame.first, known.first)
        return Bar(frame.span(known.first, known.last), (frame.span(*fade),), words, y)
    first, last = _in_order(start, end)
    core, soft = _pieces(frame, first, last)
    return Bar(core, soft, words, y)


def _in_order(start: ImpreciseDate, end: ImpreciseDate) -> tuple[ImpreciseDate, ImpreciseDate]:
    return (start, end) if (start.first, start.last) <= (end.first, end.last) else (end, start)


def _pieces(frame: _Frame, start: ImpreciseDate, end: ImpreciseDate) -> tuple[Span | None, tuple[Span, ...]]:
    """Return what is certain between the two dates, and the soft parts at either side where they are vague.

    A month is as exact as plans are: it counts as its first day at the start, and as its last at the end.
    """
    sure_from = start.last if (start.last - start.first).days > 31 else start.first
    sure_to = end.first if (end.last - end.first).days > 31 else end.last
    if sure_from > sure_to:
        return None, (frame.span(start.first, max(start.last, end.last)),)
    soft = []
    if sure_from > start.first:
        soft.append(frame.span(start.first, sure_from - _DAY))
    if sure_to < end.last:
        soft.append(frame.span(sure_to + _DAY, end.last))
    return frame.span(sure_from, sure_to), tuple(soft)


def _handles(
    frame: _Frame, key: str, name: str, start_field: str, start: ImpreciseDate | None, end: ImpreciseDate | None
) -> tuple[Handle, ...]:
    found = []
    if start:
        label = _("%(phase)s: start") % {"phase": name}
        found.append(_handle(key, start_field, label, start.first, frame.x(start.first)))
    if end:
        label = _("%(phase)s: end") % {"phase": name}
        found.append(_handle(key, "ends_on", label, end.last, frame.x(end.last + _DAY)))
    return tuple(found)


def _handle(key: str, field: str, label: str, day: dt.date, x: float) -> Handle:
    words = date_format(day, "F Y")
    return Handle(f"{key}-{field}", field, label, words, _month_number(day), x, is_end=field == "ends_on")


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def planned_words(start: ImpreciseDate | None, end: ImpreciseDate | None) -> str:
    """Return the planned dates in words."""
    if start and end:
        return _("planned %(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("planned from %(start)s, no end yet") % {"start": start}
    return _("planned until %(end)s, no start yet") % {"end": end} if end else _("no dates yet")


def passage_words(passage: PhasePassage) -> str:
    """Return when the passage was, in words."""
    words = {"start": passage.started_on, "end": passage.finished_on}
    if passage.state == PassageState.OPEN:
        return _("goes on since %(start)s") % words
    if passage.state == PassageState.CANCELLED:
        return _("begun %(start)s by mistake") % words
    return _("%(start)s to %(end)s") % words
