"""Place what lies on the ribbon between the marks: cuts for long silences, turns of the year, chevrons.

A free stretch is a pair of lengths along the ribbon; `taken` are the stretches to keep clear of, `now` is the length up
to which the way is walked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground
from programmes.processmap.items import ProcessMap
from programmes.processmap.labels import REGULAR
from programmes.processmap.path import number
from programmes.processmap.placed import PlacedChevron, PlacedLine, PlacedQuiet, PlacedTick
from programmes.processmap.placing import Stop, Stretch, Sweep
from programmes.processmap.sheets import Flow
from programmes.processmap.words import line_around

CUT = 0.42  # of the ribbon: what the two cuts of a long silence take of its length


# Silences ------------------------------------------------------------------------------------------------------------


def place_quiets(
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
    return line_around((x, y), words, size, "year", turn=turn)


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


# Years ---------------------------------------------------------------------------------------------------------------


def place_ticks(
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
    label = line_around((x, y), str(year), size, "year")
    half = sheet.ribbon / 2
    ends = (ground.path.point(s, half), ground.path.point(s, -half))
    return PlacedTick(ends, label, s < now, _phase_at(sweep, s)), s, s + along


# Direction -----------------------------------------------------------------------------------------------------------


def place_chevrons(
    ground: Ground, sweep: Sweep, now: float, taken: list[tuple[float, float]]
) -> tuple[PlacedChevron, ...]:
    """Return evenly spread arrows in every free part of the ribbon."""
    sheet = ground.sheet
    size = sheet.ribbon * 0.17
    blocked = [(stop.s - _radius(stop, sweep), stop.s + _radius(stop, sweep)) for stop in sweep.stops]
    blocked += [(s0 - size, s1 + size * 0.6) for s0, s1 in taken]
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


# Room ----------------------------------------------------------------------------------------------------------------


def _radius(stop: Stop, sweep: Sweep) -> float:
    if stop.entry.is_now:
        return sweep.now_radius
    return sweep.half_mark(stop.entry) * (1.12 if stop.entry.is_counted else 1.5)


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
