"""The process map in words: what the list beside the drawing says of each phase and each station."""

from dataclasses import dataclass

from programmes.processmap.crowd import in_sequence, quiet_months
from programmes.processmap.items import MapItem, MapPhase, MapTexts, Passage, ProcessMap, State
from programmes.processmap.labels import beside_lines

Ids = dict[str, dict[str, str]]


@dataclass(frozen=True)
class ListedStation:
    """A station with the words for its signs. Where it stands on the drawings: the ids there, "" where it is not.

    ``quiet`` is how many months of silence came before it, 0 when the drawing tells of none.
    """

    item: MapItem
    kind: str
    state: str
    promise: str
    quiet: int
    on_wide: str
    on_tablet: str
    on_phone: str

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
    rows: list[list[Row]] = [[] for _ in phases]
    for index, (member, phase_index) in enumerate(zip(sequenced.items, sequenced.phase_indexes, strict=True)):
        if index == sequenced.now_at:
            rows[sequenced.now_phase].append(ListedNow())
        rows[phase_index].append(_as_row(member, process_map.texts, quiet.get(member.key, 0), ids))
    if sequenced.now_at == len(sequenced.items):
        rows[sequenced.now_phase].append(ListedNow())
    beside = beside_lines(process_map) or [""]
    return [ListedPhase(*parts) for parts in zip(phases, beside, rows, strict=True)]


def _as_row(member: MapItem | Passage, texts: MapTexts, quiet: int, ids: Ids) -> ListedStation | ListedPassage:
    places = {f"on_{name}": ids.get(name, {}).get(member.key, "") for name in ("wide", "tablet", "phone")}
    if isinstance(member, Passage):
        return ListedPassage(member, quiet=quiet, **places)
    is_question = member.state == State.OPEN_QUESTION
    return ListedStation(
        item=member,
        # The drawing shows a question as a question, whatever it is about.
        kind="" if is_question else texts.kinds[member.kind],
        state=texts.states[member.state],
        promise=texts.promises[member.promise] if member.promise else "",
        quiet=quiet,
        **places,
    )
