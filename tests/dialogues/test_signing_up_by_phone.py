"""Prints and mails name the telephone number for those who do not use the web."""

import pytest

from dialogues.prints.invitations import build_invitation
from dialogues.prints.mail_text import write_mail_text
from dialogues.queries.invitations import invitation_in, source_of
from dialogues.queries.told_occasions import tell_occasions
from kraftsamling.shared import clock
from tests.dialogues.invitations import make_published

PHONE = "031-390 06 00"
SAID = {"sv": "Anmäl dig på webben eller ring 031-390 06 00.", "en": "Sign up on the web or call 031-390 06 00."}


@pytest.fixture
def dialogue(programme, process_leader):
    programme.contact_phone = PHONE
    programme.save(update_fields=["contact_phone"])
    return make_published(programme, process_leader)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("sheet", ["a4", "slips"])
def test_print_names_the_number(dialogue, sheet):
    order = {"invitation": f"{dialogue.pk}.sv", "sheet": sheet}
    assert SAID["sv"] in plain(build_invitation(dialogue.programme, order, "sv").html)


def test_mail_names_the_number(dialogue):
    assert SAID["sv"] in plain(write_mail_text(dialogue, invitation_in(dialogue, "sv")))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_our_languages_name_the_number_and_the_last_day(dialogue, language):
    occasion = source_of(dialogue).coming[0]
    (told,) = tell_occasions([occasion], language, phone=PHONE)
    assert plain(told.sign_up).startswith(SAID[language])
    occasion.registration_until = clock.today()
    (told,) = tell_occasions([occasion], language, phone=PHONE)
    assert plain(told.sign_up).startswith(SAID[language].rstrip(".") + ", ")


def test_number_is_told_as_it_is_written(dialogue):
    occasion = source_of(dialogue).coming[0]
    for day in (None, clock.today()):
        occasion.registration_until = day
        (told,) = tell_occasions([occasion], "sv", phone="031 {06}")
        assert "ring 031 {06}" in plain(told.sign_up)


def test_without_a_number_and_in_other_languages_it_is_the_web(dialogue):
    occasions = source_of(dialogue).coming
    (swedish,), (finnish,) = tell_occasions(occasions, "sv"), tell_occasions(occasions, "fi", phone=PHONE)
    assert swedish.sign_up.startswith("Anmäl dig på webben. ")
    assert finnish.sign_up.startswith("Ilmoittaudu verkossa.")
