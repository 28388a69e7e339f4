"""What a page is about is seen at once: the menus above it take no more room than they need."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import ProgrammeFactory, make_municipal


@pytest.fixture
def leader(transactional_db):
    return make_municipal(name="Processledaren", email="processledare@example.org")


@pytest.fixture
def programme(transactional_db):
    return ProgrammeFactory(slug="provet", name="Björkängen (exempel)")


def test_many_pages_of_a_part_fold_on_a_phone_and_say_which_one_it_is(visitor_at, leader, programme):
    visitor = visitor_at("phone")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:contact_list", args=[programme.slug])).check().page
    pages = page.locator(".k-section-nav")
    button = pages.get_by_role("button", name="Sida: Kontakter")
    expect(pages.get_by_role("link")).to_have_count(0)
    assert page.locator("h1").bounding_box()["y"] < page.viewport_size["height"] / 2
    button.press("Enter")
    expect(pages.get_by_role("link", name="Beslut och ställningstaganden")).to_be_visible()
    visitor.check()


@pytest.mark.parametrize(
    ("size", "javascript", "name", "shown"),
    [
        ("desktop", True, "programmes:contact_list", 6),
        ("phone", False, "programmes:contact_list", 6),
        ("phone", True, "dialogues:dialogue_list", 3),
    ],
)
def test_pages_of_a_part_are_all_shown_where_they_fit_or_nothing_can_unfold_them(
    visitor_at, leader, programme, size, javascript, name, shown
):
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader)
    page = visitor.open(reverse(name, args=[programme.slug])).page
    expect(page.locator(".k-section-nav").get_by_role("link")).to_have_count(shown)


def test_name_and_parts_of_a_programme_share_a_row(visitor_at, leader, programme):
    visitor = visitor_at("desktop")
    visitor.arrive_as(leader)
    page = visitor.open(reverse("programmes:programme_planning", args=[programme.slug])).page
    page.set_viewport_size({"width": 1280, "height": 900})
    name, parts = (page.locator(f".k-subheader {part}").bounding_box() for part in (".k-subheader__name", "nav"))
    assert name["x"] + name["width"] < parts["x"]
