"""Turn a finished sweep into placed shapes: fields, ribbon, marks, leaders, chevrons, year ticks."""

from __future__ import annotations

import math
from itertools import pairwise

from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground, field_outline
from programmes.processmap.items import Kind, ProcessMap
from programmes.processmap.labels import BOLD, REGULAR
from programmes.processmap.path import Point
from programmes.processmap.placed import (
    PlacedChevron,
    PlacedField,
    PlacedLine,
    PlacedMap,
    PlacedNow,
    PlacedStation,
    PlacedStretch,
    PlacedText,
    PlacedTick,
)
from programmes.processmap.placing import Stop, Stretch, Sweep
from programmes.processmap.sheets import Flow
from programmes.processmap.spots import Spot

PEOPLE_PER_DOT, MOST_DOTS = 10, 24


def assemble(process_map: ProcessMap, ground: Ground, sweep: Sweep, scale: float) -> PlacedMap:
    """Return the placed map for a sweep that fitted. The last phase takes what is left of the ribbon."""
    stretches = sweep.stretches
    stretches[-1].s1 = ground.end
    now_stop = next(stop for stop in sweep.stops if stop.entry.is_now)
    ticks = _ticks(ground, sweep, now_stop.s)
    return PlacedMap(
        process_map=process_map,
        sheet=ground.sheet,
        width=ground.width,
        height=ground.height,
        path=ground.path,
        fields=_fields(process_map, ground, stretches),
        stretches=_stretches(ground, stretches, now_stop.s),
        stations=tuple(
            _station(ground, stop, sweep.radius, now_stop.s) for stop in sweep.stops if not stop.entry.is_now
        ),
        now=_now(process_map, ground, now_stop, sweep.now_radius),
        chevrons=_chevrons(ground, sweep, now_stop.s, [(s0, s1) for _, s0, s1 in ticks]),
        ticks=tuple(tick for tick, _, _ in ticks),
        goal=_goal(ground),
        scale=scale,
    )


# Fields and ribbon ---------------------------------------------------------------------------------------------------


def _fields(process_map: ProcessMap, ground: Ground, stretches: list[Stretch]) -> tuple[PlacedField, ...]:
    phases = list(process_map.phases) or [None]
    last = len(stretches) - 1
    return tuple(
        PlacedField(
            index=index,
            phase=phases[index],
            outline=field_outline(ground, stretch.s0, stretch.s1, is_first=index == 0, is_last=index == last),
            s0=stretch.s0,
            s1=stretch.s1,
            heading=_text(stretch.heading) if stretch.heading else None,
        )
        for index, stretch in enumerate(stretches)
    )


def _stretches(ground: Ground, stretches: list[Stretch], now: float) -> tuple[PlacedStretch, ...]:
    placed = []
    half = ground.sheet.ribbon / 2
    for index, stretch in enumerate(stretches):
        turn = min(max(now, stretch.s0), stretch.s1)
        for s0, s1, is_walked in ((stretch.s0, turn, True), (turn, stretch.s1, False)):
            if s1 - s0 > 0.01:
                edges = (ground.path.svg(s0, s1, half), ground.path.svg(s0, s1, -half))
                placed.append(PlacedStretch(index, is_walked, ground.path.band(s0, s1, half), edges))
    return tuple(placed)


def _goal(ground: Ground) -> str:
    """Return the outline of the arrow head at the ribbon's end: the way goes on in ordinary operations."""
    half = ground.sheet.ribbon / 2
    end = ground.end
    (ax, ay), (bx, by) = ground.path.point(end, half * 1.35), ground.path.point(end, -half * 1.35)
    x, y = ground.path.point(end)
    heading = ground.path.heading(end)
    tip = (x + math.cos(heading) * half * 1.25, y + math.sin(heading) * half * 1.25)
    return f"M{ax:.2f} {ay:.2f}L{tip[0]:.2f} {tip[1]:.2f}L{bx:.2f} {by:.2f}Z"


# Words ---------------------------------------------------------------------------------------------------------------


def _text(spot: Spot) -> PlacedText:
    box = spot.box
    lines = []
    for line in spot.block.lines:
        x = {"start": box.x0 + line.dx, "middle": (box.x0 + box.x1) / 2, "end": box.x1}[spot.anchor]
        lines.append(
            PlacedLine(line.text, x, box.y0 + line.dy, spot.anchor, line.role, line.size, line.weight, line.width)
        )
    return PlacedText(box, tuple(lines))


# Marks ---------------------------------------------------------------------------------------------------------------


def _station(ground: Ground, stop: Stop, radius: float, now: float) -> PlacedStation:
    x, y = ground.path.point(stop.s)
    spot = stop.spot
    items = stop.entry.items
    is_counted = stop.entry.is_gathered and len(items) > 1
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
        label=_text(spot) if spot else None,
        leader=spot.leader if spot else None,
        dots=station_dots((x, y), radius * 1.45, voices),
        dot_radius=radius * 0.1,
    )


def station_dots(centre: Point, radius: float, voices: int) -> tuple[Point, ...]:
    """Return the places of one dot per ten people heard (at least one), clockwise from the top, evenly spread."""
    count = min(MOST_DOTS, max(1, round(voices / PEOPLE_PER_DOT))) if voices else 0
    angles = (2 * math.pi * index / MOST_DOTS - math.pi / 2 for index in range(count))
    return tuple((centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles)


def _now(process_map: ProcessMap, ground: Ground, stop: Stop, radius: float) -> PlacedNow:
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
    sign = _text(spot) if spot else None
    return PlacedNow(stop.s, x, y, radius, lines, sign, spot.leader if spot else None)


# Direction and time --------------------------------------------------------------------------------------------------


def _radius(stop: Stop, sweep: Sweep) -> float:
    return sweep.now_radius if stop.entry.is_now else sweep.radius * 1.5


def _ticks(ground: Ground, sweep: Sweep, now: float) -> list[tuple[PlacedTick, float, float]]:
    """Return where a new year begins, between two dated stations: the tick and the stretch it takes.

    A tick stands as near the middle between its neighbours as its figures find room; where they find none, none stands.
    """
    found = []
    previous: int | None = None
    for before, after in pairwise(sweep.stops):
        previous = before.entry.last_year or previous
        year = after.entry.first_year
        if previous is None or year is None or year <= previous:
            continue
        low, high = before.s + _radius(before, sweep), after.s - _radius(after, sweep)
        tick = _first_tick(ground, sweep, (low, high), year, now)
        if tick:
            found.append(tick)
    return found


def _first_tick(
    ground: Ground, sweep: Sweep, span: tuple[float, float], year: int, now: float
) -> tuple[PlacedTick, float, float] | None:
    sheet = ground.sheet
    size = sheet.small_size
    width = text_width(str(year), size, REGULAR)
    along = size * 1.3 if sheet.flow == Flow.COLUMN else width + size * 0.5
    low, high = span[0], span[1] - along
    middle = (low + high) / 2
    steps = int(max(0.0, high - low) / 2 / (size / 4))
    for offset in sorted(range(-steps, steps + 1), key=abs) if high >= low else ():
        s = middle + offset * size / 4
        if _is_straight(ground, s, s + along) and _is_clear_of_seams(sweep.stretches, s, along):
            x, y = ground.path.point(s + along / 2 + size * 0.1)
            label = PlacedLine(str(year), x, y + size * 0.36, "middle", "year", size, REGULAR, width)
            half = sheet.ribbon / 2
            ends = (ground.path.point(s, half), ground.path.point(s, -half))
            return PlacedTick(ends, label, s < now, _phase_at(sweep, s)), s, s + along
    return None


def _is_straight(ground: Ground, s0: float, s1: float) -> bool:
    """Figures stand upright: rows must run level there, a column must run nearly straight down."""
    axis, limit = (0, 0.97) if ground.sheet.flow == Flow.COLUMN else (1, 0.999)
    return all(abs(ground.path.normal(min(s, ground.end))[axis]) >= limit for s in (s0, s1))


def _is_clear_of_seams(stretches: list[Stretch], s: float, along: float) -> bool:
    return all(not s - along * 0.3 < stretch.s0 < s + along * 1.1 for stretch in stretches)


def _phase_at(sweep: Sweep, s: float) -> int:
    return max(index for index, stretch in enumerate(sweep.stretches) if stretch.s0 <= s or index == 0)


def _chevrons(ground: Ground, sweep: Sweep, now: float, ticks: list[tuple[float, float]]) -> tuple[PlacedChevron, ...]:
    """Return evenly spread arrows in every free part of the ribbon."""
    sheet = ground.sheet
    size = sheet.ribbon * 0.17
    blocked = [(stop.s - _radius(stop, sweep), stop.s + _radius(stop, sweep)) for stop in sweep.stops]
    blocked += [(s0 - size, s1 + size * 0.6) for s0, s1 in ticks]
    blocked += [(stretch.s0 - size, stretch.s0 + size) for stretch in sweep.stretches]
    blocked.append((ground.end - size, ground.end))
    chevrons = []
    cursor = 0.0
    for start, end in sorted(blocked):
        free = start - cursor
        count = int(free / (sheet.ribbon * 2.1)) or int(free > size * 3.2)
        for index in range(count):
            s = cursor + free * (index + 0.5) / count
            x, y = ground.path.point(s)
            angle = math.degrees(ground.path.heading(s))
            chevrons.append(PlacedChevron(x, y, angle, size, s < now, _phase_at(sweep, s)))
        cursor = max(cursor, end)
    return tuple(chevrons)
