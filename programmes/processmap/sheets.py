"""The sheets a map can be laid out on. A new size is a new line of data here and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

POINT = 25.4 / 72  # millimetres


class Flow(StrEnum):
    """How the ribbon runs over the sheet."""

    ROWS = "rows"
    COLUMN = "column"


@dataclass(frozen=True)
class Sheet:
    """Measures of one drawing, all in `unit`. `height` 0 means that the drawing grows with its content.

    `page_width` and `page_height` are those of the paper when the drawing is part of a poster. Type sizes are the
    smallest allowed: a sparse map may be set larger (`scales`), a full map gathers stations instead of shrinking type.

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


PHONE = Sheet(
    name="phone", unit="px", flow=Flow.COLUMN, width=390, height=0, margin=12, ribbon=36, pitch=0, field_gap=6,
    title_size=16.5, small_size=14, phase_sizes=(27, 25, 23, 21, 19), years_size=17, sign_size=19, now_size=19,
    label_width=186, leader=10, station=12, max_height=8400, most_labels=60,
)  # fmt: skip

DESKTOP = Sheet(
    name="desktop", unit="px", flow=Flow.ROWS, width=1180, height=0, margin=6, ribbon=44, pitch=252, field_gap=10,
    title_size=16, small_size=14, phase_sizes=(32, 27, 24, 21), years_size=18, sign_size=19, now_size=20,
    label_width=134, leader=11, station=13, row_counts=(3, 5, 7), scales=(1.15, 1.0),
)  # fmt: skip

A2_LANDSCAPE = Sheet(
    name="a2-landscape", unit="mm", flow=Flow.ROWS, width=570, height=300, margin=0.5, ribbon=18, pitch=0, field_gap=4,
    title_size=19 * POINT, small_size=18 * POINT, phase_sizes=(16, 14, 12.5, 11, 9.5, 8.5), years_size=21 * POINT,
    sign_size=26 * POINT, now_size=30 * POINT, label_width=60, leader=4.5, station=5.8, row_counts=(3,), probes=8,
    scales=(1.45, 1.3, 1.15, 1.0), page_width=594, page_height=420,
)  # fmt: skip

A2_PORTRAIT = Sheet(
    name="a2-portrait", unit="mm", flow=Flow.ROWS, width=396, height=458, margin=0.5, ribbon=16.5, pitch=0, field_gap=4,
    title_size=19 * POINT, small_size=18 * POINT, phase_sizes=(16, 14, 12.5, 11, 9.5, 8.5), years_size=21 * POINT,
    sign_size=26 * POINT, now_size=30 * POINT, label_width=57, leader=3.6, station=5.3, row_counts=(5,), probes=8,
    scales=(1.3, 1.15, 1.0), page_width=420, page_height=594,
)  # fmt: skip

# A screen in a shop window, read through glass from three to five metres. The rest of the screen (`page_width`,
# `page_height`) is for title, clock and code; on other screens of the same shape everything is scaled alike. On the
# upright screen rows would be too short for such large type, so a column runs down its middle, to `max_height`.
WINDOW_LANDSCAPE = Sheet(
    name="window-landscape", unit="px", flow=Flow.ROWS, width=1880, height=930, margin=4, ribbon=42, pitch=0,
    field_gap=10, title_size=28, small_size=26, phase_sizes=(44, 40, 36, 32, 29), years_size=30, sign_size=32,
    now_size=32, label_width=230, leader=9, station=15, row_counts=(3,), scales=(1.3, 1.15, 1.0), probes=8,
    page_width=1920, page_height=1080,
)  # fmt: skip

WINDOW_PORTRAIT = Sheet(
    name="window-portrait", unit="px", flow=Flow.COLUMN, width=1040, height=0, margin=12, ribbon=42, pitch=0,
    field_gap=10, title_size=28, small_size=26, phase_sizes=(44, 40, 36, 32, 29), years_size=30, sign_size=32,
    now_size=32, label_width=330, leader=12, station=15, max_height=1740, page_width=1080, page_height=1920,
)  # fmt: skip

SCREENS = (PHONE, DESKTOP, WINDOW_LANDSCAPE, WINDOW_PORTRAIT)
PAPERS = (A2_LANDSCAPE, A2_PORTRAIT)
SHEETS = {sheet.name: sheet for sheet in (*SCREENS, *PAPERS)}
