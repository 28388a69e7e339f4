"""The ribbon's centre line: straight pieces and circular arcs, walked by length. Units are those of the sheet."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

Point = tuple[float, float]


def number(value: float) -> str:
    """Write a coordinate with two decimals and nothing superfluous, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True)
class Line:
    """A straight piece from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def length(self) -> float:
        return math.hypot(self.x1 - self.x0, self.y1 - self.y0)

    def heading(self, _s: float) -> float:
        return math.atan2(self.y1 - self.y0, self.x1 - self.x0)

    def point(self, s: float) -> Point:
        share = s / self.length
        return (self.x0 + (self.x1 - self.x0) * share, self.y0 + (self.y1 - self.y0) * share)

    def svg(self, s0: float, s1: float, offset: float) -> str:
        x, y = _offset(self.point(s1), self.heading(s1), offset)
        return f"L{number(x)} {number(y)}"


@dataclass(frozen=True)
class Arc:
    """A circular piece; `turn` is the signed angle walked in radians (positive: clockwise, as y grows downwards)."""

    cx: float
    cy: float
    radius: float
    start: float
    turn: float

    @property
    def length(self) -> float:
        return self.radius * abs(self.turn)

    def _angle(self, s: float) -> float:
        return self.start + math.copysign(s / self.radius, self.turn)

    def heading(self, s: float) -> float:
        return self._angle(s) + math.copysign(math.pi / 2, self.turn)

    def point(self, s: float) -> Point:
        angle = self._angle(s)
        return (self.cx + self.radius * math.cos(angle), self.cy + self.radius * math.sin(angle))

    def is_around(self, box: tuple[float, float, float, float], radius: float) -> bool:
        """Tell whether a circle of this radius around the arc's centre holds a box (x0, y0, x1, y1)."""
        x0, y0, x1, y1 = box
        dx, dy = max(self.cx - x0, x1 - self.cx), max(self.cy - y0, y1 - self.cy)
        return radius > 0 and dx * dx + dy * dy <= radius * radius

    def svg(self, s0: float, s1: float, offset: float) -> str:
        # The left-hand normal points away from the centre when the arc turns clockwise, towards it otherwise.
        radius = self.radius + (offset if self.turn > 0 else -offset)
        x, y = _offset(self.point(s1), self.heading(s1), offset)
        sweep = int((self.turn > 0) == (s1 > s0))
        large = int(abs(s1 - s0) / self.radius > math.pi)
        return f"A{number(radius)} {number(radius)} 0 {large} {sweep} {number(x)} {number(y)}"


def _offset(point: Point, heading: float, distance: float) -> Point:
    """Move a point `distance` to the left of the heading (y grows downwards, so left of east is north)."""
    return (point[0] + distance * math.sin(heading), point[1] - distance * math.cos(heading))


@dataclass(frozen=True)
class Path:
    """A smooth chain of lines and arcs, addressed by the length walked from its start."""

    pieces: Sequence[Line | Arc]

    @cached_property
    def starts(self) -> list[float]:
        starts, total = [], 0.0
        for piece in self.pieces:
            starts.append(total)
            total += piece.length
        return starts

    @cached_property
    def length(self) -> float:
        return self.starts[-1] + self.pieces[-1].length

    def index_at(self, s: float) -> int:
        """Return the number of the piece at length s."""
        return max(0, bisect_right(self.starts, s) - 1)

    def locate(self, s: float) -> tuple[Line | Arc, float]:
        """Return the piece at length s and the length walked on it."""
        index = self.index_at(s)
        return self.pieces[index], s - self.starts[index]

    def point(self, s: float, offset: float = 0.0) -> Point:
        """Return the point at length s, moved `offset` to the left of the direction walked."""
        piece, rest = self.locate(s)
        return _offset(piece.point(rest), piece.heading(rest), offset)

    def heading(self, s: float) -> float:
        """Return the direction walked at length s, in radians, clockwise from east."""
        piece, rest = self.locate(s)
        return piece.heading(rest)

    def normal(self, s: float) -> Point:
        """Return the unit vector to the left of the direction walked."""
        heading = self.heading(s)
        return (math.sin(heading), -math.cos(heading))

    def svg(self, s0: float, s1: float, offset: float = 0.0, *, move: bool = True) -> str:
        """Return SVG path data for the stretch from s0 to s1 (s1 may be smaller: walked backwards)."""
        x, y = self.point(s0, offset)
        parts = [f"{'M' if move else 'L'}{number(x)} {number(y)}"]
        low, high = min(s0, s1), max(s0, s1)
        spans = []
        for piece, start in zip(self.pieces, self.starts, strict=True):
            a, b = max(low, start), min(high, start + piece.length)
            if b - a > 1e-6:
                spans.append((piece, a - start, b - start))
        for piece, a, b in spans if s1 >= s0 else reversed(spans):
            parts.append(piece.svg(a, b, offset) if s1 >= s0 else piece.svg(b, a, offset))
        return "".join(parts)

    def band(self, s0: float, s1: float, half_width: float) -> str:
        """Return the closed outline of a band of twice `half_width` around the stretch from s0 to s1."""
        return self.svg(s0, s1, half_width) + self.svg(s1, s0, -half_width, move=False) + "Z"


def rows(x_start: float, x_left: float, x_right: float, x_end: float, ys: Sequence[float]) -> Path:
    """Return a path of horizontal rows joined by half circles, the first row walked to the right.

    `ys` are the rows' heights in the order walked (bottom up); bends have their centres at x_left and x_right.
    """
    pieces: list[Line | Arc] = []
    for index, y in enumerate(ys):
        is_rightward = index % 2 == 0
        is_last = index == len(ys) - 1
        begin = x_start if index == 0 else (x_left if is_rightward else x_right)
        finish = x_end if is_last else (x_right if is_rightward else x_left)
        pieces.append(Line(begin, y, finish, y))
        if not is_last:
            radius = (y - ys[index + 1]) / 2
            turn = -math.pi if is_rightward else math.pi
            pieces.append(Arc(finish, y - radius, radius, math.pi / 2, turn))
    return Path(tuple(pieces))


def column(x: float, y: float, radius: float, swing: float, half_waves: int) -> Path:
    """Return a path downwards in gentle waves around x, made of arcs that never lean more than `swing` radians."""
    drop = radius * math.sin(swing)
    reach = radius * (1 - math.cos(swing))
    pieces: list[Line | Arc] = [Line(x, y, x, y + drop / 2)]
    y += drop / 2
    # A first half-bend leads from straight down into the rhythm of the waves.
    pieces.append(Arc(x + radius, y, radius, math.pi, -swing))
    x, y = x + reach, y + drop
    for index in range(half_waves):
        to_right = index % 2 == 0
        side = 1 if to_right else -1
        cx = x - side * radius * math.cos(swing)
        start = -swing if to_right else math.pi + swing
        pieces.append(Arc(cx, y + drop, radius, start, side * 2 * swing))
        y += 2 * drop
    return Path(tuple(pieces))
