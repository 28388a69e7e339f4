"""Making the process map clear, in a browser: at a desk, on a phone, and without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import MapAdjustment
from tests.factories import MapNoteFactory, ProgrammeFactory, make_member

TITLE = "Överenskommelse om gemensamma trygghetsvandringar i området"


@pytest.fixture
def programme(transactional_db):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)
    for number in range(8):
        MapNoteFactory(programme=programme, published=True, title=f"Station {number}", happens_on="2026-01-01/day")
    MapNoteFactory(programme=programme, published=True, title=TITLE)
    return programme


def open_station(visitor, *, with_script: bool):
    """Choose the long station on the sheet, and return its row."""
    visitor.open(reverse("overview:map_looks", args=["provet"]))
    place = visitor.page.locator(".k-looks__places a", has_text=TITLE)
    place.focus()
    place.press("Enter")
    row = visitor.page.locator(".k-look", has_text=TITLE)
    expect(row.get_by_label(re.compile("^Kort rubrik"))).to_be_visible()
    if with_script:
        expect(row.get_by_label(re.compile("^Kort rubrik"))).to_be_focused()
    return row


def hide_in_place(page, row) -> None:
    """Hide the station; what takes its button's place stands where the eye and the focus are."""
    hide = row.get_by_role("button", name=re.compile("Dölj på kartan"))
    hide.scroll_into_view_if_needed()
    before = hide.bounding_box()["y"]
    hide.click()
    expect(row.get_by_text("dold på kartan")).to_be_visible()
    show = row.get_by_role("button", name=re.compile("Visa på kartan"))
    expect(show).to_be_focused()
    # The page is moved back a moment after the new rows are there.
    for _attempt in range(75):
        if abs(show.bounding_box()["y"] - before) < 60:
            break
        page.wait_for_timeout(200)
    assert abs(show.bounding_box()["y"] - before) < 60


def undo_both(page) -> None:
    """Undo the hiding, then the shorter title."""
    for left in (1, 0):
        page.get_by_role("button", name=re.compile("^Ångra")).click()
        what = "doldes" if left else "kortades till ”Trygga vandringar”"
        expect(page.get_by_role("status").filter(has_text=what)).to_be_visible()
        assert MapAdjustment.objects.filter(undoes=None, undone_by=None).count() == left


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_station_is_chosen_on_the_sheet_shortened_hidden_and_brought_back(visitor_at, programme, size):
    visitor = visitor_at(size).arrive_as(make_member(programme, name="Ledaren"))
    row = open_station(visitor, with_script=True)
    visitor.check()
    page, field = visitor.page, row.get_by_label(re.compile("^Kort rubrik"))
    field.fill("En rubrik som är alldeles för lång för två rader")
    expect(row.get_by_text("tecken mer än vad två rader rymmer")).to_be_visible()
    field.fill("Trygga vandringar")
    field.press("Tab")
    expect(page.get_by_role("status").filter(has_text="Sparat.")).to_be_visible()
    expect(page.locator(".k-looks__drawing")).to_contain_text("Trygga")
    row = page.locator(".k-look", has_text="Trygga vandringar")
    hide_in_place(page, row)
    expect(page.get_by_role("button", name=re.compile("^Ångra"))).to_be_in_viewport()
    visitor.check()
    undo_both(page)
    expect(page.get_by_role("button", name=re.compile("^Ångra"))).to_have_count(0)
    row = page.locator(".k-look", has_text=TITLE)
    row.get_by_label(re.compile("^Kort rubrik")).fill("Trygga vandringar")
    row.get_by_label("nedanför bandet").click()  # while the title is on its way
    expect(page.get_by_text(re.compile("Senaste ändringen:.*nedanför bandet"))).to_be_visible()
    row = page.locator(".k-look", has_text="Trygga vandringar")
    expect(row.get_by_label("nedanför bandet")).to_be_checked()
    page.get_by_label("Ark", exact=True).select_option("phone")
    expect(page).to_have_url(re.compile("ark=phone"))
    visitor.check()


def test_everything_works_without_script(visitor_at, programme):
    visitor = visitor_at("desktop", javascript=False).arrive_as(make_member(programme, name="Ledaren"))
    row = open_station(visitor, with_script=False)
    page = visitor.page
    row.get_by_label(re.compile("^Kort rubrik")).fill("Trygga vandringar")
    row.get_by_label("nedanför bandet").check()
    row.get_by_role("button", name=re.compile("^Spara")).click()
    expect(page.get_by_text("Sparat.")).to_be_visible()
    row = page.locator(".k-look", has_text="Trygga vandringar")
    expect(row.get_by_label("nedanför bandet")).to_be_checked()
    row.get_by_role("button", name=re.compile("Tyngre")).click()
    expect(page.locator(".k-look", has_text="Trygga vandringar").get_by_text("Vikt 4")).to_be_visible()
    page.get_by_label("Ark", exact=True).select_option("desktop")
    page.get_by_role("button", name="Visa arket").click()
    for what in ("fick vikt 4", "kortades till ”Trygga vandringar”"):
        page.get_by_role("button", name=re.compile("^Ångra")).click()
        expect(page.get_by_text(re.compile(f"Ångrat:.*{what}"))).to_be_visible()
    expect(page.locator(".k-look", has_text=TITLE).get_by_text("Vikt 3")).to_be_visible()
