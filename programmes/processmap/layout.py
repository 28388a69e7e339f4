"""Lay a process map out on a sheet. The method is described in docs/process-map.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from programmes.processmap.assembling import assemble
from programmes.processmap.crowd import Entry, Sequenced, gathering_order, in_sequence, make_entries
from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground, column_ground, rows_ground, shortened
from programmes.processmap.items import MapPhase, ProcessMap
from programmes.processmap.labels import BOLD, Block, BlockMaker, counted_maker, phase_block, sign_maker, station_maker
from programmes.processmap.placed import PlacedMap
from programmes.processmap.placing import Sweep
from programmes.processmap.sheets import Flow, Sheet

GAP_STEPS, PROBES = 10, 24
ROOMY, CLOSE = 0.62, 0.1  # shares of a label's width: stations stand comfortably apart; just not crowded


class LayoutError(Exception):
    """The sheet has no room even for the phases alone."""


@dataclass(frozen=True)
class Plan:
    """What one attempt varies: which items are gathered, how large type is, and how far apart stations stand."""

    gathered: frozenset[int]
    phase_size: float
    gaps: tuple[float, ...]
    scale: float = 1.0
    has_years: bool = True
    is_snapped: bool = True
    has_long_headings: bool = False


def lay_out(process_map: ProcessMap, sheet: Sheet) -> PlacedMap:
    """Place a process map on a sheet.

    The same input gives the same result, to the last digit. Type never becomes smaller than the sheet's sizes; when a
    sheet is full the lightest stations are gathered into counted ones.
    Raises LayoutError when not even the phase headings fit.
    """
    return _Layout(process_map, sheet).place()


class _Layout:
    def __init__(self, process_map: ProcessMap, sheet: Sheet) -> None:
        self.process_map = process_map
        self.sheet = sheet
        self.sequenced: Sequenced = in_sequence(process_map)
        self.order = gathering_order(self.sequenced)
        self.phase_count = max(len(process_map.phases), 1)
        self._makers: dict[tuple[object, float], BlockMaker] = {}

    def place(self) -> PlacedMap:
        return self._place_column() if self.sheet.flow == Flow.COLUMN else self._place_rows()

    def _plan(self, gathered: Iterable[int], phase_size: float, gap: float = 0.0, **more: Any) -> Plan:
        return Plan(frozenset(gathered), phase_size, (gap,) * self.phase_count, **more)

    def _plain_plan(self, gathered: Iterable[int]) -> Plan:
        return self._plan(gathered, self.sheet.phase_sizes[-1], has_years=False, is_snapped=False)

    # Wide sheets ---------------------------------------------------------------------------------------------------

    def _place_rows(self) -> PlacedMap:
        grounds = [rows_ground(self.sheet, count) for count in self.sheet.row_counts]
        gap = self.sheet.label_width * CLOSE
        for ground in grounds:
            if self._sweep(ground, self._plan((), self.sheet.phase_sizes[-1], gap, is_snapped=False)) is not None:
                return self._refine(ground, frozenset())
        return self._refine(grounds[-1], self._gather(grounds[-1]))

    def _gather(self, ground: Ground) -> frozenset[int]:
        """Return the smallest set of lightest items that must be gathered for everything to fit."""

        def fits(count: int) -> bool:
            return self._sweep(ground, self._plain_plan(self.order[:count])) is not None

        if fits(0):
            return frozenset()
        low, high = 0, len(self.order)
        if not fits(high):
            raise LayoutError(f"{self.phase_count} phases do not fit on {self.sheet.name}")
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if fits(middle) else (middle, high)
        if self.sheet.flow == Flow.COLUMN:
            return frozenset(self.order[:high])
        # In rows a sweep may fail at one count and fit at a smaller one, so smaller counts are tried as well.
        step = max(1, high // PROBES)
        fewest = next((count for count in range(step, high, step) if fits(count)), high)
        return frozenset(self.order[:fewest])

    def _refine(self, ground: Ground, gathered: frozenset[int]) -> PlacedMap:
        """Use the room that is left: for the years, larger phase names, larger type, and at last for more space."""
        plan = self._plan(gathered, self.sheet.phase_sizes[-1])
        plainer = [replace(plan, is_snapped=False), replace(plan, is_snapped=False, has_years=False)]
        plan = self._first_fitting(ground, [plan, *plainer], plainer[-1])
        sizes = [
            replace(plan, phase_size=size, has_long_headings=is_long)
            for size in self.sheet.phase_sizes
            for is_long in (True, False)
        ]
        plan = self._first_fitting(ground, sizes, plan)
        gap = self.sheet.label_width * ROOMY
        scales = [replace(plan, scale=scale, gaps=(gap * scale,) * self.phase_count) for scale in self.sheet.scales]
        plan = self._first_fitting(ground, scales, plan)
        plan = self._widen(ground, plan, 0)
        plan = self._widen(ground, plan, self.phase_count - 1)
        sweep = self._sweep(ground, plan)
        if sweep is None:
            raise LayoutError(f"{self.phase_count} phases do not fit on {self.sheet.name}")
        return assemble(self.process_map, ground, sweep, plan.scale)

    def _first_fitting(self, ground: Ground, plans: Iterable[Plan], otherwise: Plan) -> Plan:
        return next((plan for plan in plans if self._sweep(ground, plan) is not None), otherwise)

    def _widen(self, ground: Ground, plan: Plan, first: int) -> Plan:
        """Return the plan with the widest gaps that fit, from phase number `first` on."""
        low, high = plan.gaps[first], ground.path.length
        for _ in range(GAP_STEPS):
            middle = (low + high) / 2
            gaps = plan.gaps[:first] + (middle,) * (self.phase_count - first)
            candidate = replace(plan, gaps=gaps)
            if self._sweep(ground, candidate) is not None:
                low, plan = middle, candidate
            else:
                high = middle
        return plan

    # Narrow sheets -------------------------------------------------------------------------------------------------

    def _place_column(self) -> PlacedMap:
        """Let the column grow until everything fits, up to the sheet's greatest height; then gather."""
        waves, sweep = 4, None
        ground = column_ground(self.sheet, waves)
        size = next(
            (size for size in self.sheet.phase_sizes if self._headings(ground, self._plan((), size)) is not None),
            self.sheet.phase_sizes[-1],
        )
        plan = self._plan((), size, self.sheet.small_size * 2.4)
        while (sweep := self._sweep(ground, plan)) is None and ground.height < self.sheet.max_height:
            waves *= 2
            ground = column_ground(self.sheet, waves)
        if sweep is None:
            sweep = self._sweep(ground, self._plain_plan(self._gather(ground)))
        if sweep is None:
            raise LayoutError(f"{self.phase_count} phases do not fit on {self.sheet.name}")
        return assemble(self.process_map, shortened(ground, sweep.stretches[-1].s1), sweep, 1.0)

    # One attempt ---------------------------------------------------------------------------------------------------

    def _sweep(self, ground: Ground, plan: Plan) -> Sweep | None:
        headings = self._headings(ground, plan)
        if headings is None:
            return None
        sheet, texts = self.sheet, self.process_map.texts
        entries = make_entries(self.sequenced, plan.gathered)
        has_sign = bool(self.process_map.now_label or self.process_map.now_text)
        sign = sign_maker(self.process_map.now_label, self.process_map.now_text, sheet, texts.language)
        sweep = Sweep(
            ground=ground,
            gaps=plan.gaps,
            width=sheet.label_width * plan.scale,
            makers={index: self._maker(entry, plan.scale) for index, entry in enumerate(entries)},
            sign=sign if has_sign else None,
            headings=headings,
            now_radius=now_radius(sheet, texts.now),
            radius=sheet.station,
            year_room=text_width("0000", sheet.small_size, BOLD) * 1.5 if plan.has_years else 0.0,
            is_snapped=plan.is_snapped,
        )
        if not sweep.run(entries, self.phase_count):
            return None
        is_larger = plan.scale > 1.0
        return None if is_larger and any(stop.spot and stop.spot.block.is_cut for stop in sweep.stops) else sweep

    def _headings(self, ground: Ground, plan: Plan) -> list[Block | None] | None:
        """Return the phases' headings at this size, or None when one does not fit its field (smaller sizes do)."""
        sheet = self.sheet
        is_column = sheet.flow == Flow.COLUMN
        size = plan.phase_size
        width = sheet.width * 0.5 if is_column else sheet.label_width * (4.4 if plan.has_long_headings else 2.6)
        lane = sheet.width if is_column else ground.half_field - sheet.ribbon / 2 - sheet.leader * 1.2
        blocks: list[Block | None] = []
        for phase in self.process_map.phases:
            block = phase_block(phase, sheet, size, width, self.process_map.texts.language)
            if block.is_cut or block.is_broken or block.height > lane:
                if size != sheet.phase_sizes[-1]:
                    return None
                block = self._smallest_heading(phase, width, lane)
            blocks.append(block)
        return blocks or [None]

    def _smallest_heading(self, phase: MapPhase, width: float, lane: float) -> Block:
        """Return a heading that fits its field whatever its words: wider, at last with words left out."""
        sheet, language = self.sheet, self.process_map.texts.language
        widths = (width,) if sheet.flow == Flow.COLUMN else (width, sheet.label_width * 3.4)
        blocks = [
            phase_block(phase, sheet, sheet.phase_sizes[-1], wide, language, most)
            for wide in widths
            for most in (3, 2, 1)
        ]
        fitting = [block for block in blocks if block.height <= lane]
        return min(fitting or blocks[-1:], key=lambda block: (block.is_cut, block.is_broken))

    def _maker(self, entry: Entry, scale: float) -> BlockMaker | None:
        if entry.is_now or (entry.is_gathered and len(entry.items) == 1):
            return None
        key = (tuple(item.key for item in entry.items), scale)
        if key not in self._makers:
            texts = self.process_map.texts
            make: Callable[..., BlockMaker] = counted_maker if entry.is_gathered else station_maker
            subject = entry.items if entry.is_gathered else entry.items[0]
            self._makers[key] = make(subject, texts, self.sheet, scale)
        return self._makers[key]


def now_radius(sheet: Sheet, words: str) -> float:
    """Return the radius of the mark at "now": larger than any other mark, and wide enough for its words."""
    widest = max((text_width(word, sheet.now_size, BOLD) for word in words.split()), default=0.0)
    return max(sheet.ribbon * 0.95, widest / 2 + sheet.now_size * 0.45)
