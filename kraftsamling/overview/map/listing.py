"""The process map in words: what the list beside the drawing says of each phase and each station."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from programmes.processmap.crowd import in_sequence, quiet_months
from programmes.processmap.items import MapItem, MapPhase, MapTexts, Passage, ProcessMap, State
from programmes.processmap.labels import beside_lines

Ids = dict[str, dict[str, str]]
DRAWINGS = ("wide", "tablet", "phone")


@dataclass(frozen=True)
class Gathered:
    """Stations that one drawing shows as one, "+14"; they follow one another here. ``place`` is its id there."""

    drawing: str
    place: str
    items: list[MapItem]


@dataclass(frozen=True)
class ListedStation:
    """A station with the words for its signs. Where it stands on the drawings: the ids there, "" where it is not.

    ``of_phase`` is its own phase where it stands in another's. ``quiet`` is how many months of silence came before it,
    0 when the drawing tells of none. ``begins`` are those gathered on drawings of which it is the first, ``ends`` those
    of which it is the last.
    """

    item: MapItem
    kind: str
    state: str
    promise: str
    of_phase: MapPhase | None
    quiet: int
    on_wide: str
    on_tablet: str
    on_phone: str
    begins: list[Gathered]
    ends: list[Gathered]

    @property
    def key(self) -> str:
        return self.item.key


@dataclass(frozen=True)
class ListedPassage:
    """A time that a phase was taken up again, at its place among the stations."""

    passage: Passage
    quiet: int
    on_wide: str
    on_tablet: str
    on_phone: str

    @property
    def key(self) -> str:
        return self.passage.key


@dataclass(frozen=True)
class ListedNow:
    """The mark at today, at its place among the stations."""

    is_now: bool = True


Row = ListedStation | ListedPassage | ListedNow


@dataclass(frozen=True)
class ListedPhase:
    """A phase and its rows in the order of the ribbon; ``phase`` is None for a map without phases.

    ``beside`` tells in words which earlier phases were open in its time.
    """

    phase: MapPhase | None
    beside: str
    rows: list[Row]


def list_phases(process_map: ProcessMap, ids: Ids) -> list[ListedPhase]:
    """Return all that the drawing says, phase by phase.

    ``ids`` tells by drawing ("wide", "tablet", "phone") and key by which id a station is found there.
    """
    sequenced = in_sequence(process_map)
    quiet = quiet_months(sequenced)
    phases = process_map.phases or (None,)
    named = {phase.key: phase for phase in process_map.phases}
    begins: dict[str, list[Gathered]] = defaultdict(list)
    ends: dict[str, list[Gathered]] = defaultdict(list)
    for gathered in _find_gathered(sequenced.items, ids):
        begins[gathered.items[0].key].append(gathered)
        ends[gathered.items[-1].key].append(gathered)
    rows: list[list[Row]] = [[] for _ in phases]
    for index, (member, phase_index) in enumerate(zip(sequenced.items, sequenced.phase_indexes, strict=True)):
        if index == sequenced.now_at:
            rows[sequenced.now_phase].append(ListedNow())
        places = {f"on_{name}": ids.get(name, {}).get(member.key, "") for name in DRAWINGS}
        places["quiet"] = quiet.get(member.key, 0)
        if isinstance(member, Passage):
            rows[phase_index].append(ListedPassage(member, **places))
        else:
            around = {"begins": begins.get(member.key, []), "ends": ends.get(member.key, [])}
            own = named.get(member.phase_key)
            of_phase = own if own is not phases[phase_index] else None
            rows[phase_index].append(_as_station(member, process_map.texts, of_phase=of_phase, **places, **around))
    if sequenced.now_at == len(sequenced.items):
        rows[sequenced.now_phase].append(ListedNow())
    beside = beside_lines(process_map) or [""]
    return [ListedPhase(*parts) for parts in zip(phases, beside, rows, strict=True)]


def _find_gathered(members: Iterable[MapItem | Passage], ids: Ids) -> Iterator[Gathered]:
    stations = [member for member in members if not isinstance(member, Passage)]
    for drawing in DRAWINGS:
        together: dict[str, list[MapItem]] = defaultdict(list)
        for station in stations:
            if place := ids.get(drawing, {}).get(station.key):
                together[place].append(station)
        for place, items in together.items():
            if len(items) > 1:
                yield Gathered(drawing, place, items)


def _as_station(item: MapItem, texts: MapTexts, **where: Any) -> ListedStation:
    return ListedStation(
        item=item,
        # The drawing shows a question as a question, whatever it is about.
        kind="" if item.state == State.OPEN_QUESTION else texts.kind_of(item),
        state=texts.states[item.state],
        promise=item.promise_note or (texts.promises[item.promise] if item.promise else ""),
        **where,
    )
