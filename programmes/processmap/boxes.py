"""Rectangles on the sheet and two spatial indexes: what is taken, and where the ribbon runs."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import NamedTuple

from programmes.processmap.path import Path, Point

STEPS = 8  # to a ribbon's width: how finely places are tried


class Box(NamedTuple):
    """An upright rectangle, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def grown(self, dx: float, dy: float) -> Box:
        """Return the box made larger by dx to the left and right and dy above and below."""
        return Box(self.x0 - dx, self.y0 - dy, self.x1 + dx, self.y1 + dy)

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share any area."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def distance(self, x: float, y: float) -> float:
        """Return the distance from a point to the nearest part of the box (0 inside)."""
        return math.hypot(max(self.x0 - x, 0, x - self.x1), max(self.y0 - y, 0, y - self.y1))

    def inside(self, other: Box) -> bool:
        """Tell whether the whole box lies in the other."""
        return self.x0 >= other.x0 and self.y0 >= other.y0 and self.x1 <= other.x1 and self.y1 <= other.y1


class Taken:
    """The boxes placed so far, in a grid of square cells so that each question costs the same on a full sheet."""

    def __init__(self, cell: float) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Mark a box as taken."""
        for column in range(int(box.x0 // self._cell), int(box.x1 // self._cell) + 1):
            for row in range(int(box.y0 // self._cell), int(box.y1 // self._cell) + 1):
                self._cells[column, row].append(box)

    def blockers(self, box: Box) -> list[Box]:
        """Return what a box overlaps, perhaps with repetitions."""
        x0, y0, x1, y1 = box
        cell, cells = self._cell, self._cells
        found = []
        # Asked tens of thousands of times for one map, so it is written out.
        rows = range(int(y0 // cell), int(y1 // cell) + 1)
        for column in range(int(x0 // cell), int(x1 // cell) + 1):
            for row in rows:
                for other in cells.get((column, row), ()):
                    if other[0] < x1 and x0 < other[2] and other[1] < y1 and y0 < other[3]:
                        found.append(other)
        return found

    def hits(self, box: Box) -> bool:
        """Tell whether a box overlaps anything taken."""
        return bool(self.blockers(box))


class Ribbon:
    """The centre line in whole steps: where it is, where it heads, and how near a box comes to the ribbon around it.

    `xs`, `ys` are the points at 0, `step`, 2 x `step` ... along the line; `nxs`, `nys` the unit vectors to its left.
    """

    def __init__(self, path: Path, width: float) -> None:
        self.half = width / 2
        self.step = width / STEPS
        lengths = [index * self.step for index in range(int(path.length / self.step) + 1)]
        points, normals = [path.point(s) for s in lengths], [path.normal(s) for s in lengths]
        self.xs, self.ys = [x for x, _ in points], [y for _, y in points]
        self.nxs, self.nys = [x for x, _ in normals], [y for _, y in normals]
        self._way = 1 if self.ys[-1] >= self.ys[0] else -1
        self._climb = [self._way * y for y in self.ys]
        self._cell = width * 2
        self._cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for x, y in points:
            self._cells[int(x // self._cell), int(y // self._cell)].append((x, y))

    def is_near(self, box: Box, clearance: float) -> bool:
        """Tell whether any part of the box comes closer to the ribbon's edge than `clearance`."""
        limit = self.half + clearance
        around = box.grown(limit, limit)
        x0, y0, x1, y1 = box
        for column in range(int(around.x0 // self._cell), int(around.x1 // self._cell) + 1):
            for row in range(int(around.y0 // self._cell), int(around.y1 // self._cell) + 1):
                for x, y in self._cells.get((column, row), ()):
                    dx = x0 - x if x < x0 else max(x - x1, 0.0)
                    dy = y0 - y if y < y0 else max(y - y1, 0.0)
                    if dx * dx + dy * dy < limit * limit:
                        return True
        return False

    def edge(self, index: int, reach: int, half_height: float, side: int) -> float:
        """Return the ribbon's outermost x towards `side` (-1 left, 1 right), `half_height` above and below a step.

        Only the ribbon within `reach` steps is looked at.
        """
        y, square = self.ys[index], self.half**2
        low, high = max(0, index - reach), min(index + reach + 1, len(self.xs))
        # The way climbs or falls throughout, so what lies level with the label is one piece of it.
        level = self._way * y
        first = bisect_left(self._climb, level - half_height, low, high)
        last = bisect_right(self._climb, level + half_height, low, high)
        xs = self.xs[first:last]
        furthest = (max(xs) if side > 0 else -min(xs)) + self.half
        for others in (range(first - 1, low - 1, -1), range(last, high)):
            for other in others:
                beyond = max(abs(self.ys[other] - y) - half_height, 0.0)
                if beyond >= self.half:
                    break
                furthest = max(furthest, side * self.xs[other] + math.sqrt(square - beyond * beyond))
        return side * furthest
