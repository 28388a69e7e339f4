"""Swedish public holidays and working days.

Source: lag (1989:253) om allmänna helgdagar, and for midsommarafton, julafton and nyårsafton, which are treated alike
when a time limit ends, lag (1930:173) om beräkning av lagstadgad tid.
"""

import datetime as dt
from functools import cache


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday in the Gregorian calendar (the computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)


def _next_saturday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=(5 - day.weekday()) % 7)


@cache
def holidays(year: int) -> frozenset[dt.date]:
    """Return the year's public holidays that are not already Sundays by rule, and the three eves."""
    easter = easter_sunday(year)
    midsummer = _next_saturday(dt.date(year, 6, 20))
    after_easter = [easter + dt.timedelta(days=days) for days in (-2, 0, 1, 39, 49)]
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    all_saints = _next_saturday(dt.date(year, 10, 31))
    return frozenset(
        [
            *after_easter,
            *(dt.date(year, month, day) for month, day in fixed),
            midsummer - dt.timedelta(days=1),
            midsummer,
            all_saints,
        ]
    )


def is_working_day(day: dt.date) -> bool:
    """Whether ``day`` is no Saturday, Sunday, public holiday or one of the three eves."""
    return day.weekday() < 5 and day not in holidays(day.year)


def working_days_after(day: dt.date, count: int) -> dt.date:
    """Return the ``count``-th working day after ``day``; ``day`` itself is not counted. Raises ValueError below 1."""
    if count < 1:
        raise ValueError("count must be at least 1")
    while count:
        day += dt.timedelta(days=1)
        count -= is_working_day(day)
    return day
