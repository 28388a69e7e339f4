"""Turn a finished sweep into placed shapes: fields, ribbon, marks, leaders, chevrons, year ticks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground, field_outline
from programmes.processmap.items import Kind, MapItem, Passage, ProcessMap, phases_beside
from programmes.processmap.labels import BOLD, REGULAR
from programmes.processmap.loops import Measures, chevrons, outline
from programmes.processmap.path import Point, number
from programmes.processmap.placed import (
    PlacedBeside,
    PlacedChevron,
    PlacedField,
    PlacedLine,
    PlacedLoop,
    PlacedMap,
    PlacedNow,
    PlacedQuiet,
    PlacedSign,
    PlacedStation,
    PlacedStretch,
    PlacedText,
    PlacedTick,
)
from programmes.processmap.placing import Stop, Stretch, Sweep
from programmes.processmap.sheets import Flow
from programmes.processmap.spots import Spot

PEOPLE_PER_DOT, MOST_DOTS = 10, 24
BESIDE_WIDTH, BESIDE_GAP = 0.1, 0.03  # of the ribbon: the band of a phase open beside another
CUT = 0.42  # of the ribbon: what the two cuts of a long silence take of its length


def assemble(
    process_map: ProcessMap, ground: Ground, sweep: Sweep, scale: float, silences: Mapping[str, int]
) -> PlacedMap:
    """Return the placed map for a sweep that fitted. The last phase takes what is left of the ribbon.

    `silences` are the long ones: their months by the key of the station after them.
    """
    stretches = sweep.stretches
    stretches[-1].s1 = ground.end
    now_stop = next(stop for stop in sweep.stops if stop.entry.is_now)
    quiets = _quiets(process_map, ground, sweep, silences, now_stop.s)
    ticks = _ticks(ground, sweep, now_stop.s, [(s0, s1) for _, s0, s1 in quiets])
    blocked = [(s0, s1) for _, s0, s1 in (*ticks, *quiets)]
    return PlacedMap(
        process_map=process_map,
        sheet=ground.sheet,
        width=ground.width,
        height=ground.height,
        path=ground.path,
        fields=_fields(process_map, ground, stretches),
        stretches=_stretches(ground, stretches, now_stop.s),
        stations=tuple(
            _station(ground, stop, sweep, now_stop.s)
            for stop in sweep.stops
            if not (stop.entry.is_now or stop.entry.is_passage)
        ),
        now=_now(process_map, ground, now_stop, sweep.now_radius),
        chevrons=_chevrons(ground, sweep, now_stop.s, blocked),
        ticks=tuple(tick for tick, _, _ in ticks),
        goal=_goal(ground),
        scale=scale,
        loops=tuple(_loop(ground, stop, sweep) for stop in sweep.stops if stop.entry.is_passage),
        besides=_besides(process_map, ground, sweep, now_stop.s),
        quiets=tuple(quiet for quiet, _, _ in quiets),
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
    lines, signs = [], []
    for line in spot.block.lines:
        x = {"start": box.x0 + line.dx, "middle": (box.x0 + box.x1) / 2, "end": box.x1}[spot.anchor]
        if line.sign:
            left = x - {"start": 0.0, "middle": line.width / 2, "end": line.width}[spot.anchor]
            middle = (left + line.size * 0.39, box.y0 + line.dy - line.size * 0.35)
            signs.append(PlacedSign(line.sign, *middle, line.size * 0.35))
            x += {"start": line.size, "middle": line.size / 2, "end": 0.0}[spot.anchor]
        lines.append(
            PlacedLine(line.text, x, box.y0 + line.dy, spot.anchor, line.role, line.size, line.weight, line.width)
        )
    return PlacedText(box, tuple(lines), tuple(signs))


# Marks ---------------------------------------------------------------------------------------------------------------


def _station(ground: Ground, stop: Stop, sweep: Sweep, now: float) -> PlacedStation:
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
        label=_text(spot) if spot else None,
        leader=spot.leader if spot else None,
        dots=station_dots((x, y), radius * 1.45, voices),
        dot_radius=radius * 0.1,
        half_width=half_width,
        count=_count(ground, (x, y), len(items)) if is_counted else None,
    )


def _count(ground: Ground, middle: Point, count: int) -> PlacedLine:
    size, words = ground.sheet.small_size, f"+{count}"
    width = text_width(words, size, BOLD)
    return PlacedLine(words, middle[0], middle[1] + size * 0.36, "middle", "count", size, BOLD, width)


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


# Phases taken up again, and open at once -----------------------------------------------------------------------------


def _loop(ground: Ground, stop: Stop, sweep: Sweep) -> PlacedLoop:
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
        label=_text(spot) if spot else None,
        boxes=loop.boxes if loop else (),
    )


def _besides(process_map: ProcessMap, ground: Ground, sweep: Sweep, now: float) -> tuple[PlacedBeside, ...]:
    """Return the thin bands of phases open in a later phase's time, as far as the ribbon is walked."""
    width, gap = ground.sheet.ribbon * BESIDE_WIDTH, ground.sheet.ribbon * BESIDE_GAP
    placed: list[PlacedBeside] = []
    for beside in phases_beside(process_map):
        stretch = sweep.stretches[beside.later]
        starts = process_map.phases[beside.later].starts_on
        is_from_start = beside.since is None or starts is None or beside.since <= starts
        s0 = stretch.s0 if is_from_start else _length_at(sweep, beside.later, beside.since)
        s1 = stretch.s1 if beside.until is None else _length_at(sweep, beside.later, beside.until)
        s0, s1 = s0 + ground.sheet.field_gap / 2, min(s1, now, stretch.s1 - ground.sheet.field_gap / 2)
        if s1 - s0 < width * 2:
            continue
        # One along each edge; of more open at the same time only the heading tells.
        at_once = sum(other.s0 < s1 and s0 < other.s1 for other in placed)
        if at_once > 1:
            continue
        side = 1 if at_once else -1
        near, far = (side * (ground.sheet.ribbon / 2 + gap + at) for at in (0.0, width))
        band = ground.path.svg(s0, s1, near) + ground.path.svg(s1, s0, far, move=False) + "Z"
        placed.append(PlacedBeside(beside.earlier, s0, s1, band))
    return tuple(placed)


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


# Direction and time --------------------------------------------------------------------------------------------------


def _radius(stop: Stop, sweep: Sweep) -> float:
    if stop.entry.is_now:
        return sweep.now_radius
    return sweep.half_mark(stop.entry) * (1.12 if stop.entry.is_counted else 1.5)


def _quiets(
    process_map: ProcessMap, ground: Ground, sweep: Sweep, silences: Mapping[str, int], now: float
) -> list[tuple[PlacedQuiet, float, float]]:
    """Return the cuts for long silences between neighbours, each with the stretch it takes; none where none fits."""
    sheet = ground.sheet
    wide = sheet.ribbon * CUT
    found = []
    for before, after in pairwise(sweep.stops):
        months = silences.get(after.entry.items[0].key) if after.entry.items else None
        if not months or before.entry.is_now:
            continue
        span = (before.s + _radius(before, sweep), after.s - _radius(after, sweep))
        words = process_map.texts.quiet.replace("{n}", str(months))
        along = text_width(words, sheet.small_size, REGULAR) + sheet.small_size * 0.5
        s, label = _first_free(ground, sweep, span, wide + along, is_level=False), None
        if s is not None:
            label = _along_ribbon(ground, s + wide + along / 2, words)
        else:
            s, along = _first_free(ground, sweep, span, wide, is_level=False), 0.0
        if s is not None:
            found.append((_cut(ground, s, months, label, (_phase_at(sweep, s), s < now)), s, s + wide + along))
    return found


def _along_ribbon(ground: Ground, s: float, words: str) -> PlacedLine:
    """Return a line of small type on the ribbon around length s, turned as the ribbon runs and never upside down."""
    size = ground.sheet.small_size
    x, y = ground.path.point(s)
    angle = (math.degrees(ground.path.heading(s)) + 90) % 180 - 90
    turn = (angle, x, y) if abs(angle) > 0.01 else None
    width = text_width(words, size, REGULAR)
    return PlacedLine(words, x, y + size * 0.36, "middle", "year", size, REGULAR, width, turn)


def _cut(ground: Ground, s: float, months: int, label: PlacedLine | None, place: tuple[int, bool]) -> PlacedQuiet:
    wide, half = ground.sheet.ribbon * CUT, ground.sheet.ribbon * 0.56
    slant = wide * 0.3
    sides = [
        (ground.path.point(at + slant, half), ground.path.point(at - slant, -half))
        for at in (s + wide * 0.3, s + wide * 0.7)
    ]
    (a, b), (c, d) = sides
    outline = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in (a, b, d, c)) + "Z"
    return PlacedQuiet(s + wide / 2, months, place[0], place[1], outline, (sides[0], sides[1]), label)


def _ticks(
    ground: Ground, sweep: Sweep, now: float, taken: list[tuple[float, float]]
) -> list[tuple[PlacedTick, float, float]]:
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
        # After a cut, not across it.
        low = max([low, *(s1 for s0, s1 in taken if low <= s0 <= high)])
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
    s = _first_free(ground, sweep, span, along, is_level=True)
    if s is None:
        return None
    x, y = ground.path.point(s + along / 2 + size * 0.1)
    label = PlacedLine(str(year), x, y + size * 0.36, "middle", "year", size, REGULAR, width)
    half = sheet.ribbon / 2
    ends = (ground.path.point(s, half), ground.path.point(s, -half))
    return PlacedTick(ends, label, s < now, _phase_at(sweep, s)), s, s + along


def _first_free(
    ground: Ground, sweep: Sweep, span: tuple[float, float], along: float, *, is_level: bool
) -> float | None:
    """Return where a stretch of this length can begin within a span, as near its middle as may be."""
    low, high = span[0], span[1] - along
    step = ground.sheet.small_size / 4
    steps = int(max(0.0, high - low) / 2 / step)
    for offset in sorted(range(-steps, steps + 1), key=abs) if high >= low else ():
        s = (low + high) / 2 + offset * step
        is_readable = not is_level or _is_straight(ground, s, s + along)
        if is_readable and _is_clear_of_seams(sweep.stretches, s, along):
            return s
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
