"""What is only told is called information on every page and print, and invites nobody."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.models import Dialogue
from dialogues.prints.invitations import build_invitation
from dialogues.prints.mail_text import write_mail_text
from dialogues.prints.plan_document import build_plan
from dialogues.queries.invitations import invitation_in, lacking_parts, source_of
from dialogues.queries.plan import plan_of
from dialogues.services.publishing import publish_dialogue
from dialogues.words.plan_sections import INFORMATION
from kraftsamling.documents.services.outlines import render_html
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.receipts import make_form_key
from tests.dialogues.invitations import add_text, make_information, make_ready

OF_A_DIALOGUE = ("Vilka som bjuder in", "Bjuder in", "Du får svar", "När och hur du får svar", "Bestämmer", "inbjud")


@pytest.fixture
def told(programme, process_leader):
    return make_information(programme, process_leader)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(client, name: str, *place) -> str:
    html = client.get(reverse(f"dialogues:{name}", args=["provet", *place])).content.decode()
    return words(html.partition("<main")[2].partition("</main>")[0])


def test_public_page_speaks_of_information(told):
    shown = page(Client(), "dialogue_public", told.slug)
    assert [each for each in OF_A_DIALOGUE if each in shown] == []
    assert ("Vilka som står bakom" in shown, "Du får veta mer" in shown) == (True, True)


@pytest.mark.parametrize("sheet", ["a4", "slips"])
def test_prints_speak_of_information(told, sheet):
    html = build_invitation(told.programme, {"invitation": f"{told.pk}.sv", "sheet": sheet}, "sv").html
    shown = words(html.partition("<body")[2])
    assert [each for each in OF_A_DIALOGUE if each in shown] == []
    assert "får veta mer" in shown


def test_slip_leaves_no_empty_line_where_there_is_only_a_time(told):
    told.occasions.update(withdrawn_at=clock.now(), withdrawn_reason="Behövs inte")
    Dialogue.objects.filter(pk=told.pk).update(starts_on=ImpreciseDate(dt.date(2031, 3, 1), "month"))
    html = build_invitation(told.programme, {"invitation": f"{told.pk}.sv", "sheet": "slips"}, "sv").html
    assert ("mars 2031" in html.lower(), "<p><bdi>\u2068\u2069" in html) == (True, False)


def test_page_says_once_that_it_is_decided(told):
    shown = page(Client(), "dialogue_public", told.slug)
    assert (shown.count("Det här är bestämt"), "Redan bestämt" in shown) == (1, False)


def test_mail_speaks_of_information(told):
    text = write_mail_text(told, invitation_in(told, "sv"))
    assert [each for each in OF_A_DIALOGUE if each in text] == []
    assert "Vilka som står bakom:" in text


def test_work_pages_speak_of_information(client, told, process_leader):
    client.force_login(process_leader)
    work = page(client, "dialogue_detail", told.pk)
    said = ("Information · publicerad sedan", "Ställ in informationen", "Dialog ·", "Ställ in dialogen")
    assert [each in work for each in said] == [True, True, False, False]
    assert "Ställ in informationen" in page(client, "dialogue_move", told.pk, "cancelled")
    spread = page(client, "invitation_detail", told.pk)
    assert ("Sprid informationen" in spread, "Sprid inbjudan" in spread, "fråga dem" in spread) == (True, False, False)


def test_every_page_for_those_who_tell_speaks_of_information(client, told, process_leader):
    client.force_login(process_leader)
    promise = told.promises.get()
    shown = {
        "detail": page(client, "dialogue_detail", told.pk),
        "check": page(client, "dialogue_check", told.pk),
        "over": page(client, "dialogue_move", told.pk, "compiling"),
        "back": page(client, "dialogue_move", told.pk, "planned"),
        "texts": page(client, "text_list", told.pk),
        "text": page(client, "text_edit", told.pk, "ar"),
        "promise": page(client, "promise_detail", promise.pk),
        "new promise": page(client, "promise_create", told.pk),
        **{each.key: page(client, "dialogue_edit", told.pk, each.key) for each in INFORMATION},
    }
    asks = ("bjuder in", "bjuds in", "inbjud", "samtal", "de som var med", "frågan ni ställer", "påverka och inte")
    said = {name: [each for each in asks if each in text.lower()] for name, text in shown.items()}
    assert {name: found for name, found in said.items() if found} == {}
    for words in ("Det ni berättar, i en mening", "Vad som är bestämt", "Vem som har beslutat det"):
        assert words in shown["text"]
    assert "Publicerad · " in page(client, "dialogue_list")
    assert ("Allt är berättat" in shown["over"], "Dra tillbaka informationen" in shown["back"]) == (True, True)


def test_what_is_told_keeps_its_words_when_all_has_been_told(client, told, process_leader):
    Dialogue.objects.filter(pk=told.pk).update(state="compiling")
    client.force_login(process_leader)
    assert "Information · allt är berättat" in page(client, "dialogue_detail", told.pk)
    assert "Allt är berättat." in page(client, "invitation_detail", told.pk)


def test_translation_of_information_is_told_what_it_lacks_in_its_words(told, process_leader):
    text = add_text(told, process_leader, influence="", decided="", promise="")
    lacking = ["vad som är bestämt", "vem som har beslutat det", "när och hur du får veta mer"]
    assert lacking_parts(text, source_of(told)) == lacking


def test_plan_on_paper_is_one_of_information(told):
    told.occasions.update(withdrawn_at=clock.now(), withdrawn_reason="Behövs inte")
    options = {"dialogue": told.slug, "format": "pdf"}
    text = words(render_html(build_plan(told.programme, options, "sv").outline))
    for each in ("Plan för information", "Läge: Publicerad", "Det här är bestämt: Nämnden har valt.", "Beslutat av:"):
        assert each in text
    of_a_dialogue = ("Plan för en dialog", "Inbjudan", "Tillfällen", "Vem som bestämmer")
    assert [each for each in of_a_dialogue if each in text] == []


def test_whoever_publishes_it_is_told_of_information(client, programme, process_leader):
    told = make_ready(programme, process_leader, form="information", level="information", is_matter_open="no")
    told.influences.update(state="fixed", limits="Två miljoner kronor.", decided_by_other="Tekniska nämnden")
    client.force_login(process_leader)
    address = reverse("dialogues:dialogue_publish", args=["provet", told.pk])
    sent = {"version": told.version, "form_key": make_form_key(process_leader.pk)}
    shown = client.post(address, sent, follow=True).content.decode()
    assert ("Informationen är publicerad." in shown, "Inbjudan är publicerad" in shown) == (True, False)


def test_what_is_missing_is_missing_in_the_information(programme, process_leader):
    told = make_ready(programme, process_leader, form="information", level="information", is_matter_open="no")
    told.promises.all().delete()
    with pytest.raises(RuleViolation, match=r"^Informationen kan inte publiceras än"):
        publish_dialogue(told, by=process_leader)


def test_what_is_decided_is_asked_for_in_its_words(client, told, process_leader):
    client.force_login(process_leader)
    decided = told.influences.earliest("pk")
    assert "Lägg till något som är bestämt" in page(client, "dialogue_detail", told.pk)
    assert "> Något som är bestämt" in page(client, "influence_create", told.pk)
    assert "> Något som är bestämt" in page(client, "influence_edit", decided.pk)
    told.influences.all().delete()
    assert "påverkan" not in page(client, "dialogue_detail", told.pk).lower()
    assert [state.missing for state in plan_of(told).sections if state.section.rows == "influences"] == [
        ["minst en rad"]
    ]


def test_a_dialogue_still_invites(programme, process_leader):
    dialogue = publish_dialogue(make_ready(programme, process_leader), by=process_leader)
    shown = page(Client(), "dialogue_public", dialogue.slug)
    assert ("Vilka som bjuder in" in shown, "Du får svar" in shown) == (True, True)
