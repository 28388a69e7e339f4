"""Place what runs beside the ribbon: loops of phases taken up again, bands of phases open in a later phase's time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from programmes.processmap.ground import Ground
from programmes.processmap.items import Passage, ProcessMap, phases_beside
from programmes.processmap.loops import Measures, chevrons, outline
from programmes.processmap.placed import PlacedBeside, PlacedChevron, PlacedLoop
from programmes.processmap.placing import Stop, Sweep
from programmes.processmap.words import place_text

WIDTH, GAP = 0.1, 0.03  # of the ribbon: a band, and its distance from the ribbon


def place_loop(ground: Ground, stop: Stop, sweep: Sweep) -> PlacedLoop:
    """Return the loop or, where it found no room, the sign on the ribbon."""
    x, y = ground.path.point(stop.s)
    passages = tuple(member for member in stop.entry.items if isinstance(member, Passage))
    first, spot = passages[0], stop.spot
    loop = spot.loop if spot else None
    measures = Measures.of(ground.sheet)
    size = measures.band * 0.24
    is_open = any(passage.again.is_open for passage in passages)
    arrows = chevrons(ground.path, loop, measures) if loop else []
    return PlacedLoop(
        s=stop.s,
        back=loop.s0 if loop else stop.s,
        x=x,
        y=y,
        radius=sweep.radius,
        phase_index=stop.entry.phase_index,
        again_index=first.phase_index,
        is_open=is_open,
        passages=passages,
        outline=outline(ground.path, loop, measures, ground.sheet.ribbon / 2) if loop else "",
        chevrons=tuple(PlacedChevron(*arrow, size, not is_open, first.phase_index) for arrow in arrows),
        label=place_text(spot) if spot else None,
        boxes=loop.boxes if loop else (),
    )


def place_besides(process_map: ProcessMap, ground: Ground, sweep: Sweep, now: float) -> tuple[PlacedBeside, ...]:
    """Return the thin bands of phases open in a later phase's time, as far as the ribbon is walked."""
    width, gap = ground.sheet.ribbon * WIDTH, ground.sheet.ribbon * GAP
    placed: list[PlacedBeside] = []
    taken: list[tuple[float, float, int]] = []
    for beside in phases_beside(process_map):
        stretch = sweep.stretches[beside.later]
        starts = process_map.phases[beside.later].starts_on
        is_from_start = beside.since is None or starts is None or beside.since <= starts
        s0 = stretch.s0 if is_from_start else _length_at(sweep, beside.later, beside.since)
        s1 = stretch.s1 if beside.until is None else _length_at(sweep, beside.later, beside.until)
        s0, s1 = s0 + ground.sheet.field_gap / 2, min(s1, now, stretch.s1 - ground.sheet.field_gap / 2)
        if s1 - s0 < width * 2:
            continue
        side = free_side(s0, s1, taken)
        if side is None:
            continue
        taken.append((s0, s1, side))
        near, far = (side * (ground.sheet.ribbon / 2 + gap + at) for at in (0.0, width))
        band = ground.path.svg(s0, s1, near) + ground.path.svg(s1, s0, far, move=False) + "Z"
        placed.append(PlacedBeside(beside.earlier, s0, s1, band))
    return tuple(placed)


def free_side(s0: float, s1: float, taken: Iterable[tuple[float, float, int]]) -> int | None:
    """Return the edge on which nothing lies between the lengths: -1, else 1. ``taken`` are bands (from, to, edge).

    One lies along each edge; of more open at the same time only the heading tells, so None when both are taken.
    """
    sides = {side for start, end, side in taken if start < s1 and s0 < end}
    return next((side for side in (-1, 1) if side not in sides), None)


def _length_at(sweep: Sweep, phase_index: int, day: date) -> float:
    """Return where a day lies in a phase: midway between the stations before and after it."""
    stretch = sweep.stretches[phase_index]
    before, after = stretch.s0, stretch.s1
    for stop in sweep.stops:
        dates = [item.starts_on for item in stop.entry.items if item.starts_on]
        if stop.entry.phase_index != phase_index or not dates:
            continue
        if dates[-1] > day:
            after = stop.s
            break
        before = stop.s
    return (before + after) / 2
