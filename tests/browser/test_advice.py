"""The adviser and the catalogue in a browser: find a method, see why, choose, say why not, and fill the plan."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dialogues.adviser import advise
from dialogues.adviser.rules.warnings import WARNINGS
from dialogues.models import Dialogue
from dialogues.queries.advice import answers_of
from dialogues.services.methods import propose_methods
from kraftsamling.shared import clock
from tests.dialogues.adviser_cases import TODAY
from tests.dialogues.plans import begin
from tests.dialogues.test_advice_warnings import REFUSED, answers_with, write_plan
from tests.factories import ProgrammeFactory, make_member

WAYS = [("desktop", True), ("phone", True), ("desktop", False), ("phone", False)]


@pytest.fixture
def dialogue(transactional_db):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)
    propose_methods(programme.municipality, by=None)
    return begin(programme, purpose="learn", expected_people=40, weeks=8, facilitation="none", venue="neutral")


@pytest.mark.parametrize(("size", "javascript"), WAYS)
def test_method_is_found_and_the_advice_taken_or_left(visitor_at, dialogue, size, javascript):
    leader = visitor_at(size, javascript=javascript)
    leader.arrive_as(make_member(dialogue.programme, name="Processledaren"))

    page = leader.open(reverse("dialogues:method_list", args=["provet"])).check().page
    page.get_by_label("Det ni helst vill").select_option("learn")
    page.get_by_label("Antal personer").fill("40")
    page.get_by_role("button", name="Hitta metoder").click()
    expect(page).to_have_url(re.compile("syfte=learn"))
    expect(page.locator("#rows-part h3").first).to_have_text("Dialogcafé")
    expect(page.get_by_text("Passar syftet").first).to_be_visible()
    leader.check()

    leader.open(reverse("dialogues:advice", args=["provet", dialogue.pk])).check()
    page.get_by_role("button", name=re.compile("^Välj.*Medskapande dialog$")).click()
    expect(page.get_by_role("heading", name="Ni har valt något annat än rådet")).to_be_visible()
    expect(page.get_by_text("Medskapande dialog behöver en opartisk samtalsledare")).to_be_visible()
    leader.check()
    page.get_by_label(re.compile("^Varför ni väljer något annat")).fill("Vi får låna en ledare av grannkommunen.")
    page.get_by_role("button", name="Spara skälet").click()
    expect(page.get_by_text("Skälet är sparat.")).to_be_visible()

    page.get_by_role("button", name=re.compile("^Välj.*Lärande dialog$")).click()
    page.get_by_role("button", name=re.compile("^Välj.*Dialogcafé$")).click()
    expect(page.get_by_role("heading", name="Det här behöver ni")).to_be_visible()
    leader.check()
    page.get_by_role("button", name="Lägg in det i planen").click()
    expect(page.get_by_text("Nu står det i planen")).to_be_visible()

    chosen = Dialogue.objects.get()
    assert chosen.form == "learning"
    assert chosen.advice_reason == "Vi får låna en ledare av grannkommunen."
    assert chosen.timeline.startswith("Dialogcafé, före: ")
    leader.assert_clean()


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", False)])
def test_each_warning_is_read_beside_a_way_to_mend_it(visitor_at, dialogue, monkeypatch, size, javascript):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    leader = visitor_at(size, javascript=javascript)
    leader.arrive_as(make_member(dialogue.programme, name="Processledaren"))
    for rule in WARNINGS:
        if rule.key in REFUSED:
            continue
        planned = begin(dialogue.programme)
        write_plan(planned, answers_with(rule))
        planned.refresh_from_db()
        said = next(each.text for each in advise(answers_of(planned)).warnings if each.key == rule.key)
        leader.open(reverse("dialogues:advice", args=["provet", planned.pk])).check_width()
        expect(leader.page.get_by_role("listitem").filter(has_text=said).get_by_role("link")).to_be_visible()
