"""What a process map is made of, and the one rule that puts its stations in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

NO_DATE = date.min
PASSAGE_WEIGHT = 4.5  # a phase taken up again: after all but the weightiest stations


class Kind(StrEnum):
    """What a station is. Told apart by shape and by word."""

    DIALOGUE = "dialogue"
    DECISION = "decision"
    MEASURE = "measure"
    EXPERIMENT = "experiment"
    MILESTONE = "milestone"
    STORY = "story"


class State(StrEnum):
    """How far a station has come. Told apart by rendering and by word."""

    DONE = "done"
    NOW = "now"
    PLANNED = "planned"
    OPEN_QUESTION = "open_question"
    DROPPED = "dropped"


class Promise(StrEnum):
    """Whether those who were heard have got the answer they were promised. Told apart by mark and by word."""

    KEPT = "kept"
    OPEN = "open"
    LATE = "late"
    NOT_KEPT = "not_kept"


class Side(StrEnum):
    """Where a label is to stand: above the ribbon, or below it. Beside a bend and in a column: to the left, right."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True)
class MapItem:
    """One station: something that has happened, goes on, is planned, or that nobody knows yet.

    `date_label` is written as given ("våren 2024"); `starts_on` and `ends_on` only decide the order and the year ticks.
    `weight` runs from 1 to 5; the lightest stations are gathered first when a sheet is full. `voices` is a count of
    people heard, `asked` what they were asked, `promise` whether they have got their answer and `promise_note` the
    same in words with its date, for where there is room. `decided_by` names who decided. `short_title`, where there is
    one, is drawn in place of the title; `side` is where the label is to stand as long as there is room. One that
    `is_hidden` stands in the list and on no drawing. `kind_word` is what it is called where the drawing's own word for
    its kind would not be true.
    """

    key: str
    kind: Kind
    state: State
    title: str
    text: str = ""
    date_label: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    phase_key: str | None = None
    order: int = 0
    weight: int = 3
    url: str = ""
    voices: int | None = None
    promise: Promise | None = None
    promise_note: str = ""
    asked: str = ""
    decided_by: str = ""
    short_title: str = ""
    side: Side | None = None
    is_hidden: bool = False
    kind_word: str = ""


@dataclass(frozen=True)
class MapAgain:
    """One time a phase was taken up again: when, in words and as a day, and why. `is_open` while it goes on."""

    date_label: str
    reason: str
    starts_on: date | None = None
    is_open: bool = False


@dataclass(frozen=True)
class MapPhase:
    """One phase: a stretch of the ribbon and the tinted field behind it. `number` stands before the name.

    `again` holds each time it was taken up again. `is_open` tells that it has been started and not ended, which may be
    true of several phases at once.
    """

    key: str
    kind: str
    number: int
    name: str
    years_label: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    again: tuple[MapAgain, ...] = ()
    is_open: bool = False


@dataclass(frozen=True)
class Passage:
    """One time a phase was taken up again, as it takes its place among the stations: a loop back along the ribbon.

    `phase` is the one taken up again, `phase_index` its place. It is ordered, gathered and counted as items are.
    """

    key: str
    phase: MapPhase
    phase_index: int
    again: MapAgain
    weight: float = PASSAGE_WEIGHT
    state: State = State.DONE

    @property
    def title(self) -> str:
        """Why the phase was taken up again; its name, if nobody has written why."""
        return self.again.reason or self.phase.name

    @property
    def date_label(self) -> str:
        """When, in words."""
        return self.again.date_label

    @property
    def starts_on(self) -> date | None:
        """The day it is ordered by."""
        return self.again.starts_on


@dataclass(frozen=True)
class MapTexts:
    """Every word the drawing adds of its own, already translated by the caller.

    `more` and `voices` hold "{n}" for a count, `again` and `beside` for a phase's number, `quiet` for a number of
    months. `kinds`, `states` and `promises` name each Kind, State and Promise. `language` is a language code (for the
    lang attribute and for hyphenation).
    """

    language: str
    now: str
    more: str
    voices: str
    map_label: str
    legend: str
    voices_legend: str
    again: str
    beside: str
    quiet: str
    kinds: Mapping[Kind, str]
    states: Mapping[State, str]
    promises: Mapping[Promise, str]

    def kind_of(self, item: MapItem) -> str:
        """Return what the station is called."""
        return item.kind_word or self.kinds[item.kind]


@dataclass(frozen=True)
class ProcessMap:
    """All that is drawn. `phases` come in the order of the ribbon; `items` in any order.

    `now_label` is the date written on the "now" sign, `now_text` says in at most twelve words what goes on.
    """

    title: str
    area: str
    mission: str
    phases: Sequence[MapPhase]
    items: Sequence[MapItem]
    today: date
    texts: MapTexts
    now_label: str = ""
    now_text: str = ""

    @property
    def drawn(self) -> ProcessMap:
        """The map without the stations that are hidden on drawings."""
        return replace(self, items=[item for item in self.items if not item.is_hidden])


@dataclass(frozen=True)
class PhaseItems:
    """A phase with its items in the order of the ribbon; `phase` is None only for a map without phases."""

    phase: MapPhase | None
    items: list[MapItem] = field(default_factory=list)


def sort_items(process_map: ProcessMap) -> list[PhaseItems]:
    """Return the items phase by phase in the order they stand along the ribbon.

    The rule (documented in docs/process-map.md):
    1. Phases come in the order given. An item belongs to the phase it names, but what is dated after today and names
       an earlier phase than the current one stands in the current one: it lies ahead of "now". A dated item that names
       none belongs to the last phase that had begun on its date, else to the first; an undated one to the current one.
    2. Inside a phase dated items stand in time order.
    3. An undated item follows the dated item that precedes it by (`order`, place in the list); with none before it, it
       stands first. Equal dates and equal undated neighbours keep (`order`, place in the list).
    """
    phases: Sequence[MapPhase | None] = process_map.phases or (None,)
    grouped: list[list[tuple[int, int, MapItem]]] = [[] for _ in phases]
    named = {phase.key: index for index, phase in enumerate(process_map.phases)}
    current = current_phase_index(process_map)
    for index, item in enumerate(process_map.items):
        grouped[_phase_index(process_map, item, named, current)].append((item.order, index, item))
    return [PhaseItems(phase, _in_time_order(group)) for phase, group in zip(phases, grouped, strict=True)]


def current_phase_index(process_map: ProcessMap) -> int:
    """Return the index of the phase "now" lies in.

    It is the furthest phase that is open; else the phase of the last item whose state is now; else the last phase that
    had begun today; else the phase of the last item that is done; else the first.
    """
    open_indexes = [index for index, phase in enumerate(process_map.phases) if phase.is_open]
    if open_indexes:
        return open_indexes[-1]
    named = {phase.key: index for index, phase in enumerate(process_map.phases)}

    def last_with(state: State) -> int | None:
        found = [named[item.phase_key] for item in process_map.items if item.state == state and item.phase_key in named]
        return max(found, default=None)

    begun = _last_begun(process_map.phases, process_map.today)
    for candidate in (last_with(State.NOW), begun, last_with(State.DONE)):
        if candidate is not None:
            return candidate
    return 0


def passages_by_phase(process_map: ProcessMap) -> list[list[Passage]]:
    """Return, for each phase's stretch of the ribbon, the times another phase was taken up again there, by date.

    A dated one stands in the last phase that had begun on its date, an undated one in the current phase; never before
    the phase taken up again.
    """
    found: list[list[Passage]] = [[] for _ in process_map.phases or (None,)]
    for index, phase in enumerate(process_map.phases):
        for number, again in enumerate(phase.again, start=1):
            if again.starts_on is None:
                place = current_phase_index(process_map)
            else:
                place = _last_begun(process_map.phases, again.starts_on) or 0
            found[max(place, index)].append(Passage(f"{phase.key}-again-{number}", phase, index, again))
    for inside in found:
        inside.sort(key=lambda passage: (passage.starts_on is None, passage.starts_on or NO_DATE))
    return found


@dataclass(frozen=True)
class Beside:
    """An earlier phase that was, or is, open in a later phase's time: between which days (None: from or to the end)."""

    earlier: int
    later: int
    since: date | None
    until: date | None


def phases_beside(process_map: ProcessMap) -> list[Beside]:
    """Return where phases were open at once, by later and then earlier phase.

    A later phase counts once it has begun. An earlier one is open there if it ended after the later one began, or if it
    has not ended yet: since it began or, when it was ended and taken up again, since then.
    """
    today, phases = process_map.today, process_map.phases
    found = []
    for later, phase in enumerate(phases):
        if not (phase.is_open or (phase.starts_on is not None and phase.starts_on <= today)):
            continue
        for earlier, other in enumerate(phases[:later]):
            reopened = [again.starts_on for again in other.again if again.is_open]
            if other.is_open and not reopened:
                found.append(Beside(earlier, later, phase.starts_on, None))
                continue
            if other.ends_on and phase.starts_on and other.ends_on > phase.starts_on:
                found.append(Beside(earlier, later, phase.starts_on, min(other.ends_on, today)))
            if other.is_open:
                found.append(Beside(earlier, later, min(day or today for day in reopened), None))
    return found


def is_behind(item: MapItem | Passage, today: date) -> bool:
    """Tell whether an item lies on the walked side of today: by its date if it has one, else by its state."""
    if item.state == State.NOW:
        return True
    if item.starts_on is not None:
        return item.starts_on <= today
    return item.state in (State.DONE, State.DROPPED)


def _phase_index(process_map: ProcessMap, item: MapItem, named: Mapping[str, int], current: int) -> int:
    if item.phase_key in named:
        index = named[item.phase_key]
        is_ahead = item.starts_on is not None and not is_behind(item, process_map.today)
        return max(index, current) if is_ahead else index
    if item.starts_on is not None:
        return _last_begun(process_map.phases, item.starts_on) or 0
    return current


def _last_begun(phases: Sequence[MapPhase], day: date) -> int | None:
    begun = [index for index, phase in enumerate(phases) if phase.starts_on is not None and phase.starts_on <= day]
    return max(begun, default=None)


def _in_time_order(group: list[tuple[int, int, MapItem]]) -> list[MapItem]:
    keyed = []
    inherited = NO_DATE
    for order, index, item in sorted(group, key=lambda entry: entry[:2]):
        inherited = item.starts_on or inherited
        keyed.append((inherited, order, index, item))
    keyed.sort(key=lambda entry: entry[:3])
    return [item for *_, item in keyed]
