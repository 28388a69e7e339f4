import datetime as dt

import pytest

from kraftsamling.shared.holidays import easter_sunday, holidays, is_working_day, working_days_after


@pytest.mark.parametrize("day", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "1961-04-02"])
def test_easter_sunday_is_known_date(day):
    assert easter_sunday(int(day[:4])).isoformat() == day


def test_holidays_of_a_year():
    assert sorted(day.isoformat()[5:] for day in holidays(2026)) == [
        "01-01", "01-06", "04-03", "04-05", "04-06", "05-01", "05-14", "05-24", "06-06", "06-19", "06-20", "10-31",
        "12-24", "12-25", "12-26", "12-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-06-18", True), ("2026-06-19", False), ("2026-06-20", False), ("2026-12-24", False), ("2026-11-21", False)],
)
def test_working_day(day, expected):
    assert is_working_day(dt.date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-11-20", 10, "2026-12-04"),
        ("2026-12-18", 10, "2027-01-08"),  # over Christmas, New Year and Epiphany
        ("2026-06-17", 2, "2026-06-22"),  # over midsummer
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
    ],
)
def test_working_days_after_skips_days_off(start, count, expected):
    assert working_days_after(dt.date.fromisoformat(start), count).isoformat() == expected


def test_working_days_after_refuses_nothing():
    with pytest.raises(ValueError, match="at least 1"):
        working_days_after(dt.date(2026, 1, 1), 0)
