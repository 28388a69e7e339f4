"""Turn a finished sweep into a placed map: fields and ribbon here, what stands on and beside it from other modules."""

from __future__ import annotations

import math
from collections.abc import Mapping

from programmes.processmap.along import place_chevrons, place_quiets, place_ticks
from programmes.processmap.beside import place_besides, place_loop
from programmes.processmap.ground import Ground, field_outline
from programmes.processmap.items import ProcessMap
from programmes.processmap.placed import PlacedField, PlacedMap, PlacedStretch
from programmes.processmap.placing import Stretch, Sweep
from programmes.processmap.stations import place_now, place_station
from programmes.processmap.words import place_text


def assemble(
    process_map: ProcessMap, ground: Ground, sweep: Sweep, scale: float, silences: Mapping[str, int]
) -> PlacedMap:
    """Return the placed map for a sweep that fitted. The last phase takes what is left of the ribbon.

    `silences` are the long ones: their months by the key of the station after them.
    """
    stretches = sweep.stretches
    stretches[-1].s1 = ground.end
    now_stop = next(stop for stop in sweep.stops if stop.entry.is_now)
    quiets = place_quiets(process_map, ground, sweep, silences, now_stop.s)
    ticks = place_ticks(ground, sweep, now_stop.s, [(s0, s1) for _, s0, s1 in quiets])
    taken = [(s0, s1) for _, s0, s1 in (*ticks, *quiets)]
    return PlacedMap(
        process_map=process_map,
        sheet=ground.sheet,
        width=ground.width,
        height=ground.height,
        path=ground.path,
        fields=_fields(process_map, ground, stretches),
        stretches=_stretches(ground, stretches, now_stop.s),
        stations=tuple(
            place_station(ground, stop, sweep, now_stop.s)
            for stop in sweep.stops
            if not (stop.entry.is_now or stop.entry.is_passage)
        ),
        now=place_now(process_map, ground, now_stop, sweep.now_radius),
        chevrons=place_chevrons(ground, sweep, now_stop.s, taken),
        ticks=tuple(tick for tick, _, _ in ticks),
        goal=_goal(ground),
        scale=scale,
        loops=tuple(place_loop(ground, stop, sweep) for stop in sweep.stops if stop.entry.is_passage),
        besides=place_besides(process_map, ground, sweep, now_stop.s),
        quiets=tuple(quiet for quiet, _, _ in quiets),
    )


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
            heading=place_text(stretch.heading) if stretch.heading else None,
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
