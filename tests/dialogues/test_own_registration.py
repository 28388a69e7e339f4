"""One's own registration: changed and cancelled by its link, and forgotten in time."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.models import Registration
from dialogues.queries.registrations import link_secret, participants_of
from dialogues.services import registrations as services
from dialogues.services.occasions import move_occasion
from kraftsamling.audit.models import AuditEntry
from kraftsamling.notices.models import ContactPoint, Notice
from kraftsamling.notices.services import purge_old_contacts
from kraftsamling.shared.errors import StateConflict
from tests.dialogues.occasions import (
    DAY,
    ORIGIN,
    TODAY,
    at,
    let_it_be,
    own_page,
    party,
    sign_up_address,
    states,
)
from tests.factories import make_member
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")


def test_own_registration_is_changed_by_its_link(evening):
    registration, waits = party(evening, 3, name="Ali"), party(evening, 2, email="tva@example.org")
    client, address = Client(), own_page(registration)
    form = client.get(address).context["form"]
    sent = {"name": "Ali", "needs": "", "version": form["version"].value(), "base": form["base"].value()}
    refused = client.post(address, {**sent, "people": "5"}, headers=ORIGIN)
    assert "Det finns plats för 4" in refused.context["form"].errors["people"][0]
    assert client.post(address, {**sent, "people": "2"}, headers=ORIGIN).url == f"{address}?sparat=1"
    waits.refresh_from_db()
    assert (states(evening), waits.state) == (["seated", "seated"], "seated")
    assert "Sparat." in client.get(f"{address}?sparat=1").content.decode()


def test_own_registration_is_cancelled_by_a_button_not_by_looking(evening):
    registration = party(evening, 2)
    client, address = Client(), own_page(registration)
    leave = reverse("dialogues:registration_leave", args=[link_secret(registration)])
    assert client.get(leave).status_code == 405
    assert client.post(leave, headers={"origin": "http://other"}).status_code == 403
    assert states(evening) == ["seated"]
    assert client.post(leave, headers=ORIGIN).url == address
    assert client.post(leave, headers=ORIGIN).url == address
    assert states(evening) == ["cancelled"]
    page = client.get(address).content.decode()
    assert ("Din anmälan är avbokad" in page, "är redan borttaget" in page) == (True, True)
    assert "Det du har berättat om dig själv tas bort den" not in page
    assert not client.cookies


def test_wrong_or_forgotten_link_leads_nowhere(evening):
    registration = party(evening)
    assert Client().get(reverse("dialogues:registration_open", args=["0" * 64])).status_code == 404
    assert Client().get(reverse("dialogues:registration_open", args=[registration.secret_hash])).status_code == 404
    Registration.objects.filter(pk=registration.pk).update(purged_at=at(TODAY))
    assert Client().get(own_page(registration)).status_code == 404


@pytest.mark.parametrize("hidden", ["occasion", "dialogue", "programme"])
def test_own_page_stands_when_what_is_cancelled_leaves_the_public_pages(client, programme, evening, hidden):
    registration = party(evening, name="Ana", email="ana@example.org")
    move_occasion(evening, to="cancelled", by=None, reason="Lokalen är stängd")
    row = {"occasion": evening, "dialogue": evening.dialogue, "programme": programme}[hidden]
    type(row).objects.filter(pk=row.pk).update(published_at=None)
    page = client.get(own_page(registration))
    assert page.status_code == 200
    text = page.content.decode()
    for words in ("Det är inställt", "Lokalen är stängd", "Vad behövs på torget?", "ana@example.org"):
        assert words in text
    for link in (evening.dialogue.get_absolute_url(), sign_up_address(evening), programme.get_absolute_url()):
        assert link not in text
    client.post(reverse("dialogues:registration_leave", args=[link_secret(registration)]), headers=ORIGIN)
    assert "Din anmälan är avbokad" in client.get(own_page(registration)).content.decode()


def test_address_of_whoever_cancels_is_forgotten_at_once(evening):
    registration = party(evening, email="ana@example.org")
    services.cancel_registration(registration)
    point = ContactPoint.objects.get(pk=registration.point_id)
    assert (point.email, point.purged_at is not None) == ("", True)


def test_own_address_is_removed_by_a_button_and_the_place_kept(evening, monkeypatch):
    """What waits to be sent goes too, and nobody is reminded afterwards."""
    registration = party(evening, 2, name="Ana", email="ana@example.org", phone="070-123 45 67")
    client, address = Client(), own_page(registration)
    assert "Ta bort min e-post och mitt telefonnummer" in client.get(address).content.decode()
    forget = reverse("dialogues:registration_forget", args=[link_secret(registration)])
    assert client.get(forget).status_code == 405
    answers = [client.post(forget, headers=ORIGIN).url for _time in range(2)]
    assert answers == [f"{address}?borttaget=1"] * 2
    assert "Vi har tagit bort dina kontaktuppgifter. Din anmälan gäller" in client.get(answers[0]).content.decode()
    page = client.get(address).content.decode()
    assert "Dina kontaktuppgifter är borttagna. Då kan vi inte nå dig" in page
    assert ("Spara adressen till den här sidan" in page, "Ta bort min e-post" in page) == (True, False)
    assert list(Notice.objects.values_list("state", flat=True)) == ["stopped"]
    let_it_be(monkeypatch, at(DAY - dt.timedelta(days=1)))
    assert services.remind_participants() == 0
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    assert deliver("notices.send") == []
    assert (ContactPoint.objects.exclude(email="", phone="").count(), states(evening)) == (0, ["seated"])
    assert AuditEntry.objects.filter(verb="registration.forget_address").count() == 1


def redact_address(registration) -> str:
    return reverse("dialogues:registration_redact", args=["provet", registration.pk])


def test_staff_remove_an_address_on_request_and_the_seat_is_kept(client, programme, evening):
    client.force_login(make_member(programme, "process_leader"))
    registration = party(evening, 2, email="ana@example.org")
    door = reverse("dialogues:participant_list", args=["provet", evening.pk])
    assert redact_address(registration) in client.get(door).content.decode()
    sent = {"fields_to_remove": ["point"], "place": "keep", "reason": "Bad om det"}
    answer = client.post(redact_address(registration), sent, follow=True)
    assert answer.redirect_chain[-1][0] == door
    assert "De har kvar sin plats, men vi kan inte längre nå dem." in answer.content.decode()
    registration.refresh_from_db()
    assert (registration.state, registration.point.email) == ("seated", "")
    assert participants_of(evening).seated_people == 2
    assert redact_address(registration) not in client.get(door).content.decode()
    entry = AuditEntry.objects.get(verb="registration.forget_address")
    assert (entry.programme_id, entry.reason) == (programme.pk, "Bad om det")
    # No copy stands beside the address, where no page removes it.
    assert list(AuditEntry.objects.with_reason()) == [entry]


def test_staff_remove_everything_and_cancel_the_place_too(client, programme, evening):
    client.force_login(make_member(programme, "process_leader"))
    registration, waits = party(evening, 4, name="Ana", needs="Tolk", phone="070-123 45 67"), party(evening, 1)
    sent = {"fields_to_remove": ["name", "needs", "point"], "place": "cancel", "reason": "Bad om det"}
    client.post(redact_address(registration), {**sent, "place": ""})
    assert states(evening) == ["seated", "waiting"]
    answer = client.post(redact_address(registration), sent, follow=True)
    assert "Borttaget för gott, och anmälan är avbokad." in answer.content.decode()
    waits.refresh_from_db()
    registration.refresh_from_db()
    assert (registration.state, registration.name, registration.needs) == ("cancelled", "", "")
    assert (registration.point.phone, waits.state) == ("", "seated")


def test_name_and_needs_go_with_the_cancelling(evening):
    registration = services.cancel_registration(party(evening, name="Ana", needs="Tolk"))
    assert (registration.name, registration.needs, registration.holds_personal_data) == ("", "", False)


def test_cancelling_twice_is_told(evening):
    registration = party(evening)
    services.cancel_registration(registration)
    with pytest.raises(StateConflict):
        services.cancel_registration(registration)
    with pytest.raises(StateConflict):
        services.change_registration(registration, people=1, name="", needs="", expected_version=2)


def test_what_people_said_of_themselves_is_forgotten_and_still_counted(evening, monkeypatch):
    registration = party(evening, 2, name="Ali", needs="Rullator", email="ali@example.org")
    deliver("notices.send")
    last = DAY + dt.timedelta(days=30)
    let_it_be(monkeypatch, at(last - dt.timedelta(days=1)))
    assert (services.forget_participants(), purge_old_contacts()) == (0, 0)
    let_it_be(monkeypatch, at(last))
    assert (services.forget_participants(), purge_old_contacts()) == (1, 1)
    assert services.forget_participants() == 0
    registration.refresh_from_db()
    registration.point.refresh_from_db()
    assert (registration.name, registration.needs, registration.point.email, registration.people) == ("", "", "", 2)
    assert participants_of(evening).seated_people == 2
    assert Client().get(own_page(registration)).status_code == 404
    assert AuditEntry.objects.filter(verb="registration.purge").count() == 1
