"""Signing up without account: places and waiting list, one's own link, reminders, the door, and forgetting."""

import datetime as dt
import json

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from dialogues.models import Influence, Occasion, Registration
from dialogues.queries.registrations import count_free, hash_secret, link_secret, participants_of
from dialogues.services import registrations as services
from dialogues.services.occasions import move_occasion, tell_of_change, update_occasion
from kraftsamling.audit.models import AuditEntry
from kraftsamling.notices.models import ContactPoint, Notice
from kraftsamling.notices.services import purge_old_contacts
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.models import FormReceipt
from kraftsamling.shared.public_pages import get_versions
from kraftsamling.shared.receipts import make_form_key
from tests.dialogues.occasions import DAY, TODAY, add_dialogue, add_evening, at, let_it_be, own_page, party
from tests.factories import make_member
from tests.post import deliver
from tests.programmes.test_at_once import both_at_once
from tests.test_query_counts import count_queries

pytestmark = pytest.mark.usefixtures("on_the_day")

ORIGIN = {"origin": "http://testserver"}


@pytest.fixture
def dialogue(programme):
    return add_dialogue(programme)


@pytest.fixture
def evening(dialogue):
    return add_evening(dialogue, capacity=4)


def states(occasion) -> list[str]:
    return list(occasion.registrations.order_by("queued_at", "pk").values_list("state", flat=True))


def sign_up_address(occasion) -> str:
    return reverse("dialogues:registration_sign_up", args=["provet", occasion.dialogue.slug, occasion.pk])


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


def test_capacity_counts_people_and_the_rest_wait(evening):
    party(evening, 3)
    waits = party(evening, 2, email="tva@example.org")
    assert (states(evening), count_free(evening)) == (["seated", "waiting"], 1)
    assert "Du står i kö" in Client().get(own_page(waits)).content.decode()
    [letter] = deliver("notices.send")
    assert "kö" in letter.subject
    with pytest.raises(RuleViolation):
        party(evening, 5)


def test_queue_moves_by_itself_and_passes_a_party_that_does_not_fit(evening):
    """Places go in the order of the queue; whoever does not fit is passed over, and goes first when there is room."""
    first, _second = party(evening, 2), party(evening, 2)
    large, small = party(evening, 3, email="stora@example.org"), party(evening, 1, email="lilla@example.org")
    deliver("notices.send")
    services.cancel_registration(first)
    assert states(evening) == ["cancelled", "seated", "waiting", "seated"]
    [letter] = deliver("notices.send")
    assert (letter.to, "fått plats" in letter.subject) == (["lilla@example.org"], True)
    evening.refresh_from_db()
    update_occasion(evening, changes={"capacity": 6}, expected_version=evening.version, by=None)
    assert states(evening) == ["cancelled", "seated", "seated", "seated"]
    assert [letter.to for letter in deliver("notices.send")] == [["stora@example.org"]]
    assert large.pk < small.pk


def test_one_who_fits_in_what_is_left_need_not_queue(evening):
    party(evening, 3)
    party(evening, 2)
    assert party(evening, 1).state == "seated"


def test_fewer_places_than_are_given_is_refused(evening):
    party(evening, 3)
    with pytest.raises(RuleViolation):
        update_occasion(evening, changes={"capacity": 2}, expected_version=evening.version, by=None)
    update_occasion(evening, changes={"capacity": 3}, expected_version=evening.version, by=None)


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


def test_after_the_beginning_the_queue_stands_still(evening, monkeypatch):
    first = party(evening, 4)
    party(evening, 1)
    let_it_be(monkeypatch, at(DAY, 18))
    services.cancel_registration(first)
    assert states(evening) == ["cancelled", "waiting"]


def test_cancelling_twice_is_told(evening):
    registration = party(evening)
    services.cancel_registration(registration)
    with pytest.raises(StateConflict):
        services.cancel_registration(registration)
    with pytest.raises(StateConflict):
        services.change_registration(registration, people=1, name="", needs="", expected_version=2)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_the_last_place_one_gets_it(programme):
    evening = add_evening(add_dialogue(programme), capacity=1)
    errors = both_at_once(lambda: party(evening, name="Ett"), lambda: party(evening, name="Två"))
    assert errors == []
    assert sorted(states(evening)) == ["seated", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_queue_moves_while_somebody_signs_up(programme):
    evening = add_evening(add_dialogue(programme), capacity=2)
    leaves, waits = party(evening, 2), party(evening, 2)
    errors = both_at_once(lambda: services.cancel_registration(leaves), lambda: party(evening, 1))
    assert errors == []
    waits.refresh_from_db()
    assert (waits.state, count_free(evening)) == ("seated", 0)
    assert states(evening) == ["cancelled", "seated", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_two_who_leave_at_once_give_the_queue_all_their_places(programme):
    evening = add_evening(add_dialogue(programme), capacity=2)
    one, other, waits = party(evening), party(evening), party(evening, 2)
    errors = both_at_once(lambda: services.cancel_registration(one), lambda: services.cancel_registration(other))
    assert errors == []
    waits.refresh_from_db()
    assert waits.state == "seated"


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


def test_lists_ask_as_much_for_one_as_for_many(client, programme, dialogue):
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


def test_signing_up_leaves_public_pages_as_they_are(evening):
    """A page that many look at is not made anew for each who signs up: the free places stand on the form alone."""
    before = get_versions()
    party(evening, 2)
    assert get_versions() == before
