"""The sheets a map can be laid out on. A new size is a new line of data here and nothing else (docs/posters.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

POINT = 25.4 / 72  # millimetres


class Flow(StrEnum):
    """How the ribbon runs over the sheet."""

    ROWS = "rows"
    COLUMN = "column"


@dataclass(frozen=True)
class Sheet:
    """Measures of one drawing, all in `unit`. `height` 0 means that the drawing grows with its content.

    `page_width` and `page_height` are those of the paper when the drawing is part of a poster; `head` and `foot` tell
    how far from the paper's edges the drawing begins and ends, to leave room for the words around it; `sill` is the
    part of the foot that stays bare. Type sizes are the smallest allowed: a sparse map may be set larger (`scales`), a
    full map gathers stations instead of shrinking type.

    A column is at most `max_height` high and keeps at most the `most_labels` heaviest stations (0: what fits); those
    that would stand alone between them may be written out as well. `probes` is how many labels more are tried when the
    search has found its limit; on a small sheet each counts for more.
    """

    name: str
    unit: str
    flow: Flow
    width: float
    height: float
    margin: float
    ribbon: float
    pitch: float
    field_gap: float
    title_size: float
    small_size: float
    phase_sizes: tuple[float, ...]
    years_size: float
    sign_size: float
    now_size: float
    label_width: float
    leader: float
    station: float
    row_counts: tuple[int, ...] = ()
    scales: tuple[float, ...] = (1.0,)
    max_height: float = 0
    most_labels: int = 0
    probes: int = 3
    page_width: float = 0
    page_height: float = 0
    head: float = 0
    foot: float = 0
    sill: float = 0

    @property
    def is_filled(self) -> bool:
        """Whether the drawing has a place of given height to fill, and does not grow with its content."""
        return self.page_height > 0


PHONE = Sheet(
    name="phone", unit="px", flow=Flow.COLUMN, width=390, height=0, margin=12, ribbon=36, pitch=0, field_gap=6,
    title_size=16.5, small_size=14, phase_sizes=(27, 25, 23, 21, 19), years_size=17, sign_size=19, now_size=19,
    label_width=186, leader=10, station=12, max_height=8400, most_labels=60,
)  # fmt: skip

DESKTOP = Sheet(
    name="desktop", unit="px", flow=Flow.ROWS, width=1180, height=0, margin=6, ribbon=44, pitch=252, field_gap=10,
    title_size=16, small_size=14, phase_sizes=(32, 27, 24, 21), years_size=18, sign_size=19, now_size=20,
    label_width=134, leader=11, station=13, row_counts=(3, 5, 7, 9, 11), scales=(1.15, 1.0),
)  # fmt: skip

# For tablets, and for frames as wide as a column of text on another site.
TABLET = Sheet(
    name="tablet", unit="px", flow=Flow.ROWS, width=720, height=0, margin=6, ribbon=40, pitch=252, field_gap=10,
    title_size=16.5, small_size=14.5, phase_sizes=(28, 25, 22, 20), years_size=18, sign_size=19, now_size=20,
    label_width=134, leader=11, station=13, row_counts=(3, 5, 7, 9, 11, 13, 15), scales=(1.15, 1.0),
)  # fmt: skip

# A poster's measures are multiples of its body type, its `small_size`: what is good on one size of paper is so on all.
PAGE_MARGIN, HEAD, FOOT = 1.9, 10.6, 5.5
LEGEND_LINE = 2.13  # what a second line of the legend takes
PHASE_SIZES = (2.52, 2.2, 1.97, 1.73, 1.5, 1.34)


def poster(
    name: str, page_width: float, page_height: float, points: float, *, ribbon: float = 2.83, label_width: float = 9.45,
    leader: float = 0.71, station: float = 0.91, legend_lines: int = 1, sill: float = 0.0, **more: Any,
) -> Sheet:  # fmt: skip
    """Return the sheet of a poster with body type of `points` points, in millimetres.

    `ribbon`, `label_width`, `leader` and `station` are in body type sizes. `legend_lines` is how many lines the whole
    legend takes; `sill` is what stays bare at the foot (a roll-up's is in or near its cassette).
    """
    em = points * POINT
    head = (PAGE_MARGIN + HEAD) * em
    foot = (PAGE_MARGIN + FOOT + (legend_lines - 1) * LEGEND_LINE) * em + sill
    return Sheet(
        name=name, unit="mm", flow=Flow.ROWS, width=page_width - 2 * PAGE_MARGIN * em,
        height=page_height - head - foot, margin=0.08 * em, ribbon=ribbon * em, pitch=0, field_gap=0.63 * em,
        title_size=19 / 18 * em, small_size=em, phase_sizes=tuple(share * em for share in PHASE_SIZES),
        years_size=21 / 18 * em, sign_size=26 / 18 * em, now_size=30 / 18 * em, label_width=label_width * em,
        leader=leader * em, station=station * em, probes=8, page_width=page_width, page_height=page_height, head=head,
        foot=foot, sill=sill, **more,
    )  # fmt: skip


LYING = {"row_counts": (3,), "scales": (1.45, 1.3, 1.15, 1.0)}
UPRIGHT = {
    "ribbon": 2.6, "label_width": 8.98, "leader": 0.57, "station": 0.835, "legend_lines": 2, "row_counts": (3, 4),
    "scales": (1.3, 1.15, 1.0),
}  # fmt: skip
# Paper (short and long side in millimetres) and body type in points: by the distance it is read from (docs/posters.md).
# Type grows a little less than the paper does, so a larger sheet also holds more.
PAPER = {"a3": (297, 420, 13), "a2": (420, 594, 18), "a1": (594, 841, 24), "a0": (841, 1189, 32)}
ROLL_UP = poster(
    "roll-up", 850, 2000, 32, sill=90, **UPRIGHT | {"row_counts": (5, 7), "scales": (1.6, 1.45, 1.3, 1.15, 1.0)}
)
POSTERS = {
    sheet.name: sheet
    for size, (short, long, points) in PAPER.items()
    for sheet in (
        poster(f"{size}-portrait", short, long, points, **UPRIGHT),
        poster(f"{size}-landscape", long, short, points, **LYING),
    )
} | {ROLL_UP.name: ROLL_UP}

A2_PORTRAIT, A2_LANDSCAPE = POSTERS["a2-portrait"], POSTERS["a2-landscape"]

# A screen in a shop window, read through glass from three to five metres. The rest of the screen (`page_width`,
# `page_height`) is for title, clock and code; on other screens of the same shape everything is scaled alike.
WINDOW_LANDSCAPE = Sheet(
    name="window-landscape", unit="px", flow=Flow.ROWS, width=1540, height=1040, margin=4, ribbon=42, pitch=0,
    field_gap=10, title_size=28, small_size=26, phase_sizes=(44, 40, 36, 32, 29), years_size=30, sign_size=32,
    now_size=32, label_width=230, leader=9, station=15, row_counts=(3,), scales=(1.3, 1.15, 1.0), probes=8,
    page_width=1920, page_height=1080,
)  # fmt: skip

WINDOW_PORTRAIT = Sheet(
    name="window-portrait", unit="px", flow=Flow.ROWS, width=1040, height=1420, margin=4, ribbon=42, pitch=0,
    field_gap=10, title_size=28, small_size=26, phase_sizes=(44, 40, 36, 32, 29), years_size=30, sign_size=32,
    now_size=32, label_width=208, leader=9, station=15, row_counts=(3, 4, 5), scales=(1.3, 1.15, 1.0), probes=8,
    page_width=1080, page_height=1920,
)  # fmt: skip

SCREENS = (PHONE, TABLET, DESKTOP, WINDOW_LANDSCAPE, WINDOW_PORTRAIT)
SHEETS = {**{sheet.name: sheet for sheet in SCREENS}, **POSTERS}
