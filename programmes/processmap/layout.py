"""Lay a process map out on a sheet. The method is described in docs/process-map.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from programmes.processmap.assembling import assemble
from programmes.processmap.crowd import Entry, Sequenced, gathering_order, in_sequence, make_entries
from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground, column_ground, rows_ground, shortened
from programmes.processmap.items import ProcessMap
from programmes.processmap.labels import BOLD, Block, BlockMaker, counted_maker, phase_block, sign_maker, station_maker
from programmes.processmap.placed import PlacedMap
from programmes.processmap.placing import Sweep
from programmes.processmap.sheets import Flow, Sheet

GAP_STEPS = 12
ROOMY = 0.62  # share of a label's width that makes stations stand comfortably apart


class LayoutError(Exception):
    """The sheet has no room even for the phases alone."""


@dataclass
class Plan:
    """What one attempt varies: which items are gathered, how large type is, and how far apart stations stand."""

    gathered: frozenset[int] = frozenset()
    phase_size: float = 0.0
    scale: float = 1.0
    gap: float = 0.0


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
        if self.sheet.flow == Flow.COLUMN:
            return self._place_column()
        grounds = [rows_ground(self.sheet, count) for count in self.sheet.row_counts]
        for ground in grounds:
            roomy = Plan(phase_size=self.sheet.phase_sizes[0], gap=self.sheet.label_width * ROOMY * 0.5)
            if self._sweep(ground, roomy) is not None:
                return self._refine(ground, frozenset())
        return self._refine(grounds[-1], self._gather(grounds[-1]))

    # Wide sheets ---------------------------------------------------------------------------------------------------

    def _gather(self, ground: Ground) -> frozenset[int]:
        """Return the smallest set of lightest items that must be gathered for everything to fit."""
        size = self.sheet.phase_sizes[-1]

        def fits(count: int) -> bool:
            return self._sweep(ground, Plan(frozenset(self.order[:count]), size)) is not None

        if fits(0):
            return frozenset()
        low, high = 0, len(self.order)
        if not fits(high):
            raise LayoutError(f"{self.phase_count} phases do not fit on {self.sheet.name}")
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if fits(middle) else (middle, high)
        return frozenset(self.order[:high])

    def _refine(self, ground: Ground, gathered: frozenset[int]) -> PlacedMap:
        """Use the room that is left: first for larger phase names, then for larger type, then for more space."""
        plan = Plan(gathered, self.sheet.phase_sizes[-1])

        def first_fitting(plans: list[Plan]) -> Plan:
            return next((candidate for candidate in plans if self._sweep(ground, candidate) is not None), plan)

        plan = first_fitting([Plan(gathered, size) for size in self.sheet.phase_sizes])
        gap = self.sheet.label_width * ROOMY
        plan = first_fitting([Plan(gathered, plan.phase_size, scale, gap * scale) for scale in self.sheet.scales])
        low, high = plan.gap, ground.path.length
        best = self._sweep(ground, plan)
        if best is None:
            raise LayoutError(f"{self.phase_count} phases do not fit on {self.sheet.name}")
        for _ in range(GAP_STEPS):
            middle = (low + high) / 2
            sweep = self._sweep(ground, Plan(gathered, plan.phase_size, plan.scale, middle))
            low, high = (middle, high) if sweep is not None else (low, middle)
            best = sweep or best
        return assemble(self.process_map, ground, best, plan.scale)

    # Narrow sheets -------------------------------------------------------------------------------------------------

    def _place_column(self) -> PlacedMap:
        """Let the column grow until everything fits, up to the sheet's greatest height; then gather."""
        gap = self.sheet.small_size * 2.4
        waves = 4
        ground = column_ground(self.sheet, waves)
        size = next(size for size in self.sheet.phase_sizes if self._headings(ground, size) is not None)
        sweep = self._sweep(ground, Plan(frozenset(), size, 1.0, gap))
        while sweep is None and ground.height < self.sheet.max_height:
            waves *= 2
            ground = column_ground(self.sheet, waves)
            sweep = self._sweep(ground, Plan(frozenset(), size, 1.0, gap))
        if sweep is None:
            sweep = self._sweep(ground, Plan(self._gather(ground), self.sheet.phase_sizes[-1], 1.0, 0.0))
        if sweep is None:
            raise LayoutError(f"{self.phase_count} phases do not fit on {self.sheet.name}")
        end = sweep.stretches[-1].s1
        return assemble(self.process_map, shortened(ground, end), sweep, 1.0)

    # One attempt ---------------------------------------------------------------------------------------------------

    def _sweep(self, ground: Ground, plan: Plan) -> Sweep | None:
        headings = self._headings(ground, plan.phase_size)
        if headings is None:
            return None
        sheet, texts = self.sheet, self.process_map.texts
        entries = make_entries(self.sequenced, plan.gathered)
        has_sign = bool(self.process_map.now_label or self.process_map.now_text)
        sign = sign_maker(self.process_map.now_label, self.process_map.now_text, sheet, texts.language)
        sweep = Sweep(
            ground=ground,
            gap=plan.gap,
            width=sheet.label_width * plan.scale,
            makers={index: self._maker(entry, plan.scale) for index, entry in enumerate(entries)},
            sign=sign if has_sign else None,
            headings=headings,
            now_radius=now_radius(sheet, texts.now),
            radius=sheet.station,
        )
        if not sweep.run(entries, self.phase_count):
            return None
        is_larger = plan.scale > 1.0
        return None if is_larger and any(stop.spot and stop.spot.block.is_cut for stop in sweep.stops) else sweep

    def _headings(self, ground: Ground, size: float) -> list[Block | None] | None:
        """Return the phases' headings at this size, or None when one does not fit its field (smaller sizes do)."""
        sheet = self.sheet
        is_column = sheet.flow == Flow.COLUMN
        width = sheet.width * 0.5 if is_column else sheet.label_width * 2.6
        lane = sheet.width if is_column else ground.half_field - sheet.ribbon / 2 - sheet.leader
        blocks: list[Block | None] = []
        for phase in self.process_map.phases:
            block = phase_block(phase, sheet, size, width, self.process_map.texts.language)
            if (block.is_cut or block.height > lane) and size != sheet.phase_sizes[-1]:
                return None
            blocks.append(block)
        return blocks or [None]

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
