"""The ground a sheet gives: where the ribbon runs, how wide its field is, and what a label may not leave."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

from programmes.processmap.boxes import Box, Ribbon
from programmes.processmap.path import Arc, Line, Path, column, number, rows
from programmes.processmap.sheets import Flow, Sheet

WAVE_RADIUS, WAVE_LEAN = 5.0, 0.78  # in ribbon widths; in radians
FOOT = 1.3  # ribbon widths below a column's end
RIM = 0.55  # ribbon widths of bare field between a bend and the sheet's edge
EDGE = 0.08  # ribbon widths that a label keeps from its field's edge
ROUNDING = 0.98  # of the field's half width: the radius of its corners


@dataclass(frozen=True)
class Ground:
    """A ribbon on a sheet. `half_field` is the distance from the centre line to the field's edge (rows only)."""

    sheet: Sheet
    width: float
    height: float
    path: Path
    ribbon: Ribbon
    half_field: float
    end: float

    @cached_property
    def bounds(self) -> Box:
        """Return the sheet's area within its margin."""
        margin = self.sheet.margin
        return Box(margin, margin, self.width - margin, self.height - margin)

    def seams(self) -> list[Box]:
        """Return the strips of bare paper between rows, which no text may cross."""
        strips = []
        for piece in self.path.pieces:
            if isinstance(piece, Arc) and self.sheet.flow == Flow.ROWS:
                gap = piece.radius - self.half_field
                x0, x1 = (0.0, piece.cx) if piece.turn < 0 else (piece.cx, self.width)
                strips.append(Box(x0, piece.cy - gap, x1, piece.cy + gap))
        return strips

    def is_in_field(self, index: int, box: Box) -> bool:
        """Tell whether a label tied to the path's piece of this number stays within the ribbon's own field."""
        if self.sheet.flow == Flow.COLUMN:
            return True
        edge = self.half_field - self.sheet.ribbon * EDGE
        here = self.path.pieces[index]
        reach = edge + (here.radius if isinstance(here, Arc) else 0.0)
        level = here.cy if isinstance(here, Arc) else here.y0
        if box.y0 < level - reach or box.y1 > level + reach:
            return False
        return all(
            self._is_in_corners(piece, box)
            for piece in self.path.pieces[max(index - 1, 0) : index + 2]
            if isinstance(piece, Arc)
        )

    def _is_in_corners(self, bend: Arc, box: Box) -> bool:
        """Tell whether a box keeps clear of the round corners outside a bend."""
        radius = self.half_field * ROUNDING
        side = 1 if bend.turn < 0 else -1
        x = (self.bounds.x1 if side > 0 else self.bounds.x0) - side * radius
        dx = side * ((box.x1 if side > 0 else box.x0) - x)
        reach = bend.radius + self.half_field - radius
        dy = max(box.y1 - bend.cy, bend.cy - box.y0) - reach
        return dx <= 0 or dy <= 0 or math.hypot(dx, dy) <= radius - self.sheet.ribbon * EDGE

    def span(self, index: int, box: Box) -> tuple[float, float]:
        """Return between which lengths of the ribbon a box beside a bend lies: its phase must hold all of them."""
        bend = self.path.pieces[index]
        start, side = self.path.starts[index], 1 if bend.turn < 0 else -1
        lengths = []
        for x in (box.x0, box.x1):
            for y in (box.y0, box.y1):
                beyond = side * (x - bend.cx)
                if beyond >= 0:
                    lengths.append(start + bend.radius * math.atan2(beyond, y - bend.cy))
                else:
                    lengths.append(start + beyond if y > bend.cy else start + bend.length - beyond)
        return min(lengths), max(lengths)

    def is_near_ribbon(self, index: int, box: Box, clearance: float) -> bool:
        """Tell whether a label tied to the path's piece of this number comes closer to the ribbon than `clearance`."""
        if self.sheet.flow == Flow.COLUMN:
            return self.ribbon.is_near(box, clearance)
        limit = self.ribbon.half + clearance
        for piece in self.path.pieces[max(index - 1, 0) : index + 2]:
            if isinstance(piece, Arc):
                beyond = _part_beyond(piece, box)
                is_reached = beyond and beyond.distance(piece.cx, piece.cy) < piece.radius + limit
                if is_reached and not piece.is_around(beyond, piece.radius - limit):
                    return True
            elif box.overlaps(_as_box(piece).grown(limit, limit)):
                return True
        return False


def _as_box(row: Line) -> Box:
    return Box(min(row.x0, row.x1), row.y0, max(row.x0, row.x1), row.y1)


def _part_beyond(bend: Arc, box: Box) -> Box | None:
    """Return the part of a box that lies beyond the rows' straight pieces, where the bend is."""
    if bend.turn < 0:
        return Box(max(box.x0, bend.cx), box.y0, box.x1, box.y1) if box.x1 > bend.cx else None
    return Box(box.x0, box.y0, min(box.x1, bend.cx), box.y1) if box.x0 < bend.cx else None


@lru_cache(maxsize=32)
def rows_ground(sheet: Sheet, row_count: int) -> Ground:
    """Return the ground of a wide sheet: rows from lower left to upper right, joined by round bends."""
    height = sheet.height or sheet.pitch * row_count - sheet.field_gap + 2 * sheet.margin
    pitch = (height - 2 * sheet.margin + sheet.field_gap) / row_count
    half_field = (pitch - sheet.field_gap) / 2
    bend = sheet.margin + sheet.ribbon * (0.5 + RIM) + pitch / 2
    ys = [height - sheet.margin - half_field - pitch * index for index in range(row_count)]
    inset = sheet.margin + sheet.ribbon * 0.55
    finish = sheet.width - inset - sheet.ribbon * 0.75 if row_count % 2 else inset + sheet.ribbon * 0.75
    path = rows(inset, bend, sheet.width - bend, finish, ys)
    return Ground(sheet, sheet.width, height, path, Ribbon(path, sheet.ribbon), half_field, path.length)


@lru_cache(maxsize=32)
def column_ground(sheet: Sheet) -> Ground:
    """Return the ground of a narrow sheet: one column of gentle waves, downwards to the sheet's greatest height."""
    radius = sheet.ribbon * WAVE_RADIUS
    drop = radius * math.sin(WAVE_LEAN)
    top, foot = sheet.ribbon * 0.7, sheet.ribbon * FOOT
    half_waves = int((sheet.max_height - top - foot - 1.5 * drop) / (2 * drop))
    left = sheet.width / 2 - radius * (1 - math.cos(WAVE_LEAN))
    path = column(left, top, radius, WAVE_LEAN, half_waves)
    return Ground(sheet, sheet.width, path.point(path.length)[1], path, Ribbon(path, sheet.ribbon), 0.0, path.length)


def shortened(ground: Ground, s: float) -> Ground:
    """Return a column that ends at length s, with the sheet's foot below it."""
    height = ground.path.point(s)[1] + ground.sheet.ribbon * FOOT
    return Ground(ground.sheet, ground.width, height, ground.path, ground.ribbon, ground.half_field, s)


def field_outline(ground: Ground, s0: float, s1: float, *, is_first: bool, is_last: bool) -> str:
    """Return the outline of the tint behind the stretch from s0 to s1, with a seam between neighbours."""
    seam = ground.sheet.field_gap / 2
    if ground.sheet.flow == Flow.COLUMN:
        top = 0.0 if is_first else ground.path.point(s0)[1] + seam
        bottom = ground.height if is_last else ground.path.point(s1)[1] - seam
        return rounded(Box(0, top, ground.width, bottom), ground.sheet.ribbon * 0.4)
    start, end = s0 if is_first else s0 + seam, s1 if is_last else s1 - seam
    parts = ["M", _edge(ground, start, end, 1)]
    if is_last:
        parts.append(_cap(ground, end, forward=True))
    parts += ["L", _edge(ground, end, start, -1)]
    if is_first:
        parts.append(_cap(ground, start, forward=False))
    return "".join(parts) + "Z"


def _edge(ground: Ground, s0: float, s1: float, side: int) -> str:
    """Return the field's edge to the left (side 1) or right of the stretch from s0 to s1, without a first command.

    Inside a bend the edge follows the ribbon; outside, it goes out to the sheet's edge and rounds the corners.
    """
    path, parts = ground.path, []
    low, high = min(s0, s1), max(s0, s1)
    for piece, start in zip(path.pieces, path.starts, strict=True):
        a, b = max(low, start) - start, min(high, start + piece.length) - start
        if b - a <= 1e-6:
            continue
        a, b = (a, b) if s1 >= s0 else (b, a)
        if isinstance(piece, Arc) and piece.turn * side > 0:
            brim = _brim(ground, piece)
            edge = brim.svg(_along_brim(brim, piece, a), _along_brim(brim, piece, b), move=False)
        else:
            edge = Path((piece,)).svg(a, b, side * ground.half_field, move=False)
        parts.append(edge.removeprefix("L"))
    return "L".join(parts if s1 >= s0 else reversed(parts))


def _brim(ground: Ground, bend: Arc) -> Path:
    """Return the field's edge outside a bend, walked in the bend's direction."""
    side = 1 if bend.turn < 0 else -1
    radius, reach = ground.half_field * ROUNDING, bend.radius + ground.half_field
    x = ground.bounds.x1 if side > 0 else ground.bounds.x0
    inner, turn = x - side * radius, math.copysign(math.pi / 2, bend.turn)
    low, high = bend.cy + reach, bend.cy - reach
    return Path(
        (
            Line(bend.cx, low, inner, low),
            Arc(inner, low - radius, radius, math.pi / 2, turn),
            Line(x, low - radius, x, high + radius),
            Arc(inner, high + radius, radius, math.pi / 2 + turn, turn),
            Line(inner, high, bend.cx, high),
        )
    )


def _along_brim(brim: Path, bend: Arc, s: float) -> float:
    """Return the length along the brim at which a ray from the bend's centre through its length s meets it."""
    side = 1 if bend.turn < 0 else -1
    low, high = 0.0, brim.length
    for _ in range(40):
        middle = (low + high) / 2
        x, y = brim.point(middle)
        walked = math.pi / 2 - math.atan2(y - bend.cy, side * (x - bend.cx))
        low, high = (middle, high) if walked < s / bend.radius else (low, middle)
    return low


def _cap(ground: Ground, s: float, *, forward: bool) -> str:
    """Return the rounded end of a field beyond the ribbon's own end, from its one edge to its other."""
    sheet, half = ground.sheet, ground.half_field
    x, y = ground.path.point(s)
    dx = ground.path.normal(s)[1] * (-1 if forward else 1)
    # Beyond the ribbon's end the field goes on to the sheet's margin.
    edge = (ground.width - sheet.margin if dx > 0 else sheet.margin) if abs(dx) > 0.5 else x
    radius = min(abs(edge - x), half) * 0.98
    near = edge - radius if dx > 0 else edge + radius
    first = y + ground.path.normal(s)[1] * half * (1 if forward else -1)
    second = 2 * y - first
    inward = 1 if second > first else -1
    sweep = int((dx > 0) == (inward > 0))
    return (
        f"L{number(near)} {number(first)}"
        f"A{number(radius)} {number(radius)} 0 0 {sweep} {number(edge)} {number(first + inward * radius)}"
        f"L{number(edge)} {number(second - inward * radius)}"
        f"A{number(radius)} {number(radius)} 0 0 {sweep} {number(near)} {number(second)}"
    )


def rounded(box: Box, radius: float) -> str:
    """Return the outline of a box with round corners."""
    r = min(radius, box.width / 2, box.height / 2)
    x0, y0, x1, y1 = box
    arc = f"A{number(r)} {number(r)} 0 0 1 "
    return (
        f"M{number(x0 + r)} {number(y0)}L{number(x1 - r)} {number(y0)}{arc}{number(x1)} {number(y0 + r)}"
        f"L{number(x1)} {number(y1 - r)}{arc}{number(x1 - r)} {number(y1)}"
        f"L{number(x0 + r)} {number(y1)}{arc}{number(x0)} {number(y1 - r)}"
        f"L{number(x0)} {number(y0 + r)}{arc}{number(x0 + r)} {number(y0)}Z"
    )
