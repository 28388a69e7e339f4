"""When a dialogue takes place: as its plan says, widened to its occasions, or as they say where the plan does not."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import OccasionState
from dialogues.models import Dialogue, Occasion
from kraftsamling.shared.dates import ImpreciseDate


@dataclass(frozen=True)
class Period:
    """From one day to another, each as precise as it is known."""

    begin: ImpreciseDate
    end: ImpreciseDate

    @property
    def first(self) -> dt.date:
        return self.begin.first

    @property
    def last(self) -> dt.date:
        """The last day it may mean; never before it begins."""
        return max(self.end.last, self.begin.first)

    def nearest(self, day: dt.date) -> dt.date:
        """Return ``day``, or where it lies outside the day within that is nearest to it."""
        return min(max(day, self.first), self.last)

    def __str__(self):
        if self.begin == self.end:
            return str(self.begin)
        return _("%(begin)s – %(end)s") % {"begin": self.begin, "end": self.end}


def period_of(dialogue: Dialogue, occasions: Iterable[Occasion]) -> Period | None:
    """Return when the dialogue takes place; ``occasions`` are those that may be told of. None when nobody knows.

    No occasion lies outside it: a plan that was made roughly, or before an occasion was moved, does not contradict it.
    """
    held = [one for one in occasions if one.state != OccasionState.CANCELLED]
    begin, end = dialogue.starts_on, dialogue.ends_on
    if held:
        first = ImpreciseDate(timezone.localdate(min(one.starts_at for one in held)))
        last = ImpreciseDate(timezone.localdate(max(one.ends_at for one in held)))
        begin = first if begin is None or first.first < begin.first else begin
        end = end or begin
        end = last if last.last > end.last else end
    begin, end = begin or end, end or begin
    return Period(begin, end) if begin else None


def last_day_of(period: Period, occasions: Iterable[Occasion]) -> dt.date:
    """Return the last day on which anybody can take part: that of the last occasion, where none is told of the
    period's."""
    held = [timezone.localdate(one.ends_at) for one in occasions if one.state != OccasionState.CANCELLED]
    return max(held, default=period.last)


def has_passed(period: Period | None, occasions: Iterable[Occasion], moment: dt.datetime) -> bool:
    """Return whether by the clock nobody can take part any more in a dialogue with this ``period``: its occasions have
    all been, or where none is told of its time has."""
    today = timezone.localdate(moment)
    if period is None or period.first > today:
        return False
    held = [one for one in occasions if one.state != OccasionState.CANCELLED]
    return all(one.ends_at < moment for one in held) if held else period.last < today


def name_periods(rows: Iterable[Dialogue]) -> None:
    """Give each row, which comes with ``current_occasions``, its ``period``."""
    for row in rows:
        row.period = period_of(row, row.current_occasions)
