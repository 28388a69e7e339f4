"""Occasions published, moved, cancelled and withdrawn, and what those who have signed up are told of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogues.models import Dialogue, LevelChange, Occasion, Registration
from dialogues.services import occasions as services
from dialogues.services.calls import note_called
from dialogues.services.dialogues import move_dialogue, update_plan
from dialogues.services.registrations import cancel_registration
from dialogues.services.telling import tell_of_change
from kraftsamling.shared.errors import RuleViolation, StateConflict
from tests.dialogues.occasions import DAY, TODAY, add_dialogue, add_evening, at, form_fields, let_it_be, party
from tests.factories import make_member
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def dialogue(programme):
    return add_dialogue(programme)


@pytest.fixture
def evening(dialogue):
    return add_evening(dialogue, capacity=20)


def test_new_time_counts_up_and_tells_those_who_have_signed_up(evening):
    party(evening, email="granne@example.org")
    party(evening, phone="070-123 45 67")
    deliver("notices.send")
    when = {"day": DAY, "last_day": None, "begins": dt.time(17), "ends": dt.time(19)}
    services.update_occasion(evening, changes=when, expected_version=evening.version, by=None)
    assert evening.sequence == 1
    [letter] = deliver("notices.send")
    assert letter.to == ["granne@example.org"]
    assert "torsdag 23 april 2026 kl. 17.00–19.00" in letter.body
    services.update_occasion(evening, changes={"agenda": "Fika"}, expected_version=evening.version, by=None)
    assert (evening.sequence, deliver("notices.send")) == (1, [])


def test_unpublished_occasion_tells_nobody(dialogue):
    evening = add_evening(dialogue, is_public=False)
    services.update_occasion(evening, changes={"address": "Torget"}, expected_version=1, by=None)
    assert evening.sequence == 0


def test_later_day_keeps_addresses_longer(evening):
    registration = party(evening, email="granne@example.org")
    assert registration.point.purge_on == DAY + dt.timedelta(days=30)
    when = {"day": DAY + dt.timedelta(days=7), "last_day": None, "begins": dt.time(18), "ends": dt.time(20)}
    services.update_occasion(evening, changes=when, expected_version=evening.version, by=None)
    registration.point.refresh_from_db()
    assert registration.point.purge_on == DAY + dt.timedelta(days=37)


def test_cancelling_tells_why_and_again_tells_that_it_holds(evening, process_leader):
    party(evening, email="granne@example.org")
    deliver("notices.send")
    with pytest.raises(RuleViolation):
        services.move_occasion(evening, to="cancelled", by=process_leader)
    services.move_occasion(evening, to="cancelled", by=process_leader, reason="Samtalsledaren är sjuk.")
    [letter] = deliver("notices.send")
    assert letter.subject.startswith("Inställt")
    assert "Samtalsledaren är sjuk." in letter.body
    services.move_occasion(evening, to="planned", by=process_leader, reason="Hon är frisk.")
    [letter] = deliver("notices.send")
    assert "blir av ändå" in letter.subject
    assert evening.sequence == 2
    with pytest.raises(StateConflict):
        services.move_occasion(evening, to="planned", by=process_leader, reason="Igen")


def test_letter_of_a_cancelling_that_was_taken_back_is_not_sent(evening):
    party(evening, email="granne@example.org")
    deliver("notices.send")
    services.move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    services.move_occasion(evening, to="planned", by=None, reason="Frisk")
    [letter] = deliver("notices.send")
    assert "blir av ändå" in letter.subject


def test_what_has_not_begun_has_not_been_held(evening, monkeypatch):
    with pytest.raises(RuleViolation):
        services.move_occasion(evening, to="held", by=None)
    let_it_be(monkeypatch, at(DAY, 19))
    assert services.move_occasion(evening, to="held", by=None).state == "held"


def test_occasion_with_registrations_is_cancelled_not_hidden(evening):
    party(evening)
    with pytest.raises(RuleViolation):
        services.withdraw_occasion(evening, by=None, reason="Dubbel")
    with pytest.raises(RuleViolation):
        services.set_occasion_public(evening, is_public=False, by=None)
    services.move_occasion(evening, to="cancelled", by=None, reason="Dubbel")
    services.withdraw_occasion(evening, by=None, reason="Dubbel")
    assert evening.withdrawn_at


def test_withdrawn_occasion_forgets_everyone_once_they_are_told(evening):
    party(evening, name="Ana", needs="Ramp", email="ana@example.org")
    party(evening, name="Ali", phone="070-174 06 05")
    deliver("notices.send")
    services.move_occasion(evening, to="cancelled", by=None, reason="Dubbel")

    def withdraw():
        services.withdraw_occasion(evening, by=None, reason="Dubbel")

    with pytest.raises(RuleViolation):
        withdraw()
    note_called(Registration.objects.get(name="Ali"), by=None)
    with pytest.raises(RuleViolation):
        withdraw()
    deliver("notices.send")
    withdraw()
    rows = Registration.objects.values_list("name", "needs", "point__email", "point__phone", "state")
    assert set(rows) == {("", "", "", "", "seated")}


def test_texts_of_a_withdrawn_occasion_can_still_be_removed(client, programme, evening, process_leader):
    registration = party(evening, name="Ana")
    Occasion.objects.filter(pk=evening.pk).update(withdrawn_at=at(TODAY), withdrawn_reason="Dubbel")
    client.force_login(process_leader)
    page = reverse("dialogues:registration_redact", args=["provet", registration.pk])
    answer = client.post(page, {"fields_to_remove": ["name"], "place": "keep", "reason": "Hör inte hit"})
    assert answer.url == evening.dialogue.get_work_url()
    assert Registration.objects.get().name != "Ana"


def test_later_occasion_is_published_by_a_button(client, programme, dialogue):
    evening = add_evening(dialogue, is_public=False)
    client.force_login(make_member(programme, "communicator"))
    page = client.get(evening.get_work_url()).content.decode()
    assert page.index("Hur det går vidare") < page.index("Publicera tillfället") < page.index("När och var")
    address = reverse("dialogues:occasion_set_public", args=["provet", evening.pk])
    client.post(address, {"is_public": "yes", "version": evening.version})
    evening.refresh_from_db()
    assert evening.published_at


@pytest.mark.parametrize(
    ("lacks", "said"), [({"address": ""}, "skriv var ni möts"), ({"is_all_day": True}, "när det börjar och slutar")]
)
def test_later_occasion_is_not_published_before_it_says_where_and_when(programme, dialogue, lacks, said):
    later = add_evening(dialogue, is_public=False, **lacks)
    with pytest.raises(RuleViolation, match=f"Möte torsdag 23 april: .*{said}"):
        services.set_occasion_public(later, is_public=True, by=None)
    assert not Occasion.objects.get(pk=later.pk).published_at


def hide_of_a_cancelled_dialogue(evening):
    Occasion.objects.filter(pk=evening.pk).update(published_at=None)
    Dialogue.objects.filter(pk=evening.dialogue_id).update(state="cancelled")


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (hide_of_a_cancelled_dialogue, "Dialogen är inställd, så tillfället kan inte publiceras."),
        (party, "Några har anmält sig, så tillfället syns för alla tills du ställer in det."),
    ],
)
def test_button_that_would_be_refused_is_not_drawn_and_the_page_says_why(client, programme, evening, prepare, said):
    client.force_login(make_member(programme, "communicator"))
    address = reverse("dialogues:occasion_set_public", args=["provet", evening.pk])
    before = client.get(evening.get_work_url()).content.decode()
    prepare(evening)
    page = client.get(evening.get_work_url()).content.decode()
    assert (address in before, address in page, said in before, said in page) == (True, False, False, True)


def test_occasion_of_a_planned_dialogue_waits_for_the_invitation(programme, dialogue):
    evening = add_evening(add_dialogue(programme, slug="plan", is_public=False), is_public=False)
    with pytest.raises(RuleViolation):
        services.set_occasion_public(evening, is_public=True, by=None)


def test_cancelled_dialogue_cancels_what_is_planned(dialogue, process_leader):
    evening, held = add_evening(dialogue), add_evening(dialogue, state="held")
    party(evening, email="granne@example.org")
    deliver("notices.send")
    move_dialogue(dialogue, to="cancelled", by=process_leader, reason="Nämnden har inte tid")
    evening.refresh_from_db()
    held.refresh_from_db()
    assert (evening.state, evening.state_reason, held.state) == ("cancelled", "Nämnden har inte tid", "held")
    assert len(deliver("notices.send")) == 1


def test_cancelled_occasion_asks_nobody_to_sign_up_and_has_no_list_for_the_door(client, evening, process_leader):
    Occasion.objects.filter(pk=evening.pk).update(registration_until=TODAY)
    client.force_login(process_leader)
    told = ("Anmäl dig senast", "Lista till dörren", "De som hade anmält sig")
    before = client.get(evening.get_work_url()).content.decode()
    evening.refresh_from_db()
    services.move_occasion(evening, to="cancelled", by=None, reason="Regn")
    after = client.get(evening.get_work_url()).content.decode()
    assert [(words in before, words in after) for words in told] == [(True, False), (True, False), (False, True)]


def test_occasion_of_a_cancelled_dialogue_has_no_button_to_take_place(client, dialogue, process_leader):
    evening = add_evening(dialogue)
    client.force_login(process_leader)
    again = reverse("dialogues:occasion_move", args=[dialogue.programme.slug, evening.pk, "planned"])
    services.move_occasion(evening, to="cancelled", by=None, reason="Regn")
    assert again in client.get(evening.get_work_url()).content.decode()
    move_dialogue(dialogue, to="cancelled", by=process_leader, reason="Nämnden har inte tid")
    assert again not in client.get(evening.get_work_url()).content.decode()
    Dialogue.objects.filter(pk=dialogue.pk).update(published_at=at(TODAY - dt.timedelta(days=2)))
    with pytest.raises(RuleViolation, match="ny dialog"):
        services.move_occasion(evening, to="planned", by=None, reason="Sol")


def test_signing_up_is_not_stopped_once_somebody_has(client, evening, process_leader):
    registration = party(evening)
    client.force_login(process_leader)
    address = evening.get_work_url() + "andra/"
    fields = {name: value for name, value in form_fields(client, address).items() if name != "needs_registration"}
    assert "Några har redan anmält sig." in client.post(address, fields).content.decode()
    cancel_registration(registration)
    evening.refresh_from_db()
    changes = {"needs_registration": False}
    services.update_occasion(evening, changes=changes, expected_version=evening.version, by=None)
    assert evening.needs_registration is False


def test_whoever_writes_an_occasion_waits_for_who_publishes_the_dialogue(dialogue):
    evening = add_evening(dialogue)
    day = {"day": DAY, "last_day": None, "begins": None, "ends": None}
    for act in (
        lambda: services.add_occasion(dialogue=dialogue, by=None, kind="meeting", **day),
        lambda: services.update_occasion(evening, changes={"plan_b": "Inne"}, expected_version=1, by=None),
        lambda: services.move_occasion(evening, to="cancelled", by=None, reason="Regn"),
        lambda: services.move_occasion(evening, to="planned", by=None, reason="Sol"),
        lambda: services.set_occasion_public(evening, is_public=False, by=None),
        lambda: services.set_occasion_public(evening, is_public=True, by=None),
    ):
        with CaptureQueriesContext(connection) as queries:
            act()
        writes = [query["sql"] for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]
        assert writes[0].startswith('UPDATE "dialogues_dialogue" SET "version"')


def test_invitation_is_not_taken_back_from_those_who_have_signed_up(dialogue, process_leader):
    evening = add_evening(dialogue)
    party(evening)
    with pytest.raises(RuleViolation):
        move_dialogue(dialogue, to="planned", by=process_leader, reason="Fel fråga")
    services.move_occasion(evening, to="cancelled", by=None, reason="Fel fråga")
    assert move_dialogue(dialogue, to="planned", by=process_leader, reason="Fel fråga").published_at is None


def test_changed_level_is_told_once(dialogue, process_leader):
    party(add_evening(dialogue), email="granne@example.org")
    deliver("notices.send")
    Dialogue.objects.filter(pk=dialogue.pk).update(form="learning", level="dialogue")
    dialogue.refresh_from_db()
    changes = {"form": "information", "level": "information"}
    update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None, reason="Nämnden har bestämt.")
    [letter] = deliver("notices.send")
    assert "Nämnden har bestämt." in letter.body
    tell_of_change(dialogue, LevelChange.objects.get())
    assert deliver("notices.send") == []
