"""A dialogue that says something else: whoever is called, or leaves an address later, is told what and why."""

import datetime as dt

import pytest
from django.urls import reverse

from dialogues.models import Dialogue, Influence, LadderStep, Registration
from dialogues.queries.registrations import calls_in
from dialogues.queries.told_changes import changes_for
from dialogues.services import registrations as services
from dialogues.services.calls import call_again, note_called
from dialogues.services.contacts import change_contact
from dialogues.services.dialogues import update_plan
from dialogues.services.influences import update_influence
from dialogues.services.occasions import move_occasion
from tests.dialogues.occasions import TODAY, at, let_it_be, party
from tests.factories import make_member
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")

PHONE = "070-174 06 05"
CUT = "Vad ska byggas? – Nämnden har redan valt"
LOWERED = "Förut: Lärande dialog, grad ”Dialog”. Nu: Konsultation. Tiden räcker inte"


@pytest.fixture
def evening(evening):
    Dialogue.objects.filter(pk=evening.dialogue_id).update(form="learning", level="dialogue")
    for question in ("Vad ska byggas?", "När?"):
        Influence.objects.create(dialogue=evening.dialogue, question=question, state="open", decided_by_other="Nämnden")
    evening.refresh_from_db()
    return evening


def decide(evening, monkeypatch, day: int) -> None:
    """Let one of two questions be decided, ``day`` days from now."""
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=day)))
    question = Influence.objects.get(question="Vad ska byggas?")
    update_influence(
        question, changes={"state": "fixed", "change_reason": "Nämnden har redan valt"},
        expected_version=question.version, by=None,
    )  # fmt: skip


def lower(evening, monkeypatch, day: int) -> None:
    """Let form and level be consultation, ``day`` days from now."""
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=day)))
    dialogue = Dialogue.objects.get(pk=evening.dialogue_id)
    update_plan(
        dialogue, changes={"form": "consultation", "level": "consultation"}, reason="Tiden räcker inte",
        expected_version=dialogue.version, by=None,
    )  # fmt: skip


def pages(client, evening) -> list[str]:
    """The list of calls and the list for the door."""
    client.force_login(make_member(evening.programme, "facilitator"))
    return [client.get(page).content.decode() for page in (
        reverse("dialogues:call_list", args=["provet"]),
        reverse("dialogues:participant_list", args=["provet", evening.pk]),
    )]  # fmt: skip


def test_whoever_calls_reads_what_has_changed_and_why(client, evening, monkeypatch):
    party(evening, name="Ali", phone=PHONE)
    decide(evening, monkeypatch, 1)
    lower(evening, monkeypatch, 2)
    for page in pages(client, evening):
        assert [page.count(words) for words in (CUT, LOWERED)] == [1, 1]


def test_change_is_told_in_a_call_of_something_greater_too(client, evening, monkeypatch):
    first, _waits = party(evening, 4, name="Ana", email="ana@example.org"), party(evening, name="Ali", phone=PHONE)
    decide(evening, monkeypatch, 1)
    services.cancel_registration(first)
    assert [row.call_about for row in calls_in([evening.programme_id])] == ["seated"]
    assert CUT in pages(client, evening)[0]


def test_whoever_calls_of_what_is_cancelled_reads_why(client, evening):
    party(evening, name="Ali", phone=PHONE)
    move_occasion(evening, to="cancelled", by=None, reason="Samtalsledaren är sjuk")
    for page in pages(client, evening):
        assert "Samtalsledaren är sjuk" in page


def test_what_was_told_in_an_earlier_call_is_not_told_again_unless_nobody_answered(evening, monkeypatch):
    party(evening, name="Ali", phone=PHONE)
    decide(evening, monkeypatch, 1)
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=2)))
    note_called(Registration.objects.get(), by=None)
    call_again(Registration.objects.get(), by=None)
    row = Registration.objects.select_related("occasion__dialogue").get()
    assert changes_for([row]) == {row.pk: [CUT]}
    note_called(row, by=None)
    lower(evening, monkeypatch, 3)
    row = Registration.objects.select_related("occasion__dialogue").get()
    assert changes_for([row]) == {row.pk: [LOWERED]}


def test_what_nobody_heard_is_told_with_what_changes_afterwards(evening, monkeypatch):
    registration = party(evening, name="Ali", phone=PHONE)
    decide(evening, monkeypatch, 1)
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=2)))
    registration.refresh_from_db()
    call_again(note_called(registration, by=None), by=None)
    lower(evening, monkeypatch, 3)
    row = Registration.objects.select_related("occasion__dialogue").get()
    assert changes_for([row]) == {row.pk: [CUT, LOWERED]}


def test_each_change_says_what_took_its_place_as_the_municipality_words_it(evening, monkeypatch):
    for level, name in (("consultation", "Fråga om råd"), ("dialogue", "Samtal på lika villkor")):
        municipality = evening.programme.municipality
        LadderStep.objects.create(municipality=municipality, level=level, language="sv", name=name, sentence="Så här.")
    party(evening, name="Ali", phone=PHONE)
    party(evening, name="Ana", email="ana@example.org")
    deliver("notices.send")
    lower(evening, monkeypatch, 1)
    dialogue = Dialogue.objects.get(pk=evening.dialogue_id)
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=2)))
    changes = {"form": "learning", "level": "dialogue"}
    update_plan(dialogue, changes=changes, reason="Mer tid", expected_version=dialogue.version, by=None)
    high, low = "Lärande dialog, grad ”Samtal på lika villkor”", "Konsultation, grad ”Fråga om råd”"
    told = [f"Förut: {high}. Nu: {low}. Tiden räcker inte", f"Förut: {low}. Nu: {high}. Mer tid"]
    row = Registration.objects.select_related("occasion").get(name="Ali")
    assert changes_for([row]) == {row.pk: told}
    letters = [letter.body for letter in deliver("notices.send")]
    assert [[words in body for words in told] for body in letters] == [[True, False], [False, True]]


def test_what_was_changed_before_they_signed_up_is_no_news(evening, monkeypatch):
    decide(evening, monkeypatch, 1)
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=2)))
    row = party(evening, name="Ali", phone=PHONE)
    assert changes_for([row]) == {row.pk: []}


def test_information_is_told_once_and_not_for_every_question_that_it_decides(evening, monkeypatch):
    row = party(evening, name="Ali", phone=PHONE)
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=1)))
    dialogue = evening.dialogue
    update_plan(
        dialogue, changes={"form": "information", "level": "information"}, reason="Allt är bestämt",
        expected_version=dialogue.version, by=None,
    )  # fmt: skip
    row = Registration.objects.select_related("occasion__dialogue").get()
    assert changes_for([row]) == {row.pk: ["Förut: Lärande dialog, grad ”Dialog”. Nu: Information. Allt är bestämt"]}


def test_call_that_becomes_a_letter_says_what_has_changed(evening, monkeypatch):
    registration = party(evening, name="Ali", phone=PHONE)
    decide(evening, monkeypatch, 1)
    change_contact(registration, email="ali@example.org", phone=PHONE)
    [letter] = deliver("notices.send")
    assert letter.subject.startswith("Det dialogen lovar har ändrats")
    assert CUT in letter.body


def test_call_of_something_greater_that_becomes_a_letter_says_it_in_another(evening, monkeypatch):
    first, registration = party(evening, 4, name="Ana"), party(evening, name="Ali", phone=PHONE)
    decide(evening, monkeypatch, 1)
    services.cancel_registration(first)
    change_contact(registration, email="ali@example.org", phone=PHONE)
    letters = deliver("notices.send")
    assert (len(letters), [CUT in letter.body for letter in letters].count(True)) == (2, 1)


def test_letter_that_becomes_a_call_says_what_has_changed(client, evening, monkeypatch):
    registration = party(evening, name="Ali", email="ali@example.org")
    decide(evening, monkeypatch, 1)
    change_contact(registration, email="", phone=PHONE)
    assert CUT in pages(client, evening)[0]
