"""A story in a browser: written, read by a colleague, shown to everyone, and taken off when consent goes."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import ProgrammeFactory, make_member


@pytest.fixture
def programme(transactional_db):
    return ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)


def write_story(visitor):
    page = visitor.open(reverse("programmes:story_create", args=["provet"])).page
    page.get_by_label("Titel").fill("När kiosken öppnade")
    page.get_by_label(re.compile("^Berättelsen")).fill("Vi stod i kö runt hela torget.")
    page.get_by_label("Givet", exact=True).check()
    page.get_by_label(re.compile("^Dag för samtycket")).fill("2026-03-09")
    visitor.check()
    page.get_by_role("button", name="Spara", exact=True).click()
    visitor.check()
    page.get_by_role("button", name="Be någon läsa den").click()
    expect(page.get_by_text("Texten väntar på att en kollega ska läsa den.")).to_be_visible()
    expect(page.get_by_role("button", name="Godkänn den")).to_have_count(0)
    visitor.check()


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_story_is_written_read_by_another_and_published(visitor_at, programme, size, javascript):
    writer = visitor_at(size, javascript=javascript).arrive_as(make_member(programme, name="Skrivaren"))
    write_story(writer)
    reader = visitor_at(size, javascript=javascript)
    reader.arrive_as(make_member(programme, "communicator", name="Läsaren"))
    page = reader.open(reverse("programmes:story_list", args=["provet"])).check().page
    page.get_by_role("link", name="När kiosken öppnade").click()
    page.get_by_role("button", name="Godkänn den").click()
    page.get_by_role("button", name="Visa för alla").click()
    expect(page.get_by_text("Alla: berättelsen står på den öppna processkartan.")).to_be_visible()
    reader.check()
    resident = visitor_at("phone", javascript=javascript)
    public_map = reverse("overview:process_map", args=["provet"])
    expect(resident.open(public_map).check().page.get_by_text("Vi stod i kö runt").first).to_be_visible()
    page.get_by_role("link", name="Ändra", exact=True).click()
    page.get_by_label("Återtaget", exact=True).check()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("bara inom kraftsamlingen").first).to_be_visible()
    expect(resident.open(public_map).page.get_by_text("Vi stod i kö runt")).to_have_count(0)
