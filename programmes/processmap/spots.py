"""Where a label can stand beside its station: the candidates in their order, and how far on there may be a place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from programmes.processmap.boxes import Box, Taken
from programmes.processmap.ground import EDGE, Ground
from programmes.processmap.labels import Block, BlockMaker, narrow
from programmes.processmap.path import Arc, Point
from programmes.processmap.sheets import Flow

UPRIGHT, LEVEL = 0.9, 0.6  # how much of the normal must point up or down, or sideways, for a label to be tied there
CLIMB = math.sqrt(1 - UPRIGHT**2)  # how far the ribbon rises at most, per length, where labels stand above or below it
NARROWEST, SIGN_NARROWEST, WIDEST = 0.7, 0.85, 1.7  # of the usual label width
OUTSIDE_NARROWEST, OUTSIDE_LINES = 0.5, 4  # outside a bend, where only short labels fit
SIGN_WIDTH = 1.4  # usual label widths
CLEARLY = 0.2  # narrower, in the sheet's unit, so that rounding does not matter
FAR = 1_000_000  # steps: not on this piece of the ribbon
LEVEL_NUMBERS = (100, 101)  # of the candidates on either side, after all those above and below
# How far a label may stand off its station, in label widths, and how its lines are then set.
SHIFTS = ((0.0, "middle"), (0.2, "middle"), (-0.2, "middle"), (0.4, "start"), (-0.4, "end"))


class Loop(NamedTuple):
    """A loop from length s1 back to s0, on the left (1) or right (-1) of the direction walked, and what it takes."""

    s0: float
    s1: float
    left: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Spot:
    """A place for a block: its box, how its lines are anchored, and where its leader starts and ends."""

    box: Box
    block: Block
    anchor: str
    leader: tuple[Point, Point] | None
    back: float
    ahead: float
    side: int
    loop: Loop | None = None


class Found(NamedTuple):
    """A spot or, without one, the number of steps after which there may be one."""

    spot: Spot | None
    wait: int


@dataclass(frozen=True)
class Quest:
    """A label looking for its place, in the phase that begins at length s0.

    A fussy one takes no block with a word that is broken or left out. `side` is the one tried first (-1 above, or to
    the left; 1 below, or to the right; 0: the one opposite the last label), `is_pinned` leaves the other side out.
    `due` tells from which step on a candidate is
    worth another look.
    """

    maker: BlockMaker
    s0: float
    is_now: bool = False
    is_fussy: bool = False
    side: int = 0
    is_pinned: bool = False
    due: dict[int, int] = field(default_factory=dict)


@dataclass
class Memo:
    """What one layout measured on one ground, kept from sweep to sweep."""

    level: dict[tuple[object, ...], Found] = field(default_factory=dict)
    upright: dict[tuple[object, ...], int] = field(default_factory=dict)
    edges: dict[tuple[int, float, int], float] = field(default_factory=dict)
    narrowed: dict[tuple[object, ...], list[Block | None]] = field(default_factory=dict)


@dataclass
class SpotFinder:
    """Finds places for labels on a ground where some room is taken; `side` is that of the label placed last."""

    ground: Ground
    taken: Taken
    memo: Memo
    width: float
    radius: float
    now_radius: float
    is_snapped: bool
    side: int = -1

    def __post_init__(self) -> None:
        sheet = self.ground.sheet
        self.ribbon = self.ground.ribbon
        self.step = self.ribbon.step
        self.clear = sheet.leader
        self.pad_x, self.pad_y = sheet.small_size * 0.42, sheet.small_size * 0.2
        self.is_column = sheet.flow == Flow.COLUMN
        self.lane = self.ground.half_field - sheet.ribbon * EDGE - sheet.ribbon / 2 - self.clear
        self.reach = int(sheet.ribbon * 3 / self.step)

    def find(self, k: int, quest: Quest) -> Found:
        """Return the first good spot at step k."""
        if quest.is_now and not self.is_mark_free(k):
            return Found(None, 1)
        radius = self.now_radius if quest.is_now else 0.0
        if abs(self.ribbon.nys[k]) >= UPRIGHT:
            return self._find_upright(k, quest, radius)
        if abs(self.ribbon.nxs[k]) >= LEVEL:
            return self._find_level(k, quest, max(radius, self.radius))
        return Found(None, 1)

    def now_box(self, k: int) -> Box:
        """Return what the mark at "now" takes at step k."""
        x, y = self.ribbon.xs[k], self.ribbon.ys[k]
        reach = self.now_radius + self.pad_y
        return Box(x - reach, y - reach, x + reach, y + reach)

    def is_mark_free(self, k: int) -> bool:
        mark = self.now_box(k)
        return mark.inside(self.ground.bounds) and not self.taken.hits(mark)

    def sides(self, quest: Quest, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Return the candidates' numbers with the side of each: the even ones on the side to be tried first."""
        first = quest.side or -self.side
        return [(number, -first if number % 2 else first) for number in numbers if not (quest.is_pinned and number % 2)]

    def steps(self, length: float) -> int:
        """Return the number of whole steps that cover a length, at least one."""
        return max(1, math.ceil(length / self.step - 1e-9))

    # Above and below the ribbon ------------------------------------------------------------------------------------

    def _find_upright(self, k: int, quest: Quest, radius: float) -> Found:
        """Above and below the ribbon; the "now" sign stands beside its mark, tied by a slanting leader."""
        block = quest.maker(self.ground.sheet.label_width * SIGN_WIDTH if radius else self.width, self.lane)
        beside = 0.5 + radius * 0.95 / max(block.width, radius, 1e-9)
        shifts = ((beside, "start"), (-beside, "start")) if radius else SHIFTS
        next_piece = k + self.steps_to_next_piece(k * self.step)
        way = 1 if self.ribbon.nys[k] < 0 else -1
        room_behind = k * self.step - quest.s0 - self.pad_x
        numbers = self.sides(quest, range(2 * len(shifts)))
        for number, side in numbers:
            if quest.due.get(number, 0) > k:
                continue
            shift, anchor = shifts[number // 2]
            # How much further on the label must stand so as not to reach back into the phase before.
            short = block.width * (0.5 - way * shift) - room_behind
            key = (quest.maker, k, number // 2, side, radius)
            wait = self.steps(short) if short > 0 else self.memo.upright.get(key, 0)
            if not wait:
                box = self._upright_box(k, block, shift, side)
                wait = self._wait_upright(k, box, way, key)
            if not wait:
                return Found(self._upright_spot(k, box, block, (anchor, side), radius), 0)
            quest.due[number] = min(k + wait, next_piece)
        return Found(None, min(quest.due[number] for number, _ in numbers) - k)

    def _upright_box(self, k: int, block: Block, shift: float, side: int) -> Box:
        y, near = self.ribbon.ys[k], self.ribbon.half + self.clear
        left = self.ribbon.xs[k] - block.width / 2 + shift * block.width
        top = y + near if side > 0 else y - near - block.height
        return Box(left, top, left + block.width, top + block.height)

    def _wait_upright(self, k: int, box: Box, way: int, key: tuple[object, ...]) -> int:
        """Return the wait (as `wait_at`); `key` is that of the part that stays the same in all sweeps."""
        index = self.ground.path.index_at(k * self.step)
        if key not in self.memo.upright:
            self.memo.upright[key] = self._wait_on_ground(index, box, way)
        return self.memo.upright[key] or self._wait_for_taken(index, box, way)

    def _upright_spot(self, k: int, box: Box, block: Block, hold: tuple[str, int], radius: float) -> Spot:
        x, y = self.ribbon.xs[k], self.ribbon.ys[k]
        anchor, side = hold
        near = self.ribbon.half + self.clear
        back, ahead = (x - box.x0, box.x1 - x) if self.ribbon.nys[k] < 0 else (box.x1 - x, x - box.x0)
        tip = (min(max(x, box.x0), box.x1), y + side * (near - self.clear * 0.25))
        if radius:
            tip = (tip[0], y + side * (near + min(block.height, radius) * 0.4))
        return Spot(box, block, anchor, ((x, y), tip), back, ahead, side)

    def steps_to_next_piece(self, s: float) -> int:
        """Return the number of steps from length s to the next piece of the ribbon."""
        path = self.ground.path
        index = path.index_at(s)
        return self.steps(path.starts[index] + path.pieces[index].length - s)

    def wait_at(self, index: int, box: Box, way: int) -> int:
        """Return 0 if a box is free, else the least number of steps until it may be.

        The box goes along with the ribbon's piece of this number, to the right (`way` 1) or to the left (-1).
        """
        return self._wait_on_ground(index, box, way) or self._wait_for_taken(index, box, way)

    def _wait_on_ground(self, index: int, box: Box, way: int) -> int:
        """Return the wait (as `wait_at`) for the sheet's edges, the field and the ribbon, whatever else is taken."""
        ground = self.ground
        piece = ground.path.pieces[index]
        if isinstance(piece, Arc):
            return 0 if self._is_clear(index, box) else 1
        bounds = ground.bounds
        past, short = (box.x1 - bounds.x1, bounds.x0 - box.x0)[::way]
        if past > 0 or box.y0 < bounds.y0 or box.y1 > bounds.y1:
            return FAR
        if short > 0:
            return self.steps(short)
        limit = self.ribbon.half + self.clear * 0.6
        past, short = (box.x1 + limit - max(piece.x0, piece.x1), min(piece.x0, piece.x1) - box.x0 + limit)[::way]
        if past <= 0 and short <= 0:
            edge = ground.half_field - ground.sheet.ribbon * EDGE
            return 0 if box.y0 >= piece.y0 - edge and box.y1 <= piece.y0 + edge else FAR
        if ground.is_in_field(index, box) and not ground.is_near_ribbon(index, box, self.clear * 0.6):
            return 0
        return FAR if past > 0 else 1

    def _wait_for_taken(self, index: int, box: Box, way: int) -> int:
        """Return the wait (as `wait_at`) until a box has passed all that is in its way; before, nothing can change."""
        blockers = self.taken.blockers(box)
        if not blockers:
            return 0
        lengths = [other.x1 - box.x0 if way > 0 else box.x1 - other.x0 for other in blockers]
        if isinstance(self.ground.path.pieces[index], Arc):
            # A bend climbs, so a box passes what is in its way sideways or upwards.
            rises = [(box.y1 - other.y0) / CLIMB for other in blockers]
            lengths = [min(pair) for pair in zip(lengths, rises, strict=True)]
        return self.steps(max(lengths))

    def is_free(self, index: int, box: Box) -> bool:
        """Tell whether a box on the ribbon's piece of this number touches nothing."""
        return not self.taken.hits(box) and self._is_clear(index, box)

    def _is_clear(self, index: int, box: Box) -> bool:
        return (
            box.inside(self.ground.bounds)
            and self.ground.is_in_field(index, box)
            and not self.ground.is_near_ribbon(index, box, self.clear * 0.6)
        )

    # Left and right of the ribbon ----------------------------------------------------------------------------------

    def _find_level(self, k: int, quest: Quest, radius: float) -> Found:
        numbers = self.sides(quest, LEVEL_NUMBERS)
        for number, side in numbers:
            if quest.due.get(number, 0) > k:
                continue
            spot, wait = self._level_spot(k, quest.maker, side, radius)
            if spot is not None and not (quest.is_fussy and (spot.block.is_broken or spot.block.is_cut)):
                wait = self._wait_level(k, spot, quest.s0)
                if not wait:
                    return Found(spot, 0)
            quest.due[number] = k + wait
        return Found(None, min(quest.due[number] for number, _ in numbers) - k)

    def _wait_level(self, k: int, spot: Spot, s0: float) -> int:
        short = s0 + self.pad_x + spot.back - k * self.step
        if short > 0:
            return self.steps(short)
        box = spot.box
        blockers = self.taken.blockers(box)
        if blockers:
            # Labels here go up or down with the ribbon, at most as fast as it is walked.
            return self.steps(
                max(other.y1 - box.y0 if self.is_column else box.y1 - other.y0 for other in blockers) - self.step
            )
        return 0 if self._is_clear(self.ground.path.index_at(k * self.step), box) else 1

    def _level_spot(self, k: int, maker: BlockMaker, side: int, radius: float) -> Found:
        key = (maker, k, side, radius, self.is_snapped)
        if key not in self.memo.level:
            self.memo.level[key] = self._find_level_spot(k, maker, side, radius)
        return self.memo.level[key]

    def _find_level_spot(self, k: int, maker: BlockMaker, side: int, radius: float) -> Found:
        """Left (side -1) or right of the ribbon, as close as its curve allows."""
        x, y = self.ribbon.xs[k], self.ribbon.ys[k]
        block = maker(self.width, self._level_height)
        is_outside = self._is_outside(k, side)
        share = SIGN_NARROWEST if radius > self.radius else OUTSIDE_NARROWEST if is_outside else NARROWEST
        for _ in range(2):
            half = block.height / 2
            room = self._room(self._edge(k, half, side, radius), side, k)
            if room <= self.width * share:
                # Room beside the ribbon grows at most as fast as the ribbon is walked, on both of its ends.
                return Found(None, self.steps((self.width * share - room) / 2))
            narrowed = self._narrowed(maker, min(room, self.width * WIDEST), is_outside=is_outside)
            if narrowed is None:
                return Found(None, 1)
            block = narrowed
        half = block.height / 2
        edge = self._edge(k, half, side, radius)
        box = Box(min(edge, edge + side * block.width), y - half, max(edge, edge + side * block.width), y + half)
        tip = (edge - side * self.clear * 0.25, y)
        anchor = "start" if side > 0 or radius > self.radius else "end"
        back, ahead = self._reach(k, box, half)
        return Found(Spot(box, block, anchor, ((x, y), tip), back, ahead, side), 1)

    def _reach(self, k: int, box: Box, half: float) -> tuple[float, float]:
        """Return how far back and ahead along the ribbon a label beside step k reaches."""
        if self.is_column:
            return half, half
        start, end = self.ground.span(self.ground.path.index_at(k * self.step), box)
        return max(k * self.step - start, half), max(end - k * self.step, half)

    @property
    def _level_height(self) -> float:
        return self.ground.half_field * 1.6 or 10 * self.width

    def _narrowed(self, maker: BlockMaker, room: float, *, is_outside: bool) -> Block | None:
        """Return the best block for a room. Blocks are kept from the widest down, each the best until the next fits."""
        known = self.memo.narrowed.setdefault((maker, is_outside), [])
        for block in known:
            if block is None or block.width <= room:
                return block
        while True:
            most = known[-1].width - CLEARLY if known and known[-1] else self.width * WIDEST
            block = narrow(maker, most, self._level_height, may_cut=self.is_column)
            if block and not self.is_column and not self._is_good_in_bend(block, is_outside=is_outside):
                block = None
            known.append(block)
            if block is None or block.width <= room:
                return block

    def _is_good_in_bend(self, block: Block, *, is_outside: bool) -> bool:
        """Beside a bend no word is broken: there is room above and below the rows."""
        if block.is_broken or block.is_cut:
            return False
        return not is_outside or len(block.lines) <= OUTSIDE_LINES

    def _edge(self, k: int, half: float, side: int, radius: float) -> float:
        half = round(half, 1)
        key = (k, half, side)
        if key not in self.memo.edges:
            self.memo.edges[key] = self.ribbon.edge(k, self.reach, half, side)
        edge = side * self.memo.edges[key] + self.clear
        return side * max(edge, side * self.ribbon.xs[k] + radius + self.clear)

    def _room(self, edge: float, side: int, k: int) -> float:
        """Return how wide a label may be that starts at this edge beside step k."""
        bounds = self.ground.bounds
        piece, _ = self.ground.path.locate(k * self.step)
        if isinstance(piece, Arc) and not self.is_column and not self._is_outside(k, side):
            return side * (piece.cx - edge) + (0.0 if self.is_snapped else piece.radius)
        return (bounds.x1 - edge if side > 0 else edge - bounds.x0) - self.pad_x

    def _is_outside(self, k: int, side: int) -> bool:
        """Tell whether this side of step k is the outside of a bend between rows."""
        piece, _ = self.ground.path.locate(k * self.step)
        return not self.is_column and isinstance(piece, Arc) and side * (self.ribbon.xs[k] - piece.cx) > 0
