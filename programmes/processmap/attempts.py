"""One attempt to place a map on a ground: what it varies, and what attempts share so that nothing is measured twice."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from programmes.processmap.crowd import (
    Entry,
    Sequenced,
    gathering_order,
    in_sequence,
    make_entries,
    quiet_months,
)
from programmes.processmap.fonts import text_width
from programmes.processmap.ground import Ground
from programmes.processmap.items import MapPhase, Passage, ProcessMap
from programmes.processmap.labels import (
    BOLD,
    REGULAR,
    Block,
    BlockMaker,
    beside_lines,
    counted_maker,
    passage_maker,
    phase_block,
    sign_maker,
    station_maker,
)
from programmes.processmap.placing import Sweep
from programmes.processmap.sheets import Flow, Sheet
from programmes.processmap.spots import Memo

# How wide headings may be, in usual label widths: the narrowest good one is taken.
HEADINGS, LONG_HEADINGS = (1.4, 1.8, 2.2, 2.6), (4.4,)


@dataclass(frozen=True)
class Plan:
    """What one attempt varies: how many stations keep their label, how large type is, how far apart stations stand.

    `released` are the stations that keep their label although as many heavier ones do; `counted` is how many of the
    counted stations get words. Labels are `narrow` times their usual width.
    """

    shown: int
    phase_size: float
    gaps: tuple[float, ...]
    scale: float = 1.0
    has_years: bool = True
    is_snapped: bool = True
    has_long_headings: bool = False
    narrow: float = 1.0
    released: frozenset[int] = frozenset()
    counted: int = 0


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
        self._memos: dict[tuple[int, float, float], Memo] = {}
        self._headings: dict[tuple[object, ...], list[Block | None] | None] = {}
        self._entries: dict[tuple[int, frozenset[int]], list[Entry]] = {}
        self.quiet = quiet_months(self.sequenced)
        self.beside = beside_lines(process_map)
        has_sign = bool(process_map.now_label or process_map.now_text)
        sign = sign_maker(process_map.now_label, process_map.now_text, sheet, process_map.texts.language)
        self._sign = sign if has_sign else None

    def entries(self, shown: int, released: frozenset[int] = frozenset()) -> list[Entry]:
        """Return the stops along the ribbon when this many stations keep their label and the lightest are gathered.

        Those released keep theirs as well.
        """
        key = (shown, released)
        if key not in self._entries:
            gathered = frozenset(self.order[: len(self.order) - shown]) - released
            self._entries[key] = make_entries(self.sequenced, gathered)
        return self._entries[key]

    def candidates(self, shown: int) -> list[int]:
        """Return which gathered stations may keep their label where there is room, the heaviest first.

        On a sheet that is to hold no more labels, these are those that would stand alone, and none that is lighter than
        one that is counted.
        """
        gathered = self.order[: len(self.order) - shown][::-1]
        if not self.sheet.most_labels or shown < self.sheet.most_labels:
            return gathered
        entries = [entry for entry in self.entries(shown) if entry.is_gathered]
        least = max((item.weight for entry in entries if entry.is_counted for item in entry.items), default=0)
        alone = {entry.items[0].key for entry in entries if not entry.is_counted and entry.items[0].weight >= least}
        return [index for index in gathered if self.sequenced.items[index].key in alone]

    def weight(self, index: int) -> float:
        """Return the weight of the station with this number in the order of the ribbon."""
        return self.sequenced.items[index].weight

    def heaviest_counted(self, plan: Plan) -> list[Entry]:
        """Return the counted stations, those first in which most are gathered."""
        return sorted(
            (entry for entry in self.entries(plan.shown, plan.released) if entry.is_counted and not entry.is_passage),
            key=lambda entry: -len(entry.items),
        )

    def make(self, ground: Ground, plan: Plan) -> Attempt | None:
        """Return an attempt, or None when a phase's heading is too large for its field."""
        headings = self.headings(ground, plan)
        if headings is None:
            return None
        sheet, entries = self.sheet, self.entries(plan.shown, plan.released)
        worded = {entry.items[0].key for entry in self.heaviest_counted(plan)[: plan.counted]}
        narrow = plan.scale * plan.narrow
        sweep = Sweep(
            ground=ground,
            memo=self._memos.setdefault((len(ground.path.pieces), plan.scale, plan.narrow), Memo()),
            gaps=plan.gaps,
            width=sheet.label_width * narrow,
            maker_of=lambda entry: self.maker_of(entry, plan.scale, worded),
            headings=headings,
            now_radius=now_radius(sheet, self.process_map.texts.now),
            radius=sheet.station,
            quiet={key: quiet_room(sheet, self.quiet_words(key) if plan.has_years else "") for key in self.quiet},
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

    def quiet_words(self, key: str) -> str:
        """Return the words for the long silence before the station with this key."""
        return self.process_map.texts.quiet.replace("{n}", str(self.quiet[key]))

    def maker_of(self, entry: Entry, scale: float, worded: Set[str] = frozenset()) -> BlockMaker | None:
        """Return what makes an entry's label, or None for a mark without one; `worded` counted stations have one."""
        if entry.is_now:
            return self._sign
        is_bare = entry.is_gathered and not (entry.is_counted and entry.items[0].key in worded)
        return None if is_bare else self._maker(entry, scale)

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
        shares = LONG_HEADINGS if plan.has_long_headings else HEADINGS
        widths = [sheet.width * 0.5] if is_column else [sheet.label_width * share for share in shares]
        lane = sheet.width if is_column else ground.half_field - sheet.ribbon / 2 - sheet.leader * 1.2
        language = self.process_map.texts.language
        blocks: list[Block | None] = []
        for phase, beside in zip(self.process_map.phases, self.beside, strict=True):
            made = (phase_block(phase, beside, sheet, size, width, language) for width in widths)
            good = (block for block in made if not (block.is_cut or block.is_broken or block.height > lane))
            block = next(good, None)
            if block is None and size != sheet.phase_sizes[-1]:
                return None
            blocks.append(block or self._smallest_heading(phase, beside, widths[-1], lane))
        return blocks or [None]

    def _smallest_heading(self, phase: MapPhase, beside: str, width: float, lane: float) -> Block:
        """Return a heading that fits its field whatever its words: wider, at last with words left out."""
        sheet, language = self.sheet, self.process_map.texts.language
        widths = (width,) if sheet.flow == Flow.COLUMN else (width, sheet.label_width * 3.4)
        blocks = [
            phase_block(phase, words, sheet, sheet.phase_sizes[-1], wide, language, most)
            for words in (beside, "")
            for wide in widths
            for most in (3, 2, 1)
        ]
        fitting = [block for block in blocks if block.height <= lane]
        return min(fitting or blocks[-1:], key=lambda block: (block.is_cut, block.is_broken))

    def _maker(self, entry: Entry, scale: float) -> BlockMaker:
        first = entry.items[0]
        key = (first.key, len(entry.items), entry.is_passage, scale)
        if key not in self._makers:
            texts = self.process_map.texts
            if entry.is_counted:
                self._makers[key] = counted_maker(entry.items, texts, self.sheet, scale)
            elif isinstance(first, Passage):
                self._makers[key] = passage_maker(first, texts, self.sheet, scale)
            else:
                self._makers[key] = station_maker(first, texts, self.sheet, scale)
        return self._makers[key]


def quiet_room(sheet: Sheet, words: str) -> float:
    """Return the length of ribbon that the sign of a long silence takes, with these words after it."""
    along = text_width(words, sheet.small_size, REGULAR) + sheet.small_size * 0.6 if words else 0.0
    return sheet.ribbon * 0.6 + along


def now_radius(sheet: Sheet, words: str) -> float:
    """Return the radius of the mark at "now": larger than any other mark, and wide enough for its words."""
    widest = max((text_width(word, sheet.now_size, BOLD) for word in words.split()), default=0.0)
    return max(sheet.ribbon * 0.95, widest / 2 + sheet.now_size * 0.45)
