"""Place the marks on the ribbon with their words: stations, gathered ones, and "now"."""

from __future__ import annotations

import math

from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground
from programmes.processmap.items import Kind, MapItem, ProcessMap
from programmes.processmap.labels import BOLD
from programmes.processmap.path import Point
from programmes.processmap.placed import PlacedLine, PlacedNow, PlacedStation
from programmes.processmap.placing import Stop, Sweep
from programmes.processmap.words import line_around, place_text

PEOPLE_PER_DOT, MOST_DOTS = 10, 24


def place_station(ground: Ground, stop: Stop, sweep: Sweep, now: float) -> PlacedStation:
    """Return the station, or the plate of several gathered ones; `now` is the length up to which the way is walked."""
    x, y = ground.path.point(stop.s)
    half_width = sweep.half_mark(stop.entry)
    radius = min(half_width, sweep.radius)
    spot = stop.spot
    items = tuple(item for item in stop.entry.items if isinstance(item, MapItem))
    is_counted = stop.entry.is_counted
    voices = 0 if is_counted or items[0].kind != Kind.DIALOGUE else items[0].voices or 0
    return PlacedStation(
        s=stop.s,
        x=x,
        y=y,
        radius=radius,
        phase_index=stop.entry.phase_index,
        is_walked=stop.s < now,
        items=items,
        is_counted=is_counted,
        label=place_text(spot) if spot else None,
        leader=spot.leader if spot else None,
        dots=station_dots((x, y), radius * 1.45, voices),
        dot_radius=radius * 0.1,
        half_width=half_width,
        count=_count(ground, (x, y), len(items)) if is_counted else None,
    )


def _count(ground: Ground, middle: Point, count: int) -> PlacedLine:
    return line_around(middle, f"+{count}", ground.sheet.small_size, "count", weight=BOLD)


def station_dots(centre: Point, radius: float, voices: int) -> tuple[Point, ...]:
    """Return the places of one dot per ten people heard (at least one), clockwise from the top, evenly spread."""
    count = min(MOST_DOTS, max(1, round(voices / PEOPLE_PER_DOT))) if voices else 0
    angles = (2 * math.pi * index / MOST_DOTS - math.pi / 2 for index in range(count))
    return tuple((centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles)


def place_now(process_map: ProcessMap, ground: Ground, stop: Stop, radius: float) -> PlacedNow:
    """Return the mark at today, its words inside it one above the other, and its sign beside the ribbon."""
    x, y = ground.path.point(stop.s)
    size = ground.sheet.now_size
    words = process_map.texts.now.split()
    step = size * 1.02
    top = y - step * len(words) / 2 + step * 0.8
    lines = tuple(
        PlacedLine(word, x, top + step * i, "middle", "now", size, BOLD, text_width(word, size, BOLD))
        for i, word in enumerate(words)
    )
    spot = stop.spot
    sign = place_text(spot) if spot else None
    return PlacedNow(stop.s, x, y, radius, lines, sign, spot.leader if spot else None)
