"""The result of a layout: shapes with their places, ready for either drawer. All measures in the sheet's unit."""

from __future__ import annotations

from dataclasses import dataclass

from programmes.processmap.boxes import Box
from programmes.processmap.items import Kind, MapItem, MapPhase, Passage, ProcessMap, Promise, State
from programmes.processmap.path import Path, Point
from programmes.processmap.sheets import Sheet


@dataclass(frozen=True)
class PlacedLine:
    """One line of text with its baseline; `anchor` is the SVG text-anchor.

    `turn` is an angle in degrees, clockwise, and the point the line is turned around.
    """

    text: str
    x: float
    y: float
    anchor: str
    role: str
    size: float
    weight: int
    width: float
    turn: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class PlacedSign:
    """The small sign of a promise, before its words; (x, y) is its middle."""

    promise: Promise
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class PlacedText:
    """A block of text and the box that bounds it."""

    box: Box
    lines: tuple[PlacedLine, ...]
    signs: tuple[PlacedSign, ...] = ()


@dataclass(frozen=True)
class PlacedField:
    """A phase: the outline of its tint, its stretch of the ribbon and its heading."""

    index: int
    phase: MapPhase | None
    outline: str
    s0: float
    s1: float
    heading: PlacedText | None


@dataclass(frozen=True)
class PlacedStretch:
    """A piece of the ribbon within one phase, all walked or all ahead."""

    phase_index: int
    is_walked: bool
    outline: str
    edges: tuple[str, str]


@dataclass(frozen=True)
class PlacedStation:
    """A station, or several gathered ones. `leader` runs from the ribbon to the label.

    A counted one is a plate of twice `half_width`, with their number on it.
    """

    s: float
    x: float
    y: float
    radius: float
    phase_index: int
    is_walked: bool
    items: tuple[MapItem, ...]
    is_counted: bool
    label: PlacedText | None
    leader: tuple[Point, Point] | None
    dots: tuple[Point, ...]
    dot_radius: float
    half_width: float = 0.0
    count: PlacedLine | None = None

    @property
    def kind(self) -> Kind:
        return self.items[0].kind

    @property
    def state(self) -> State:
        return self.items[0].state


@dataclass(frozen=True)
class PlacedChevron:
    """A small arrow on the ribbon; the angle is in degrees, clockwise from east."""

    x: float
    y: float
    angle: float
    size: float
    is_walked: bool
    phase_index: int


@dataclass(frozen=True)
class PlacedLoop:
    """A phase taken up again, or several gathered ones: a loop beside the ribbon or, without room, a sign on it.

    It leaves the ribbon at length `s` and returns at length `back`. A sign has no outline. `phase_index` is that of the
    stretch it stands in, `again_index` that of the phase taken up again, whose colour it has.
    """

    s: float
    back: float
    x: float
    y: float
    radius: float
    phase_index: int
    again_index: int
    is_open: bool
    passages: tuple[Passage, ...]
    outline: str
    chevrons: tuple[PlacedChevron, ...]
    label: PlacedText | None
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class PlacedBeside:
    """An earlier phase that was open in a later phase's time: a thin band along the ribbon's edge from s0 to s1."""

    phase_index: int
    s0: float
    s1: float
    outline: str


@dataclass(frozen=True)
class PlacedQuiet:
    """A long silence, shortened: a slanting cut through the ribbon at length s, and its words where they find room."""

    s: float
    months: int
    phase_index: int
    is_walked: bool
    outline: str
    edges: tuple[tuple[Point, Point], tuple[Point, Point]]
    label: PlacedLine | None


@dataclass(frozen=True)
class PlacedNow:
    """The mark at today, with the words inside it and its sign beside the ribbon."""

    s: float
    x: float
    y: float
    radius: float
    words: tuple[PlacedLine, ...]
    sign: PlacedText | None
    leader: tuple[Point, Point] | None


@dataclass(frozen=True)
class PlacedTick:
    """The turn of a year across the ribbon, and the new year's figures after it."""

    ends: tuple[Point, Point]
    label: PlacedLine
    is_walked: bool
    phase_index: int


@dataclass(frozen=True)
class PlacedMap:
    """A laid-out process map."""

    process_map: ProcessMap
    sheet: Sheet
    width: float
    height: float
    path: Path
    fields: tuple[PlacedField, ...]
    stretches: tuple[PlacedStretch, ...]
    stations: tuple[PlacedStation, ...]
    now: PlacedNow
    chevrons: tuple[PlacedChevron, ...]
    ticks: tuple[PlacedTick, ...]
    goal: str
    scale: float
    loops: tuple[PlacedLoop, ...] = ()
    besides: tuple[PlacedBeside, ...] = ()
    quiets: tuple[PlacedQuiet, ...] = ()
