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
        edge = self.half_field - self.sheet.ribbon * 0.08
        here = self.path.pieces[index]
        if isinstance(here, Arc):
            return here.is_around(box, here.radius + edge)
        if box.y0 < here.y0 - edge or box.y1 > here.y0 + edge:
            return False
        return all(
            beyond is None or piece.is_around(beyond, piece.radius + edge)
            for piece in self.path.pieces[max(index - 1, 0) : index + 2]
            if isinstance(piece, Arc)
            for beyond in [_part_beyond(piece, box)]
        )

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
    bend = sheet.margin + half_field + pitch / 2
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
    half, path = ground.half_field, ground.path
    parts = [path.svg(start, end, half)]
    if is_last:
        parts.append(_cap(ground, end, forward=True))
    parts.append(path.svg(end, start, -half, move=False))
    if is_first:
        parts.append(_cap(ground, start, forward=False))
    return "".join(parts) + "Z"


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
