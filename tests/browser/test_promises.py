"""A promise in a browser: changed with a reason that everyone reads, late when its day has passed, and answered."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kraftsamling.shared import clock
from tests.dialogues.promise_samples import make_dialogue, make_function, make_promise
from tests.factories import ProgrammeFactory, make_member

DUE = dt.date(2035, 3, 9)


@pytest.fixture
def promise(transactional_db):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)
    dialogue = make_dialogue(programme, question="Vad saknas på torget?", form="consultation", level="consultation")
    function = make_function(programme, make_member(programme, "civil_servant", name="Gatuchefen"))
    return make_promise(dialogue, due_on=DUE, responsible=function)


def public_page(promise):
    return reverse("dialogues:dialogue_public", args=["provet", promise.dialogue.slug])


def move_clock(monkeypatch, day: dt.date) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)


def change_in_the_open(leader, promise) -> None:
    """Change what is promised and how; the form asks for a way and a reason before it saves."""
    page = leader.open(promise.get_work_url()).check().page
    page.get_by_role("link", name="Ändra", exact=True).click()
    page.get_by_label(re.compile("^Vad de får veta")).fill("Vad nämnden beslutade om belysningen")
    ways = page.get_by_role("group", name="Hur", exact=True)
    ways.get_by_label("på papper i brevlådan").uncheck()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(ways.get_by_text("Välj minst ett sätt att lämna svaret på.")).to_be_visible()
    ways.get_by_label("på papper i brevlådan").check()
    ways.get_by_label("här på webbplatsen").check()
    leader.check()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Det här är utlovat. Skriv varför ni ändrar det.").first).to_be_visible()
    leader.check()
    page.get_by_label(re.compile("^Varför det ändras")).fill("Ärendet lyftes till nämnden.")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", name="Löftet har ändrats")).to_be_visible()
    leader.check()


def give_the_answer(leader) -> None:
    """Note from the list that the answer is given; the form asks whether it came as promised."""
    page = leader.page
    page.get_by_role("link", name="Vad nämnden beslutade om belysningen").click()
    page.get_by_role("link", name=re.compile("^Svaret är lämnat")).click()
    page.get_by_label(re.compile("^Hur och var lämnades svaret")).fill("Brev till alla hushåll runt torget.")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text(re.compile("Kryssa i när svaret har lämnats")).last).to_be_visible()
    leader.check()
    page.get_by_label("här på webbplatsen och på papper i brevlådan").check()
    page.get_by_role("button", name="Spara", exact=True).click()
    leader.check()


@pytest.mark.parametrize(
    ("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False), ("phone", False)]
)
def test_promise_is_changed_in_the_open_turns_late_and_is_answered(visitor_at, promise, monkeypatch, size, javascript):
    leader = visitor_at(size, javascript=javascript)
    leader.arrive_as(make_member(promise.programme, name="Processledaren"))
    resident = visitor_at(size, javascript=javascript)

    change_in_the_open(leader, promise)
    seen = resident.open(public_page(promise)).check().page
    expect(seen.get_by_text("Ärendet lyftes till nämnden.")).to_be_visible()
    expect(seen.get_by_text("Vad som händer med belysningen")).to_be_visible()
    expect(seen.get_by_text("Hur: här på webbplatsen och på papper i brevlådan")).to_be_visible()
    expect(seen.get_by_text("svaret är försenat")).to_have_count(0)

    move_clock(monkeypatch, DUE + dt.timedelta(days=1))
    seen = resident.open(public_page(promise)).check().page
    expect(seen.get_by_text("svaret är försenat")).to_have_count(2)
    expect(seen.locator(f"#lofte-{promise.pk}").get_by_text("svaret är försenat")).to_be_visible()
    leader.open(reverse("dialogues:promise_list", args=["provet"]) + "?urval=late").check()
    expect(leader.page.get_by_text("svaret är försenat")).to_be_visible()

    give_the_answer(leader)
    seen = resident.open(public_page(promise)).check().page
    expect(seen.get_by_text("Brev till alla hushåll runt torget.")).to_be_visible()
    expect(seen.get_by_text("1 dag efter utlovad dag")).to_be_visible()
