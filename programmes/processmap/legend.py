"""What the signs mean: one sample and one word for each on the map, the same for screen and paper."""

from __future__ import annotations

from dataclasses import dataclass

from programmes.processmap import drawing, marks
from programmes.processmap.boxes import Box
from programmes.processmap.ground import rounded
from programmes.processmap.items import Kind, MapItem, ProcessMap, State
from programmes.processmap.path import Point
from programmes.processmap.placed import PlacedStation
from programmes.processmap.stations import station_dots

TONE, SAMPLE_VOICES = 4, 70
SWATCHES = {State.DONE: True, State.PLANNED: False}


@dataclass(frozen=True)
class Sample:
    """A sign drawn around the middle of a square, and its meaning."""

    shapes: str
    words: str


def samples(process_map: ProcessMap, pen: drawing.Pen, middle: float, radius: float) -> list[Sample]:
    """Return a sample of every sign on a map, drawn with the pen around (middle, middle) with marks of this radius."""
    texts, items = process_map.texts, process_map.items

    def draw(kind: Kind, state: State, dots: tuple[Point, ...] = ()) -> str:
        sign = PlacedStation(
            s=0.0,
            x=middle,
            y=middle,
            radius=radius,
            phase_index=TONE - 1,
            is_walked=False,
            items=(MapItem("", kind, state, ""),),
            is_counted=False,
            label=None,
            leader=None,
            dots=dots,
            dot_radius=radius * 0.13,
        )
        return drawing.station(sign, pen)

    kinds = {item.kind for item in items if item.state != State.OPEN_QUESTION}
    states = {item.state for item in items} | set(SWATCHES)
    found = [Sample(draw(kind, State.DONE), texts.kinds[kind]) for kind in Kind if kind in kinds]
    for state in State:
        is_swatch = state in SWATCHES
        shapes = _swatch(pen, middle, radius, SWATCHES[state]) if is_swatch else draw(Kind.EXPERIMENT, state)
        found += [Sample(shapes, texts.states[state])] if state in states else []
    if any(item.voices and item.kind == Kind.DIALOGUE for item in items):
        heard = draw(Kind.DIALOGUE, State.DONE, station_dots((middle, middle), radius * 1.45, SAMPLE_VOICES))
        found.append(Sample(heard, texts.voices_legend))
    return found


def _swatch(pen: drawing.Pen, middle: float, radius: float, is_walked: bool) -> str:
    """Return a short piece of the ribbon, walked or ahead."""
    box = Box(middle - radius * 1.5, middle - radius * 0.95, middle + radius * 1.5, middle + radius * 0.95)
    outline = rounded(box, radius * 0.3)
    piece = drawing.path(outline, pen("ribbon", TONE, walked=is_walked))
    sign = marks.chevron(middle, middle, 0, radius * 0.45)
    edge = "" if is_walked else drawing.path(outline, pen("ribbon-edge", TONE))
    return piece + edge + drawing.path(sign, pen("chevron", TONE, walked=is_walked))
