"""The list for the door: who comes, who came, and who may read it."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from dialogues.models import Occasion, Registration
from dialogues.queries.registrations import participants_of
from dialogues.services.occasions import move_occasion
from kraftsamling.audit.models import AuditEntry
from tests.counting import count_queries
from tests.dialogues.occasions import (
    DAY,
    add_dialogue,
    add_evening,
    at,
    let_it_be,
    party,
)
from tests.factories import make_member
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")


def test_list_for_the_door(client, programme, evening):
    member = make_member(programme, "facilitator")
    client.force_login(member)
    party(evening, 2, name="Örjan", email="orjan@example.org")
    party(evening, 1, name="Ali", needs="Tolk till arabiska", phone="070-123 45 67")
    waits = party(evening, 2, name="Wanda")
    page = client.get(reverse("dialogues:participant_list", args=["provet", evening.pk]))
    listed = page.context["participants"]
    assert [row.name for row in listed.seated] == ["Ali", "Örjan"]
    assert (listed.waiting, listed.needs, listed.seated_people) == ([waits], ["Tolk till arabiska"], 3)
    assert [row.name for row in listed.to_ring] == ["Ali"]
    assert "orjan@example.org" in page.content.decode()


def test_nobody_has_signed_up_is_said_in_words(client, programme):
    evening = add_evening(add_dialogue(programme))
    client.force_login(make_member(programme, "facilitator"))
    address = reverse("dialogues:occasion_detail", args=["provet", evening.pk])
    assert "Ingen har anmält sig" in client.get(address).content.decode()
    party(evening)
    assert "1 person har anmält sig" in client.get(address).content.decode()


def test_page_of_an_occasion_says_who_waits_and_its_other_plan_once(client, programme):
    evening = add_evening(add_dialogue(programme), capacity=1, plan_b="Vi ses i labbet")
    client.force_login(make_member(programme, "facilitator"))
    for _ in range(2):
        party(evening)
    page = client.get(reverse("dialogues:occasion_detail", args=["provet", evening.pk])).content.decode()
    assert "1 av 1 platser är tagna, 1 person står i kö" in page
    assert page.count("Vi ses i labbet") == 1


def test_list_of_what_is_cancelled_says_so_and_takes_nobody_in(client, programme, evening, monkeypatch):
    client.force_login(make_member(programme, "facilitator"))
    party(evening)
    let_it_be(monkeypatch, at(DAY, 9))
    address = reverse("dialogues:participant_list", args=["provet", evening.pk])
    words = ("Lista till dörren</h1>", 'name="came"', "Anmäl någon", "Det är inställt", "Översvämning")
    before = client.get(address).content.decode()
    move_occasion(evening, to="cancelled", by=None, reason="Översvämning")
    after = client.get(address).content.decode()
    assert [(word in before, word in after) for word in words] == [(True, False)] * 3 + [(False, True)] * 2


def test_nobody_is_ticked_off_before_the_day(client, programme, evening, monkeypatch):
    client.force_login(make_member(programme, "facilitator"))
    registration = party(evening)
    listed = reverse("dialogues:participant_list", args=["provet", evening.pk])
    tick = reverse("dialogues:registration_came", args=["provet", registration.pk])
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=1), 23))
    assert 'name="came"' not in client.get(listed).content.decode()
    assert "Läs det som det står nu" in client.post(tick, {"came": "yes"}, follow=True).content.decode()
    added = reverse("dialogues:participant_add", args=["provet", evening.pk])
    assert "De är här nu" not in client.get(added).content.decode()
    registration.refresh_from_db()
    assert registration.came is None
    let_it_be(monkeypatch, at(DAY, 0))
    assert 'name="came"' in client.get(listed).content.decode()
    assert "De är här nu" in client.get(added).content.decode()


def test_tick_at_the_door_is_set_and_taken_back(client, programme, evening, monkeypatch):
    client.force_login(make_member(programme, "facilitator"))
    registration = party(evening, 2)
    address = reverse("dialogues:registration_came", args=["provet", registration.pk])
    let_it_be(monkeypatch, at(DAY, 18))
    seen = []
    for came in ("yes", "no", "", "påhitt"):
        assert client.post(address, {"came": came}).status_code == 302
        registration.refresh_from_db()
        seen.append(registration.came)
    assert seen == [True, False, None, None]
    assert AuditEntry.objects.filter(verb="registration.tick_off").count() == 3


def test_walk_in_gets_a_place_though_it_is_full(client, programme, evening, monkeypatch):
    client.force_login(make_member(programme, "facilitator"))
    party(evening, 4)
    let_it_be(monkeypatch, at(DAY, 18, 30))
    address = reverse("dialogues:participant_add", args=["provet", evening.pk])
    client.post(address, {"people": "2", "name": "Sen", "came": "on", "email": "sen@example.org"})
    late = Registration.objects.get(name="Sen")
    assert (late.state, late.came, late.point.email) == ("seated", True, "sen@example.org")
    assert participants_of(evening).seated_people == 6
    assert len(mail.outbox) == 0


def test_nobody_is_signed_up_by_hand_for_what_is_cancelled(client, programme, evening):
    client.force_login(make_member(programme, "facilitator"))
    address = reverse("dialogues:participant_add", args=["provet", evening.pk])
    move_occasion(evening, to="cancelled", by=None, reason="Översvämning")
    page = client.post(address, {"people": "2", "name": "Ali", "email": "ali@example.org"})
    assert "Det är inställt, så ingen kan anmälas." in page.content.decode()
    assert (Registration.objects.count(), deliver("notices.send")) == (0, [])


def test_staff_cancel_for_somebody_and_the_queue_moves(client, programme, evening):
    client.force_login(make_member(programme, "facilitator"))
    registration, waits = party(evening, 4), party(evening, 1)
    address = reverse("dialogues:registration_cancel", args=["provet", registration.pk])
    assert client.get(address).status_code == 200
    client.post(address, {})
    waits.refresh_from_db()
    assert waits.state == "seated"


def test_contact_details_are_only_for_those_with_the_right(client, programme, evening):
    party(evening, name="Ali", email="ali@example.org")
    client.force_login(make_member(programme, "communicator"))
    assert client.get(reverse("dialogues:participant_list", args=["provet", evening.pk])).status_code == 403
    page = client.get(evening.get_work_url()).content.decode()
    assert "ali@example.org" not in page
    assert "1 av 4 platser är tagna" in page


def test_lists_ask_as_much_for_one_as_for_many(client, programme):
    dialogue = add_dialogue(programme)
    client.force_login(make_member(programme, "facilitator"))
    addresses = [
        reverse("dialogues:participant_list", args=["provet", add_evening(dialogue).pk]),
        reverse("dialogues:dialogue_public", args=["provet", dialogue.slug]),
        reverse("dialogues:dialogue_calendar", args=["provet"]),
    ]
    few, evening = [count_queries(client, address) for address in addresses], Occasion.objects.get()
    for number in range(4):
        party(evening, 2, email=f"person{number}@example.org", needs="Tolk")
        add_evening(dialogue, day=DAY + dt.timedelta(days=number))
    assert [count_queries(client, address) for address in addresses] == few
