"""Lay a process map out on a sheet. The method is described in docs/process-map.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import product
from typing import Any

from programmes.processmap.assembling import assemble
from programmes.processmap.attempts import Attempt, Attempts, Plan
from programmes.processmap.ground import Ground, column_ground, rows_ground, shortened
from programmes.processmap.items import ProcessMap
from programmes.processmap.placed import PlacedMap
from programmes.processmap.placing import least_length
from programmes.processmap.sheets import Flow, Sheet

GAP_STEPS, LAST_GAP_STEPS = 5, 3
WIDTHS = (0.84, 0.7)  # of a label's usual width, tried when rows are full: they hold more narrow labels
COUNTED_STEPS = 4  # how finely it is tried how many counted stations can have words
# Stations tried one by one on a full sheet: at most so many, so many in vain, and so many stops placed for it in all.
RELEASES, REFUSALS, RELEASE_WORK = 30, 12, 1000
ROOMY, CLOSE = 0.62, 0.1  # shares of a label's width: stations stand comfortably apart; just not crowded
CAPACITY = 1.5  # labels, one above and one below, to every label's width of ribbon: more never fit, so none are tried
TIGHT = 0.97  # of the ribbon's length: where so much is needed, no larger labels are tried
HOPELESS = 1.3  # times the ribbon's length: where so much is needed, nothing finer is tried


class LayoutError(Exception):
    """The sheet has no room even for the phases alone."""


def lay_out(process_map: ProcessMap, sheet: Sheet) -> PlacedMap:
    """Place a process map on a sheet; stations that are hidden are left out.

    The same input gives the same result, to the last digit. Type never becomes smaller than the sheet's sizes; when a
    sheet is full the lightest stations are gathered into counted ones. The time it takes grows with the sheet, and with
    the number of items only as far as they must be sorted and named.
    Raises LayoutError when not even the phase headings fit.
    """
    return _Layout(process_map.drawn, sheet).place()


class _Layout:
    def __init__(self, process_map: ProcessMap, sheet: Sheet) -> None:
        self.process_map = process_map
        self.sheet = sheet
        self.attempts = Attempts(process_map, sheet)
        self.item_count = len(self.attempts.order)

    def place(self) -> PlacedMap:
        if self.sheet.flow == Flow.ROWS:
            return self._place_on([rows_ground(self.sheet, count) for count in self.sheet.row_counts])
        return self._place_column()

    def _plan(self, shown: int, phase_size: float, gap: float = 0.0, **more: Any) -> Plan:
        return Plan(shown, phase_size, (gap,) * self.attempts.phase_count, **more)

    def _plain_plan(self, shown: int) -> Plan:
        return self._plan(shown, self.sheet.phase_sizes[-1], has_years=False, is_snapped=False)

    def _no_room(self) -> LayoutError:
        return LayoutError(f"{self.attempts.phase_count} phases do not fit on {self.sheet.name}")

    # Rows ----------------------------------------------------------------------------------------------------------

    def _place_on(self, grounds: Sequence[Ground]) -> PlacedMap:
        """Use the first ground that holds everything without crowding; else gather where most stations keep words.

        On a sheet of given height the ground with the largest labels is used, of those that hold everything. On one
        that grows stations are gathered on the last.
        """
        plan = self._plan(self.item_count, self.sheet.phase_sizes[-1], self.sheet.label_width * CLOSE, is_snapped=False)
        need, placed = 0.0, []
        for ground in grounds:
            if self.item_count > self._capacity(ground) or need > ground.end * HOPELESS:
                continue
            attempt = self.attempts.make(ground, plan)
            if attempt and attempt.fits:
                placed.append(self._refine(ground, plan))
                if not self.sheet.is_filled:
                    break
            need = attempt.need if attempt else need
        if placed:
            return max(placed, key=lambda one: one.scale)
        attempt = self._gather_on(grounds if self.sheet.is_filled else grounds[-1:], need)
        ground = attempt.sweep.ground
        return self._refine(ground, self._release(ground, attempt.plan))

    def _capacity(self, ground: Ground) -> int:
        """Return a number of labels that is more than the ground can hold, but not many times more."""
        return self.sheet.most_labels or int(CAPACITY * 2 * ground.end / (self.sheet.label_width * WIDTHS[-1]))

    def _gather_on(self, grounds: Sequence[Ground], need: float) -> Attempt:
        """Return the attempt in which most stations keep their label, on any of the grounds; a cut label counts half.

        All of them do, if they fit at the usual width. Raises LayoutError if no ground has room even for the phases.
        """
        everyone = self._plain_plan(self.item_count)
        if attempt := self._first_holding(grounds, everyone):
            return attempt
        widths = WIDTHS if self.sheet.is_filled else WIDTHS[:1]
        gathered: list[Attempt] = []
        for ground, narrow in product(grounds, widths):
            expected = gathered[-1].plan.shown if gathered else int(self.item_count * ground.end / (need or ground.end))
            with suppress(LayoutError):
                gathered.append(self._gather(ground, replace(everyone, narrow=narrow), expected))
        if not gathered:
            raise self._no_room()
        return self._probe(max(gathered, key=_count_legible))

    def _first_holding(self, grounds: Sequence[Ground], everyone: Plan) -> Attempt | None:
        spacious = (ground for ground in grounds if self.item_count <= self._capacity(ground))
        found = (self.attempts.fitting(ground, everyone) for ground in spacious)
        return next((attempt for attempt in found if attempt), None)

    def _gather(self, ground: Ground, plan: Plan, expected: int) -> Attempt:
        """Return the attempt in which as many stations as can keep their label, the heaviest; the rest are gathered.

        The search begins where the limit is expected, goes on in strides that double, and then halves what is left
        between a number that fits and one that does not.
        """
        limit = min(self.item_count, self._capacity(ground))
        low, high, stride = -1, limit + 1, 1
        best: Attempt | None = None
        guess = min(expected, limit)
        while best is None or high - low > 1:
            attempt = self.attempts.make(ground, replace(plan, shown=guess))
            if attempt is None or (guess == 0 and not attempt.fits):
                raise self._no_room()
            if attempt.fits:
                low, best = guess, attempt
            else:
                high = guess
            if low >= 0 and high <= limit:
                guess = (low + high) // 2
            elif attempt.fits:
                guess = min(guess + stride, limit)
            else:
                guess = max(min(guess - stride, int(guess * ground.end / attempt.need)), 0)
            stride *= 2
        return best

    def _probe(self, best: Attempt) -> Attempt:
        """Return the attempt with the most labels: a sweep may fail with some number of them and fit with a larger."""
        ground, low = best.sweep.ground, best.plan.shown
        most = min(low + 1 + self.sheet.probes, self.item_count, self._capacity(ground))
        more = (replace(best.plan, shown=shown) for shown in range(most, low + 1, -1))
        return self._first_fitting(ground, more) or best

    def _refine(self, ground: Ground, plan: Plan) -> PlacedMap:
        """Use the room that is left: for the years, larger phase names, larger type, and at last for more space.

        On a full sheet it is first used for the words of counted stations.
        """
        plan = replace(plan, gaps=self._plan(0, 0).gaps)
        is_full = plan.shown + len(plan.released) < self.item_count
        dated = replace(plan, has_years=True, is_snapped=False)
        plans = [replace(dated, is_snapped=True), dated] if not is_full else [dated]
        best = self._first_fitting(ground, [*plans, replace(plan, has_years=False, is_snapped=False)])
        if best is None:
            raise self._no_room()
        best = self._word(ground, best)
        sizes = [
            replace(best.plan, phase_size=size, has_long_headings=is_long)
            for size in self.sheet.phase_sizes
            for is_long in (True, False)
        ]
        best = self._first_fitting(ground, [size for size in sizes if size != best.plan]) or best
        is_tight = is_full or (not best.plan.is_snapped and best.need > ground.end * TIGHT)
        best = best if is_tight else self._enlarge(ground, best)
        for first, steps in ((0, GAP_STEPS), (self.attempts.phase_count - 1, LAST_GAP_STEPS)):
            best = self._widen(ground, best, first, steps - 1 if is_tight else steps)
        return self._assembled(ground, best)

    def _release(self, ground: Ground, plan: Plan) -> Plan:
        """Return the plan in which as many gathered stations as are found to fit keep their label after all.

        The heaviest are tried first, and none that is lighter than one that found no room.
        """
        candidates = self.attempts.candidates(plan.shown)
        everyone = replace(plan, released=frozenset(candidates))
        if plan.shown == self.sheet.most_labels and self.attempts.fitting(ground, everyone):
            return everyone
        refused: list[int] = []
        tries = min(RELEASES, RELEASE_WORK // len(self.attempts.entries(plan.shown)))
        for index in candidates[:tries]:
            if refused and self.attempts.weight(index) < self.attempts.weight(refused[0]):
                break
            more = replace(plan, released=plan.released | {index})
            if self.attempts.fitting(ground, more):
                plan = more
            else:
                refused.append(index)
            if len(refused) == REFUSALS:
                break
        return plan

    def _word(self, ground: Ground, best: Attempt) -> Attempt:
        """Return the attempt in which as many counted stations as fit have words, and not only their number."""
        count = len(self.attempts.heaviest_counted(best.plan))
        tries = sorted({-(-count * step // COUNTED_STEPS) for step in range(1, COUNTED_STEPS + 1)} - {0}, reverse=True)
        return self._first_fitting(ground, [replace(best.plan, counted=counted) for counted in tries]) or best

    def _enlarge(self, ground: Ground, best: Attempt) -> Attempt:
        """Return the attempt with the largest labels that stand comfortably apart."""
        gap = self.sheet.label_width * ROOMY
        plans = [
            replace(best.plan, scale=scale, gaps=(gap * scale,) * self.attempts.phase_count)
            for scale in self.sheet.scales
        ]
        return self._first_fitting(ground, plans) or best

    def _first_fitting(self, ground: Ground, plans: Iterable[Plan]) -> Attempt | None:
        fitting = (self.attempts.fitting(ground, plan) for plan in plans)
        return next((attempt for attempt in fitting if attempt), None)

    def _widen(self, ground: Ground, best: Attempt, first: int, steps: int) -> Attempt:
        """Return the attempt with the widest gaps found to fit, from phase number `first` on."""
        counts = [0] * self.attempts.phase_count
        for entry in self.attempts.entries(best.plan.shown, best.plan.released):
            counts[entry.phase_index] += 1
        room = ground.end - best.sweep.stretches[first].s0
        low, high = best.plan.gaps[first], room / sum(least_length(1.0, count) for count in counts[first:])
        for _ in range(steps):
            middle = (low + high) / 2
            gaps = best.plan.gaps[:first] + (middle,) * (self.attempts.phase_count - first)
            attempt = self.attempts.fitting(ground, replace(best.plan, gaps=gaps))
            if attempt:
                low, best = middle, attempt
            else:
                high = middle
        return best

    # A column that grows -------------------------------------------------------------------------------------------

    def _place_column(self) -> PlacedMap:
        """Let the column grow with its stations, up to the sheet's most labels and greatest height; then gather."""
        ground = column_ground(self.sheet)
        shown = min(self.item_count, self._capacity(ground))
        sizes = [
            size
            for size in self.sheet.phase_sizes
            if self.attempts.headings(ground, self._plan(shown, size)) is not None
        ]
        size = (sizes or self.sheet.phase_sizes[-1:])[0]
        gap = self.sheet.small_size * 2.4
        attempt = self.attempts.make(ground, self._plan(shown, size, gap))
        if attempt and not attempt.fits:
            expected = int(shown * ground.end / attempt.need)
            attempt = self._probe(self._gather(ground, self._plain_plan(shown), expected))
        if attempt is None:
            raise self._no_room()
        released = self._release(ground, attempt.plan)
        attempt = self._word(ground, self.attempts.fitting(ground, released) or attempt)
        return self._assembled(shortened(ground, attempt.sweep.stretches[-1].s1), attempt)

    def _assembled(self, ground: Ground, attempt: Attempt) -> PlacedMap:
        return assemble(self.process_map, ground, attempt.sweep, attempt.plan.scale, self.attempts.quiet)


def _count_legible(attempt: Attempt) -> float:
    """Return how many stations keep their label; one that is cut counts half."""
    cut = sum(bool(stop.spot and stop.spot.block.is_cut) for stop in attempt.sweep.stops)
    return attempt.plan.shown - cut / 2
