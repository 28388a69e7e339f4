"""The main tasks with the keyboard alone: a resident, the process leader, the administrator, and a whole dialogue."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from dialogues.models import Dialogue, Influence, Occasion, Registration
from dialogues.services.methods import propose_methods
from kraftsamling.shared import clock
from kraftsamling.shared.dates import parse_imprecise
from programmes.models import ChecklistItem, GuidanceText, Phase, Responsibility
from programmes.services.checklists import propose_checklists
from programmes.services.keeping import add_record
from programmes.services.phases import update_phase
from tests.dialogues.plans import begin
from tests.factories import (
    PASSWORD,
    OrganisationFactory,
    ProgrammeFactory,
    UserFactory,
    make_member,
    make_municipal,
)

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


def tab_to(page, control, *, key: str = "Tab", most: int = MOST_STOPS):
    """Press Tab until the control has focus; every stop on the way must be seen to have it."""
    for _stop in range(most):
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


def turn(page, label: str, times: int) -> None:
    """Turn each part of a date or an hour up, in whatever order the browser of the machine shows the parts."""
    tab_to(page, page.get_by_label(re.compile(f"^{re.escape(label)}")))
    for _part in range(3):
        for _time in range(times):
            page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")


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


@pytest.fixture
def talk(programme):
    """A dialogue that still lacks its purpose, form, degree of influence, promise and occasion."""
    propose_methods(programme.municipality, by=None)
    Responsibility.objects.create(programme=programme, function="Områdesutvecklare")
    dialogue = begin(
        programme, question="Vad saknas på vårt torg?", summary="Torget byggs om.", is_matter_open="yes",
        matter_reason="Inget är ritat.", are_deciders_open="yes", deciders_reason="Nämnden har sagt det.",
        decision_timing="before", formal_link="none",
    )  # fmt: skip
    dialogue.inviters.add(OrganisationFactory(municipality=programme.municipality))
    Influence.objects.create(dialogue=dialogue, question="Var?", state="open", decided_by_other="Nämnden")
    return dialogue


def take_and_leave_the_advice(page) -> None:
    """Say the purpose, choose what is advised, then something else, and say why."""
    press(page, link(page, "Samtalet$"))
    tab_to(page, page.locator("[name=purpose]"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=purpose][value=create]")).to_be_checked()
    press(page, button(page, "^Spara$"))
    press(page, link(page, "^Se alla råd"))
    said, chosen = page.locator("main [role=status]"), page.locator("#forms ~ ol button")
    press(page, chosen)
    expect(said).to_contain_text("Valt: Medskapande dialog.")
    # The keyboard goes on where it was: the next stop stands in the same part.
    tab_to(page, page.locator("#forms ~ ol :is(summary, button)"), most=1)
    press(page, button(page, "^Välj.*Information$"))
    write(page, "Varför ni väljer", "Vi berättar först.")
    press(page, button(page, "^Spara skälet"))
    press(page, button(page, "^Välj.*Lärande dialog$"))
    press(page, page.locator("#levels ~ ol button[data-variant=primary]"))
    expect(said).to_contain_text("Valt: ")


def promise_an_answer(page) -> None:
    press(page, link(page, "^Skriv när och hur"))
    write(page, "Till vem", "Alla som var med")
    write(page, "Vad de får veta", "Vad som händer nu")
    tab_to(page, page.get_by_label("Här på webbplatsen"))
    page.keyboard.press("Space")
    turn(page, "Senast", 2)
    tab_to(page, page.get_by_label("Funktion som ansvarar"))
    page.keyboard.type("O")
    press(page, button(page, "^Spara$"))


def add_an_evening(page) -> None:
    press(page, link(page, "^Lägg till ett tillfälle"))
    tab_to(page, page.get_by_label("Möte", exact=True))
    page.keyboard.press("Space")
    turn(page, "Dag", 2)
    turn(page, "Börjar", 1)
    turn(page, "Slutar", 3)
    write(page, "Adress", "Storgatan 4")
    press(page, button(page, "^Spara$"))


def test_dialogue_from_purpose_to_published_by_keyboard(visitor_at, talk):
    page = visitor_at("desktop").arrive_as(make_member(talk.programme)).open(talk.get_work_url()).page
    take_and_leave_the_advice(page)
    press(page, link(page, f"^{talk.title}"))
    press(page, link(page, "^Kontrollera och publicera"))
    promise_an_answer(page)
    add_an_evening(page)
    press(page, link(page, f"^{talk.title}"))
    press(page, link(page, "^Kontrollera och publicera"))
    press(page, link(page, "skriv vad som finns"))
    field = page.get_by_label("Utan trappsteg hela vägen")
    expect(field).to_be_focused()
    page.keyboard.type("J")
    press(page, button(page, "^Spara$"))
    press(page, link(page, f"^{talk.title}"))
    press(page, link(page, "^Kontrollera och publicera"))
    press(page, button(page, "^Publicera inbjudan"))
    expect(page).to_have_title(re.compile("^Sprid inbjudan – "))
    talk.refresh_from_db()
    assert (talk.state, talk.form, talk.advice_reason) == ("open", "learning", "Vi berättar först.")
