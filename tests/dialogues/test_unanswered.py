"""A published dialogue whose last promise will not be kept goes on saying so wherever it invites."""

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.invitation_prints import build_invitation
from dialogues.queries.invitations import invitations_of, source_of
from dialogues.services.promises import add_promise, move_promise, set_promise_public
from dialogues.views.invitations import write_mail_text
from tests.dialogues.invitations import add_text, make_information, make_published

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


def test_information_speaks_of_hearing_more(programme, process_leader):
    told = make_information(programme, process_leader)
    give_up(told, process_leader)
    assert f"Du skulle ha fått veta mer. Det kommer inte: {WHY}" in public_pages(told)[0]
