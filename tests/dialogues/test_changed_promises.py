"""An answer that is promised otherwise: those who have signed up are told what is another than they know, and once."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from dialogues.models import LevelChange, Promise, Registration
from dialogues.queries.registration_letters import write_dialogue_changed
from dialogues.queries.told_changes import changes_for
from dialogues.services.dialogues import update_plan
from dialogues.services.promises import move_promise, update_promise
from kraftsamling.notices.models import Notice
from programmes.models import Responsibility
from tests.dialogues.occasions import DAY, TODAY, at, let_it_be, party
from tests.dialogues.plans import promise
from tests.factories import make_member
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")

PHONE = "070-174 06 05"
# The changes with their dialogue and its steps, and those who are written to.
LETTERS = 5


@pytest.fixture
def given(evening) -> Promise:
    party(evening, name="Ana", email="ana@example.org")
    deliver("notices.send")
    return promise(evening.dialogue, DAY + dt.timedelta(days=30))


def change(given: Promise, reason: str, **changes) -> None:
    given.refresh_from_db()
    changes |= {"change_reason": reason}
    update_promise(given, changes=changes, expected_version=given.version, by=None)


def move(given: Promise, to: str, reason: str) -> None:
    given.refresh_from_db()
    move_promise(given, to=to, by=None, reason=reason)


def letters() -> list[str]:
    return [letter.body for letter in deliver("notices.send")]


def news_of(registration: Registration) -> list[str]:
    row = Registration.objects.select_related("occasion__dialogue").get(pk=registration.pk)
    return changes_for([row])[row.pk]


def test_letter_says_in_which_way_the_answer_was_to_come_and_comes(given):
    change(given, "Webben är nere", channels=["letter"])
    [letter] = letters()
    assert "Förut: på webbplatsen. Nu: på papper i brevlådan. Senast lördag 23 maj 2026. Webben är nere." in letter


def test_letter_says_to_whom_and_what_was_and_is_promised(given):
    before = (given.what, given.to_whom)
    change(given, "Vi lovade för mycket", what="Vad som går att göra i år", to_whom="De som bor vid torget")
    [letter] = letters()
    assert f"Förut: {before[0]}. Nu: Vad som går att göra i år." in letter
    assert f"Förut: {before[1]}. Nu: De som bor vid torget." in letter
    assert "Du kommer att få veta" not in letter


def test_promise_taken_up_again_before_a_letter_was_sent_is_no_news(given):
    move(given, "not_kept", "Pengarna är slut")
    move(given, "open", "Nya pengar")
    assert letters() == []


def test_what_was_changed_twice_is_told_in_one_letter(given):
    first = given.due_on
    change(given, "Utredningen tar tid", due_on=first + dt.timedelta(days=7))
    change(given, "Nämnden möts senare", due_on=first + dt.timedelta(days=14), channels=["letter"])
    [before, letter] = [*letters(), ""][:2]
    told = "Förut: Senast lördag 23 maj 2026. Nu: Senast lördag 6 juni 2026. Utredningen tar tid. Nämnden möts senare."
    assert (told in before, letter) == (True, "")


def test_answer_that_they_were_told_will_not_come_is_news_when_it_comes(given):
    move(given, "not_kept", "Pengarna är slut")
    assert "Det kommer inte: Pengarna är slut" in letters()[0]
    move(given, "open", "Nya pengar")
    [letter] = letters()
    assert "Senast lördag 23 maj 2026. Nya pengar." in letter


def test_answer_given_before_the_letter_was_sent_is_told_as_it_was_promised(given):
    change(given, "Utredningen tar tid", due_on=given.due_on + dt.timedelta(days=7))
    move(given, "kept", "Brev till alla")
    assert letters() == []


@pytest.mark.parametrize("day", [1, 2])
def test_what_will_not_come_is_told_again_to_nobody_who_knew_it(evening, given, monkeypatch, day):
    """Somebody else answers for it from the third day on; that is no news."""
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=day)))
    row = party(evening, name="Ali", phone=PHONE)
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=1), 14))
    move(given, "not_kept", "Pengarna är slut")
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=3)))
    given.refresh_from_db()
    other = Responsibility.objects.create(programme=evening.programme, function="Gatuchefen")
    update_promise(given, changes={"responsible": other}, expected_version=given.version, by=None)
    assert [("Det kommer inte" in said) for said in news_of(row)] == ([True] if day == 1 else [])


def test_whoever_is_to_be_called_hears_what_is_another_since_they_signed_up(client, evening, given, monkeypatch):
    row = party(evening, name="Ali", phone=PHONE)
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=1)))
    move(given, "not_kept", "Pengarna är slut")
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=2)))
    move(given, "open", "Nya pengar")
    assert news_of(row) == []
    client.force_login(make_member(evening.programme, "facilitator"))
    page = client.get(reverse("dialogues:call_list", args=["provet"])).content.decode()
    assert "Det finns inget nytt att berätta längre. Du behöver inte ringa." in page
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=3)))
    change(given, "Webben är nere", channels=["letter"])
    assert ["Förut: på webbplatsen. Nu: på papper i brevlådan." in said for said in news_of(row)] == [True]


def test_letters_of_form_and_level_ask_as_many_queries_for_three_as_for_one(evening, given, django_assert_num_queries):
    for number in (2, 3):
        party(evening, name=f"Bo {number}", email=f"bo{number}@example.org")
    dialogue = evening.dialogue
    changes = {"form": "consultation", "level": "consultation"}
    update_plan(dialogue, changes=changes, reason="Tiden", expected_version=dialogue.version, by=None)
    notices = list(Notice.objects.filter(context__levelchange_id=LevelChange.objects.get().pk))
    assert len(notices) == 3
    for some in (notices[:1], notices):
        with django_assert_num_queries(LETTERS):
            write_dialogue_changed(some)


def test_outcome_noted_before_its_moment_was_kept_gets_the_end_of_its_day(given):
    move(given, "not_kept", "Pengarna är slut")
    move(given, "open", "Nya pengar")
    move(given, "not_kept", "Slut igen")
    Promise.objects.update(noted_at=None)
    given.versions.update(noted_at=None)
    import_module("dialogues.migrations.0007_fill_moment_of_outcome").fill(apps, None)
    given.refresh_from_db()
    assert [row.noted_at for row in (given, given.versions.get())] == [at(TODAY, 23, 59)] * 2
