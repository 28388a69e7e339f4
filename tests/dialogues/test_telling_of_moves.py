"""An occasion that is moved or cancelled: the letters say what has changed, and the page how many hear of it."""

import datetime as dt

import pytest
from django.urls import reverse

from dialogues.services.contacts import change_contact
from dialogues.services.occasions import move_occasion, update_occasion
from tests.dialogues.occasions import DAY, at, party
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")

BEFORE = "torsdag 23 april 2026 kl. 18.00–20.00"
AFTER = "torsdag 30 april 2026 kl. 18.00–20.00"
LATER = {"starts_at": at(DAY + dt.timedelta(days=7), 18), "ends_at": at(DAY + dt.timedelta(days=7), 20)}


@pytest.fixture
def signed_up(evening):
    party(evening, name="Ana", email="ana@example.org")
    party(evening, name="Bo", email="bo@example.org")
    party(evening, name="Ali", phone="070-174 06 05")
    deliver("notices.send")
    return evening


def change(evening, **changes) -> str:
    update_occasion(evening, changes=changes, expected_version=evening.version, by=None)
    return deliver("notices.send")[0].body


def test_letter_says_which_time_it_is_and_was(signed_up):
    body = change(signed_up, **LATER)
    assert (f"Ny tid: {AFTER} (förut {BEFORE})." in body, "Ny plats" in body) == (True, False)


def test_letter_says_which_place_it_is(signed_up):
    body = change(signed_up, address="Biblioteket")
    assert ("Ny plats: Biblioteket." in body, "Ny tid:" in body) == (True, False)


def test_letter_instead_of_a_call_tells_what_holds(evening):
    registration = party(evening, name="Ali", phone="070-174 06 05")
    update_occasion(evening, changes=LATER, expected_version=evening.version, by=None)
    change_contact(registration, email="ali@example.org", phone="")
    [letter] = deliver("notices.send")
    assert ("Tiden eller platsen har ändrats." in letter.body, AFTER in letter.body) == (True, True)


def test_whoever_cancels_reads_how_many_have_signed_up_and_how_many_hear_of_it(client, signed_up, process_leader):
    client.force_login(process_leader)
    move = reverse("dialogues:occasion_move", args=["provet", signed_up.pk, "cancelled"])
    assert "3 sällskap har anmält sig." in client.get(move).content.decode()
    page = client.post(move, {"reason": "Sjuk"}, follow=True).content.decode()
    calls = reverse("dialogues:call_list", args=["provet"])
    said = f'Tillfället är inställt. 2 sällskap får mejl. 1 sällskap ska ringas upp. <a href="{calls}">Att ringa</a>'
    assert said in page


def test_whoever_moves_it_reads_how_many_hear_of_it(client, signed_up, process_leader):
    client.force_login(process_leader)
    edit = reverse("dialogues:occasion_edit", args=["provet", signed_up.pk])
    form = client.get(edit).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    page = client.post(edit, {**sent, "address": "Biblioteket", "on": "1"}, follow=True).content.decode()
    assert "Sparat. 2 sällskap får mejl. 1 sällskap ska ringas upp." in page
    page = client.post(edit, {**sent, "address": "Biblioteket", "version": "3", "plan_b": "Inne"}, follow=True)
    assert "får mejl" not in page.content.decode()


def test_places_of_a_cancelled_occasion_are_not_taken(client, signed_up, process_leader):
    client.force_login(process_leader)
    pages = [
        reverse("dialogues:occasion_detail", args=["provet", signed_up.pk]),
        reverse("dialogues:participant_list", args=["provet", signed_up.pk]),
        reverse("dialogues:dialogue_detail", args=["provet", signed_up.dialogue.pk]),
    ]
    assert all("platser är tagna" in client.get(page).content.decode() for page in pages)
    move_occasion(signed_up, to="cancelled", by=None, reason="Sjuk")
    assert not any("platser är tagna" in client.get(page).content.decode() for page in pages)
