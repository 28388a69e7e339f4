import datetime as dt

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.shared.dates import ImpreciseDate, Precision, format_years, parse_imprecise


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("2026-03-09", "2026-03-09", "2026-03-09", "9 mars 2026"),
        ("9 mars 2026", "2026-03-09", "2026-03-09", "9 mars 2026"),
        ("2026-03", "2026-03-01", "2026-03-31", "mars 2026"),
        ("Mars 2026", "2026-03-01", "2026-03-31", "mars 2026"),
        ("feb. 2024", "2024-02-01", "2024-02-29", "februari 2024"),
        ("v. 11 2026", "2026-03-09", "2026-03-15", "v. 11 2026"),
        ("v. 53 2026", "2026-12-28", "2027-01-03", "v. 53 2026"),
        ("våren 2026", "2026-01-01", "2026-05-31", "våren 2026"),
        ("Hösten  2026", "2026-09-01", "2026-12-31", "hösten 2026"),
        ("kvartal 2 2026", "2026-04-01", "2026-06-30", "kvartal 2 2026"),
        ("2026", "2026-01-01", "2026-12-31", "2026"),
    ],
)
def test_parse_imprecise_reads_swedish(text, first, last, shown):
    found = parse_imprecise(text)
    assert (found.first.isoformat(), found.last.isoformat(), str(found)) == (first, last, shown)


UNREADABLE = ["", "snart", "2026-13-01", "31 februari 2026", "v. 54 2026", "v. 53 2025", "0001", "9999"]


@pytest.mark.parametrize("text", UNREADABLE)
def test_parse_imprecise_refuses(text):
    with pytest.raises(ValueError, match="Skriv datumet som"):
        parse_imprecise(text)


@given(st.text(max_size=40))
def test_parse_imprecise_never_crashes(text):
    try:
        found = parse_imprecise(text)
    except ValueError:
        return
    assert found.first <= found.last


FIRST_DAYS = {
    Precision.DAY: lambda day: day,
    Precision.WEEK: lambda day: day - dt.timedelta(days=day.weekday()),
    Precision.MONTH: lambda day: day.replace(day=1),
    Precision.SEASON: lambda day: day.replace(month=1 if day.month < 6 else 6 if day.month < 9 else 9, day=1),
    Precision.QUARTER: lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
    Precision.YEAR: lambda day: day.replace(month=1, day=1),
}


@given(
    st.dates(dt.date(1901, 1, 7), dt.date(2199, 12, 31)),
    st.sampled_from(Precision.values),
    st.sampled_from(["sv", "en"]),
)
def test_what_is_shown_in_a_form_is_read_back(day, precision, language):
    date = ImpreciseDate(FIRST_DAYS[precision](day), precision)
    with override(language):
        assert parse_imprecise(date.as_input()) == date


def test_format_years_joins_with_dash():
    spring, year = parse_imprecise("våren 2024"), parse_imprecise("2026")
    assert format_years(spring, year) == "2024–2026"
    assert format_years(spring, spring) == "2024"
    assert format_years(spring, None) == "2024–"
    assert format_years(None, None) == ""
