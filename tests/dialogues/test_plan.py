"""The plan, part by part, short or full: saved alone, with nothing lost and nothing called what it is not."""

import datetime as dt

import pytest
from django.urls import reverse

from dialogues.models import Dialogue, Influence, TargetGroup
from dialogues.queries.plan import answer_in_words, hidden_answers, plan_of, section_url
from dialogues.services.dialogues import update_plan
from dialogues.services.parts import add_part
from dialogues.words.plan_sections import FULL, SHORT
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict
from kraftsamling.shared.public_pages import get_versions, programme_scope
from tests.dialogues.occasions import add_evening
from tests.dialogues.plans import (
    answer_part,
    answers,
    begin,
    fill_plan,
    part_address,
    promise,
    publish,
    save_plan,
    send_part,
    stored_answers,
    typed,
)
from tests.factories import OrganisationFactory

PARTS = [(size, section) for size in ("short", "full") for section in (SHORT if size == "short" else FULL)]


@pytest.fixture
def dialogue(programme):
    return begin(programme)


def test_every_question_of_the_row_stands_in_one_part_of_the_plan():
    asked = [name for section in FULL for name in section.fields]
    short = [name for section in SHORT for name in section.fields]
    own = {field.name for field in Dialogue._meta.local_fields + Dialogue._meta.local_many_to_many if field.editable}
    inherited = {field.name for field in Dialogue.__mro__[1]._meta.get_fields()}
    elsewhere = {"id", "programme", "size", "follows", "state", "state_reason", "state_since"}
    assert len(asked) == len(set(asked))
    assert len(short) == len(set(short)) == len(set(short) & set(asked))
    assert own - inherited - elsewhere == set(asked)


@pytest.mark.parametrize(("size", "section"), PARTS, ids=lambda value: getattr(value, "key", value))
def test_part_is_saved_alone_in_either_size(signed_in, programme, section, size):
    saved = answer_part(signed_in, begin(programme, size=size), section, answers(programme, OrganisationFactory()))
    asked = section.asked(saved)
    assert [name for name in asked if name != "methods" and not answer_in_words(saved, name)] == []
    others = {name for other in FULL for name in other.fields if name not in asked}
    assert [name for name in others - {"title", "formal_link"} if answer_in_words(saved, name)] == []


def test_going_over_to_the_other_size_and_back_loses_nothing(signed_in, programme):
    dialogue = begin(programme, size="full")
    fill_plan(signed_in, dialogue, answers(programme, OrganisationFactory()))
    before = stored_answers(dialogue)
    change = reverse("dialogues:dialogue_size", args=[programme.slug, dialogue.pk])
    signed_in.post(change, {"size": "short"})
    dialogue.refresh_from_db()
    assert (dialogue.size, hidden_answers(dialogue) > 10, stored_answers(dialogue)) == ("short", True, before)
    for section in SHORT:
        assert send_part(signed_in, dialogue, section.key).status_code == 302
    signed_in.post(change, {"size": "full"})
    dialogue.refresh_from_db()
    assert (dialogue.size, hidden_answers(dialogue), stored_answers(dialogue)) == ("full", 0, before)


def test_unknown_size_changes_nothing(signed_in, dialogue):
    signed_in.post(reverse("dialogues:dialogue_size", args=["provet", dialogue.pk]), {"size": "enorm"})
    dialogue.refresh_from_db()
    assert dialogue.size == "short"


def test_plan_says_what_is_done_begun_and_missing(programme, dialogue):
    save_plan(dialogue, is_matter_open="yes", matter_reason="Bänkarna är inte valda")
    states = {state.section.key: state for state in plan_of(dialogue).sections}
    assert states["fragor"].state == "begun"
    assert states["fragor"].missing[:2] == ["Går de som bestämmer att påverka?", "Hur ni vet det"]
    assert states["amnet"].state == "empty"
    assert states["paverkan"].missing == ["minst en rad", "Vad som är givet från början"]
    assert plan_of(dialogue).next_section.section.key == "fragor"
    save_plan(dialogue, are_deciders_open="yes", deciders_reason="Nämnden väntar", preconditions="Två miljoner")
    save_plan(dialogue, why_invite="Vi vet inte", value_created="Ett torg för alla", why_it_matters="Alla går här")
    add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open")
    assert {state.section.key: state.missing for state in plan_of(dialogue).sections}["formell-koppling"] == [
        "Formell koppling",
    ]  # fmt: skip
    save_plan(dialogue, formal_link="none")
    plan = plan_of(dialogue)
    assert [state.section.key for state in plan.sections if state.state == "done"] == [
        "fragor", "paverkan", "formell-koppling",
    ]  # fmt: skip
    assert plan.progress.startswith("3 av 8 delar är klara")


def test_full_plan_answered_is_done(signed_in, programme):
    dialogue = begin(programme, size="full")
    fill_plan(signed_in, dialogue, answers(programme, OrganisationFactory()))
    add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open")
    add_part(TargetGroup, dialogue=dialogue, by=None, name="Unga")
    plan = plan_of(Dialogue.objects.get(pk=dialogue.pk))
    assert [(state.section.key, state.missing) for state in plan.sections if state.missing] == []
    assert plan.next_section is None


def test_plan_that_is_done_leads_on_to_promise_occasion_and_check(signed_in, programme):
    dialogue = begin(programme, size="full")
    fill_plan(signed_in, dialogue, answers(programme, OrganisationFactory()))
    add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open")
    add_part(TargetGroup, dialogue=dialogue, by=None, name="Unga")

    def next_step() -> tuple[str, str]:
        return signed_in.get(dialogue.get_work_url()).context["next_step"]

    at = [programme.slug, dialogue.pk]
    assert next_step() == ("Lägg till ett löfte", reverse("dialogues:promise_create", args=at))
    promise(dialogue, dt.date(2026, 9, 1))
    assert next_step() == ("Lägg till ett tillfälle", reverse("dialogues:occasion_create", args=at))
    add_evening(dialogue, is_public=False)
    assert next_step() == ("Kontrollera och publicera", reverse("dialogues:dialogue_check", args=at))
    assert 'class="ds-button" href="' + next_step()[1] in signed_in.get(dialogue.get_work_url()).content.decode()
    publish(dialogue)
    assert next_step() is None


@pytest.mark.parametrize("written", ["31 000", "31\u00a0000", "31000", "31.000"])
def test_sum_is_written_as_people_write_it(signed_in, programme, written):
    dialogue = begin(programme, size="full")
    answer = signed_in.get(part_address(dialogue, "resurser"))
    signed_in.post(part_address(dialogue, "resurser"), typed(answer.context["form"]) | {"budget_kronor": written})
    dialogue.refresh_from_db()
    assert dialogue.budget_kronor == 31_000


def test_sum_with_ore_is_asked_for_again(signed_in, programme):
    dialogue = begin(programme, size="full")
    answer = signed_in.get(part_address(dialogue, "resurser"))
    sent = typed(answer.context["form"]) | {"budget_kronor": "31.50"}
    assert "budget_kronor" in signed_in.post(part_address(dialogue, "resurser"), sent).context["form"].errors


@pytest.mark.parametrize(
    ("name", "field"),
    [("promise_create", "responsible"), ("target_group_create", "hindrance"), ("influence_create", "limits")],
)
def test_what_is_demanded_is_not_called_optional(signed_in, dialogue, name, field):
    html = signed_in.get(reverse(f"dialogues:{name}", args=["provet", dialogue.pk])).content.decode()
    label = html.split(f'id="id_{field}_field"')[1].split("</label>")[0]
    assert "frivilligt" not in label


def test_section_url_leads_to_where_a_question_is_answered(dialogue):
    assert section_url(dialogue, "use_of_results") == part_address(dialogue, "tid-och-plats")
    assert section_url(dialogue, "influences") == part_address(dialogue, "paverkan")
    assert section_url(dialogue, "budget_hours") == f"{dialogue.get_work_url()}#plan"
    dialogue.size = "full"
    assert section_url(dialogue, "use_of_results") == part_address(dialogue, "efterat")


def test_part_that_only_the_other_size_has_leads_to_its_questions(signed_in, dialogue):
    assert signed_in.get(part_address(dialogue, "efterat")).url == part_address(dialogue, "tid-och-plats")
    assert signed_in.get(part_address(dialogue, "okand")).status_code == 404


@pytest.mark.parametrize(("size", "parts"), [("short", 8), ("full", 11)])
def test_save_and_go_on_leads_through_every_part(signed_in, programme, size, parts):
    dialogue = begin(programme, size=size)
    met = ["fragor"]
    for _turn in range(parts - 1):
        met.append(send_part(signed_in, dialogue, met[-1], on="1").url.split("/")[-2])
    assert met == [section.key for section in (SHORT if size == "short" else FULL)]
    assert send_part(signed_in, dialogue, "fragor").url == f"{dialogue.get_work_url()}#fragor"


def test_what_the_plan_misses_is_not_called_optional(signed_in, dialogue):
    html = signed_in.get(part_address(dialogue, "fragor")).content.decode()
    assert ("k-optional" in html, "Du kan spara utan att ha svarat på allt." in html) == (False, True)
    assert "Saknas" in signed_in.get(dialogue.get_work_url()).content.decode()


def test_short_plan_asks_little(dialogue):
    asked = [name for section in SHORT for name in section.asked(dialogue)]
    assert len(asked) <= 30
    assert {"why_invite", "value_created", "why_it_matters"} <= set(asked)


@pytest.mark.parametrize("name", ["timeline", "planning_group", "documentation"])
def test_short_plan_shows_what_the_methods_wrote(signed_in, dialogue, name):
    assert name not in signed_in.get(part_address(dialogue, "tid-och-plats")).context["form"].fields
    save_plan(dialogue, **{name: "Ställ fram borden"})
    assert name in signed_in.get(part_address(dialogue, "tid-och-plats")).context["form"].fields
    assert "Ställ fram borden" in signed_in.get(dialogue.get_work_url()).content.decode()


def test_two_at_different_parts_both_keep_what_they_wrote(signed_in, dialogue):
    mine = typed(signed_in.get(part_address(dialogue, "fragor")).context["form"]) | {"why_invite": "Vi behöver veta"}
    send_part(signed_in, dialogue, "tid-och-plats", use_of_results="Nämnden i juni")
    merged = signed_in.post(part_address(dialogue, "fragor"), mine)
    assert merged.context["form"].was_merged
    assert not merged.context["form"].conflicts
    assert signed_in.post(part_address(dialogue, "fragor"), typed(merged.context["form"])).status_code == 302
    dialogue.refresh_from_db()
    assert (dialogue.why_invite, dialogue.use_of_results) == ("Vi behöver veta", "Nämnden i juni")


def test_two_at_the_same_question_see_both_texts(signed_in, dialogue):
    mine = typed(signed_in.get(part_address(dialogue, "fragor")).context["form"]) | {"why_invite": "Mitt"}
    send_part(signed_in, dialogue, "fragor", why_invite="Kollegans")
    html = signed_in.post(part_address(dialogue, "fragor"), mine).content.decode()
    assert "Kollegans" in html
    assert "Mitt" in html
    dialogue.refresh_from_db()
    assert dialogue.why_invite == "Kollegans"


def test_old_version_is_a_conflict(dialogue):
    with pytest.raises(EditConflict):
        update_plan(dialogue, changes={"summary": "x"}, expected_version=dialogue.version + 1, by=None)


def test_saving_keeps_the_earlier_text_and_logs_without_it(dialogue, process_leader):
    update_plan(dialogue, changes={"summary": "Först"}, expected_version=dialogue.version, by=process_leader)
    update_plan(dialogue, changes={"summary": "Sedan"}, expected_version=dialogue.version, by=process_leader)
    assert dialogue.versions.first().texts == {"summary": "Först"}
    entry = AuditEntry.objects.filter(verb="record.update").latest("pk")
    assert (entry.fields, entry.reason) == (["summary"], "")


def test_saving_renews_public_pages(dialogue):
    scope = programme_scope(dialogue.programme_id)
    before = get_versions([scope]).get(scope, 0)
    save_plan(dialogue, summary="Nytt")
    assert get_versions([scope])[scope] > before


def test_matrix_asks_for_both_places(signed_in, programme):
    dialogue = begin(programme, size="full")
    response = send_part(signed_in, dialogue, "samtalet", predictability="2")
    assert list(response.context["form"].errors) == ["agreement"]


def test_part_that_is_done_is_told_in_the_form_of_its_word(signed_in, dialogue):
    save_plan(dialogue, formal_link="none")
    page = signed_in.get(dialogue.get_work_url()).content.decode()
    assert (">klar</span>" in page, ">klart</span>" in page) == (True, False)
