"""Those who left only a telephone number: what others get a letter about, they are called about."""

import datetime as dt
import re
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.models import Dialogue, Influence, Registration
from dialogues.queries.registrations import calls_in
from dialogues.services import registrations as services
from dialogues.services.calls import note_called
from dialogues.services.contacts import forget_address
from dialogues.services.occasions import move_occasion, update_occasion
from dialogues.services.telling import tell_of_change
from dialogues.tasks import remind
from kraftsamling.audit.models import AuditEntry
from kraftsamling.notices.models import Notice
from kraftsamling.shared.errors import StateConflict
from programmes.queries.waiting_letters import write_waiting
from programmes.services.reminders import remind_everybody
from tests.counting import count_queries
from tests.dialogues.occasions import DAY, add_evening, at, let_it_be, party
from tests.dialogues.promise_samples import make_function
from tests.factories import make_member

pytestmark = pytest.mark.usefixtures("on_the_day")

PHONE = "070-174 06 05"


@pytest.fixture
def holder(programme, evening):
    holder = make_member(programme, "civil_servant", name="Gatuchefen")
    Dialogue.objects.filter(pk=evening.dialogue_id).update(responsible=make_function(programme, holder))
    return holder


def calls(evening) -> list[tuple[str, str]]:
    return [(row.name, row.call_about) for row in calls_in([evening.programme_id])]


def test_call_before_it_once_though_the_job_runs_twice(evening, monkeypatch):
    party(evening, name="Ali", phone=PHONE)
    party(evening, name="Ana", phone=PHONE, email="ana@example.org")
    party(evening, 3, name="Wanda", phone=PHONE)  # waits for a place
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=4)))
    assert (services.ask_to_remind_by_phone(), calls(evening)) == (0, [])
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=2)))
    remind(None)
    assert (services.ask_to_remind_by_phone(), calls(evening)) == (0, [("Ali", "reminder")])
    note_called(Registration.objects.get(name="Ali"), by=None)
    let_it_be(monkeypatch, at(DAY, 6))
    assert (services.ask_to_remind_by_phone(), calls(evening)) == (0, [])


def test_call_of_another_time_a_cancelling_and_a_place(evening):
    first, waits = party(evening, 4, name="Ali", phone=PHONE), party(evening, 1, name="Wanda", phone=PHONE)
    update_occasion(evening, changes={"address": "Torget 1"}, expected_version=evening.version, by=None)
    assert calls(evening) == [("Ali", "changed"), ("Wanda", "changed")]
    services.cancel_registration(first)
    assert calls(evening) == [("Wanda", "changed")]
    evening.refresh_from_db()
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    assert calls(evening) == [("Wanda", "cancelled")]
    move_occasion(evening, to="planned", by=None, reason="Frisk igen")
    assert calls(evening) == [("Wanda", "again")]
    forget_address(waits)
    assert calls(evening) == []


def test_lesser_matter_does_not_take_the_place_of_a_greater_one(evening):
    first, _waits = party(evening, 4, name="Ali", phone=PHONE), party(evening, 1, name="Wanda", phone=PHONE)
    note = partial(tell_of_change, evening.dialogue, Influence(pk=1, dialogue=evening.dialogue))
    note()
    assert calls(evening) == [("Ali", "dialogue"), ("Wanda", "dialogue")]
    services.cancel_registration(first)
    note()
    assert calls(evening) == [("Wanda", "seated")]
    evening.refresh_from_db()
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    move_occasion(evening, to="planned", by=None, reason="Frisk igen")
    update_occasion(evening, changes={"address": "Torget 1"}, expected_version=evening.version, by=None)
    note()
    assert calls(evening) == [("Wanda", "again")]


def test_called_late_of_what_was_asked_early_is_not_called_again(evening, monkeypatch):
    party(evening, name="Ali", phone=PHONE)
    update_occasion(evening, changes={"address": "Torget 1"}, expected_version=evening.version, by=None)
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=2)))
    note_called(Registration.objects.get(), by=None)
    assert services.ask_to_remind_by_phone() == 0


def test_called_of_another_time_within_the_last_days_is_not_reminded_too(evening, monkeypatch):
    party(evening, name="Ali", phone=PHONE)
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=2)))
    update_occasion(evening, changes={"address": "Torget 1"}, expected_version=evening.version, by=None)
    assert (services.ask_to_remind_by_phone(), calls(evening)) == (0, [("Ali", "changed")])
    note_called(Registration.objects.get(), by=None)
    assert services.ask_to_remind_by_phone() == 0


def test_nobody_is_called_of_what_is_over(evening, monkeypatch):
    party(evening, name="Ali", phone=PHONE)
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    let_it_be(monkeypatch, at(DAY, 21))
    assert calls(evening) == []


def test_responsible_is_reminded_once_without_names_or_numbers(evening, holder):
    party(evening, name="Ali", phone=PHONE)
    party(evening, name="Wanda", phone=PHONE)
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    assert (remind_everybody(), remind_everybody()) == (1, 0)
    notice = Notice.objects.get(user=holder)
    letter = write_waiting([notice])[notice.pk]
    text = "\n".join(letter.paragraphs)
    assert "Ring 2 personer som bara har lämnat telefonnummer." in text
    page = reverse("dialogues:participant_list", args=["provet", evening.pk])
    assert (text.count("Ring om ”Vad behövs på torget?”"), page in text) == (1, True)
    assert [word for word in ("Ali", "Wanda", PHONE) if word in text] == []


def test_leader_is_reminded_where_the_responsible_may_not_see_who_has_signed_up(programme, evening, process_leader):
    communicator = make_member(programme, "communicator", name="Informatören")
    Dialogue.objects.filter(pk=evening.dialogue_id).update(responsible=make_function(programme, communicator))
    party(evening, name="Ali", phone=PHONE)
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    remind_everybody()
    assert [notice.user for notice in Notice.objects.exclude(user=None)] == [process_leader]


def test_list_of_calls_and_noting_them(client, programme, evening):
    client.force_login(make_member(programme, "facilitator"))
    registration = party(evening, name="Ali", phone=PHONE)
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    every, door = (reverse("dialogues:call_list", args=["provet"]),
                   reverse("dialogues:participant_list", args=["provet", evening.pk]))  # fmt: skip
    for page in (every, door):
        shown = client.get(page).content.decode()
        assert [words in shown for words in ("Ali", PHONE, "det är inställt", "Vi har ringt")] == [True] * 4
    note = reverse("dialogues:registration_call", args=["provet", registration.pk])
    version = Registration.objects.get().version
    assert client.post(note, {"call": "called", "from_list": "yes", "version": version}).url == every
    assert "Ingen behöver ringas upp." in client.get(every).content.decode()
    assert client.post(note, {"call": "called", "version": version + 1}).url == f"{door}#ring"
    assert client.post(note, {"call": "påhitt", "version": version + 1}).status_code == 302
    assert client.post(note, {"call": "wanted", "version": version + 1}).status_code == 302
    assert calls(evening) == [("Ali", "cancelled")]
    verbs = AuditEntry.objects.filter(verb__in=["registration.call", "registration.ask_to_call"])
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "registration.ask_to_call", "registration.call", "registration.ask_to_call",
    ]  # fmt: skip


def test_what_happens_while_the_list_is_open_is_still_to_be_told(client, programme, evening, monkeypatch):
    client.force_login(make_member(programme, "facilitator"))
    party(evening, name="Ali", phone=PHONE)
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=2)))
    services.ask_to_remind_by_phone()
    page = reverse("dialogues:call_list", args=["provet"])
    shown = client.get(page).content.decode()
    assert [words in shown for words in ("Torsdag 23 april 2026", "Storgatan 4", "(har plats)")] == [True] * 3
    version = re.search(r'name="version" value="(\d+)"', shown)[1]
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    note = reverse("dialogues:registration_call", args=["provet", Registration.objects.get().pk])
    answer = client.post(note, {"call": "called", "from_list": "yes", "version": version}, follow=True)
    assert "har ändrat det här sedan du öppnade sidan" in answer.content.decode()
    assert calls(evening) == [("Ali", "cancelled")]


def test_of_two_who_have_called_the_second_is_told(evening):
    registration = party(evening, name="Ali", phone=PHONE)
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    one, other = Registration.objects.get(), Registration.objects.get()
    note_called(one, by=None)
    with pytest.raises(StateConflict):
        note_called(other, by=None)
    assert Registration.objects.get(pk=registration.pk).call_state == "called"


def test_list_of_calls_asks_as_much_for_one_as_for_many(client, programme, evening):
    client.force_login(make_member(programme, "facilitator"))
    page = reverse("dialogues:call_list", args=["provet"])

    def call_one() -> int:
        later = add_evening(evening.dialogue, capacity=4)
        party(later, phone=PHONE)
        move_occasion(later, to="cancelled", by=None, reason="Sjuk")
        return count_queries(client, page)

    assert call_one() == call_one() == call_one()
    assert Client().get(page).status_code == 302
