"""Signing up without account: what the form asks, takes and refuses, and what its letters say."""

import datetime as dt
import json

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from dialogues.models import Influence, Occasion, Registration
from dialogues.queries.registrations import hash_secret, link_secret
from dialogues.services import registrations as services
from dialogues.services.occasions import move_occasion, update_occasion
from dialogues.services.telling import tell_of_change
from kraftsamling.notices.models import ContactPoint, Notice
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import FormReceipt
from kraftsamling.shared.public_pages import get_versions
from kraftsamling.shared.receipts import make_form_key
from tests.dialogues.occasions import (
    DAY,
    ORIGIN,
    TODAY,
    at,
    let_it_be,
    own_page,
    party,
    sign_up_address,
)
from tests.factories import make_member
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")


def test_visitor_signs_up_without_cookie_and_gets_a_letter(evening):
    client = Client()
    page = client.get(sign_up_address(evening))
    assert "4 platser är kvar." in page.content.decode()
    assert "23 maj 2026" in page.content.decode()
    sent = {"people": "2", "name": "Ali", "email": "ali@example.org", "needs": "Plats för rullator",
            "form_key": make_form_key(None), "website": ""}  # fmt: skip
    answer = client.post(sign_up_address(evening), sent, headers=ORIGIN)
    registration = Registration.objects.get()
    assert answer.url == own_page(registration)
    assert client.post(sign_up_address(evening), sent, headers=ORIGIN).url == answer.url
    assert Registration.objects.count() == 1
    own = client.get(answer.url)
    assert "Du är anmäld" in own.content.decode()
    assert not client.cookies
    assert "no-store" in own["Cache-Control"]
    assert own["X-Robots-Tag"] == "noindex"
    [letter] = deliver("notices.send")
    assert letter.to == ["ali@example.org"]
    for words in ("torsdag 23 april 2026 kl. 18.00–20.00", "Storgatan 4", link_secret(registration), ".ics",
                  "hörslinga, tyst rum"):  # fmt: skip
        assert words in letter.body
    assert registration.secret_hash == hash_secret(link_secret(registration))


@pytest.mark.parametrize(("title", "shown"), [("", "<strong>Möte</strong>"), ("kväll med soppa", ">Kväll med soppa<")])
def test_sign_up_and_own_page_name_the_occasion(evening, title, shown):
    Occasion.objects.filter(pk=evening.pk).update(title=title)
    for address in (sign_up_address(evening), own_page(party(evening))):
        assert shown in Client().get(address).content.decode()


def test_every_letter_names_dialogue_and_occasion_and_whom_to_ask(programme, evening, monkeypatch):
    contact = {"contact_function": "Områdesutvecklaren", "contact_phone": "031-390 06 00",
               "contact_email": "fraga@example.org"}  # fmt: skip
    type(programme).objects.filter(pk=programme.pk).update(**contact)
    Occasion.objects.filter(pk=evening.pk).update(title="Kväll med soppa")
    evening.refresh_from_db()
    leaves = party(evening, 3)
    party(evening, 2, email="ana@example.org")
    letters = deliver("notices.send")
    services.cancel_registration(leaves)
    letters += deliver("notices.send")
    update_occasion(evening, changes={"address": "Torget 1"}, expected_version=evening.version, by=None)
    letters += deliver("notices.send")
    for state in ("cancelled", "planned"):
        move_occasion(evening, to=state, by=None, reason="Sjuk")
        letters += deliver("notices.send")
    tell_of_change(evening.dialogue, Influence(pk=1, dialogue=evening.dialogue))
    letters += deliver("notices.send")
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=1)))
    services.remind_participants()
    letters += deliver("notices.send")
    assert len({letter.subject for letter in letters}) == 7
    ask = "Frågor? Områdesutvecklaren, 031-390 06 00, fraga@example.org"
    for letter in letters:
        for words in ("Gäller: Vad behövs på torget?", "Vad: Kväll med soppa (möte)", "När: torsdag 23 april", ask):
            assert words in letter.body
    said = {letter.subject.partition(":")[0]: letter.body for letter in letters}
    assert "Snart är det dags. Ni har plats, 2 personer. Avboka om ni" in said["Påminnelse"]
    assert said["Inställt"].index("Sjuk") < said["Inställt"].index("Du behöver inte göra något.")
    page = evening.dialogue.get_absolute_url()
    assert f"Läs vad den lovar nu: {settings.PUBLIC_URL}{page}" in said["Det dialogen lovar har ändrats"]


def test_secret_lies_in_no_table(evening):
    """Neither of the registration, of the letter that waits, of its job nor of the form that was sent."""
    sent = {"people": "2", "email": "ali@example.org", "form_key": make_form_key(None)}
    Client().post(sign_up_address(evening), sent, headers=ORIGIN)
    secret, registration = link_secret(Registration.objects.get()), Registration.objects.get()
    changed = {"people": "1", "version": registration.version, "base": "", "form_key": make_form_key(None)}
    Client().post(own_page(registration), changed, headers=ORIGIN)
    tables = [json.dumps(list(QuerySet(model).values()), default=str) for model in apps.get_models()]
    assert (FormReceipt.objects.count(), Notice.objects.count()) == (2, 1)
    assert not [rows for rows in tables if secret in rows]


def test_without_address_one_is_told_to_keep_the_link(evening):
    answer = Client().post(sign_up_address(evening), {"people": "1"}, headers=ORIGIN)
    page = Client().get(answer.url).content.decode()
    assert "Spara adressen till den här sidan" in page
    assert f"http://testserver{answer.url}" in page
    assert (ContactPoint.objects.count(), Registration.objects.get().point) == (0, None)
    assert deliver("notices.send") == []


def test_form_of_another_site_a_program_or_a_flood_is_refused(evening):
    client = Client()
    assert client.post(sign_up_address(evening), {"people": "1"}, headers={"origin": "http://other"}).status_code == 403
    assert client.post(sign_up_address(evening), {"people": "1", "website": "x"}, headers=ORIGIN).status_code == 200
    for _number in range(31):
        last = client.post(sign_up_address(evening), {"people": "0"}, headers=ORIGIN)
    assert Registration.objects.count() == 0
    for number in range(31):
        last = client.post(sign_up_address(evening), {"people": "1", "name": str(number)}, headers=ORIGIN)
    assert "Många har nyss anmält sig från samma nätverk" in last.content.decode()
    assert Registration.objects.count() == 30


def test_needs_that_tell_too_much_are_asked_about_once_and_flagged(client, programme, evening):
    sent = {"people": "1", "needs": "Plats för rullstol, jag har diabetes", "form_key": make_form_key(None)}
    asked = Client().post(sign_up_address(evening), sent, headers=ORIGIN)
    assert "något om hälsa" in asked.context["form"].errors["needs"][0]
    assert (asked.context["form"]["needs"].value(), Registration.objects.count()) == (sent["needs"], 0)
    assert '<input type="hidden" name="was_asked" value="on"' in asked.content.decode()
    Client().post(sign_up_address(evening), {**sent, "was_asked": "on"}, headers=ORIGIN)
    registration = Registration.objects.get()
    assert registration.needs == sent["needs"]
    client.force_login(make_member(programme, "facilitator"))
    door = client.get(reverse("dialogues:participant_list", args=["provet", evening.pk])).content.decode()
    assert "Det verkar innehålla något om hälsa" in door
    own = {"people": "1", "needs": "Ring 070-174 06 05", "version": registration.version, "base": ""}
    assert Client().post(own_page(registration), own, headers=ORIGIN).context["form"].errors["needs"]
    assert Client().post(own_page(registration), {**own, "was_asked": "on"}, headers=ORIGIN).status_code == 302


@pytest.mark.parametrize(
    ("changes", "moment", "words"),
    [
        ({"registration_until": DAY - dt.timedelta(days=2)}, at(DAY - dt.timedelta(days=1)), "Sista dagen att anmäla"),
        ({"registration_until": DAY - dt.timedelta(days=2)}, at(DAY - dt.timedelta(days=2), 23), ""),
        ({}, at(DAY, 18), "har börjat eller är slut"),
        ({"state": "cancelled", "state_reason": "Sjuk"}, at(TODAY), "inställt"),
        ({"needs_registration": False}, at(TODAY), "behöver inte anmäla dig"),
    ],
)
def test_closed_is_said_in_a_sentence(evening, monkeypatch, changes, moment, words):
    Occasion.objects.filter(pk=evening.pk).update(**changes)
    let_it_be(monkeypatch, moment)
    page = Client().get(sign_up_address(evening)).content.decode()
    Client().post(sign_up_address(evening), {"people": "1"}, headers=ORIGIN)
    assert words in page
    assert (Registration.objects.count(), "<form" in page) == ((0, False) if words else (1, True))


@pytest.mark.parametrize("hidden", ["occasion", "dialogue"])
def test_unpublished_shows_nothing(evening, hidden):
    row = evening if hidden == "occasion" else evening.dialogue
    type(row).objects.filter(pk=row.pk).update(published_at=None)
    assert Client().get(sign_up_address(evening)).status_code == 404
    assert Client().post(sign_up_address(evening), {"people": "1"}, headers=ORIGIN).status_code == 404


@pytest.mark.parametrize("hidden", ["occasion", "dialogue"])
def test_what_was_hidden_while_the_form_was_open_takes_nobody(evening, hidden):
    row = evening if hidden == "occasion" else evening.dialogue
    type(row).objects.filter(pk=row.pk).update(published_at=None)
    with pytest.raises(RuleViolation):
        party(evening)
    assert not Registration.objects.exists()


def test_occasion_of_a_cancelled_dialogue_does_not_come_back(evening):
    move_occasion(evening, to="cancelled", by=None, reason="Dialogen är inställd")
    type(evening.dialogue).objects.filter(pk=evening.dialogue.pk).update(state="cancelled")
    with pytest.raises(RuleViolation):
        move_occasion(evening, to="planned", by=None, reason="Ändå")


def test_reminder_goes_out_once_the_day_before(evening, monkeypatch):
    party(evening, 3, email="ett@example.org")
    party(evening, 2, email="vantar@example.org")
    party(evening, 1, phone="070-123 45 67")
    deliver("notices.send")
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=2)))
    assert services.remind_participants() == 0
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=1), 6))
    services.remind_participants()
    services.remind_participants()
    [letter] = deliver("notices.send")
    assert (letter.to, "Påminnelse" in letter.subject) == (["ett@example.org"], True)
    let_it_be(monkeypatch, at(DAY, 6))
    services.remind_participants()
    assert deliver("notices.send") == []


def test_missed_reminder_is_sent_on_the_day_but_not_afterwards(evening, monkeypatch):
    party(evening, email="ett@example.org")
    deliver("notices.send")
    let_it_be(monkeypatch, at(DAY, 19))
    assert services.remind_participants() == 0
    let_it_be(monkeypatch, at(DAY, 6))
    assert services.remind_participants() == 1
    assert len(deliver("notices.send")) == 1


def test_nobody_is_reminded_of_what_is_cancelled(evening, monkeypatch):
    party(evening, email="ett@example.org")
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=1)))
    assert services.remind_participants() == 0


def test_letters_speak_the_language_of_the_form(evening):
    Client().post(f"/en{sign_up_address(evening)}", {"people": "1", "email": "a@example.org"}, headers=ORIGIN)
    [letter] = deliver("notices.send")
    assert letter.subject.startswith("You are signed up")


def test_signing_up_leaves_public_pages_as_they_are(evening):
    """A page that many look at is not made anew for each who signs up: the free places stand on the form alone."""
    before = get_versions()
    party(evening, 2)
    assert get_versions() == before
