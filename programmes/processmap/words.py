"""Place words: a block of lines in its box, a single line around a point."""

from __future__ import annotations

from programmes.processmap.fonts import text_width
from programmes.processmap.labels import REGULAR
from programmes.processmap.path import Point
from programmes.processmap.placed import PlacedLine, PlacedSign, PlacedText
from programmes.processmap.spots import Spot


def place_text(spot: Spot) -> PlacedText:
    """Return the lines of a spot's block in its box, each with its sign where it has one."""
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


def line_around(
    middle: Point,
    words: str,
    size: float,
    role: str,
    *,
    weight: int = REGULAR,
    turn: tuple[float, float, float] | None = None,
) -> PlacedLine:
    """Return one line set around a point; `turn` as in PlacedLine."""
    x, y = middle
    return PlacedLine(words, x, y + size * 0.36, "middle", role, size, weight, text_width(words, size, weight), turn)
