"""Which stations are gathered into counted ones when a sheet is full, and the sequence that results."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from programmes.processmap.items import (
    MapItem,
    PhaseItems,
    ProcessMap,
    State,
    current_phase_index,
    is_behind,
    sort_items,
)

RUN = 3  # neighbours gathered at a time


@dataclass(frozen=True)
class Entry:
    """Something that takes a place on the ribbon: one item, several gathered ones, or (no items) "now" itself.

    A gathered item whose neighbours are all heavier stands alone: it keeps its mark, and its label if there is room.
    """

    items: tuple[MapItem, ...]
    phase_index: int
    is_behind: bool
    is_gathered: bool = False

    @property
    def is_now(self) -> bool:
        return not self.items

    @property
    def is_lone(self) -> bool:
        """Whether this is a gathered item whose neighbours are all heavier."""
        return self.is_gathered and len(self.items) == 1

    @property
    def first_year(self) -> int | None:
        """The year of the first dated item, if any."""
        return next((item.starts_on.year for item in self.items if item.starts_on), None)

    @property
    def last_year(self) -> int | None:
        """The year of the last dated item, if any."""
        return next((item.starts_on.year for item in reversed(self.items) if item.starts_on), None)


@dataclass(frozen=True)
class Sequenced:
    """The items in the order of the ribbon with their phase, and how many of them lie behind "now"."""

    items: tuple[MapItem, ...]
    phase_indexes: tuple[int, ...]
    now_at: int
    now_phase: int

    @property
    def phase_count(self) -> int:
        return max((*self.phase_indexes, self.now_phase)) + 1


def in_sequence(process_map: ProcessMap) -> Sequenced:
    """Put the items in order and find the place of "now" among them.

    "Now" lies in the current phase, at the place that leaves the fewest items on the wrong side of it; an item whose
    state is now is never left ahead. The last such place wins.
    """
    grouped = sort_items(process_map)
    items = tuple(item for group in grouped for item in group.items)
    indexes = tuple(index for index, group in enumerate(grouped) for _ in group.items)
    phase = current_phase_index(process_map)
    return Sequenced(items, indexes, _now_place(process_map, grouped, phase), phase)


def _now_place(process_map: ProcessMap, grouped: Sequence[PhaseItems], phase: int) -> int:
    first = sum(len(group.items) for group in grouped[:phase])
    inside = grouped[phase].items
    wrong = sum(is_behind(item, process_map.today) for item in inside)
    best, place = wrong, 0
    for index, item in enumerate(inside, start=1):
        wrong += -1 if is_behind(item, process_map.today) else 1
        if wrong <= best or item.state == State.NOW:
            best, place = wrong, index
    return first + place


def gathering_order(sequenced: Sequenced) -> list[int]:
    """Return the items' indexes in the order in which they are gathered: the lightest first.

    Of equally heavy ones those that go on now come last; the others are taken in runs of neighbours spread over the
    whole way, so that what stays visible is spread as well.
    """
    ranked: dict[tuple[int, bool], list[int]] = {}
    for index, item in enumerate(sequenced.items):
        ranked.setdefault((item.weight, item.state == State.NOW), []).append(index)
    order: list[int] = []
    for rank in sorted(ranked):
        members = ranked[rank]
        runs = [members[start : start + RUN] for start in range(0, len(members), RUN)]
        bits = max(1, (len(runs) - 1).bit_length())
        # Runs are taken in bit-reversed order (van der Corput's sequence), last bits first.
        runs_in_turn = sorted(range(len(runs)), key=lambda run: _reversed_bits(run, bits), reverse=True)
        order += [index for run in runs_in_turn for index in runs[run]]
    return order


def _reversed_bits(value: int, bits: int) -> int:
    return int(format(value, f"0{bits}b")[::-1], 2)


def make_entries(sequenced: Sequenced, gathered: Set[int]) -> list[Entry]:
    """Return the entries along the ribbon when the items with these indexes are gathered.

    Neighbours are gathered into one as long as they share a phase and lie on the same side of "now".
    """
    entries: list[Entry] = []
    run: list[MapItem] = []

    def close(phase_index: int, behind: bool) -> None:
        if run:
            entries.append(Entry(tuple(run), phase_index, behind, is_gathered=True))
            run.clear()

    previous_phase = 0
    for index, item in enumerate(sequenced.items):
        phase_index, behind = sequenced.phase_indexes[index], index < sequenced.now_at
        if phase_index != previous_phase or index == sequenced.now_at or index not in gathered:
            close(previous_phase, index <= sequenced.now_at)
        if index == sequenced.now_at:
            entries.append(Entry((), sequenced.now_phase, True))
        if index in gathered:
            run.append(item)
        else:
            entries.append(Entry((item,), phase_index, behind))
        previous_phase = phase_index
    close(previous_phase, len(sequenced.items) <= sequenced.now_at)
    if sequenced.now_at >= len(sequenced.items):
        entries.append(Entry((), sequenced.now_phase, True))
    return entries
