"""The main tasks with the keyboard alone: one walk for a resident, the process leader and the administrator."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from dialogues.models import Dialogue, Occasion, Registration
from kraftsamling.shared import clock
from kraftsamling.shared.dates import parse_imprecise
from programmes.models import ChecklistItem, GuidanceText, Phase
from programmes.services.checklists import propose_checklists
from programmes.services.keeping import add_record
from programmes.services.phases import update_phase
from tests.factories import PASSWORD, ProgrammeFactory, UserFactory, make_member, make_municipal

MOST_STOPS = 150
# What a stop must show: a ring, and itself at the place it says it is (under nothing that stays at hand). The button
# for the calendar inside a date has a ring of the browser's own.
STOP = """() => {
  const stop = document.activeElement;
  const style = getComputedStyle(stop);
  const box = stop.getBoundingClientRect();
  const above = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  return {
    ring: !stop.matches(":focus") || style.outlineStyle !== "none" || style.boxShadow !== "none",
    bare: !above || stop.contains(above) || above.contains(stop) || above.closest("svg") !== null,
  };
}"""


def tab_to(page, control, *, key: str = "Tab"):
    """Press Tab until the control has focus; every stop on the way must be seen to have it."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press(key)
        seen = page.evaluate(STOP)
        assert seen == {"ring": True, "bare": True}, page.evaluate("document.activeElement.outerHTML")
        if control.count() and control.first.evaluate("control => control === document.activeElement"):
            return
    pytest.fail(f"{control} is not reached")


def press(page, control) -> None:
    """Go to a link or a button and press it; the page that it leads to is there afterwards."""
    tab_to(page, control)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(re.compile(f"^{re.escape(label)}")))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def link(page, name: str):
    return page.get_by_role("link", name=re.compile(name))


def button(page, name: str):
    return page.get_by_role("button", name=re.compile(name))


@pytest.fixture
def programme(transactional_db):
    return ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)


@pytest.fixture
def evening(programme):
    now = clock.now()
    dialogue = add_record(
        Dialogue, programme=programme, by=None, title="Vad behövs på torget?", slug="torget", question="Vad saknas?",
        state="open", form="learning", level="dialogue", published_at=now,
    )  # fmt: skip
    begins = timezone.make_aware(dt.datetime.combine(timezone.localdate(now) + dt.timedelta(days=20), dt.time(18)))
    return add_record(
        Occasion, programme=programme, by=None, dialogue=dialogue, kind="meeting", starts_at=begins,
        ends_at=begins + dt.timedelta(hours=2), needs_registration=True, capacity=9, published_at=now,
        address="Storgatan 4",
    )  # fmt: skip


def test_resident_signs_up_changes_and_cancels_by_keyboard(visitor_at, evening):
    page = visitor_at("desktop").open("/").page
    page.keyboard.press("Tab")
    expect(link(page, "Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    press(page, link(page, "^Kraftsamling Provet"))
    press(page, link(page, "^Vad behövs på torget"))
    press(page, link(page, "^Anmäl dig"))
    write(page, "Hur många är ni?", "0")
    press(page, button(page, "^Anmäl dig"))
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fel: "))
    tab_to(page, link(page, "Hur många är ni"))
    page.keyboard.press("Enter")
    field = page.get_by_label("Hur många är ni?")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("^Fel: .* Räkna dig själv"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("2")
    press(page, button(page, "^Anmäl dig"))
    expect(page).to_have_title(re.compile("^Du är anmäld – "))
    write(page, "Hur många är ni?", "3")
    press(page, button(page, "^Spara ändringen"))
    expect(page).to_have_title(re.compile("^Sparat: Du är anmäld – "))
    press(page, button(page, "^Avboka"))
    expect(page).to_have_title(re.compile("^Din anmälan är avbokad – "))
    assert Registration.objects.get().state == "cancelled"


@pytest.fixture
def phase(programme):
    propose_checklists(programme, by=None)
    dates = {"starts_on": parse_imprecise("mars 2025"), "ends_on": parse_imprecise("december 2025")}
    return update_phase(phase=programme.phases.first(), changes=dates, expected_version=1, by=None)


def test_process_leader_plans_by_keyboard_and_keeps_the_place(visitor_at, phase):
    make_member(phase.programme, name="Processledaren", email="processledare@example.org")
    page = visitor_at("desktop").open(reverse("programmes:programme_planning", args=["provet"])).page
    write(page, "E-post", "processledare@example.org")
    write(page, "Lösenord", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    slider = page.get_by_role("slider", name="Initiering: slut")
    expect(slider).to_have_accessible_description(re.compile("Enter sparar, Escape ångrar"))
    tab_to(page, slider)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text("De nya datumen är sparade.")
    expect(slider).to_be_focused()
    tab_to(page, button(page, "^Ta tillbaka de gamla datumen"), key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text("De gamla datumen är tillbaka.")
    expect(page.locator("#planning-part")).to_be_focused()
    assert str(Phase.objects.first().ends_on) == "december 2025"
    press(page, link(page, "^Initiering$"))
    item = ChecklistItem.objects.first()
    row = page.locator(f"#punkt-{item.pk}")
    for name, said in (("^Börja med det", "pågår"), ("^Det är inte påbörjat ändå", "inte påbörjat")):
        tab_to(page, row.get_by_role("button", name=re.compile(name)))
        page.keyboard.press("Enter")
        expect(page.locator("#announcer")).to_have_text(said)
        expect(row).to_be_focused()


@pytest.fixture
def crowd(programme):
    """More accounts than a page holds, and an administrator."""
    UserFactory.create_batch(50)
    UserFactory(name="Webbredaktören")
    return make_municipal(name="Administratören", email="admin@example.org")


def test_administrator_turns_pages_words_a_hint_and_gives_a_role_by_keyboard(visitor_at, crowd):
    visitor = visitor_at("desktop").arrive_as(crowd)
    page = visitor.open(reverse("programmes:people_list")).page
    tab_to(page, link(page, "^Nästa$"))
    page.keyboard.press("Enter")
    said = page.locator("#announcer")
    expect(said).to_have_text("52 konton. Sida 2 av 2")
    part = page.locator("#people-part")
    expect(part).to_be_focused()
    assert 0 <= part.bounding_box()["y"] < 100
    tab_to(page, page.locator("#id_ord"), key="Shift+Tab")
    page.keyboard.type("finns inte")
    page.keyboard.press("Enter")
    expect(said).to_have_text(re.compile("^0 konton"))
    page = visitor.open(reverse("programmes:guidance_edit", args=["page.asset", "sv"])).page
    write(page, "Tips", "Fråga på torget.")
    press(page, button(page, "^Spara"))
    expect(page.locator("main [role=status]")).to_contain_text("Vägledningen är sparad")
    assert GuidanceText.objects.get().hint == "Fråga på torget."
    page = visitor.open(reverse("programmes:people_role_grant")).page
    tab_to(page, page.get_by_label("Vem?"))
    # One key: a slow machine takes a second one as the beginning of another name.
    page.keyboard.type("W")
    tab_to(page, page.get_by_label("Lägger upp kraftsamlingar"))
    page.keyboard.press("Space")
    press(page, button(page, "^Ge rollen"))
    expect(page.locator("main [role=status]")).to_contain_text("Webbredaktören")
