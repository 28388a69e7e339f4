"""One sweep along the ribbon that gives every entry the first place where its label fits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from programmes.processmap.boxes import Box, Taken
from programmes.processmap.crowd import Entry
from programmes.processmap.ground import Ground
from programmes.processmap.labels import Block, BlockMaker, narrow
from programmes.processmap.path import Arc, Point
from programmes.processmap.sheets import Flow

UPRIGHT, LEVEL = 0.9, 0.6  # how much of the normal must point up or down, or sideways, for a label to be tied there
NARROWEST, SIGN_NARROWEST, WIDEST = 0.7, 0.85, 1.7  # of the usual label width
STEPS = 8  # to a ribbon's width: how finely places are tried
WINDOW = 9.0  # ribbon widths: how far a column looks for a better place
SIGN_WIDTH = 1.4  # usual label widths
# How far a label may stand off its station, in label widths, and how its lines are then set.
SHIFTS = ((0.0, "middle"), (0.2, "middle"), (-0.2, "middle"), (0.4, "start"), (-0.4, "end"))


@dataclass(frozen=True)
class Spot:
    """A place for a block: its box, how its lines are anchored, and where its leader starts and ends."""

    box: Box
    block: Block
    anchor: str
    leader: tuple[Point, Point]
    back: float
    ahead: float
    side: int


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


@dataclass
class Sweep:
    """The state of one sweep. `gaps` are the least distances between stations, per phase.

    `year_room` is added where a new year begins, so that its figures can stand on the ribbon. When
    `is_snapped`, no phase begins inside a bend.
    """

    ground: Ground
    gaps: Sequence[float]
    width: float
    makers: dict[int, BlockMaker | None]
    sign: BlockMaker | None
    headings: list[Block | None]
    now_radius: float
    radius: float
    year_room: float = 0.0
    is_snapped: bool = False
    stretches: list[Stretch] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    side: int = -1

    def __post_init__(self) -> None:
        sheet = self.ground.sheet
        self.taken = Taken(sheet.label_width)
        self.step = sheet.ribbon / STEPS
        self.clear = sheet.leader
        self.pad_x, self.pad_y = sheet.small_size * 0.42, sheet.small_size * 0.2
        self.is_column = sheet.flow == Flow.COLUMN
        for seam in self.ground.seams():
            self.taken.add(seam)
        self.lane = self.ground.half_field - sheet.ribbon * 0.08 - sheet.ribbon / 2 - self.clear

    def run(self, entries: list[Entry], phase_count: int) -> bool:
        """Place everything; return whether it fits the ribbon's length."""
        by_phase: list[list[tuple[int, Entry]]] = [[] for _ in range(phase_count)]
        for index, entry in enumerate(entries):
            by_phase[entry.phase_index].append((index, entry))
        cursor = 0.0
        for phase_index in range(phase_count):
            following = self._place_phase(phase_index, cursor, by_phase[phase_index])
            if following is None:
                return False
            cursor = following
        return cursor <= self.ground.end

    def _place_phase(self, index: int, s0: float, entries: list[tuple[int, Entry]]) -> float | None:
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
        for position, (number, entry) in enumerate(entries):
            radius = self.now_radius if entry.is_now else self.radius
            room = self._room_before(entry, radius)
            least = last + max(gap, room) if position else s0 + max(radius * 2.2, gap * 0.3)
            stop = self._place_entry(number, entry, least, s0)
            if stop is None:
                return None
            self.stops.append(stop)
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
            return radius * 2.24
        before = self.now_radius if self.stops[-1].entry.is_now else self.radius
        year, earlier = entry.first_year, self._last_year()
        is_new_year = year is not None and earlier is not None and year > earlier
        return (before + radius) * 1.12 + (self.year_room if is_new_year else 0.0)

    def _last_year(self) -> int | None:
        years = (stop.entry.last_year for stop in reversed(self.stops))
        return next((year for year in years if year is not None), None)

    # Headings ------------------------------------------------------------------------------------------------------

    def _place_heading(self, s0: float, block: Block) -> tuple[Spot, float] | None:
        s = s0 + self.pad_x * (0.5 if self.is_column else 2)
        while s < self.ground.end:
            for box in self._heading_boxes(s, block):
                if self._is_free(box, s):
                    end = self._length_down_to(s, box.y1) if self.is_column else s + block.width
                    return Spot(box, block, "start", ((0, 0), (0, 0)), 0, 0, 0), end + self.pad_x
            s += self.step
        return None

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

    def _place_entry(self, number: int, entry: Entry, least: float, s0: float) -> Stop | None:
        """Return the first place from `least` on; in a column a place where no word is broken is looked for first."""
        maker = self.sign if entry.is_now else self.makers[number]
        window = self.ground.sheet.ribbon * WINDOW
        for is_fussy in (True, False) if self.is_column and maker else (False,):
            # Whole steps, so that what was measured in one sweep can be used in the next.
            s = math.ceil(least / self.step) * self.step
            while s < (min(least + window, self.ground.end) if is_fussy else self.ground.end) - self.radius:
                spot = self._spot_at(s, maker, entry, s0, is_fussy)
                if spot is not None or (maker is None and self._is_mark_free(s, entry)):
                    return self._settle(s, entry, spot)
                s += self.step
        return None

    def _spot_at(self, s: float, maker: BlockMaker | None, entry: Entry, s0: float, is_fussy: bool) -> Spot | None:
        if maker is None or not self._is_mark_free(s, entry):
            return None
        for spot in self._spots(s, maker, entry.is_now):
            is_whole = not (is_fussy and (spot.block.is_broken or spot.block.is_cut))
            if is_whole and s - spot.back >= s0 + self.pad_x and self._is_free(spot.box, s):
                return spot
        return None

    def _is_mark_free(self, s: float, entry: Entry) -> bool:
        if not entry.is_now:
            return True
        mark = self._now_box(s)
        return not self.taken.hits(mark) and mark.inside(self.ground.bounds)

    def _settle(self, s: float, entry: Entry, spot: Spot | None) -> Stop:
        if spot is not None:
            self.taken.add(spot.box.grown(self.pad_x * 2, self.pad_y * 2))
            self.side = spot.side
        if entry.is_now:
            self.taken.add(self._now_box(s))
        return Stop(s, entry, spot)

    def _now_box(self, s: float) -> Box:
        x, y = self.ground.path.point(s)
        reach = self.now_radius + self.pad_y
        return Box(x - reach, y - reach, x + reach, y + reach)

    def _is_free(self, box: Box, s: float) -> bool:
        return (
            box.inside(self.ground.bounds)
            and not self.taken.hits(box)
            and self.ground.is_in_field(s, box)
            and not self.ground.ribbon.is_near(box, self.clear * 0.6)
        )

    def _spots(self, s: float, maker: BlockMaker, is_now: bool) -> Iterator[Spot]:
        nx, ny = self.ground.path.normal(s)
        radius = self.now_radius if is_now else 0.0
        if abs(ny) >= UPRIGHT:
            yield from self._upright_spots(s, maker, radius)
        elif abs(nx) >= LEVEL:
            for side in (-self.side, self.side):
                spot = self._level_spot(s, maker, side, max(radius, self.radius))
                if spot is not None:
                    yield spot

    def _upright_spots(self, s: float, maker: BlockMaker, radius: float) -> Iterator[Spot]:
        """Above and below the ribbon; the "now" sign stands beside its mark, tied by a slanting leader."""
        x, y = self.ground.path.point(s)
        is_rightward = self.ground.path.normal(s)[1] < 0
        block = maker(self.ground.sheet.label_width * SIGN_WIDTH if radius else self.width, self.lane)
        near = self.ground.sheet.ribbon / 2 + self.clear
        beside = 0.5 + radius * 0.95 / max(block.width, radius)
        shifts = ((beside, "start"), (-beside, "start")) if radius else SHIFTS
        for shift, anchor in shifts:
            for side in (-self.side, self.side):
                left = x - block.width / 2 + shift * block.width
                top = y + near if side > 0 else y - near - block.height
                box = Box(left, top, left + block.width, top + block.height)
                back, ahead = (x - box.x0, box.x1 - x) if is_rightward else (box.x1 - x, x - box.x0)
                tip = (min(max(x, box.x0), box.x1), y + side * (near - self.clear * 0.25))
                if radius:
                    tip = (tip[0], y + side * (near + min(block.height, radius) * 0.4))
                yield Spot(box, block, anchor, ((x, y), tip), back, ahead, side)

    def _level_spot(self, s: float, maker: BlockMaker, side: int, radius: float) -> Spot | None:
        """Left (side -1) or right of the ribbon, as close as its curve allows."""
        ground = self.ground
        x, y = ground.path.point(s)
        height = ground.half_field * 1.6 or 10 * self.width
        block = maker(self.width, height)
        reach = ground.sheet.ribbon * 3
        for _ in range(2):
            half = block.height / 2
            edge = ground.ribbon.edge(s, reach, half, side) + side * self.clear
            edge = side * max(side * edge, side * x + radius + self.clear)
            room = self._room(edge, side, s)
            narrowed = None
            # Whole steps, so that equal rooms are measured once.
            room = room // self.step * self.step
            least = SIGN_NARROWEST if radius > self.radius else NARROWEST
            if room > self.width * least:
                narrowed = narrow(maker, min(room, self.width * WIDEST), height, may_cut=self.is_column)
            if narrowed is None:
                return None
            block = narrowed
        half = block.height / 2
        edge = ground.ribbon.edge(s, reach, half, side) + side * self.clear
        edge = side * max(side * edge, side * x + radius + self.clear)
        box = Box(min(edge, edge + side * block.width), y - half, max(edge, edge + side * block.width), y + half)
        tip = (edge - side * self.clear * 0.25, y)
        anchor = "start" if side > 0 or radius > self.radius else "end"
        return Spot(box, block, anchor, ((x, y), tip), half, half, side)

    def _room(self, edge: float, side: int, s: float) -> float:
        bounds = self.ground.bounds
        piece, _ = self.ground.path.locate(s)
        if not self.is_column and isinstance(piece, Arc) and side * (edge - piece.cx) < 0:
            return side * (piece.cx - edge) + (0.0 if self.is_snapped else piece.radius)
        return (bounds.x1 - edge if side > 0 else edge - bounds.x0) - self.pad_x
