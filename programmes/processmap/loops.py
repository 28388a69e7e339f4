"""Loops: a phase taken up again leaves the ribbon at its date, runs back beside it and returns further back.

A loop is an arch in lengths along the ribbon and distances from it, so it follows a bend as exactly as a straight row.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from programmes.processmap.boxes import Box
from programmes.processmap.labels import Block
from programmes.processmap.path import Line, Path, number
from programmes.processmap.sheets import Sheet
from programmes.processmap.spots import Found, Loop, Quest, Spot, SpotFinder

BAND, GAP = 0.25, 0.16  # in ribbon widths: a loop's band; between it and the ribbon
BARB = 0.3  # bands: how far the arrow head stands out on either side
SHORTEST = 1.7  # ribbon widths, beside what the two corners take
LONGEST = 1.5  # times the shortest
LABEL_WIDTH = 1.1  # usual label widths
LABEL_SHIFTS = (0.0, 1.0, -1.0)  # how far words wider than their loop stand off its middle, ahead and back
CHEVRON_EVERY = 2.4  # bands
NUMBERS = (200, 201)  # of the candidates on either side, after all others


@dataclass(frozen=True)
class Measures:
    """A loop's measures on a sheet: the band's width, how far its middle runs from the centre line, its outer edge."""

    band: float
    track: float
    edge: float
    shortest: float

    @classmethod
    def of(cls, sheet: Sheet) -> Measures:
        """Return the measures for a sheet's ribbon."""
        band = sheet.ribbon * BAND
        gap = max(sheet.ribbon * GAP, sheet.leader * 0.7)
        track = sheet.ribbon / 2 + gap + band / 2
        return cls(band, track, track + band / 2, 2 * gap + sheet.ribbon * SHORTEST)


def find_loop(finder: SpotFinder, k: int, quest: Quest) -> Found:
    """Return the first good spot for a loop that leaves the ribbon at step k, with its label outside it."""
    if not finder.is_column and not isinstance(finder.ground.path.locate(k * finder.step)[0], Line):
        return Found(None, finder.steps_to_next_piece(k * finder.step))
    place = _beside_column if finder.is_column else _along_row
    for tried, side in finder.sides(quest, NUMBERS):
        if quest.due.get(tried, 0) > k:
            continue
        spot, wait = place(finder, k, quest, side)
        if spot is not None:
            return Found(spot, 0)
        # Where nothing on this piece of the ribbon will do, the next is looked at.
        quest.due[tried] = k + min(wait, finder.steps_to_next_piece(k * finder.step))
    return Found(None, max(1, min(quest.due[tried] for tried, _ in finder.sides(quest, NUMBERS)) - k))


def _along_row(finder: SpotFinder, k: int, quest: Quest, side: int) -> Found:
    sheet, ribbon, path = finder.ground.sheet, finder.ribbon, finder.ground.path
    measures = Measures.of(sheet)
    beyond = measures.edge + finder.clear * 0.3
    block = quest.maker(sheet.label_width * LABEL_WIDTH, finder.lane + ribbon.half + finder.clear - beyond)
    length = min(max(measures.shortest, block.width), measures.shortest * LONGEST)
    s1, index = k * finder.step, path.index_at(k * finder.step)
    barb = measures.band * (0.5 + BARB)
    short = max(quest.s0, path.starts[index]) + barb + length - s1
    if short > 0:
        return Found(None, finder.steps(short))
    way, y = 1 if ribbon.nys[k] < 0 else -1, ribbon.ys[k]
    arch = _upright_box(
        (ribbon.xs[k] + way * barb, ribbon.xs[k] - way * (length + barb)),
        y,
        side,
        (ribbon.half + finder.clear * 0.3, beyond),
    )
    wait = finder.wait_at(index, arch, way)
    if wait:
        return Found(None, wait)
    middle = ribbon.xs[k] - way * length / 2
    waits = []
    for share in LABEL_SHIFTS:
        shift = way * share * max(block.width - length, 0.0) / 2
        label = _upright_box(
            (middle + shift - block.width / 2, middle + shift + block.width / 2),
            y,
            side,
            (beyond, beyond + block.height),
        )
        back, ahead = sorted((x - ribbon.xs[k]) * way for x in (label.x0, label.x1))
        short = quest.s0 + finder.pad_x - (s1 + back)
        wait = finder.steps(short) if short > 0 else finder.wait_at(index, label, way)
        if not wait:
            loop = Loop(s1 - length, s1, -side * way, (arch,))
            return Found(_spot(label, block, "middle", loop, (-back, max(ahead, barb), side)), 0)
        waits.append(wait)
    return Found(None, min(waits))


def _upright_box(xs: tuple[float, float], y: float, side: int, distances: tuple[float, float]) -> Box:
    """Return the box between two x, and between two distances from the centre line above (-1) or below (1) it."""
    ys = [y + side * distance for distance in distances]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _beside_column(finder: SpotFinder, k: int, quest: Quest, side: int) -> Found:
    measures = Measures.of(finder.ground.sheet)
    room = finder.width
    for _ in range(2):
        block = quest.maker(room, 10 * finder.width, room)
        length = max(measures.shortest, block.height * 0.8)
        short = quest.s0 + measures.band + length - k * finder.step
        if short > 0:
            return Found(None, finder.steps(short))
        loop = Loop(k * finder.step - length, k * finder.step, _left_of_column(finder, k, side), ())
        strip = list(_strip(finder, loop, measures))
        edge = side * max(side * (box.x1 if side > 0 else box.x0) for box in strip) + side * finder.clear * 0.5
        bounds = finder.ground.bounds
        room = (bounds.x1 - edge if side > 0 else edge - bounds.x0) - finder.pad_x
        if room < finder.width * 0.55 or (quest.is_fussy and (block.is_cut or block.is_broken)):
            return Found(None, 2)
        if block.width <= room:
            break
    y = (strip[0].y0 + strip[-1].y1) / 2
    left = edge if side > 0 else edge - block.width
    label = Box(left, y - block.height / 2, left + block.width, y + block.height / 2)
    top = finder.ground.path.point(quest.s0)[1] + finder.pad_y * 2
    if (
        block.width > room
        or label.y0 < top
        or not finder.is_free(0, label)
        or not all(_is_open(finder, box) for box in strip)
    ):
        return Found(None, 1)
    anchor = "start" if side > 0 else "end"
    half = block.height / 2
    reach = (max(length, length / 2 + half), max(half - length / 2, measures.band), side)
    return Found(_spot(label, block, anchor, Loop(loop.s0, loop.s1, loop.left, tuple(strip)), reach), 0)


def _left_of_column(finder: SpotFinder, k: int, side: int) -> int:
    """Return 1 if this side (-1 left, 1 right) of a column lies to the left of the direction walked, else -1."""
    return 1 if side * finder.ribbon.nxs[k] > 0 else -1


def _is_open(finder: SpotFinder, box: Box) -> bool:
    return box.inside(finder.ground.bounds) and not finder.taken.hits(box)


def _strip(finder: SpotFinder, loop: Loop, measures: Measures) -> Iterator[Box]:
    """Return small boxes that cover a loop beside a column, in the order walked."""
    path = finder.ground.path
    reach = measures.band * (0.5 + BARB)
    steps = max(2, finder.steps((loop.s1 - loop.s0 + 2 * reach) / 2))
    for index in range(steps + 1):
        s = loop.s0 - reach + (loop.s1 - loop.s0 + 2 * reach) * index / steps
        xs, ys = zip(
            *(path.point(s, loop.left * at) for at in (finder.ribbon.half + finder.clear * 0.3, measures.edge)),
            strict=True,
        )
        pad = finder.step * 0.5
        yield Box(min(xs) - pad, min(ys) - pad, max(xs) + pad, max(ys) + pad)


def _spot(label: Box, block: Block, anchor: str, loop: Loop, reach: tuple[float, float, int]) -> Spot:
    back, ahead, side = reach
    return Spot(label, block, anchor, None, back, ahead, side, loop)


def outline(path: Path, loop: Loop, measures: Measures, half: float) -> str:
    """Return the closed outline of a loop's band, with an arrow head where it returns.

    `half` is half the ribbon's width.
    """
    band = measures.band / 2
    inner, outer = measures.track - band, measures.edge
    gap = inner - half
    head = half + gap * 0.8
    barb = measures.band * (0.5 + BARB)

    def at(s: float, distance: float) -> str:
        x, y = path.point(s, loop.left * distance)
        return f"{number(x)} {number(y)}"

    def along(start: float, end: float, distance: float) -> str:
        return path.svg(start, end, loop.left * distance, move=False)

    s0, s1, wide = loop.s0, loop.s1, gap + measures.band
    return (
        f"M{at(s1 + band, half)}Q{at(s1 + band, outer)} {at(s1 + band - wide, outer)}"
        f"{along(s1 + band - wide, s0 - band + wide, outer)}"
        f"Q{at(s0 - band, outer)} {at(s0 - band, head)}"
        f"L{at(s0 - barb, head)}L{at(s0, half)}L{at(s0 + barb, head)}L{at(s0 + band, head)}"
        f"Q{at(s0 + band, inner)} {at(s0 + band + gap, inner)}"
        f"{along(s0 + band + gap, s1 - band - gap, inner)}"
        f"Q{at(s1 - band, inner)} {at(s1 - band, half)}Z"
    )


def chevrons(path: Path, loop: Loop, measures: Measures) -> list[tuple[float, float, float]]:
    """Return the places of the arrows along a loop's band, with their angle in degrees: against the way walked."""
    room = loop.s1 - loop.s0 - 3 * measures.band
    count = max(1, int(room / (measures.band * CHEVRON_EVERY)))
    lengths = [loop.s0 + 1.5 * measures.band + room * (index + 0.5) / count for index in range(count)]
    return [(*path.point(s, loop.left * measures.track), math.degrees(path.heading(s)) + 180) for s in lengths]
