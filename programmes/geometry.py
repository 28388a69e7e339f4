"""Places drawn on a plain map: from longitude and latitude to a frame. Pure: no Django, no database.

The map is local and small, so that an equirectangular projection whose longitudes are shortened by the cosine of the
middle latitude is true to a few metres. Names stand where they cover neither each other nor a dot; a name that finds no
room gives way to the place's number in the list beside the map, and a number that finds none to nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from programmes.processmap.fonts import text_width

METRES_PER_DEGREE = 111_320
LEAST_METRES = 250  # a single bench is not drawn as large as the town
MARGIN, FOOT, DOT, GAP = 30, 46, 6, 5
TALLEST = 1.15  # height as a share of width
CELL = 32
# Latitude and longitude within which Sweden lies, with its waters.
SWEDEN = ((54.9, 69.2), (10.5, 24.5))

Position = tuple[float, float]


def is_in_sweden(longitude: float, latitude: float) -> bool:
    """Return whether the point lies within the rectangle around Sweden."""
    (south, north), (west, east) = SWEDEN
    return south <= latitude <= north and west <= longitude <= east


def lines_of(geometry: dict[str, Any]) -> list[list[Position]]:
    """Return the rings and lines of a GeoJSON geometry; none for points."""
    kind, found = geometry["type"], geometry["coordinates"]
    match kind:
        case "LineString":
            return [found]
        case "Polygon" | "MultiLineString":
            return list(found)
        case "MultiPolygon":
            return [ring for polygon in found for ring in polygon]
    return []


def points_of(geometry: dict[str, Any]) -> list[Position]:
    """Return the single points of a GeoJSON geometry; none for lines and areas."""
    match geometry["type"]:
        case "Point":
            return [geometry["coordinates"]]
        case "MultiPoint":
            return list(geometry["coordinates"])
    return []


def is_area(geometry: dict[str, Any]) -> bool:
    """Return whether the geometry has an inside."""
    return geometry["type"] in ("Polygon", "MultiPolygon")


@dataclass(frozen=True)
class Shape:
    """A place to draw; ``number`` is the one it has in the list beside the map."""

    number: int
    name: str
    url: str
    geometry: dict[str, Any]
    is_current: bool = False


@dataclass(frozen=True)
class Label:
    """A name or number and where its line of text begins, stands in the middle, or ends (``anchor``)."""

    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True)
class DrawnShape:
    """One place as it is drawn; ``dots`` are (x, y)."""

    shape: Shape
    path: str
    is_area: bool
    dots: tuple[tuple[str, str], ...]
    label: Label | None


@dataclass(frozen=True)
class DrawnMap:
    """A whole map; every length is a number of the frame's own units, written with a point."""

    width: int
    height: int
    shapes: tuple[DrawnShape, ...]
    bar_width: str
    bar_label: str
    foot: int


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Return whether the two share any ground."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Ground:
    """What is taken on the sheet, found by the squares it lies in."""

    def __init__(self, width: float, height: float):
        self._frame = Box(2, 2, width - 2, height - FOOT + 4)
        self._taken: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def take(self, box: Box) -> None:
        for cell in self._cells(box):
            self._taken[cell].append(box)

    def is_free(self, box: Box) -> bool:
        frame = self._frame
        if box.left < frame.left or box.top < frame.top or box.right > frame.right or box.bottom > frame.bottom:
            return False
        return not any(box.touches(other) for cell in self._cells(box) for other in self._taken.get(cell, ()))

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.left // CELL), int(box.right // CELL) + 1):
            for row in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
                yield column, row


@dataclass(frozen=True)
class Projection:
    """Turns a position into a point of the frame; ``scale`` is units per metre."""

    west: float
    north: float
    shrink: float
    scale: float
    left: float
    top: float

    def __call__(self, position: Sequence[float]) -> Position:
        east = (position[0] - self.west) * METRES_PER_DEGREE * self.shrink
        south = (self.north - position[1]) * METRES_PER_DEGREE
        return self.left + east * self.scale, self.top + south * self.scale


def draw_places(shapes: Iterable[Shape], width: int, size: float) -> DrawnMap | None:
    """Draw the shapes in a frame ``width`` units wide with names of ``size``; None when there is nothing to draw."""
    known = list(shapes)
    if not known:
        return None
    project, height = _fit(known, width)
    ground = Ground(width, height)
    lines = [[[project(at) for at in line] for line in lines_of(shape.geometry)] for shape in known]
    dots = [
        [project(at) for at in points_of(shape.geometry)] or _dot_for_small(own)
        for shape, own in zip(known, lines, strict=True)
    ]
    for x, y in (at for own in dots for at in own):
        ground.take(Box(x - DOT, y - DOT, x + DOT, y + DOT))
    labels = _place_labels(known, lines, dots, ground, size)
    bar, text = _scale_bar(project.scale, width)
    drawn = [
        DrawnShape(
            shape,
            _path(own, is_closed=is_area(shape.geometry)),
            is_area(shape.geometry),
            tuple((_n(x), _n(y)) for x, y in points),
            labels[index],
        )
        for index, (shape, own, points) in enumerate(zip(known, lines, dots, strict=True))
    ]
    # Areas lie underneath, the largest lowest, so that everything can be pointed at.
    in_order = sorted(range(len(drawn)), key=lambda at: -_extent(lines[at]) if drawn[at].is_area else 1)
    return DrawnMap(width, height, tuple(drawn[at] for at in in_order), _n(bar), text, height - 18)


def _fit(shapes: list[Shape], width: int) -> tuple[Projection, int]:
    """Return a projection that puts everything inside the frame, and the frame's height."""
    spots = [at for shape in shapes for line in (*lines_of(shape.geometry), points_of(shape.geometry)) for at in line]
    west, east = min(at[0] for at in spots), max(at[0] for at in spots)
    south, north = min(at[1] for at in spots), max(at[1] for at in spots)
    shrink = math.cos(math.radians((south + north) / 2))
    across = max((east - west) * METRES_PER_DEGREE * shrink, LEAST_METRES)
    down = max((north - south) * METRES_PER_DEGREE, LEAST_METRES / 2)
    room = width - 2 * MARGIN
    scale = min(room / across, room * TALLEST / down)
    height = math.ceil(down * scale) + 2 * MARGIN + FOOT - 10
    left = (width - (east - west) * METRES_PER_DEGREE * shrink * scale) / 2
    top = MARGIN + (down - (north - south) * METRES_PER_DEGREE) * scale / 2
    return Projection(west, north, shrink, scale, left, top), height


def _place_labels(known: list[Shape], lines, dots, ground: Ground, size: float) -> list[Label | None]:
    """Return each shape's label; single points come first and the largest area last, which has most room to choose."""
    found: list[Label | None] = [None] * len(known)

    def importance(at: int) -> tuple[bool, float, int]:
        return not known[at].is_current, _extent(lines[at]) if is_area(known[at].geometry) else -1, at

    for index in sorted(range(len(known)), key=importance):
        anchors = _anchors_beside(dots[index][0]) if dots[index] else _anchors_inside(lines[index], size)
        for text in (known[index].name, str(known[index].number)):
            found[index] = _find_room(text, anchors, ground, size)
            if found[index]:
                break
    return found


def _find_room(text: str, anchors, ground: Ground, size: float) -> Label | None:
    width = text_width(text, size, 600)
    for x, y, anchor in anchors:
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        box = Box(left - 1, y - size * 0.55, left + width + 1, y + size * 0.6)
        if ground.is_free(box):
            ground.take(box)
            return Label(text, _n(x), _n(y + size * 0.33), anchor)
    return None


def _anchors_beside(dot: Position) -> list[tuple[float, float, str]]:
    x, y = dot
    away = DOT + GAP
    sides = [(x + away, y, "start"), (x - away, y, "end")]
    return [*sides, (x, y - away - 6, "middle"), (x, y + away + 6, "middle")]


def _anchors_inside(lines, size: float) -> list[tuple[float, float, str]]:
    x, y = find_inside(max(lines, key=len))
    return [(x, y + step * size * 1.3, "middle") for step in (0, -1, 1, -2, 2)]


def find_inside(ring: Sequence[Position]) -> Position:
    """Return a point in the middle of the widest stretch of the ring at half its height."""
    low, high = min(at[1] for at in ring), max(at[1] for at in ring)
    level = (low + high) / 2
    crossings = sorted(
        a[0] + (level - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (a[1] <= level) != (b[1] <= level)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return sum(at[0] for at in ring) / len(ring), level
    left, right = max(stretches, key=lambda each: each[1] - each[0])
    return (left + right) / 2, level


def _extent(lines) -> float:
    spots = [at for line in lines for at in line]
    if not spots:
        return 0
    return (max(at[0] for at in spots) - min(at[0] for at in spots)) * (
        max(at[1] for at in spots) - min(at[1] for at in spots)
    )


def _dot_for_small(lines) -> list[Position]:
    """Return a dot for what would be too small to see or to press."""
    spots = [at for line in lines for at in line]
    across = max(at[0] for at in spots) - min(at[0] for at in spots)
    down = max(at[1] for at in spots) - min(at[1] for at in spots)
    return [spots[0]] if max(across, down) < 2 * DOT else []


def _path(lines, *, is_closed: bool) -> str:
    end = "Z" if is_closed else ""
    return " ".join("M" + " L".join(f"{_n(x)} {_n(y)}" for x, y in line) + end for line in lines)


def _scale_bar(scale: float, width: int) -> tuple[float, str]:
    """Return the length of the bar and what it says: the most of 1, 2, 5, 10 ... metres in a third of the width."""
    longest = width / 3 / scale
    power = 10 ** math.floor(math.log10(longest))
    metres = max(step * power for step in (1, 2, 5) if step * power <= longest)
    text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    return metres * scale, text


def _n(number: float) -> str:
    return f"{number:.1f}"
