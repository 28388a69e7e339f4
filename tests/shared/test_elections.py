"""Election days against the real ones, and what lies between two days."""

import datetime as dt

import pytest

from kraftsamling.shared.elections import Marker, election_day, elections_between


@pytest.mark.parametrize(
    "day",
    ["1994-09-18", "1998-09-20", "2002-09-15", "2006-09-17", "2010-09-19", "2014-09-14", "2018-09-09", "2022-09-11",
     "2026-09-13", "2030-09-08"],
)  # fmt: skip
def test_election_day_is_the_real_one(day):
    assert election_day(int(day[:4])) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("year", [1991, 2015, 2024, 2027])
def test_no_ordinary_election_in_other_years(year):
    with pytest.raises(ValueError, match=str(year)):
        election_day(year)


def test_elections_between_counts_both_ends():
    found = elections_between(dt.date(2022, 9, 11), dt.date(2026, 9, 13))
    assert found == [
        Marker(dt.date(2022, 9, 11), "election"),
        Marker(dt.date(2022, 10, 15), "term"),
        Marker(dt.date(2026, 9, 13), "election"),
    ]


def test_elections_between_is_empty_without_any():
    assert elections_between(dt.date(2022, 10, 16), dt.date(2026, 9, 12)) == []
