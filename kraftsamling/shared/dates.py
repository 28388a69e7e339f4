"""Dates as Swedes use them: exact, or no more exact than anybody knows.

An imprecise date is kept as a precision, a first day, and, for the user's own wording, a text. It knows the first and
last day it may mean, so that it can be sorted and compared with today without pretending to be exact.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MIN_YEAR, MAX_YEAR = 1900, 2200


class Precision(models.TextChoices):
    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    SEASON = "season", _("Season")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


def season_name(first_month: int) -> str:
    """Return the word for the season that begins in ``first_month`` (1, 6 or 9); raises KeyError otherwise."""
    return {1: gettext("spring"), 6: gettext("summer"), 9: gettext("autumn")}[first_month]


@dataclass(frozen=True, order=True)
class ImpreciseDate:
    """A day, week, month, season, quarter or year, named by its first day."""

    first: dt.date
    precision: str = Precision.DAY

    @property
    def last(self) -> dt.date:
        """The last day the date may mean."""
        first = self.first
        match self.precision:
            case Precision.DAY:
                return first
            case Precision.WEEK:
                return first + dt.timedelta(days=6)
            case Precision.MONTH:
                return _end_of_month(first.year, first.month)
            case Precision.SEASON:
                return _end_of_month(first.year, {1: 5, 6: 8, 9: 12}[first.month])
            case Precision.QUARTER:
                return _end_of_month(first.year, first.month + 2)
            case Precision.YEAR:
                return dt.date(first.year, 12, 31)
        raise ValueError(f"unknown precision {self.precision!r}")

    def __str__(self) -> str:
        first = self.first
        match self.precision:
            case Precision.DAY:
                return date_format(first, "j F Y")
            case Precision.WEEK:
                year, week, _day = first.isocalendar()
                return gettext("w. %(week)d %(year)d") % {"week": week, "year": year}
            case Precision.MONTH:
                return date_format(first, "F Y")
            case Precision.SEASON:
                return gettext("%(season)s %(year)d") % {"season": season_name(first.month), "year": first.year}
            case Precision.QUARTER:
                return gettext("quarter %(number)d %(year)d") % {
                    "number": (first.month + 2) // 3,
                    "year": first.year,
                }
            case Precision.YEAR:
                return str(first.year)
        raise ValueError(f"unknown precision {self.precision!r}")

    def as_input(self) -> str:
        """Return the text that ``parse_imprecise`` reads back as the same date, in the active language."""
        return self.first.isoformat() if self.precision == Precision.DAY else str(self)


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day ``months`` later (or earlier), or the month's last when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_of(day: dt.date, precision: str) -> ImpreciseDate:
    """Return the day, week, month, season, quarter or year that ``day`` lies in."""
    match precision:
        case Precision.DAY:
            first = day
        case Precision.WEEK:
            first = day - dt.timedelta(days=day.weekday())
        case Precision.MONTH:
            first = day.replace(day=1)
        case Precision.SEASON:
            first = day.replace(month=1 if day.month < 6 else 6 if day.month < 9 else 9, day=1)
        case Precision.QUARTER:
            first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Precision.YEAR:
            first = day.replace(month=1, day=1)
        case _:
            raise ValueError(f"unknown precision {precision!r}")
    return ImpreciseDate(first, precision)


def shift_months(date: ImpreciseDate, months: int) -> ImpreciseDate:
    """Return ``date`` moved by ``months``, as exact as it was: the period that its middle then lies in.

    Raises ValueError beyond the years that dates may have.
    """
    middle = date.first + (date.last - date.first) / 2
    moved = period_of(add_months(middle, months), date.precision)
    if not MIN_YEAR <= moved.first.year <= MAX_YEAR:
        raise ValueError(f"no such year: {moved.first.year}")
    return moved


_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("januari", "january", "jan"),
            ("februari", "february", "feb"),
            ("mars", "march", "mar"),
            ("april", "apr"),
            ("maj", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("augusti", "august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ],
        start=1,
    )
    for name in names
}
_SEASON_WORDS = {
    "våren": 1, "vår": 1, "spring": 1,
    "sommaren": 6, "sommar": 6, "summer": 6,
    "hösten": 9, "höst": 9, "autumn": 9, "fall": 9,
}  # fmt: skip


def parse_imprecise(text: str) -> ImpreciseDate:
    """Return the imprecise date a person wrote: "2026-03-09", "9 mars 2026", "mars 2026", "2026-03", "våren 2026",
    "kvartal 2 2026", "v. 11 2026" or "2026", in Swedish or English.

    Raises ValueError with a translated sentence when the text cannot be read.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    for pattern, build in _PATTERNS:
        match = re.fullmatch(pattern, words)
        if match:
            try:
                found = build(*match.groups())
            except (ValueError, KeyError):
                break
            if not MIN_YEAR <= found.first.year <= MAX_YEAR:
                break
            return found
    raise ValueError(
        gettext("Write a date such as 2026-03-09, March 2026, spring 2026, quarter 2 2026, w. 11 2026 or 2026.")
    )


def _day(year, month, day):
    return ImpreciseDate(dt.date(int(year), int(month), int(day)), Precision.DAY)


_PATTERNS = [
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", _day),
    (r"(\d{1,2}) ([a-zåäö]+)\.? (\d{4})", lambda day, month, year: _day(year, _MONTHS[month], day)),
    (r"(\d{4})-(\d{1,2})", lambda year, month: ImpreciseDate(dt.date(int(year), int(month), 1), Precision.MONTH)),
    (r"(?:v|w|vecka|week)\.? ?(\d{1,2}) (\d{4})", lambda week, year: _week(year, week)),
    (r"(\d{4})-?(?:v|w)(\d{1,2})", lambda year, week: _week(year, week)),
    (r"(?:kvartal|quarter|q|kv\.?) ?([1-4]) (\d{4})", lambda number, year: _quarter(year, number)),
    (r"(" + "|".join(_SEASON_WORDS) + r") (\d{4})", lambda word, year: _season(year, word)),
    (r"([a-zåäö]+)\.? (\d{4})", lambda month, year: ImpreciseDate(
        dt.date(int(year), _MONTHS[month], 1), Precision.MONTH)),
    (r"(\d{4})", lambda year: ImpreciseDate(dt.date(int(year), 1, 1), Precision.YEAR)),
]  # fmt: skip


def _week(year, week):
    return ImpreciseDate(dt.date.fromisocalendar(int(year), int(week), 1), Precision.WEEK)


def _quarter(year, number):
    return ImpreciseDate(dt.date(int(year), int(number) * 3 - 2, 1), Precision.QUARTER)


def _season(year, word):
    return ImpreciseDate(dt.date(int(year), _SEASON_WORDS[word], 1), Precision.SEASON)


def format_years(start: ImpreciseDate | None, end: ImpreciseDate | None) -> str:
    """Return "2024–2026", "2024", "2024–" or "", as printed on the process map."""
    if start is None and end is None:
        return ""
    first = str(start.first.year) if start else ""
    last = str(end.last.year) if end else ""
    return first if first == last else f"{first}–{last}"
