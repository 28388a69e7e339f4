"""A dialogue whose last promise will not be kept says so wherever it invites, and to those who have signed up."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.text import capfirst

from dialogues.prints.blocks import tell_unanswered
from dialogues.prints.invitations import build_invitation
from dialogues.prints.mail_text import write_mail_text
from dialogues.queries.invitations import invitation_in, invitations_of, source_of
from dialogues.queries.promises import promises_of, say_day
from dialogues.queries.told_changes import changes_for
from dialogues.queries.translated import promises_in
from dialogues.services.promises import add_promise, move_promise, set_promise_public, update_promise
from dialogues.words.invitations import words_in
from kraftsamling.shared import clock
from programmes.models import Responsibility
from programmes.queries.map_items import Audience
from tests.dialogues.invitations import add_text, make_information, make_published
from tests.dialogues.occasions import let_it_be, party
from tests.post import deliver

WHY = "Nämnden har lagt ned ombyggnaden"
SAID = f"Du skulle ha fått svar. Det kommer inte: {WHY}"
WARNING = "Dialogen har inget löfte om svar kvar. Ge ett nytt, eller ställ in dialogen."


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


def give_up(dialogue, by) -> None:
    move_promise(dialogue.promises.get(), to="not_kept", by=by, reason=WHY)


def words(html: str) -> str:
    return " ".join(html.replace(f'<span lang="sv">{WHY}</span>', WHY).split())


def public_pages(dialogue) -> list[str]:
    place = [dialogue.programme.slug]
    addresses = (
        reverse("dialogues:dialogue_public", args=[*place, dialogue.slug]),
        reverse("dialogues:dialogue_public_list", args=place),
    )
    return [words(Client().get(address).content.decode()) for address in addresses]


def work_pages(client, dialogue, by) -> list[str]:
    client.force_login(by)
    place = [dialogue.programme.slug, dialogue.pk]
    return [
        client.get(reverse(f"dialogues:{name}", args=place)).content.decode()
        for name in ("dialogue_detail", "invitation_detail")
    ]


def test_page_and_card_say_that_no_answer_comes_and_why(dialogue, process_leader):
    assert not any("Det kommer inte" in page for page in public_pages(dialogue))
    give_up(dialogue, process_leader)
    assert [SAID in page for page in public_pages(dialogue)] == [True, True]


def test_two_promises_given_up_for_one_reason_are_told_of_once(dialogue, process_leader):
    first = dialogue.promises.get()
    fields = {"to_whom": "Alla på torget", "what": "När det byggs", "channels": ["letter"], "due_on": first.due_on}
    second = add_promise(
        programme=dialogue.programme, dialogue=dialogue, by=process_leader, responsible=first.responsible, **fields
    )
    set_promise_public(second, is_public=True, by=process_leader)
    text = add_text(dialogue, process_leader)
    for promise in dialogue.promises.all():
        move_promise(promise, to="not_kept", by=process_leader, reason=WHY)
    assert [page.split("</dl>")[0].count(SAID) for page in public_pages(dialogue)] == [1, 1]
    assert write_mail_text(dialogue, invitation_in(dialogue, "sv")).count(SAID) == 1
    address = reverse("dialogues:dialogue_public_text", args=["provet", dialogue.slug, text.language])
    assert Client().get(address).content.decode().split("</dl>")[0].count(WHY) == 1


@pytest.mark.parametrize("sheet", ["a4", "slips"])
def test_print_says_that_no_answer_comes_and_why(dialogue, process_leader, sheet):
    give_up(dialogue, process_leader)
    order = {"invitation": f"{dialogue.pk}.sv", "sheet": sheet}
    assert SAID in build_invitation(dialogue.programme, order, "sv").html


@pytest.mark.parametrize("sheet", ["a4", "slips"])
def test_print_in_another_language_does_not_promise_what_a_translator_wrote(dialogue, process_leader, sheet):
    text = add_text(dialogue, process_leader)
    give_up(dialogue, process_leader)
    html = build_invitation(dialogue.programme, {"invitation": f"{dialogue.pk}.ar", "sheet": sheet}, "sv").html
    assert (WHY in html, text.promise in html) == (True, False)


def test_mail_says_that_no_answer_comes_and_why(dialogue, process_leader):
    text = add_text(dialogue, process_leader)
    give_up(dialogue, process_leader)
    source = source_of(dialogue)
    swedish, arabic = (write_mail_text(dialogue, each, source=source) for each in invitations_of(source))
    assert (SAID in swedish, WHY in arabic, text.promise in arabic) == (True, True, False)


@pytest.mark.parametrize("language", ["sv", "ar", "so"])
def test_before_its_day_every_language_says_that_no_answer_will_come(dialogue, process_leader, monkeypatch, language):
    add_text(dialogue, process_leader, "so")
    add_text(dialogue, process_leader, "ar")
    give_up(dialogue, process_leader)
    fixed = words_in(language)
    assert tell_unanswered(source_of(dialogue), fixed)[0].startswith(capfirst(fixed.no_answer))
    standings = [promise.standing for promise in promises_in(promises_of(dialogue, Audience.PUBLIC), language, fixed)]
    assert standings == [fixed.no_answer]
    let_it_be(monkeypatch, clock.now() + dt.timedelta(days=99))
    assert tell_unanswered(source_of(dialogue), fixed)[0].startswith(capfirst(fixed.standings["not_kept"]))


def test_page_in_another_language_says_why(dialogue, process_leader):
    add_text(dialogue, process_leader)
    give_up(dialogue, process_leader)
    address = reverse("dialogues:dialogue_public_text", args=["provet", dialogue.slug, "ar"])
    assert Client().get(address).content.decode().count(WHY) == 2


def test_staff_are_warned_until_there_is_a_new_promise(client, dialogue, process_leader):
    assert not any(WARNING in page for page in work_pages(client, dialogue, process_leader))
    give_up(dialogue, process_leader)
    assert all(WARNING in page for page in work_pages(client, dialogue, process_leader))
    old = dialogue.promises.get()
    new = add_promise(programme=dialogue.programme, dialogue=dialogue, by=process_leader, to_whom="Alla", what="Varför",
                      channels=["letter"], due_on=old.due_on, responsible=old.responsible)  # fmt: skip
    set_promise_public(new, is_public=True, by=process_leader)
    assert not any(WARNING in page for page in work_pages(client, dialogue, process_leader))
    assert not any("Det kommer inte" in page for page in public_pages(dialogue))


@pytest.mark.parametrize(
    ("make", "advice"),
    [
        (make_published, "Det utlovade svaret är givet, men invånare bjuds fortfarande in. Ge ett nytt löfte"),
        (make_information, "Det som var utlovat är berättat. Ge ett nytt löfte om det finns mer att berätta"),
    ],
)
def test_nobody_is_advised_to_cancel_what_has_been_answered(client, programme, process_leader, make, advice):
    answered = make(programme, process_leader)
    move_promise(answered.promises.get(), to="kept", by=process_leader, reason="Brev till alla")
    for page in work_pages(client, answered, process_leader):
        assert (advice in page, "eller ställ in" in page) == (True, False)


def test_information_speaks_of_hearing_more(programme, process_leader):
    told = make_information(programme, process_leader)
    give_up(told, process_leader)
    assert f"Du skulle ha fått veta mer. Det kommer inte: {WHY}" in public_pages(told)[0]


LATER = "Utredningen tar längre tid"


def postpone(dialogue, by) -> None:
    promise = dialogue.promises.get()
    changes = {"due_on": promise.due_on + dt.timedelta(days=30), "change_reason": LATER}
    update_promise(promise, changes=changes, expected_version=promise.version, by=by)


@pytest.fixture
def signed_up(dialogue):
    occasion = dialogue.occasions.get()
    party(occasion, name="Ana", email="ana@example.org")
    party(occasion, name="Ali", phone="070-174 06 05")
    deliver("notices.send")
    return dialogue


@pytest.mark.parametrize(("act", "why"), [(give_up, WHY), (postpone, LATER)])
def test_those_who_have_signed_up_are_told_once(client, signed_up, process_leader, act, why):
    act(signed_up, process_leader)
    [letter] = deliver("notices.send")
    assert (letter.to, letter.subject.startswith("Löftet om svar till dig har ändrats")) == (["ana@example.org"], True)
    assert letter.body.count(why) == 1
    assert deliver("notices.send") == []
    client.force_login(process_leader)
    calls = client.get(reverse("dialogues:call_list", args=["provet"])).content.decode()
    assert ("det dialogen lovar har ändrats" in calls, calls.count(why)) == (True, 1)


def test_letter_says_from_which_day_to_which(signed_up, process_leader):
    before = say_day(signed_up.promises.get().due_on)
    postpone(signed_up, process_leader)
    after = say_day(signed_up.promises.get().due_on)
    [letter] = deliver("notices.send")
    assert f"Förut: Senast {before}. Nu: Senast {after}. {LATER}" in letter.body


def test_answer_that_comes_after_all_is_told(signed_up, process_leader):
    give_up(signed_up, process_leader)
    deliver("notices.send")
    move_promise(signed_up.promises.get(), to="open", by=process_leader, reason="Nämnden har ändrat sig")
    [letter] = deliver("notices.send")
    assert ("Nämnden har ändrat sig" in letter.body, WHY in letter.body) == (True, False)


def test_answer_that_is_given_and_who_answers_for_it_are_no_news(signed_up, process_leader):
    promise = signed_up.promises.get()
    other = Responsibility.objects.create(programme=signed_up.programme, function="Gatuchefen")
    update_promise(promise, changes={"responsible": other}, expected_version=promise.version, by=process_leader)
    move_promise(signed_up.promises.get(), to="kept", by=process_leader, reason="Brev till alla")
    assert deliver("notices.send") == []


def test_promise_given_up_before_somebody_signed_up_is_no_news_in_a_call(dialogue, process_leader):
    give_up(dialogue, process_leader)
    registration = party(dialogue.occasions.get(), name="Ali", phone="070-174 06 05")
    assert changes_for([registration]) == {registration.pk: []}
