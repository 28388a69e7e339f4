"""Planning in a real browser: plan and re-plan, take a phase up again, move a bar by keyboard and by pointer."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kraftsamling.shared.dates import parse_imprecise
from programmes.models import ChecklistItem, Phase, PhasePassage
from programmes.services.checklists import propose_checklists
from programmes.services.phases import update_phase
from tests.factories import ProgrammeFactory, make_member


@pytest.fixture
def programme(transactional_db):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET")
    propose_checklists(programme, by=None)
    for phase, start, end in zip(
        programme.phases.all(), ["mars 2025", "2026"], ["december 2025", "2027"], strict=False
    ):
        dates = {"starts_on": parse_imprecise(start), "ends_on": parse_imprecise(end)}
        update_phase(phase=phase, changes=dates, expected_version=1, by=None)
    return programme


@pytest.fixture
def leader(programme):
    return make_member(programme, name="Processledaren", email="processledare@example.org")


def follow(visitor, link: str, button: str, **fields):
    """Open the form behind the first such link on the page, fill it in and send it."""
    page = visitor.page
    page.get_by_role("link", name=re.compile(f"^{link}")).first.click()
    visitor.check()
    for label, value in fields.items():
        page.get_by_label(re.compile("^" + label.replace("_", " "))).first.fill(value)
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    visitor.check()


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_plan_replan_and_take_a_phase_up_again(visitor_at, programme, leader, size, javascript):
    visitor = visitor_at(size, javascript=javascript).arrive_as(leader)
    page = visitor.page
    visitor.open(reverse("programmes:programme_planning", args=["provet"])).check()
    follow(visitor, "Ändra datum och syfte", "Spara fasen", Start="april 2025", Slut="hösten 2025")
    follow(visitor, "Flytta i tiden", "Flytta fasen", Hur_många="3")
    first = Phase.objects.first()
    assert [str(first.starts_on), str(first.ends_on)] == ["juli 2025", "våren 2026"]
    follow(visitor, "Påbörja fasen", "Påbörja fasen", När_började="juli 2025")
    tick_off_first(visitor)
    follow(visitor, "Avsluta fasen", "Avsluta fasen", När_avslutades="maj 2026", Vad_ledde="Beslut")
    page.get_by_role("link", name=re.compile("^Ta upp fasen igen")).click()
    page.get_by_label(re.compile("^Varför tas den upp")).fill("Två förvaltningar slogs ihop")
    page.get_by_label("Området är valt").check()
    visitor.check()
    page.get_by_role("button", name="Ta upp fasen igen").click()
    expect(page.get_by_text("pågår, för andra gången")).to_be_visible()
    expect(page.get_by_text("Två förvaltningar slogs ihop").first).to_be_visible()
    visitor.check()
    assert [passage.state for passage in PhasePassage.objects.all()] == ["finished", "open"]
    assert ChecklistItem.objects.first().state == "under_way"


def tick_off_first(visitor):
    page = visitor.page
    row = page.locator(f"#punkt-{ChecklistItem.objects.first().pk}")
    row.get_by_role("button", name=re.compile("^Det är på plats")).click()
    expect(row.get_by_text("på plats", exact=True)).to_be_visible()
    expect(page.get_by_text("1 av 8 på plats")).to_be_visible()
    visitor.check()


def test_bar_is_moved_by_keyboard_and_put_back(visitor_at, programme, leader):
    visitor = visitor_at("desktop").arrive_as(leader)
    page = visitor.page
    visitor.open(reverse("programmes:programme_planning", args=["provet"]))
    handle = page.get_by_role("slider", name="Initiering: slut")
    handle.focus()
    for key in ("ArrowRight", "PageUp", "Escape"):
        handle.press(key)
    expect(handle).to_have_attribute("aria-valuetext", "december 2025")
    handle.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", "januari 2026")
    handle.press("Enter")
    expect(page.get_by_text("De nya datumen är sparade.").first).to_be_visible()
    expect(page.get_by_role("slider", name="Initiering: slut")).to_be_focused()
    assert str(Phase.objects.first().ends_on) == "januari 2026"
    visitor.check()
    page.get_by_role("button", name="Ta tillbaka de gamla datumen").click()
    expect(page.get_by_text("De gamla datumen är tillbaka.").first).to_be_visible()
    assert str(Phase.objects.first().ends_on) == "december 2025"


def test_bar_is_dragged_unless_somebody_else_was_faster(visitor_at, programme, leader):
    visitor = visitor_at("desktop").arrive_as(leader)
    page = visitor.page
    visitor.open(reverse("programmes:programme_planning", args=["provet"]))
    drag(page, "Initiering: början", -200)
    expect(page.get_by_text("De nya datumen är sparade.").first).to_be_visible()
    moved = Phase.objects.first()
    assert moved.starts_on.precision == "month"
    assert moved.starts_on < parse_imprecise("mars 2025")
    update_phase(phase=moved, changes={"aim": "Annat"}, expected_version=moved.version, by=None)
    drag(page, "Initiering: slut", 120)
    expect(page.get_by_text("Någon annan ändrade planen").first).to_be_visible()
    assert str(Phase.objects.first().ends_on) == "december 2025"


def drag(page, name: str, pixels: int):
    box = page.get_by_role("slider", name=name).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels / 2, y)
    page.mouse.move(x + pixels, y)
    page.mouse.up()
