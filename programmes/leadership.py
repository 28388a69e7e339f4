"""Drawing the leadership structure: boxes in rows, and lines that never cross a box. Pure; all sizes in SVG units.

Rows follow the levels of the handbook: political leadership, steering group, the work, the area. On a wide sheet what
decides in law or for a partner stands in a column of its own at the side; on a narrow one everything is one column.

Every group that others lift matters to has one bus: a line from its box, through the channels between the rows and
the gutters beside the columns, to each of those others. Each bus has a track of its own in every channel it uses and
a lane of its own in every gutter, so that two of them cross but never lie upon each other. Two groups that stand
beside each other are joined straight across. Any links can be drawn, in any direction, a ring as well.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from programmes.processmap.fonts import break_text

Point = tuple[float, float]

NAME_SIZE, SMALL_SIZE, LEADING = 16, 13, 1.3
PADDING, GAP, TRACK, LANE = 12, 18, 10, 10
CHANNEL = 26  # the least height between two rows, with room for an arrow's head at both ends
ARROW = 7
NAME_LINES, SMALL_LINES = 5, 3


class Level(IntEnum):
    """Where a box stands; SIDE is the column of those who decide."""

    SIDE = 0
    POLITICAL = 1
    STEERING = 2
    WORK = 3
    AREA = 4


@dataclass(frozen=True)
class Unit:
    """One box: ``kind`` stands small above the name, ``note`` below it; ``above`` is the key it lifts matters to."""

    key: str
    level: Level
    kind: str
    name: str
    note: str = ""
    above: str | None = None


@dataclass(frozen=True)
class Sheet:
    """``columns`` boxes beside each other, ``labels`` the width left for the names of the levels."""

    name: str
    width: float
    columns: int
    labels: float
    has_side: bool


WIDE = Sheet("wide", 1080, 3, 112, True)
NARROW = Sheet("narrow", 340, 1, 0, False)


@dataclass(frozen=True)
class TextLine:
    text: str
    x: float
    y: float
    role: str  # "kind", "name" or "note"


@dataclass(frozen=True)
class Box:
    unit: Unit
    x: float
    y: float
    width: float
    height: float
    lines: tuple[TextLine, ...]

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Link:
    """The line from ``below`` to ``above``, from box edge to box edge; its two heads are triangles."""

    below: str
    above: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)

    @property
    def heads(self) -> tuple[str, str]:
        """The heads at the lower and at the upper end, each as points of a polygon."""
        return _head(self.points[1], self.points[0]), _head(self.points[-2], self.points[-1])


@dataclass(frozen=True)
class LevelLabel:
    level: Level
    lines: tuple[TextLine, ...]
    y: float
    height: float


@dataclass(frozen=True)
class Drawing:
    sheet: Sheet
    width: float
    height: float
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    labels: tuple[LevelLabel, ...] = ()


def draw(units: Sequence[Unit], sheet: Sheet, level_names: dict[Level, str], language: str) -> Drawing:
    """Return the drawing of ``units``; ``level_names`` are written at the side of a wide sheet."""
    return _Layout(units, sheet, language).draw(level_names)


@dataclass
class _Cell:
    """A unit with its place in the grid; rows count from 0 downwards, columns within each row."""

    unit: Unit
    row: int
    column: int
    is_side: bool
    x: float = 0
    lines: list[tuple[str, str]] = field(default_factory=list)
    height: float = 0
    y: float = 0


class _Layout:
    def __init__(self, units: Sequence[Unit], sheet: Sheet, language: str):
        self.sheet, self.language = sheet, language
        self.has_side = sheet.has_side and any(unit.level == Level.SIDE for unit in units)
        self.cells = {cell.unit.key: cell for cell in self._place_in_grid(units)}
        self.below: dict[str, list[_Cell]] = defaultdict(list)
        for cell in self.cells.values():
            if cell.unit.above in self.cells and cell.unit.above != cell.unit.key:
                self.below[cell.unit.above].append(cell)
        self.rows = max((cell.row for cell in self.cells.values()), default=-1) + 1
        self._reserve_ways()
        self._measure_columns()

    def _place_in_grid(self, units: Sequence[Unit]) -> Iterable[_Cell]:
        row = 0
        for level in Level:
            members = [unit for unit in units if unit.level == level]
            is_side = self.has_side and level == Level.SIDE
            per_row = 1 if is_side else self.sheet.columns
            for index, unit in enumerate(members):
                yield _Cell(unit, (0 if is_side else row) + index // per_row, index % per_row, is_side)
            if not is_side:
                row += -(-len(members) // per_row)

    def _reserve_ways(self) -> None:
        """Note which channels (by the row beneath) and gutters each bus needs; the order gives tracks and lanes."""
        self.tracks: dict[int, list[str]] = defaultdict(list)
        self.lanes: dict[str, list[str]] = {"left": [], "side": []}
        for key, children in self.below.items():
            parent = self.cells[key]
            for child in children:
                if _stand_beside(parent, child):
                    continue
                gutter = self._gutter(parent, child)
                channels = {child.row} if not child.is_side else set()
                if not parent.is_side:
                    channels.add(parent.row + 1)
                for channel in channels:
                    if key not in self.tracks[channel]:
                        self.tracks[channel].append(key)
                if gutter and key not in self.lanes[gutter]:
                    self.lanes[gutter].append(key)

    def _gutter(self, parent: _Cell, child: _Cell) -> str:
        if parent.is_side or child.is_side:
            return "side"
        return "" if child.row == parent.row + 1 else "left"

    def _measure_columns(self) -> None:
        left = self.sheet.labels + GAP * 0.5 + (LANE * (len(self.lanes["left"]) + 1) if self.lanes["left"] else 0)
        gutter = LANE * (len(self.lanes["side"]) + 1) + 2 * ARROW + GAP if self.has_side else 0
        columns = self.sheet.columns + (1 if self.has_side else 0)
        gaps = GAP * (self.sheet.columns - 1)
        self.box_width = (self.sheet.width - left - gutter - gaps - 2) / columns
        self.left, self.gutter = left, gutter
        self.area_width = self.box_width * self.sheet.columns + gaps
        self.side_x = left + self.area_width + gutter

    def draw(self, level_names: dict[Level, str]) -> Drawing:
        self._place_boxes()
        boxes = tuple(self._box(cell) for cell in self.cells.values())
        links = tuple(
            Link(child.unit.key, key, self._route(self.cells[key], child))
            for key, children in self.below.items()
            for child in children
        )
        bottom = max((box.bottom for box in boxes), default=0) + self._channel_height(self.rows)
        return Drawing(self.sheet, self.sheet.width, bottom, boxes, links, tuple(self._labels(level_names)))

    def _place_boxes(self) -> None:
        for row in range(self.rows):
            members = [cell for cell in self.cells.values() if cell.row == row and not cell.is_side]
            used = len(members) * (self.box_width + GAP) - GAP
            start = self.left + (self.area_width - used) / 2
            for index, cell in enumerate(members):
                cell.x = start + index * (self.box_width + GAP)
        for cell in self.cells.values():
            if cell.is_side:
                cell.x = self.side_x
            cell.lines = self._break(cell.unit)
            cell.height = 2 * PADDING + sum(_line_height(role) for _text, role in cell.lines)
        y = 0.0
        self.row_tops: list[float] = []
        for row in range(self.rows):
            y += self._channel_height(row)
            self.row_tops.append(y)
            members = [cell for cell in self.cells.values() if cell.row == row]
            for cell in members:
                cell.y = y
            y += max(cell.height for cell in members)
        self.row_tops.append(y + self._channel_height(self.rows))

    def _channel_height(self, row: int) -> float:
        """Return the height of the channel above ``row``; the first and the last are thin unless a bus uses them."""
        tracks = len(self.tracks.get(row, ()))
        if tracks == 0:
            return 2 if row in (0, self.rows) else CHANNEL
        return CHANNEL + TRACK * (tracks - 1)

    def _break(self, unit: Unit) -> list[tuple[str, str]]:
        room = self.box_width - 2 * PADDING
        found = []
        for text, role, most in [
            (unit.kind, "kind", SMALL_LINES), (unit.name, "name", NAME_LINES), (unit.note, "note", SMALL_LINES)
        ]:  # fmt: skip
            if text:
                weight = 600 if role == "name" else 400
                broken = break_text(text, room / _size(role), weight, most, self.language)
                found += [(line, role) for line in broken.lines]
        return found

    def _box(self, cell: _Cell) -> Box:
        y, lines = cell.y + PADDING, []
        for text, role in cell.lines:
            y += _line_height(role)
            lines.append(TextLine(text, cell.x + PADDING, round(y - _size(role) * 0.32, 1), role))
        return Box(cell.unit, cell.x, cell.y, self.box_width, cell.height, tuple(lines))

    def _track(self, key: str, row: int) -> float:
        """Return the height of the bus's track in the channel above ``row``."""
        used = self.tracks[row]
        top = self.row_tops[row] - self._channel_height(row)
        return top + CHANNEL / 2 + TRACK * used.index(key)

    def _lane(self, key: str, gutter: str) -> float:
        index = self.lanes[gutter].index(key) + 1
        if gutter == "left":
            return self.left - LANE * index
        return self.side_x - 2 * ARROW - LANE * index

    def _route(self, parent: _Cell, child: _Cell) -> tuple[Point, ...]:
        """Return the points from the child's box to the parent's."""
        if _stand_beside(parent, child):
            return self._straight_across(parent, child)
        key, gutter = parent.unit.key, self._gutter(parent, child)
        points: list[Point] = []
        if child.is_side:
            points.append((self.side_x, child.y + child.height / 2 + ARROW))
        else:
            points += [(_middle(child, self.box_width), child.y)]
            points += [(points[0][0], self._track(key, child.row))]
        if gutter:
            lane = self._lane(key, gutter)
            points += [(lane, points[-1][1])]
        if parent.is_side:
            leave = parent.y + parent.height / 2 - ARROW
            points += [(points[-1][0], leave), (self.side_x, leave)]
        else:
            exit_x, track = self._exit(parent), self._track(key, parent.row + 1)
            points += [(points[-1][0], track), (exit_x, track), (exit_x, parent.y + parent.height)]
        return _without_repeats(points)

    def _straight_across(self, parent: _Cell, child: _Cell) -> tuple[Point, ...]:
        is_left = child.column < parent.column
        # Two that lift matters to each other have a line each.
        y = parent.y + min(parent.height, child.height) / 2 + (ARROW if is_left else -ARROW)
        ends = (
            [(child.x + self.box_width, y), (parent.x, y)]
            if is_left
            else [(child.x, y), (parent.x + self.box_width, y)]
        )
        return _without_repeats(ends)

    def _exit(self, parent: _Cell) -> float:
        """Return where the bus leaves the bottom of the box, clear of other buses' ends in the same channel."""
        middle = _middle(parent, self.box_width)
        taken = [
            _middle(cell, self.box_width)
            for key, children in self.below.items()
            for cell in children
            if cell.row == parent.row + 1 and not cell.is_side and key != parent.unit.key
        ]
        offsets = [sign * step * 2 * ARROW for step in range(5) for sign in (1, -1)]
        return next(
            (middle + by for by in offsets if all(abs(middle + by - x) >= 2 * ARROW for x in taken)), middle
        )  # fmt: skip

    def _labels(self, level_names: dict[Level, str]) -> Iterable[LevelLabel]:
        if not self.sheet.labels:
            return
        for level, name in level_names.items():
            members = [cell for cell in self.cells.values() if cell.unit.level == level and not cell.is_side]
            if not members:
                continue
            top = min(cell.y for cell in members)
            bottom = max(cell.y + cell.height for cell in members)
            room = (self.sheet.labels - GAP) / SMALL_SIZE
            lines = tuple(
                TextLine(text, 0, round(top + PADDING + SMALL_SIZE * (1 + LEADING * index), 1), "level")
                for index, text in enumerate(break_text(name, room, 600, 4, self.language).lines)
            )
            yield LevelLabel(level, lines, top, bottom - top)


def _stand_beside(one: _Cell, other: _Cell) -> bool:
    together = not one.is_side and not other.is_side and one.row == other.row
    return together and abs(one.column - other.column) == 1


def _middle(cell: _Cell, width: float) -> float:
    return cell.x + width / 2


def _size(role: str) -> float:
    return NAME_SIZE if role == "name" else SMALL_SIZE


def _line_height(role: str) -> float:
    return _size(role) * LEADING


def _without_repeats(points: list[Point]) -> tuple[Point, ...]:
    """Return the points without two equal ones after each other; never fewer than two."""
    kept = [points[0]]
    kept += [point for before, point in itertools.pairwise(points) if point != before]
    return tuple((round(x, 2), round(y, 2)) for x, y in kept)


def _head(start: Point, tip: Point) -> str:
    """Return a triangle whose tip lies on ``tip`` and that points away from ``start``."""
    (x, y), (from_x, from_y) = tip, start
    along_x, along_y = _sign(x - from_x), _sign(y - from_y)
    back_x, back_y = x - along_x * ARROW, y - along_y * ARROW
    half = ARROW * 0.6
    corners = [(x, y), (back_x + along_y * half, back_y + along_x * half), (back_x - along_y * half,
                back_y - along_x * half)]  # fmt: skip
    return " ".join(f"{corner_x:g},{corner_y:g}" for corner_x, corner_y in corners)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
