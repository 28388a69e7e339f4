"""One sweep along the ribbon that gives every entry the first place where its label fits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from programmes.processmap.boxes import Box, Taken
from programmes.processmap.crowd import Entry
from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground
from programmes.processmap.items import MapItem, Side
from programmes.processmap.labels import BOLD, Block, BlockMaker
from programmes.processmap.loops import find_loop
from programmes.processmap.path import Arc
from programmes.processmap.sheets import Flow, Sheet
from programmes.processmap.spots import FAR, Memo, Quest, Spot, SpotFinder

WINDOW = 9.0  # ribbon widths: how far a column looks for a better place
APART = 1.22  # of two marks' half widths: how far apart their middles are at least
SMALL = 0.66  # of a mark's usual size: one without words
SIDE_WINDOW = 1.2  # label widths: how far a row looks on the side asked for


@dataclass(frozen=True)
class Stop:
    """An entry with its length along the ribbon."""

    s: float
    entry: Entry
    spot: Spot | None


@dataclass
class Stretch:
    """A phase on the ribbon."""

    s0: float
    s1: float = 0.0
    heading: Spot | None = None


def side_of(entry: Entry) -> int:
    """Return the side an entry's label is to stand on: -1 above or to the left, 1 below or to the right, 0 either."""
    first = entry.items[0] if entry.items else None
    return {Side.ABOVE: -1, Side.BELOW: 1}.get(first.side, 0) if isinstance(first, MapItem) else 0


def plate_half_width(sheet: Sheet, count: int) -> float:
    """Return half the width of the plate that tells how many stations are gathered in one."""
    return max(sheet.station * 1.25, text_width(f"+{count}", sheet.small_size, BOLD) / 2 + sheet.station * 0.4)


def least_length(gap: float, count: int) -> float:
    """Return the length below which no phase can stay that holds this many stations, this far apart."""
    return gap * max(count - 0.2, 0.5)


@dataclass
class Sweep:
    """The state of one sweep. `gaps` are the least distances between stations, per phase.

    `quiet` holds the room that the sign of a long silence takes, by the key of the station after it. `year_room` is
    added where a new year begins, so that its figures can stand on the ribbon. When `is_snapped`, no phase begins
    inside a bend.
    """

    ground: Ground
    memo: Memo
    gaps: Sequence[float]
    width: float
    maker_of: Callable[[Entry], BlockMaker | None]
    headings: list[Block | None]
    now_radius: float
    radius: float
    quiet: Mapping[str, float] = field(default_factory=dict)
    year_room: float = 0.0
    is_snapped: bool = False
    stretches: list[Stretch] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    last_year: int | None = None

    def __post_init__(self) -> None:
        sheet = self.ground.sheet
        self.taken = Taken(sheet.label_width)
        self.finder = SpotFinder(
            self.ground, self.taken, self.memo, self.width, self.radius, self.now_radius, self.is_snapped
        )
        self.step = self.ground.ribbon.step
        self.pad_x, self.pad_y = self.finder.pad_x, self.finder.pad_y
        self.is_column = sheet.flow == Flow.COLUMN
        for seam in self.ground.seams():
            self.taken.add(seam)

    def run(self, entries: Sequence[Entry]) -> bool:
        """Place everything; return whether it fits the ribbon's length. After a failure `stops` hold what did fit."""
        by_phase: list[list[Entry]] = [[] for _ in self.gaps]
        for entry in entries:
            by_phase[entry.phase_index].append(entry)
        cursor = 0.0
        for index, inside in enumerate(by_phase):
            later = zip(self.gaps[index + 1 :], by_phase[index + 1 :], strict=True)
            limit = self.ground.end - sum(least_length(gap, len(group)) for gap, group in later)
            following = self._place_phase(index, cursor, inside, limit)
            if following is None:
                return False
            cursor = following
        return cursor <= self.ground.end

    def _place_phase(self, index: int, s0: float, entries: list[Entry], limit: float) -> float | None:
        """Return where the phase ends, or None as soon as it is clear that it cannot end before `limit`."""
        stretch = Stretch(s0)
        self.stretches.append(stretch)
        gap = self.gaps[index]
        reach = s0 + gap * 0.5
        block = self.headings[index]
        if block is not None:
            found = self._place_heading(s0, block)
            if found is None:
                return None
            stretch.heading, heading_end = found
            if self.is_column:
                s0 = self._move_start(stretch, s0)
            self.taken.add(stretch.heading.box.grown(self.pad_x * 3, self.pad_y * 2))
            reach = max(reach, heading_end)
        last = s0
        for position, entry in enumerate(entries):
            radius = self.half_mark(entry)
            room = self._room_before(entry, radius)
            least = last + max(gap, room) if position else s0 + max(radius * 2.2, gap * 0.3)
            if least + gap * (len(entries) - position - 0.5) > limit:
                return None
            stop = self._place_entry(entry, least, s0)
            if stop is None:
                return None
            self.stops.append(stop)
            self.last_year = entry.last_year or self.last_year
            last = stop.s
            reach = max(reach, last + (stop.spot.ahead if stop.spot else 0), last + max(radius * 2.0, gap * 0.5))
        stretch.s1 = self._snap(reach + self.pad_x * 1.5)
        return stretch.s1

    def _snap(self, s: float) -> float:
        """Move a phase's end out of a bend, on to the next row."""
        piece, rest = self.ground.path.locate(s)
        if not self.is_snapped or self.is_column or not isinstance(piece, Arc):
            return s
        return s - rest + piece.length + self.ground.sheet.field_gap / 2

    def _move_start(self, stretch: Stretch, s0: float) -> float:
        """Let a phase of a column begin right above its heading; what lies before it stays with the phase before."""
        if stretch.heading and len(self.stretches) > 1:
            while self.ground.path.point(s0 + self.step)[1] < stretch.heading.box.y0 - self.pad_y * 2:
                s0 += self.step
            self.stretches[-2].s1 = stretch.s0 = s0
        return s0

    def _room_before(self, entry: Entry, radius: float) -> float:
        """Return the least distance from the stop before, with room for the new year's figures if one begins."""
        if not self.stops:
            return radius * 2 * APART
        return self._room_between(self.stops[-1].entry, entry, self.last_year)

    def _room_between(self, before: Entry, after: Entry, earlier: int | None) -> float:
        radii = self.half_mark(before) + self.half_mark(after)
        is_new_year = after.first_year is not None and earlier is not None and after.first_year > earlier
        silence = self.quiet.get(after.items[0].key, 0.0) if after.items else 0.0
        return radii * APART + (self.year_room if is_new_year else 0.0) + silence

    def half_mark(self, entry: Entry) -> float:
        """Return how much of the ribbon an entry's mark takes on either side."""
        if entry.is_now:
            return self.now_radius
        if entry.is_counted and not entry.is_passage:
            return plate_half_width(self.ground.sheet, len(entry.items))
        return self.radius * (SMALL if entry.is_gathered and not entry.is_passage else 1.0)

    # Headings ------------------------------------------------------------------------------------------------------

    def _place_heading(self, s0: float, block: Block) -> tuple[Spot, float] | None:
        s = s0 + self.pad_x * (0.5 if self.is_column else 2)
        while s < self.ground.end:
            # Straight on, a heading behind an obstacle is looked for again right after it.
            wait = FAR
            for box in self._heading_boxes(s, block):
                wait = min(wait, self._heading_wait(s, box))
                if not wait:
                    end = self._length_down_to(s, box.y1) if self.is_column else s + block.width
                    return Spot(box, block, "start", ((0, 0), (0, 0)), 0, 0, 0), end + self.pad_x
            s += self.step * (wait if wait < FAR else self.finder.steps_to_next_piece(s))
        return None

    def _heading_wait(self, s: float, box: Box) -> int:
        index = self.ground.path.index_at(s)
        if self.is_column:
            return 0 if self.finder.is_free(index, box) else 1
        return self.finder.wait_at(index, box, 1 if self.ground.path.normal(s)[1] < 0 else -1)

    def _heading_boxes(self, s: float, block: Block) -> Iterator[Box]:
        path, sheet = self.ground.path, self.ground.sheet
        x, y = path.point(s)
        if self.is_column:
            top = y + self.pad_y
            yield Box(sheet.margin + self.pad_x, top, sheet.margin + self.pad_x + block.width, top + block.height)
            right = sheet.width - sheet.margin - self.pad_x
            yield Box(right - block.width, top, right, top + block.height)
            return
        nx, ny = path.normal(s)
        if abs(nx) > 0.01:
            return
        left = x if ny < 0 else x - block.width
        free = self.ground.half_field - sheet.ribbon / 2
        top = y - self.ground.half_field + max(free - block.height, 0) * 0.42
        yield Box(left, top, left + block.width, top + block.height)

    def _length_down_to(self, s: float, y: float) -> float:
        while s < self.ground.end and self.ground.path.point(s)[1] < y + self.pad_y:
            s += self.step
        return s

    # Stations ------------------------------------------------------------------------------------------------------

    def _place_entry(self, entry: Entry, least: float, s0: float) -> Stop | None:
        """Return the first place from `least` on; in a column a place where no word is broken is looked for first."""
        maker = self.maker_of(entry)
        # Whole steps, so that what was measured in one sweep can be used in the next.
        first = math.ceil(least / self.step)
        if maker is None:
            return self._place_mark(entry, first)
        last = math.ceil((self.ground.end - self.radius) / self.step)
        find = partial(find_loop, self.finder) if entry.is_passage else self.finder.find
        for quest, reach in self._quests(entry, maker, s0):
            k = first
            while k < min(first + reach, last):
                spot, wait = find(k, quest)
                if spot is not None:
                    return self._settle(k, entry, spot)
                k += wait
        return None

    def _quests(self, entry: Entry, maker: BlockMaker, s0: float) -> Iterator[tuple[Quest, int]]:
        """Return what to look for in turn, and for how many steps: the side asked for, whole words, any place."""
        window = self.ground.sheet.ribbon * WINDOW if self.is_column else self.width * SIDE_WINDOW
        near = int(window / self.step)
        side = side_of(entry)
        if side:
            yield Quest(maker, s0, side=side, is_fussy=self.is_column, is_pinned=True), near
        if self.is_column:
            yield Quest(maker, s0, entry.is_now, is_fussy=True, side=side), near
        yield Quest(maker, s0, entry.is_now, side=side), FAR

    def _place_mark(self, entry: Entry, k: int) -> Stop | None:
        """Place a mark without a label."""
        while k * self.step < self.ground.end - self.radius:
            if not entry.is_now or self.finder.is_mark_free(k):
                return self._settle(k, entry, None)
            k += 1
        return None

    def _settle(self, k: int, entry: Entry, spot: Spot | None) -> Stop:
        if spot is not None:
            self._take(spot)
        if entry.is_now:
            self.taken.add(self.finder.now_box(k))
        return Stop(k * self.step, entry, spot)

    def _take(self, spot: Spot) -> None:
        self.taken.add(spot.box.grown(self.pad_x * 2, self.pad_y * 2))
        for box in spot.loop.boxes if spot.loop else ():
            self.taken.add(box.grown(self.pad_x, self.pad_y))
        self.finder.side = spot.side
