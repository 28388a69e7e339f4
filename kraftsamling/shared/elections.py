"""When Sweden elects its municipal councils, and when the new council begins: days that a long programme lives through.

The election is held on the second Sunday of September every fourth year; up to 2010 on the third. The new term begins
on 15 October of the same year.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

FIRST_YEAR = 1994  # since then every fourth year; before, every third
_THIRD_SUNDAY_UNTIL = 2010


@dataclass(frozen=True, order=True)
class Marker:
    """A day that may change who decides: an ordinary election, or the day the new council begins."""

    day: dt.date
    kind: Literal["election", "term"]


def election_day(year: int) -> dt.date:
    """Return the Sunday of the ordinary election in ``year``.

    Raises ValueError when no ordinary election is held that year.
    """
    if year < FIRST_YEAR or (year - FIRST_YEAR) % 4:
        raise ValueError(f"no ordinary election in {year}")
    first = dt.date(year, 9, 1)
    first_sunday = first + dt.timedelta(days=6 - first.weekday())
    return first_sunday + dt.timedelta(weeks=2 if year <= _THIRD_SUNDAY_UNTIL else 1)


def elections_between(first: dt.date, last: dt.date) -> list[Marker]:
    """Return the elections and new terms from ``first`` to ``last``, both included, in order."""
    years = [year for year in range(max(first.year, FIRST_YEAR), last.year + 1) if (year - FIRST_YEAR) % 4 == 0]
    markers = [
        marker
        for year in years
        for marker in (Marker(election_day(year), "election"), Marker(dt.date(year, 10, 15), "term"))
    ]
    return [marker for marker in markers if first <= marker.day <= last]
