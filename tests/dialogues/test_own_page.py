"""One's own page when it is cancelled, has begun, or has no place to give: what it says, and what is removed there."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.models import Occasion, Registration
from dialogues.queries.occasion_words import when_words
from dialogues.queries.registrations import participants_of
from dialogues.services import registrations as services
from dialogues.services.occasions import move_occasion, update_occasion
from dialogues.templatetags.dialogues import keep_hours_together
from tests.dialogues.occasions import DAY, ORIGIN, TODAY, at, let_it_be, own_page, party
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")

REMOVE = "Ta bort det jag har berättat"


def page_of(where: str) -> str:
    return Client().get(where).content.decode()


def press(registration, name: str, **sent) -> str:
    return page_of(Client().post(own_page(registration, name), sent, headers=ORIGIN).url)


def told(registration) -> tuple[str, ...]:
    row = Registration.objects.get(pk=registration.pk)
    return row.state, row.name, row.needs, row.point.email


@pytest.mark.parametrize(("reach", "then"), [
    ({"email": "ana@example.org"}, "Vi mejlar dig då."), ({"phone": "070-174 06 05"}, "Vi ringer dig då."),
    ({}, "Titta här om du har fått plats."),
])  # fmt: skip
def test_who_waits_is_told_not_to_come_and_is_offered_no_calendar(evening, reach, then):
    Occasion.objects.filter(pk=evening.pk).update(capacity=1)
    seated, waiting = party(evening), party(evening, **reach)
    page = page_of(own_page(waiting))
    for words in ("Kom inte förrän du har fått plats.", then, "Du står först i kön."):
        assert words in page
    offered = ["Lägg till i kalendern" in page_of(own_page(row)) for row in (seated, waiting)]
    assert (offered, "Kom inte" in page_of(own_page(seated))) == ([True, False], False)


def test_what_has_moved_is_told_on_the_own_page_and_where_one_signs_up(evening):
    registration, before = party(evening), when_words(evening)
    sign_up_page = reverse("dialogues:registration_sign_up", args=["provet", evening.dialogue.slug, evening.pk])
    assert "Förut:" not in page_of(own_page(registration)) + page_of(sign_up_page)
    when = {"day": DAY + dt.timedelta(7), "last_day": None, "begins": dt.time(18), "ends": dt.time(20)}
    update_occasion(evening, changes=when, expected_version=evening.version, by=None)
    for where in (own_page(registration), sign_up_page):
        assert keep_hours_together(f"Ny tid. Förut: {before}.") in page_of(where)
    move_occasion(Occasion.objects.get(pk=evening.pk), to="cancelled", by=None, reason="Sjuk")
    assert "Förut:" not in page_of(own_page(registration))


def test_who_has_told_of_themselves_removes_it_from_what_is_cancelled(evening):
    registration = party(evening, name="Ana", needs="Tolk", email="ana@example.org")
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    page = page_of(own_page(registration))
    assert (REMOVE in page, "Vi mejlar dig om det blir av ändå." in page) == (True, True)
    assert f'action="{own_page(registration, "leave")}"' in page
    assert REMOVE not in press(registration, "leave", all="yes")
    assert told(registration) == ("cancelled", "", "", "")


def test_who_has_told_of_themselves_removes_it_after_the_beginning_and_stays_counted(evening, monkeypatch):
    registration = party(evening, 2, name="Ana", needs="Tolk", email="ana@example.org")
    let_it_be(monkeypatch, at(DAY, 19))
    page = page_of(own_page(registration))
    assert (REMOVE in page, f'action="{own_page(registration, "forget")}"' in page) == (True, True)
    page = press(registration, "forget", all="yes")
    assert ("Vi har tagit bort det du berättade om dig själv." in page, REMOVE in page) == (True, False)
    assert told(registration) == ("seated", "", "", "")
    assert participants_of(evening).seated_people == 2


def test_page_of_what_has_begun_says_why_nothing_can_be_changed(evening, monkeypatch):
    registration, why = party(evening), "Därför går det inte längre att ändra eller avboka anmälan här."
    said = []
    for hour in (17, 19, 21):
        let_it_be(monkeypatch, at(DAY, hour))
        page = page_of(own_page(registration))
        said.append((why in page, "Bra att veta innan du kommer" in page))
    assert said == [(False, True), (True, True), (True, False)]


def test_party_of_what_is_cancelled_is_not_changed(evening):
    registration = party(evening)
    form = Client().get(own_page(registration)).context["form"]
    sent = {"people": "3", "name": "", "needs": "", "version": form["version"].value(), "base": form["base"].value()}
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    answer = Client().post(own_page(registration), sent, headers=ORIGIN)
    assert (answer.status_code, "Det är inställt, så inget kan ändras." in answer.content.decode()) == (200, True)
    assert Registration.objects.get().people == 1


def test_old_tab_does_not_say_that_what_is_cancelled_still_stands(evening):
    registration = services.cancel_registration(party(evening, email="ana@example.org"))
    page = press(registration, "forget")
    assert ("Din anmälan är avbokad" in page, "Din anmälan gäller fortfarande" in page) == (True, False)
    assert "Sparat." not in page_of(f"{own_page(registration)}?sparat=1")


@pytest.mark.parametrize(("people", "is_party"), [(1, False), (3, True)])
def test_waiting_list_speaks_of_the_list_and_of_the_party(evening, people, is_party):
    first = party(evening, 2 if is_party else 4)
    registration = party(evening, people, email="ana@example.org")
    page = page_of(own_page(registration))
    [letter] = deliver("notices.send")
    assert ("Vill du inte stå kvar i kön?" in page, "Lämna kön" in page, "Då får någon annan" in page) == (
        True, True, False,
    )  # fmt: skip
    for text in (page, letter.body):
        assert ("tt mindre sällskap kan få plats före er." in text) == is_party
        assert ("Det finns inte plats för alla i sällskapet" in text) == is_party
        assert "Det är fullt" not in text or not is_party
    services.cancel_registration(first)
    [letter] = deliver("notices.send")
    assert ("Nu har ni fått plats, 3 personer." if is_party else "Nu har du fått plats.") in letter.body


def test_letter_does_not_name_the_kind_that_the_title_names(evening):
    Occasion.objects.filter(pk=evening.pk).update(title="Möte för alla")
    evening.refresh_from_db()
    party(evening, email="ana@example.org")
    [letter] = deliver("notices.send")
    assert "Vad: Möte för alla\n" in letter.body


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({"state": "cancelled", "state_reason": "Sjuk"}, "Det är inställt"),
        ({"registration_until": TODAY.replace(day=1)}, "Anmälan är stängd"),
        ({"needs_registration": False}, "Ingen anmälan behövs"),
        ({}, "Anmäl dig"),
    ],
)
def test_heading_says_whether_one_can_sign_up(evening, changes, heading):
    Occasion.objects.filter(pk=evening.pk).update(**changes)
    where = reverse("dialogues:registration_sign_up", args=["provet", evening.dialogue.slug, evening.pk])
    assert f"<h1>{heading}</h1>" in page_of(where)
