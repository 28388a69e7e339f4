"""The plan of what is only told: it asks what information needs, and says why it is information."""

import pytest
from django.urls import reverse

from dialogues.models import Dialogue
from dialogues.queries.advice import advice_page, answers_of
from dialogues.queries.plan import hidden_answers, plan_of
from dialogues.queries.readiness import missing_for_publishing, second_thoughts
from dialogues.services.dialogues import update_plan
from dialogues.words.plan_sections import FULL, INFORMATION, SHORT
from tests.dialogues.plans import begin, publish

A_TALK = {
    "purpose", "decision_timing", "expected_people", "weeks", "facilitation", "venue", "why_invite", "value_created",
    "wanted_result", "perspectives", "reach_how", "timing", "venue_reason", "use_of_results", "form", "level",
}  # fmt: skip


@pytest.fixture
def told(programme) -> Dialogue:
    dialogue = begin(programme, size="full", facilitation="own", venue="ours", purpose="create")
    changes = {"is_matter_open": "no", "matter_reason": "Nämnden har beslutat", "are_deciders_open": "yes"}
    return update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None)


def page(client, dialogue: Dialogue, section: str):
    return client.get(reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, section]))


def test_questions_about_a_talk_are_not_asked(told):
    asked = {name for state in plan_of(told).sections for name in state.section.asked(told)}
    assert not asked & A_TALK
    assert {"question", "summary", "channels", "facts_by", "starts_on", "responsible"} <= asked
    assert hidden_answers(told) == 3


def test_every_question_of_information_stands_once_and_in_the_full_plan():
    names = [name for section in INFORMATION for name in section.fields]
    assert len(names) == len(set(names))
    assert set(names) <= {name for section in FULL for name in section.fields}


@pytest.mark.parametrize("section", [section.key for section in INFORMATION])
def test_every_part_can_be_opened_saved_and_left_for_the_next(signed_in, told, section):
    form = page(signed_in, told, section).context["form"]
    sent = {field.name: field.value() if field.value() is not None else "" for field in form}
    answer = signed_in.post(reverse("dialogues:dialogue_edit", args=["provet", told.pk, section]), sent | {"on": "1"})
    assert answer.status_code == 302


def test_form_and_level_stand_as_given_with_the_reason_and_the_way_to_change_it(signed_in, told):
    shown = page(signed_in, told, "form")
    html = shown.content.decode()
    assert not {"form", "level"} & shown.context["form"].fields.keys()
    gates = reverse("dialogues:dialogue_edit", args=["provet", told.pk, "fragor"])
    assert ("Nämnden har beslutat" in html, f'<a href="{gates}">Ändra svaret' in html) == (True, True)
    advice = signed_in.get(reverse("dialogues:advice", args=["provet", told.pk])).content.decode()
    assert ("Nämnden har beslutat" in advice, 'name="question" value="form"' in advice) == (True, False)


def test_questions_are_worded_for_telling(signed_in, told):
    html = page(signed_in, told, "amnet").content.decode()
    assert ("Det ni berättar, i en mening" in html, "En fråga som går att svara på" in html) == (True, False)
    assert "som ni skulle säga det till en granne" in html
    promise = signed_in.get(reverse("dialogues:promise_create", args=["provet", told.pk])).content.decode()
    assert ("Vad ni åtar er att berätta, och när" in promise, "Alla som bor runt skolgården" in promise) == (True, True)
    detail = signed_in.get(told.get_work_url()).content.decode()
    assert ("Vad ni åtar er att berätta, och när" in detail, "plan för information" in detail) == (True, True)


def test_check_asks_what_information_needs(signed_in, told):
    said = " ".join(gap.text for gap in (*missing_for_publishing(told), *second_thoughts(told)))
    assert "Skriv det ni berättar, i en mening" in said
    assert "Skriv vad ni åtar er att berätta framöver" in said
    assert ("Lova" in said, "Skriv frågan" in said, "bjuder in" in said) == (False, False, False)
    html = signed_in.get(reverse("dialogues:dialogue_check", args=["provet", told.pk])).content.decode()
    assert "Publicera inbjudan" not in html


def test_kept_answers_about_a_talk_give_no_advice(told):
    answers = answers_of(told)
    assert (answers.purpose, answers.facilitation, answers.venue) == ("tell", "", "")
    assert (advice_page(told).form.value, advice_page(told).is_given) == ("information", True)


@pytest.mark.parametrize(("purpose", "sections"), [("", INFORMATION), ("tell", INFORMATION), ("learn", SHORT)])
def test_information_that_was_chosen_is_planned_so_unless_more_is_wanted(programme, purpose, sections):
    dialogue = begin(programme, form="information", purpose=purpose)
    assert [state.section for state in plan_of(dialogue).sections] == list(sections)


def test_form_that_was_chosen_and_does_not_follow_from_a_test_can_be_chosen_anew(signed_in, programme):
    dialogue = publish(begin(programme), form="information", level="information")
    assert {"form", "level", "reason"} <= page(signed_in, dialogue, "form").context["form"].fields.keys()


@pytest.mark.parametrize("purpose", ["", "create"])
def test_yes_after_a_no_asks_about_the_talk_again(told, purpose):
    update_plan(told, changes={"purpose": purpose}, expected_version=told.version, by=None)
    update_plan(told, changes={"is_matter_open": "yes"}, expected_version=told.version, by=None)
    assert [state.section for state in plan_of(told).sections] == list(FULL)
    assert (told.form, told.level) == ("", "")


def test_yes_after_a_no_keeps_what_people_have_been_told(told):
    publish(told, form="information", level="information", is_matter_open="no")
    update_plan(told, changes={"is_matter_open": "yes"}, expected_version=told.version, by=None)
    assert (told.form, told.level) == ("information", "information")
