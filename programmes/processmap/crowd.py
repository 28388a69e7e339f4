"""Which stations are gathered into counted ones when a sheet is full, and the sequence that results."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from programmes.processmap.items import (
    NO_DATE,
    MapItem,
    Passage,
    ProcessMap,
    State,
    current_phase_index,
    is_behind,
    passages_by_phase,
    sort_items,
)

Member = MapItem | Passage

QUIET_MONTHS, QUIET_TIMES, DAYS_A_MONTH = 6, 3, 30.44
RUN = 3  # neighbours gathered at a time


@dataclass(frozen=True)
class Entry:
    """Something that takes a place on the ribbon: one item, several gathered ones, or (no items) "now" itself.

    A gathered item whose neighbours are all heavier stands alone: it keeps its mark, and its label if there is room.
    `items` are either stations or phases taken up again, never both.
    """

    items: tuple[Member, ...]
    phase_index: int
    is_behind: bool
    is_gathered: bool = False

    @property
    def is_now(self) -> bool:
        return not self.items

    @property
    def is_passage(self) -> bool:
        """Whether a phase is taken up again here."""
        return bool(self.items) and isinstance(self.items[0], Passage)

    @property
    def is_counted(self) -> bool:
        """Whether several are gathered into this one."""
        return len(self.items) > 1

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
    """Items and passages in the order of the ribbon with their phase, and how many of them lie behind "now"."""

    items: tuple[Member, ...]
    phase_indexes: tuple[int, ...]
    now_at: int
    now_phase: int

    @property
    def phase_count(self) -> int:
        return max((*self.phase_indexes, self.now_phase)) + 1


def in_sequence(process_map: ProcessMap) -> Sequenced:
    """Put items and passages in order and find the place of "now" among them.

    "Now" lies in the current phase, at the place that leaves the fewest items on the wrong side of it; an item whose
    state is now is never left ahead. The last such place wins. A phase taken up again at no known date stands last
    before "now".
    """
    groups = [
        _with_passages(group.items, passages)
        for group, passages in zip(sort_items(process_map), passages_by_phase(process_map), strict=True)
    ]
    phase = current_phase_index(process_map)
    undated = [member for member in groups[phase] if _is_undated_passage(member)]
    dated = [member for member in groups[phase] if not _is_undated_passage(member)]
    place = _now_place(process_map, dated)
    groups[phase] = [*dated[:place], *undated, *dated[place:]]
    members = tuple(member for group in groups for member in group)
    indexes = tuple(index for index, group in enumerate(groups) for _ in group)
    now_at = sum(len(group) for group in groups[:phase]) + place + len(undated)
    return Sequenced(members, indexes, now_at, phase)


def _is_undated_passage(member: Member) -> bool:
    return isinstance(member, Passage) and member.starts_on is None


def _with_passages(items: Sequence[MapItem], passages: Sequence[Passage]) -> list[Member]:
    """Return the items of a phase with each dated passage before the first item of a later date."""
    members: list[Member] = []
    waiting = list(passages)
    for item in items:
        while waiting and item.starts_on and (waiting[0].starts_on or NO_DATE.max) < item.starts_on:
            members.append(waiting.pop(0))
        members.append(item)
    return members + waiting


def _now_place(process_map: ProcessMap, inside: Sequence[Member]) -> int:
    wrong = sum(is_behind(member, process_map.today) for member in inside)
    best, place = wrong, 0
    for index, member in enumerate(inside, start=1):
        wrong += -1 if is_behind(member, process_map.today) else 1
        if wrong <= best or member.state == State.NOW:
            best, place = wrong, index
    return place


def quiet_months(sequenced: Sequenced) -> dict[str, int]:
    """Return the long silences: the key of the station that ends each, and how many months it lasted.

    A silence is the time from the end of all that came before to the next station, where both neighbours have dates and
    "now" does not lie between them. It is long from six months on, if it is three times as long as the middle one.
    """
    silences: list[tuple[str, int]] = []
    latest: date | None = None
    for index, (before, after) in enumerate(pairwise(sequenced.items), start=1):
        end = getattr(before, "ends_on", None) or before.starts_on
        latest = max(filter(None, (latest, end)), default=None)
        is_told = before.starts_on and after.starts_on and latest and index != sequenced.now_at
        if is_told and (days := (after.starts_on - latest).days) > 0:
            silences.append((after.key, days))
    usual = median(days for _, days in silences) if silences else 0
    return {
        key: round(days / DAYS_A_MONTH)
        for key, days in silences
        if days >= QUIET_MONTHS * DAYS_A_MONTH - 3 and days >= QUIET_TIMES * usual
    }


def gathering_order(sequenced: Sequenced) -> list[int]:
    """Return the items' indexes in the order in which they are gathered: the lightest first.

    Of equally heavy ones those that go on now come last; the others are taken in runs of neighbours spread over the
    whole way, so that what stays visible is spread as well.
    """
    ranked: dict[tuple[float, bool], list[int]] = {}
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

    Neighbours are gathered into one as long as they share a phase and lie on the same side of "now"; passages among
    them are gathered into one of their own.
    """
    entries: list[Entry] = []
    run: list[Member] = []

    def close(phase_index: int, behind: bool) -> None:
        stations = [member for member in run if not isinstance(member, Passage)]
        passages = [member for member in run if isinstance(member, Passage)]
        together = [stations, passages] if run and run[0] in stations[:1] else [passages, stations]
        together = [members for members in together if members]
        entries.extend(Entry(tuple(members), phase_index, behind, is_gathered=True) for members in together)
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
