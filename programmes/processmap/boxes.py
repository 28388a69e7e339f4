"""Rectangles on the sheet and two spatial indexes: what is taken, and where the ribbon runs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from programmes.processmap.path import Path


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

    def _keys(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.x0 // self._cell), int(box.x1 // self._cell) + 1):
            for row in range(int(box.y0 // self._cell), int(box.y1 // self._cell) + 1):
                yield column, row

    def add(self, box: Box) -> None:
        """Mark a box as taken."""
        for key in self._keys(box):
            self._cells[key].append(box)

    def hits(self, box: Box) -> bool:
        """Tell whether a box overlaps anything taken."""
        return any(other.overlaps(box) for key in self._keys(box) if key in self._cells for other in self._cells[key])


@dataclass(frozen=True)
class Sample:
    """A point of the centre line."""

    s: float
    x: float
    y: float


class Ribbon:
    """Points of the centre line close enough together to tell how near a box comes to the ribbon."""

    def __init__(self, path: Path, width: float) -> None:
        self.half = width / 2
        self._step = width / 8
        count = int(path.length / self._step) + 1
        self._samples = [Sample(i * self._step, *path.point(i * self._step)) for i in range(count)]
        self._edges: dict[tuple[float, float, int], float] = {}
        self._cell = width * 2
        self._cells: dict[tuple[int, int], list[Sample]] = defaultdict(list)
        for sample in self._samples:
            self._cells[int(sample.x // self._cell), int(sample.y // self._cell)].append(sample)

    def is_near(self, box: Box, clearance: float) -> bool:
        """Tell whether any part of the box comes closer to the ribbon's edge than `clearance`."""
        limit = self.half + clearance
        around = box.grown(limit, limit)
        for column in range(int(around.x0 // self._cell), int(around.x1 // self._cell) + 1):
            for row in range(int(around.y0 // self._cell), int(around.y1 // self._cell) + 1):
                for sample in self._cells.get((column, row), ()):
                    if box.distance(sample.x, sample.y) < limit:
                        return True
        return False

    def edge(self, s: float, reach: float, half_height: float, side: int) -> float:
        """Return the ribbon's outermost x towards `side` (-1 left, 1 right), `half_height` above and below length s.

        Only the ribbon within `reach` of s is looked at. Answers are kept: one sweep asks what the one before asked.
        """
        key = (round(s / self._step, 2), round(half_height, 1), side)
        if key not in self._edges:
            self._edges[key] = self._find_edge(round(s / self._step), int(reach / self._step), half_height, side)
        return self._edges[key]

    def _find_edge(self, index: int, reach: int, half_height: float, side: int) -> float:
        limit, y = self.half, self._samples[min(index, len(self._samples) - 1)].y
        near = self._samples[max(0, index - reach) : index + reach + 2]
        beyond = [(sample.x, max(abs(sample.y - y) - half_height, 0.0)) for sample in near]
        return side * max(side * x + math.sqrt(limit**2 - dy**2) for x, dy in beyond if dy < limit)
