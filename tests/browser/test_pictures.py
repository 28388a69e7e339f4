"""A problem picture is replaced, and one sees what it touches; challenges stand on the matrix; everything is found."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kraftsamling.shared.dates import parse_imprecise
from programmes.models import Challenge, Goal, ProblemPicture
from programmes.services.keeping import add_record
from programmes.services.pictures import establish_picture
from tests.factories import MunicipalityFactory, ProgrammeFactory, make_member

MARKED = "Bygger på en problembild som inte längre gäller"


@pytest.fixture
def leader(transactional_db):
    MunicipalityFactory()
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET")
    leader = make_member(programme, name="Processledaren", email="pl@example.org")
    old = add_record(
        ProblemPicture, programme=programme, by=leader, title="Torget är mörkt", statement="Ingen vågar gå dit."
    )
    establish_picture(old, on=parse_imprecise("mars 2024"), by=leader)
    for title, place in [("Trasiga lampor", 5), ("Inget att göra", 2)]:
        add_record(
            Challenge, programme=programme, by=leader, title=title, predictability=place, agreement=place,
            problem_picture=old,
        )  # fmt: skip
    add_record(Goal, programme=programme, by=leader, title="Ett levande torg", problem_picture=old)
    return leader


def write_new_picture(visitor):
    page = visitor.page
    visitor.open(reverse("programmes:picture_list", args=["provet"])).check()
    page.get_by_role("link", name="Skriv en problembild").click()
    visitor.check()
    page.get_by_label("Problemet i en mening").fill("Torget är tomt")
    page.get_by_label(re.compile("^Problembilden")).fill("Det finns inget att göra där.")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Det står inte än vad bilden bygger på.")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Lägg till något som bilden bygger på").click()
    page.get_by_label("Fakta och siffror", exact=False).check()
    page.get_by_label(re.compile("^Vad vi bygger på")).fill("Tre av åtta lokaler står tomma.")
    visitor.check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Bygger bara på siffror – vad säger de som bor här?")).to_be_visible()
    visitor.check()


def replace_old_picture(visitor):
    page = visitor.page
    page.get_by_role("link", name="Fastställ den").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ersätt problembilden")
    expect(page.get_by_label("Torget är tomt")).to_be_checked()
    visitor.check()
    page.get_by_label("Varför gäller den inte längre?").fill("Nya lampor hjälpte inte.")
    page.get_by_label("Inget att göra").check()
    page.get_by_label("Ett levande torg").check()
    page.get_by_role("button", name="Ersätt den").click()
    expect(page.get_by_text("Nya lampor hjälpte inte.")).to_be_visible()
    expect(page.locator("aside").get_by_text("Trasiga lampor")).to_be_visible()
    expect(page.locator("aside").get_by_text("Inget att göra")).to_have_count(0)
    expect(page.get_by_text("Se över det här")).to_be_visible()
    visitor.check()


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_replacing_a_problem_picture_shows_what_it_touches(visitor_at, leader, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader)
    write_new_picture(visitor)
    replace_old_picture(visitor)
    assert ProblemPicture.objects.get(state="established").title == "Torget är tomt"
    visitor.open(reverse("programmes:challenge_list", args=["provet"])).check()
    rows = visitor.page.locator("#rows-part li")
    expect(rows.filter(has_text="Trasiga lampor")).to_contain_text(MARKED)
    expect(rows.filter(has_text="Inget att göra")).not_to_contain_text(MARKED)
    visitor.open(reverse("programmes:picture_list", args=["provet"])).check()
    states = visitor.page.locator(".k-timeline .ds-tag")
    expect(states).to_have_text(["gäller nu", "ersatt"])


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_challenge_is_placed_and_found(visitor_at, leader, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader)
    page = visitor.page
    visitor.open(reverse("programmes:challenge_create", args=["provet"])).check()
    page.get_by_label("Utmaning", exact=True).fill("Ödsligt på kvällen")
    page.get_by_label("1 – inte alls").first.check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Svara på båda frågorna").first).to_be_visible()
    visitor.check()
    page.get_by_label("1 – inte alls").nth(1).check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Skapa lugn först, lyssna sedan")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Se matrisen").click()
    expect(page.locator("svg circle")).to_have_count(3)
    expect(page.get_by_role("link", name="Ödsligt på kvällen")).to_be_visible()
    visitor.check()
    visitor.open(reverse("programmes:knowledge_list", args=["provet"])).check()
    page.get_by_label("Ord", exact=True).fill("ÖDSLIGT")
    page.get_by_role("button", name="Visa urvalet").click()
    expect(page.locator("#rows-part .k-rows > li")).to_have_count(1)
    assert "ord=" in page.url
    visitor.check()
    expect(page.get_by_role("link", name="Ödsligt på kvällen")).to_be_visible()
