"""One attempt to place a map on a ground: what it varies, and what attempts share so that nothing is measured twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from programmes.processmap.crowd import Entry, Sequenced, gathering_order, in_sequence, make_entries
from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground
from programmes.processmap.items import MapPhase, ProcessMap
from programmes.processmap.labels import BOLD, Block, BlockMaker, counted_maker, phase_block, sign_maker, station_maker
from programmes.processmap.placing import Sweep
from programmes.processmap.sheets import Flow, Sheet
from programmes.processmap.spots import Memo


@dataclass(frozen=True)
class Plan:
    """What one attempt varies: how many stations keep their label, how large type is, how far apart stations stand.

    `rescued` is how many gathered stations get their label back because they stand alone.
    """

    shown: int
    phase_size: float
    gaps: tuple[float, ...]
    scale: float = 1.0
    has_years: bool = True
    is_snapped: bool = True
    has_long_headings: bool = False
    rescued: int = 0


@dataclass(frozen=True)
class Attempt:
    """A plan and what came of it. `need` is the length of ribbon it takes: measured if it fits, else reckoned."""

    plan: Plan
    sweep: Sweep
    fits: bool
    need: float


class Attempts:
    """Makes attempts for one map on one sheet."""

    def __init__(self, process_map: ProcessMap, sheet: Sheet) -> None:
        self.process_map = process_map
        self.sheet = sheet
        self.sequenced: Sequenced = in_sequence(process_map)
        self.order = gathering_order(self.sequenced)
        self.phase_count = max(len(process_map.phases), 1)
        self._makers: dict[tuple[object, ...], BlockMaker] = {}
        self._memos: dict[tuple[int, float], Memo] = {}
        self._headings: dict[tuple[object, ...], list[Block | None] | None] = {}
        self._entries: dict[tuple[int, int], list[Entry]] = {}
        has_sign = bool(process_map.now_label or process_map.now_text)
        sign = sign_maker(process_map.now_label, process_map.now_text, sheet, process_map.texts.language)
        self._sign = sign if has_sign else None

    def entries(self, shown: int, rescued: int = 0) -> list[Entry]:
        """Return the stops along the ribbon when this many stations keep their label and the lightest are gathered.

        So many of the lone ones (`lone`) keep theirs as well.
        """
        key = (shown, rescued)
        if key not in self._entries and not rescued:
            self._entries[key] = make_entries(self.sequenced, frozenset(self.order[: len(self.order) - shown]))
        elif key not in self._entries:
            entries = list(self.entries(shown))
            for index in self.lone(shown)[:rescued]:
                entries[index] = replace(entries[index], is_gathered=False)
            self._entries[key] = entries
        return self._entries[key]

    def lone(self, shown: int) -> list[int]:
        """Return which stops are gathered stations that stand alone and may be written out, the heaviest first.

        None is lighter than any station in a counted one: what has words is never lighter than what has none.
        """
        entries = self.entries(shown)
        counted = (entry for entry in entries if entry.is_gathered and not entry.is_lone)
        least = max((item.weight for entry in counted for item in entry.items), default=0)
        lone = [index for index, entry in enumerate(entries) if entry.is_lone and entry.items[0].weight >= least]
        return sorted(lone, key=lambda index: -entries[index].items[0].weight)

    def make(self, ground: Ground, plan: Plan) -> Attempt | None:
        """Return an attempt, or None when a phase's heading is too large for its field."""
        headings = self.headings(ground, plan)
        if headings is None:
            return None
        sheet, entries = self.sheet, self.entries(plan.shown, plan.rescued)
        sweep = Sweep(
            ground=ground,
            memo=self._memos.setdefault((len(ground.path.pieces), plan.scale), Memo()),
            gaps=plan.gaps,
            width=sheet.label_width * plan.scale,
            maker_of=lambda entry: self.maker_of(entry, plan.scale),
            headings=headings,
            now_radius=now_radius(sheet, self.process_map.texts.now),
            radius=sheet.station,
            year_room=text_width("0000", sheet.small_size, BOLD) * 1.5 if plan.has_years else 0.0,
            is_snapped=plan.is_snapped,
        )
        fits = sweep.run(entries)
        if fits and plan.scale > 1.0:
            fits = not any(stop.spot and stop.spot.block.is_cut for stop in sweep.stops)
        # Whatever did not find a place is taken to need as much room as what did.
        need = sweep.stretches[-1].s1 if fits else ground.end * len(entries) / max(len(sweep.stops), 1)
        return Attempt(plan, sweep, fits, need)

    def fitting(self, ground: Ground, plan: Plan) -> Attempt | None:
        """Return an attempt that fits, or None."""
        attempt = self.make(ground, plan)
        return attempt if attempt and attempt.fits else None

    def maker_of(self, entry: Entry, scale: float) -> BlockMaker | None:
        """Return what makes an entry's label, or None for a mark without one."""
        if entry.is_now:
            return self._sign
        return None if entry.is_lone else self._maker(entry, scale)

    def headings(self, ground: Ground, plan: Plan) -> list[Block | None] | None:
        """Return the phases' headings at this size, or None when one is too large for its field (smaller ones fit)."""
        key = (ground.half_field, plan.phase_size, plan.has_long_headings)
        if key not in self._headings:
            self._headings[key] = self._make_headings(ground, plan)
        return self._headings[key]

    def _make_headings(self, ground: Ground, plan: Plan) -> list[Block | None] | None:
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

    def _maker(self, entry: Entry, scale: float) -> BlockMaker:
        is_counted = entry.is_gathered and not entry.is_lone
        key = (entry.items[0].key, len(entry.items), is_counted, scale)
        if key not in self._makers:
            make: Callable[..., BlockMaker] = counted_maker if is_counted else station_maker
            subject = entry.items if is_counted else entry.items[0]
            self._makers[key] = make(subject, self.process_map.texts, self.sheet, scale)
        return self._makers[key]


def now_radius(sheet: Sheet, words: str) -> float:
    """Return the radius of the mark at "now": larger than any other mark, and wide enough for its words."""
    widest = max((text_width(word, sheet.now_size, BOLD) for word in words.split()), default=0.0)
    return max(sheet.ribbon * 0.95, widest / 2 + sheet.now_size * 0.45)
