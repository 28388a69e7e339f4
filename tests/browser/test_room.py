"""What a page is about is seen at once: the menus above it take no more room than they need."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import Goal, Programme
from programmes.queries import navigation
from programmes.roles import Permission
from programmes.services.keeping import add_record, withdraw_record
from tests.factories import ProgrammeFactory, make_municipal


@pytest.fixture
def leader(transactional_db):
    return make_municipal(name="Processledaren", email="processledare@example.org")


@pytest.fixture
def programme(transactional_db):
    return ProgrammeFactory(slug="provet", name="Björkängen (exempel)")


def test_menus_are_two_rows_on_a_phone_and_say_which_page_it_is(visitor_at, leader, programme):
    visitor = visitor_at("phone")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:decision_list", args=[programme.slug])).check().page
    menu, pages = (page.get_by_role("button", name=name) for name in ("Meny: Ledning", "Sida: Beslut"))
    assert menu.bounding_box()["y"] == pages.bounding_box()["y"]
    assert page.locator("h1").bounding_box()["y"] < page.viewport_size["height"] / 4
    pages.press("Enter")
    expect(page.get_by_role("link", name="Funktioner")).to_be_visible()
    menu.press("Enter")
    expect(page.get_by_role("link", name="Funktioner")).to_be_hidden()
    expect(page.get_by_role("link", name="Planering")).to_be_visible()
    page.locator(".k-header summary").click()
    expect(page.get_by_role("link", name="Min sida")).to_be_visible()
    visitor.check()


def test_menus_name_the_part_and_the_page_in_full_on_a_phone(visitor_at, leader, programme):
    visitor = visitor_at("phone")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:map_note_list", args=[programme.slug])).page
    names = page.locator(".k-fold-button > span")
    expect(names).to_have_text(["Meny: Processkarta", "Sida: Anteckningar"])
    assert all(name.evaluate("it => it.scrollWidth <= it.clientWidth") for name in names.all())


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", False)])
def test_pages_of_a_part_are_all_shown_where_they_fit_or_nothing_can_unfold_them(
    visitor_at, leader, programme, size, javascript
):
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:contact_list", args=[programme.slug])).page
    expect(page.locator(".k-section-nav").get_by_role("link")).to_have_count(3)
    page.locator(".k-part-nav summary").click()
    expect(page.get_by_role("link", name="Händelselogg")).to_be_visible()


def test_what_is_seldom_used_stands_behind_more_and_is_shown_as_chosen(visitor_at, leader, programme):
    visitor = visitor_at("desktop")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:role_list", args=[programme.slug])).page
    more = page.locator(".k-part-nav summary")
    expect(more).to_have_attribute("aria-current", "true")
    more.press("Enter")
    expect(page.get_by_role("link", name="Händelselogg")).to_be_visible()
    visitor.check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Händelselogg")).to_be_hidden()
    expect(more).to_be_focused()


def test_parts_share_a_row_on_a_tablet(visitor_at, leader, programme):
    visitor = visitor_at("tablet")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:contact_list", args=[programme.slug])).check().page
    assert len({part.bounding_box()["y"] for part in page.locator(".k-part-nav > ul > li").all()}) == 1


def test_more_opens_within_the_window_where_it_begins_a_second_row(visitor_at, leader, programme, monkeypatch):
    pages = [("all", "", "programmes:role_list", Permission.VIEW)]
    monkeypatch.setitem(navigation._PARTS, "Medborgarlabb", ("Medborgarlabb", pages))
    visitor = visitor_at("tablet")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:contact_list", args=[programme.slug])).page
    more, first = page.locator(".k-part-nav summary"), page.get_by_role("link", name="Överblick")
    assert more.bounding_box()["y"] > first.bounding_box()["y"] + 20
    more.click()
    log = page.get_by_role("link", name="Händelselogg").bounding_box()
    assert 0 <= log["x"] < log["x"] + log["width"] <= page.viewport_size["width"]
    visitor.check()


def test_ten_parts_share_a_row_and_a_long_name_pushes_nothing(visitor_at, leader, programme, monkeypatch):
    pages = [("all", "", "programmes:role_list", Permission.VIEW)]
    for label in ("Medborgarlabb", "Handlingsplan", "Lyfta frågor"):
        monkeypatch.setitem(navigation._PARTS, label, (label, pages))
    Programme.objects.update(name="Kraftsamling för Björkängen, Norra stadsdelarna och hela området kring stationen")
    visitor = visitor_at("desktop")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:contact_list", args=[programme.slug])).check().page
    parts = page.locator(".k-part-nav > ul > li")
    expect(parts).to_have_count(12)
    assert len({part.bounding_box()["y"] for part in parts.all()}) == 1
    assert page.locator(".k-header--work").bounding_box()["height"] < 80


def test_what_next_comes_before_the_phases(visitor_at, leader, programme):
    visitor = visitor_at("phone")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:programme_detail", args=[programme.slug])).check().page
    headings = page.locator("main h2").all_inner_texts()
    assert headings == ["Nästa steg", "Faserna"]


def test_button_of_a_page_stands_by_its_text(visitor_at, leader, programme):
    visitor = visitor_at("desktop")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:role_list", args=[programme.slug])).page
    head = page.locator(".k-page-head")
    button, text = (head.locator(part).bounding_box() for part in (".k-actions", "> div:first-child"))
    assert 0 < button["x"] - (text["x"] + text["width"]) < 50
    assert text["width"] > 550


def test_public_pages_have_two_rows_above_them_on_a_phone(visitor_at, programme):
    Programme.objects.update(published_at=programme.arrived_at)
    visitor = visitor_at("phone")
    page = visitor.open(reverse("overview:programme_public", args=[programme.slug])).check().page
    language, brand = page.get_by_role("link", name="English"), page.locator(".k-brand")
    assert language.bounding_box()["y"] < brand.bounding_box()["y"] + brand.bounding_box()["height"]
    assert page.locator("h1").bounding_box()["y"] < page.viewport_size["height"] / 3


def test_name_has_room_on_a_tablet(visitor_at, leader, programme):
    visitor = visitor_at("tablet")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:contact_list", args=[programme.slug])).check().page
    assert page.locator(".k-header__name").bounding_box()["width"] > 250
    page.locator(".k-header summary").click()
    expect(page.get_by_role("link", name="Min sida")).to_be_visible()


@pytest.mark.parametrize(("size", "is_said"), [("phone", False), ("desktop", True)])
def test_way_here_does_not_say_the_heading_again_on_a_phone(visitor_at, programme, size, is_said):
    Programme.objects.update(published_at=programme.arrived_at)
    page = visitor_at(size).open(reverse("dialogues:dialogue_public_list", args=[programme.slug])).check().page
    expect(page.locator(".k-breadcrumbs").get_by_role("link", name=programme.name)).to_be_visible()
    expect(page.locator(".k-breadcrumbs [aria-current]")).to_be_visible(visible=is_said)


def test_log_fits_a_tablet_with_words_as_long_as_ours(visitor_at, leader):
    programme = ProgrammeFactory(slug="provet", name="Björkängen (exempel)", code="BJÖRKÄNGEN")
    goal = add_record(Goal, programme=programme, by=leader, title="Tvättstugorna på Backen byggs om")
    withdraw_record(goal, reason="Frågorna besvarades på torget i maj", by=leader)
    visitor = visitor_at("phone")
    visitor.arrive_as(leader)
    visitor.page.set_viewport_size({"width": 770, "height": 1000})
    visitor.open(reverse("programmes:log_list", args=[programme.slug])).check_width()
