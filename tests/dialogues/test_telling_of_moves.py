"""An occasion that is moved or cancelled: the letters say what has changed, and the page how many hear of it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from dialogues.services.contacts import change_contact
from dialogues.services.occasions import move_occasion, update_occasion
from dialogues.services.registrations import add_participant
from tests.dialogues.occasions import DAY, add_dialogue, add_evening, at, party
from tests.dialogues.plans import typed
from tests.factories import make_member
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


def move(evening, **changes) -> None:
    update_occasion(evening, changes=changes, expected_version=evening.version, by=None)


def lines_of(letters) -> list[str]:
    """Return what the letters say is new."""
    return [
        line
        for letter in letters
        for line in letter.body.splitlines()
        if line.startswith(("Ny tid: ", "Ny plats: ", "Länken"))
    ]


def test_what_is_moved_twice_before_the_letter_goes_is_told_once_from_what_they_knew(signed_up):
    earlier = {"starts_at": at(DAY, 17), "ends_at": at(DAY, 19), "address": "Biblioteket"}
    move(signed_up, **earlier)
    move(signed_up, **LATER)
    said = [f"Ny tid: {AFTER} (förut {BEFORE}).", "Ny plats: Biblioteket."]
    assert lines_of(deliver("notices.send")) == said * 2


def test_what_is_moved_back_before_the_letter_goes_is_told_to_nobody(signed_up):
    before = {name: getattr(signed_up, name) for name in ("starts_at", "ends_at", "address", "online_url")}
    move(signed_up, **LATER, address="Biblioteket", online_url="https://example.org/rum")
    move(signed_up, **before)
    assert deliver("notices.send") == []
    move(signed_up, **LATER)
    assert lines_of(deliver("notices.send")) == [f"Ny tid: {AFTER} (förut {BEFORE})."] * 2


def test_what_is_moved_back_after_the_letter_went_is_told_from_that_letter(signed_up):
    before = {"starts_at": signed_up.starts_at, "ends_at": signed_up.ends_at}
    move(signed_up, **LATER)
    deliver("notices.send")
    move(signed_up, **before)
    assert lines_of(deliver("notices.send")) == [f"Ny tid: {BEFORE} (förut {AFTER})."] * 2


def test_web_address_that_is_taken_away_is_told_as_what_holds_now(signed_up):
    move(signed_up, online_url="https://example.org/rum")
    assert lines_of(deliver("notices.send")) == ["Länken för att delta på nätet är ny."] * 2
    assert "Tiden eller platsen har ändrats." in change(signed_up, online_url="")


@pytest.fixture(params=[True, False])
def hidden(request, programme):
    """An evening that nobody but those who work with it can read of, with one whom they have signed up."""
    dialogue = add_dialogue(programme, slug="parken", is_public=request.param)
    evening = add_evening(dialogue, is_public=False)
    add_participant(occasion=evening, people=1, by=None, name="Ana", email="ana@example.org")
    return evening


def test_letter_of_what_is_hidden_leads_to_no_calendar_file(hidden, evening):
    party(evening, name="Eva", email="eva@example.org")
    told = {letter.to[0]: "Till kalendern" in letter.body for letter in deliver("notices.send")}
    assert told == {"ana@example.org": False, "eva@example.org": True}


def test_whoever_is_signed_up_for_what_is_hidden_hears_each_time_it_moves(hidden):
    deliver("notices.send")
    for address in ("Biblioteket", "Torget 1"):
        move(hidden, address=address)
        assert lines_of(deliver("notices.send")) == [f"Ny plats: {address}."]
    assert hidden.sequence == 0


def test_whoever_is_signed_up_for_what_is_hidden_hears_that_it_is_cancelled(hidden):
    deliver("notices.send")
    move_occasion(hidden, to="cancelled", by=None, reason="Sjuk")
    [letter] = deliver("notices.send")
    assert (letter.subject.startswith("Inställt"), hidden.sequence, hidden.told.letters) == (True, 0, 1)


def test_whoever_cancels_reads_how_many_have_signed_up_and_how_many_hear_of_it(client, signed_up, process_leader):
    client.force_login(process_leader)
    move = reverse("dialogues:occasion_move", args=["provet", signed_up.pk, "cancelled"])
    assert "3 sällskap har anmält sig." in client.get(move).content.decode()
    page = client.post(move, {"reason": "Sjuk"}, follow=True).content.decode()
    calls = reverse("dialogues:call_list", args=["provet"])
    said = f'Tillfället är inställt. 2 sällskap får mejl. 1 sällskap ska ringas upp. <a href="{calls}">Att ringa</a>'
    assert said in page


def test_whoever_may_not_see_who_is_to_be_called_gets_no_link_to_it(client, signed_up):
    client.force_login(make_member(signed_up.programme, "communicator"))
    move = reverse("dialogues:occasion_move", args=["provet", signed_up.pk, "cancelled"])
    page = client.post(move, {"reason": "Sjuk"}, follow=True)
    said = "Tillfället är inställt. 2 sällskap får mejl. 1 sällskap ska ringas upp."
    assert [str(message) for message in page.context["messages"]] == [said]


def test_whoever_cancels_the_dialogue_reads_how_many_hear_of_it(client, signed_up, process_leader):
    party(add_evening(signed_up.dialogue), name="Eva", email="eva@example.org")
    client.force_login(process_leader)
    move = reverse("dialogues:dialogue_move", args=["provet", signed_up.dialogue_id, "cancelled"])
    page = client.post(move, {"reason": "Nämnden har inte tid"}, follow=True).content.decode()
    calls = reverse("dialogues:call_list", args=["provet"])
    assert f'Sparat. 3 sällskap får mejl. 1 sällskap ska ringas upp. <a href="{calls}">Att ringa</a>' in page


def test_whoever_cancels_reads_how_many_no_message_reaches(client, evening, process_leader):
    party(evening)
    client.force_login(process_leader)
    move = reverse("dialogues:occasion_move", args=["provet", evening.pk, "cancelled"])
    page = client.post(move, {"reason": "Sjuk"}, follow=True).content.decode()
    assert "1 sällskap har inte lämnat någon adress" in page


def test_whoever_changes_what_is_cancelled_reads_that_it_is_saved(client, signed_up, process_leader):
    move_occasion(signed_up, to="cancelled", by=None, reason="Sjuk")
    client.force_login(process_leader)
    edit = reverse("dialogues:occasion_edit", args=["provet", signed_up.pk])
    page = client.post(edit, typed(client.get(edit).context["form"]) | {"plan_b": "Inne"}, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Sparat."]


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


@pytest.mark.parametrize("role", ["process_leader", "communicator"])
def test_pages_of_a_cancelled_occasion_hold_no_empty_paragraph(client, signed_up, role):
    client.force_login(make_member(signed_up.programme, role))
    move_occasion(signed_up, to="cancelled", by=None, reason="Sjuk")
    page = client.get(reverse("dialogues:dialogue_detail", args=["provet", signed_up.dialogue_id])).content.decode()
    door = client.get(reverse("dialogues:participant_list", args=["provet", signed_up.pk])).content.decode()
    assert [re.findall(r"<p[^>]*>\s*</p>", text) for text in (page, door)] == [[], []]
