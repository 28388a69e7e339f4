"""The calendar: what belongs to which half year, under which heading."""

import datetime as dt

import pytest
from django.urls import reverse

from kraftsamling.overview.documents.glance import get_glance
from kraftsamling.overview.documents.handover_chapters import ahead
from kraftsamling.overview.queries.calendar import calendar_page
from kraftsamling.shared import clock
from programmes.models import Communication
from programmes.queries.calendar import calendar_items
from programmes.services.keeping import add_record
from tests.dialogues.occasions import DAY, TODAY, add_dialogue, add_evening, at
from tests.factories import MapNoteFactory


@pytest.fixture
def dated(programme):
    for title, when in [
        ("en dag", "2027-03-09/day"), ("en månad", "2027-03-01/month"), ("en årstid", "2027-01-01/season"),
        ("ett år", "2027-01-01/year"), ("förra månaden", "2026-12-01/month"),
    ]:  # fmt: skip
        MapNoteFactory(programme=programme, title=title, happens_on=when)
    MapNoteFactory(programme=programme, title="struken", happens_on="2027-03-10/day", state="dropped")
    return programme


def headings(page):
    return [(group.heading, [item.title for _kind, item in group.items]) for group in page.groups]


def test_half_year_stands_under_years_seasons_and_months(dated):
    page = calendar_page(dated, dt.date(2027, 1, 15))
    assert headings(page) == [
        ("2027", ["ett år"]),
        ("våren 2027", ["en årstid"]),
        ("mars 2027", ["en månad", "en dag"]),
    ]
    assert (page.earlier, page.later) == (dt.date(2026, 7, 1), dt.date(2027, 7, 1))


def test_year_is_shown_in_both_its_halves_and_a_month_once(dated):
    assert headings(calendar_page(dated, dt.date(2027, 7, 1))) == [("2027", ["ett år"])]
    assert headings(calendar_page(dated, dt.date(2026, 7, 1), "note"))[-1] == ("december 2026", ["förra månaden"])


def test_kind_narrows_and_elections_are_marked(dated):
    add_record(Communication, programme=dated, by=None, audience="Alla", message="Rösta", channel="web",
               planned_on="2026-09-01/month")  # fmt: skip
    found = calendar_items(dated, dt.date(2026, 9, 1), dt.date(2026, 10, 31))
    assert [(item.kind, item.first) for item in found] == [
        ("communication", dt.date(2026, 9, 1)),
        ("election", dt.date(2026, 9, 13)),
        ("election", dt.date(2026, 10, 15)),
    ]
    page = calendar_page(dated, dt.date(2026, 9, 1), "communication")
    assert headings(page) == [("september 2026", ["Alla: Rösta"])]


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "x", "2026-13", "2199-01", "1901-01"])
def test_any_month_gives_a_page(client, programme, process_leader, month):
    client.force_login(process_leader)
    address = reverse("overview:calendar", args=["provet"])
    assert client.get(address, {"fran": month, "slag": "x" if month == "x" else ""}).status_code == 200


def test_occasions_stand_wherever_dates_do_but_for_those_called_off(programme, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at(TODAY))
    evening = add_evening(add_dialogue(programme))
    add_evening(add_dialogue(programme, title="Inställd", slug="installd"), state="cancelled")
    item = ("Vad behövs på torget?: möte", evening.get_work_url())
    groups = calendar_page(programme, DAY, "occasion").groups
    assert [(found.title, found.url) for group in groups for _kind, found in group.items] == [item]
    assert item in [(line.title, line.url) for line in get_glance(programme).news[-1].lines]
    assert item[0] in str(ahead(programme, TODAY))
