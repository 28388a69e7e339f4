"""How those who have signed up are reached: shown on their own page, added, changed and removed there."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.forms.registrations import OwnContactForm
from dialogues.models import Registration
from dialogues.queries.registrations import calls_in, link_secret
from dialogues.services import registrations as services
from dialogues.services.calls import ask_to_call, note_called
from dialogues.services.contacts import change_contact
from dialogues.services.occasions import move_occasion, update_occasion, withdraw_occasion
from kraftsamling.audit.models import AuditEntry
from kraftsamling.notices.models import ContactPoint
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.models import FormDraft
from kraftsamling.shared.receipts import make_form_key
from tests.dialogues.occasions import DAY, ORIGIN, TODAY, at, let_it_be, own_page, party
from tests.factories import make_member
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")

PHONE = "070-174 06 05"


def send(registration, **fields):
    sent = {**fields, "form_key": make_form_key(None)}
    return Client().post(own_page(registration, "contact"), sent, headers=ORIGIN)


def held(registration) -> tuple[str, str]:
    point = Registration.objects.get(pk=registration.pk).point
    return point.email, point.phone


def test_own_page_shows_what_is_held_as_it_was_written(evening):
    client, registration = Client(), party(evening, email="Ana@example.org", phone=PHONE)
    page = client.get(own_page(registration)).content.decode()
    assert [words in page for words in ("Ana@example.org", PHONE, own_page(registration, "contact"))] == [True] * 3
    form = client.get(own_page(registration, "contact")).context["form"]
    assert (form["email"].value(), form["phone"].value()) == ("Ana@example.org", PHONE)
    assert not client.cookies


def test_who_has_left_nothing_is_told_that_we_cannot_reach_them_and_adds_an_address(evening):
    registration = party(evening, 2)
    assert "Då kan vi inte nå dig" in Client().get(own_page(registration)).content.decode()
    answer = send(registration, email="ana@example.org", phone="")
    assert answer.url == f"{own_page(registration)}?sparat=1"
    page = Client().get(answer.url).content.decode()
    assert ("Sparat." in page, "ana@example.org" in page, "Då kan vi inte nå dig" in page) == (True, True, False)
    point = ContactPoint.objects.get()
    assert (point.purge_on, point.purpose) == (evening.purge_day, "registration")
    [letter] = deliver("notices.send")
    assert (letter.to, letter.subject.startswith("Du är anmäld")) == (["ana@example.org"], True)
    assert link_secret(registration) in letter.body


def test_new_address_gets_the_letter_and_what_waits_to_be_sent(evening):
    registration = party(evening, email="gammal@example.org")
    send(registration, email="ny@example.org", phone=PHONE)
    assert [letter.to for letter in deliver("notices.send")] == [["ny@example.org"]] * 2
    send(registration, email="ny@example.org", phone="")
    assert (held(registration), deliver("notices.send")) == (("ny@example.org", ""), [])


def test_removed_e_mail_leaves_the_telephone_and_then_we_call(evening):
    registration = party(evening, email="ana@example.org", phone=PHONE)
    send(registration, email="", phone=PHONE)
    update_occasion(evening, changes={"address": "Torget 1"}, expected_version=evening.version, by=None)
    assert (held(registration), deliver("notices.send")) == (("", PHONE), [])
    assert [row.pk for row in calls_in([evening.programme_id])] == [registration.pk]
    assert "Vi ringer dig om något ändras." in Client().get(own_page(registration)).content.decode()


def test_emptied_form_removes_both_and_they_can_be_left_again(evening):
    registration = party(evening, email="ana@example.org", phone=PHONE)
    answer = send(registration, email="", phone="")
    assert "Vi har tagit bort dina kontaktuppgifter." in Client().get(answer.url).content.decode()
    assert held(registration) == ("", "")
    send(registration, email="ana@example.org", phone="")
    assert held(registration) == ("ana@example.org", "")
    # The mark of the receipt lies when something is held again.
    assert "Vi har tagit bort" not in Client().get(answer.url).content.decode()


def test_changes_are_logged_without_what_was_written_and_old_drafts_go(evening, process_leader):
    registration = party(evening, email="gammal@example.org")
    FormDraft.objects.create(owner=process_leader, path="/x/", fields={"note": ["Mejla gammal@example.org"]})
    send(registration, email="ny@example.org", phone="")
    entries = AuditEntry.objects.filter(verb__in=["registration.change_contact", "contact.update"])
    assert sorted((entry.verb, entry.fields) for entry in entries) == [
        ("contact.update", ["email"]), ("registration.change_contact", ["point"]),
    ]  # fmt: skip
    log = json.dumps(list(AuditEntry.objects.values()), default=str)
    assert ("example.org" in log, FormDraft.objects.count()) == (False, 0)


def test_same_again_changes_nothing(evening):
    registration = party(evening, email="ana@example.org")
    deliver("notices.send")
    version = registration.version
    send(registration, email="ana@example.org", phone="")
    assert (deliver("notices.send"), AuditEntry.objects.filter(verb="contact.update").count()) == ([], 0)
    registration.refresh_from_db()
    assert registration.version == version


def test_what_is_no_address_is_asked_for_again(evening):
    registration = party(evening, email="ana@example.org")
    refused = send(registration, email="ana", phone="ring mig")
    assert set(refused.context["form"].errors) == {"email", "phone"}
    assert held(registration) == ("ana@example.org", "")


def test_form_of_another_site_or_a_flood_is_refused(evening):
    registration = party(evening)
    other = {"origin": "http://other"}
    assert (
        Client().post(own_page(registration, "contact"), {"email": "a@example.org"}, headers=other).status_code == 403
    )
    answers = [send(registration, email=f"ana{number}@example.org", phone="") for number in range(31)]
    assert "Många har nyss ändrat sina uppgifter" in answers[-1].content.decode()
    assert held(registration) == ("ana29@example.org", "")


def test_cancelled_or_forgotten_keeps_no_new_address(evening):
    registration = services.cancel_registration(party(evening, email="ana@example.org"))
    assert (
        Client().get(own_page(registration, "contact")).url
        == send(registration, email="b@example.org").url
        == own_page(registration)
    )
    with pytest.raises(StateConflict):
        change_contact(registration, email="b@example.org", phone="")
    gone = party(evening)
    Registration.objects.filter(pk=gone.pk).update(purged_at=at(TODAY))
    with pytest.raises(StateConflict):
        change_contact(gone, email="b@example.org", phone="")
    assert ContactPoint.objects.exclude(email="").count() == 0


def test_call_to_the_number_that_was_is_not_noted(client, programme, evening):
    """The list of calls was opened before; whoever is reached in another way now is looked at again."""
    client.force_login(make_member(programme, "facilitator"))
    registration = party(evening, phone=PHONE)
    update_occasion(evening, changes={"address": "Torget 1"}, expected_version=evening.version, by=None)
    version = Registration.objects.get().version
    stale = Registration.objects.get()
    send(registration, email="", phone="0515-123 45")
    note = reverse("dialogues:registration_call", args=["provet", registration.pk])
    client.post(note, {"call": "called", "version": version})
    with pytest.raises(StateConflict):
        note_called(stale, by=None)
    assert Registration.objects.get().call_state == "wanted"


def test_no_letter_of_what_is_cancelled_or_has_begun(evening, monkeypatch):
    registration = party(evening)
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    send(registration, email="ana@example.org", phone="")
    assert deliver("notices.send") == []
    evening.refresh_from_db()
    move_occasion(evening, to="planned", by=None, reason="Frisk")
    assert [letter.to for letter in deliver("notices.send")] == [["ana@example.org"]]
    let_it_be(monkeypatch, at(DAY, 19))
    send(registration, email="bea@example.org", phone="")
    assert (held(registration), deliver("notices.send")) == (("bea@example.org", ""), [])
    let_it_be(monkeypatch, at(DAY, 21))
    assert own_page(registration, "contact") not in Client().get(own_page(registration)).content.decode()


def test_number_is_one_that_can_be_called():
    refused = ("2026-", "-----", "2026-12-31", "٠٧٠١٧٤٠٦٠٥", "012345", "+123456")
    accepted = (PHONE, "+46 (0)33-35 70 00", "0046 33 35 70 00", "(033) 35 70 00")
    errors = [OwnContactForm({"phone": number}).errors.get("phone") for number in refused]
    assert errors == [["Skriv telefonnumret med siffror och riktnummer, till exempel 070-123 45 67."]] * len(refused)
    assert [OwnContactForm({"phone": number}).errors for number in accepted] == [{}] * len(accepted)


@pytest.mark.parametrize(
    ("contact", "kept", "gone"),
    [
        ({"phone": "2026-"}, "Mötet är 2026-12-31", ""),
        ({"phone": PHONE}, "Dnr 10701740605 och 070-174 06 051", "Ring 0701740605."),
        ({"email": "a@b.se"}, "ada@b.se, a@b.server och a@b.se.example", "Mejla A@B.se."),
    ],
)
def test_only_kept_forms_with_the_whole_address_go(evening, process_leader, contact, kept, gone):
    """A visitor who leaves "2026-" as a telephone number deletes nothing of others."""
    registration = party(evening, **contact)
    for text in filter(None, (kept, gone)):
        FormDraft.objects.create(owner=process_leader, path="/x/", fields={"note": [text]})
    services.cancel_registration(registration)
    assert [draft.fields["note"] for draft in FormDraft.objects.all()] == [[kept]]


def test_call_that_is_owed_becomes_a_letter(evening):
    registration = party(evening, phone=PHONE)
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    send(registration, email="ana@example.org", phone=PHONE)
    assert Registration.objects.get().call_state == "none"
    with pytest.raises(RuleViolation):
        withdraw_occasion(evening, by=None, reason="Fel")
    [letter] = deliver("notices.send")
    assert (letter.to, letter.subject.startswith("Inställt")) == (["ana@example.org"], True)


def test_call_of_what_can_be_influenced_becomes_a_letter(evening):
    registration = party(evening, phone=PHONE)
    ask_to_call([registration], about="dialogue")
    send(registration, email="ana@example.org", phone="")
    [letter] = deliver("notices.send")
    assert letter.subject.startswith("Det dialogen lovar har ändrats")


def test_letter_that_waits_becomes_a_call(evening):
    registration = party(evening, email="ana@example.org")
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    send(registration, email="", phone=PHONE)
    assert [(row.pk, row.call_about) for row in calls_in([evening.programme_id])] == [(registration.pk, "cancelled")]
    with pytest.raises(RuleViolation):
        withdraw_occasion(evening, by=None, reason="Fel")
    # Once more by letter, and only by that one.
    send(registration, email="ana@example.org", phone="")
    [letter] = deliver("notices.send")
    assert (letter.subject.startswith("Inställt"), list(calls_in([evening.programme_id]))) == (True, [])
