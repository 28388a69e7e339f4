"""The outlines of the kinds of station, as SVG path data around a centre. Shared by both drawers."""

from __future__ import annotations

import math

from programmes.processmap.items import Kind, Promise
from programmes.processmap.path import number

# Radii that make the shapes look equally large.
SQUARE, TRIANGLE, DIAMOND, STAR, STAR_INNER = 0.86, 1.16, 1.14, 1.2, 0.54


def circle(x: float, y: float, radius: float) -> str:
    """Return the outline of a circle."""
    r = number(radius)
    return (
        f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 1 {number(2 * radius)} 0a{r} {r} 0 1 1 {number(-2 * radius)} 0Z"
    )


def mark(kind: Kind, x: float, y: float, radius: float) -> str:
    """Return the outline of a station of this kind with about this radius."""
    if kind == Kind.DIALOGUE:
        return circle(x, y, radius)
    shapes = {
        Kind.DECISION: _square(),
        Kind.MEASURE: _corners(3, TRIANGLE, -90, dy=0.2),
        Kind.EXPERIMENT: _corners(4, DIAMOND, -90),
        Kind.MILESTONE: _flag(),
        Kind.STORY: _star(),
    }
    points = [f"{number(x + px * radius)} {number(y + py * radius)}" for px, py in shapes[kind]]
    return "M" + "L".join(points) + "Z"


def counted(x: float, y: float, half_width: float, half_height: float) -> str:
    """Return the outline of a counted station: a rounded plate, unlike every kind."""
    w, h, r = half_width, half_height, half_height
    arc = f"a{number(r)} {number(r)} 0 0 1 0 {number(2 * h)}"
    back = f"a{number(r)} {number(r)} 0 0 1 0 {number(-2 * h)}"
    return f"M{number(x - w + r)} {number(y - h)}H{number(x + w - r)}{arc}H{number(x - w + r)}{back}Z"


def promise(state: Promise, x: float, y: float, radius: float) -> str:
    """Return the lines of a promise's sign: a tick in a circle, an empty circle, a cross in one if no answer came
    or, if late, a mark in a triangle."""
    if state == Promise.LATE:
        corners = [(x + px * radius * 1.12, y + py * radius * 1.12) for px, py in _corners(3, 1.0, -90, dy=0.16)]
        triangle = "M" + "L".join(f"{number(px)} {number(py)}" for px, py in corners) + "Z"
        low, high, dot = number(y - radius * 0.34), number(y + radius * 0.2), number(y + radius * 0.46)
        return f"{triangle}M{number(x)} {low}V{high}M{number(x)} {dot}v{number(radius * 0.06)}"
    ring = circle(x, y, radius)
    if state == Promise.OPEN:
        return ring
    if state == Promise.NOT_KEPT:
        arm = radius * 0.4
        left, right, top, bottom = number(x - arm), number(x + arm), number(y - arm), number(y + arm)
        return f"{ring}M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}"
    tick = [(-0.48, 0.02), (-0.12, 0.4), (0.5, -0.36)]
    return ring + "M" + "L".join(f"{number(x + px * radius)} {number(y + py * radius)}" for px, py in tick)


def again(x: float, y: float, radius: float) -> str:
    """Return an arrow that runs most of a round and back: a phase taken up again, where its loop finds no room."""
    r = radius * 0.62
    start, end = math.radians(-35), math.radians(-100)
    x0, y0, x1, y1 = (
        x + r * math.cos(start), y + r * math.sin(start), x + r * math.cos(end), y + r * math.sin(end),
    )  # fmt: skip
    barb = radius * 0.36
    return (
        f"M{number(x0)} {number(y0)}A{number(r)} {number(r)} 0 1 1 {number(x1)} {number(y1)}"
        f"M{number(x1 - barb)} {number(y1 - barb)}L{number(x1)} {number(y1)}L{number(x1 - barb)} {number(y1 + barb)}"
    )


def _square() -> list[tuple[float, float]]:
    return [(-SQUARE, -SQUARE), (SQUARE, -SQUARE), (SQUARE, SQUARE), (-SQUARE, SQUARE)]


def _corners(count: int, radius: float, first: float, dy: float = 0.0) -> list[tuple[float, float]]:
    angles = [math.radians(first + 360 / count * index) for index in range(count)]
    return [(radius * math.cos(angle), radius * math.sin(angle) + dy) for angle in angles]


def _star() -> list[tuple[float, float]]:
    points = []
    for index in range(10):
        radius = STAR_INNER if index % 2 else STAR
        angle = math.radians(-90 + 36 * index)
        points.append((radius * math.cos(angle), radius * math.sin(angle) + 0.06))
    return points


def _flag() -> list[tuple[float, float]]:
    return [
        (-0.86, -1.05),
        (1.05, -1.05),
        (0.6, -0.4),
        (1.05, 0.25),
        (-0.5, 0.25),
        (-0.5, 1.1),
        (-0.86, 1.1),
    ]


def chevron(x: float, y: float, angle: float, size: float) -> str:
    """Return an arrow without a shaft that points along `angle` (degrees)."""
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    points = [(-size * 0.5, -size), (size * 0.5, 0.0), (-size * 0.5, size)]
    return "M" + "L".join(f"{number(x + px * cos - py * sin)} {number(y + px * sin + py * cos)}" for px, py in points)
