"""The two questions of the plan, and that no form or level is lowered silently once it has been promised."""

import pytest
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from dialogues.models import Dialogue, LevelChange
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import RuleViolation
from tests.dialogues.plans import (
    begin,
    publish,
    save_plan,
    send_part,
)


@pytest.fixture
def dialogue(programme):
    return begin(programme)


# The two questions


@pytest.mark.parametrize("gate", ["is_matter_open", "are_deciders_open"])
def test_no_makes_it_information_and_says_so(signed_in, dialogue, gate):
    save_plan(dialogue, form="co_creation", level="co_decision")
    response = send_part(signed_in, dialogue, "fragor", **{gate: "no"})
    dialogue.refresh_from_db()
    assert (dialogue.form, dialogue.level) == ("information", "information")
    assert "Samtalsform och grad av inflytande är nu information" in signed_in.get(response.url).content.decode()


@pytest.mark.parametrize(("name", "value"), [("form", "learning"), ("level", "dialogue")])
def test_something_else_than_information_is_refused_at_its_field_after_a_no(dialogue, name, value):
    save_plan(dialogue, is_matter_open="no")
    with pytest.raises(RuleViolation) as violation:
        save_plan(dialogue, **{name: value})
    assert (violation.value.field, "ska kallas det" in violation.value.message) == (name, True)


def test_database_holds_the_same_rule(dialogue):
    save_plan(dialogue, is_matter_open="no")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(Dialogue).filter(pk=dialogue.pk).update(form="learning")


def test_yes_after_a_no_opens_the_choice_again(signed_in, dialogue):
    save_plan(dialogue, is_matter_open="no", are_deciders_open="yes")
    send_part(signed_in, dialogue, "fragor", is_matter_open="yes")
    assert send_part(signed_in, dialogue, "form", form="learning", level="dialogue").status_code == 302


def test_second_no_changes_nothing_more(dialogue):
    save_plan(dialogue, is_matter_open="no")
    save_plan(dialogue, matter_reason="Beslutet är fattat")
    save_plan(dialogue, are_deciders_open="no")
    assert (dialogue.form, dialogue.is_information_only) == ("information", True)


# Form and level after publishing


def test_change_before_publishing_needs_no_reason(dialogue):
    save_plan(dialogue, form="learning", level="dialogue")
    save_plan(dialogue, form="consultation", level="consultation")
    assert not LevelChange.objects.exists()


@pytest.mark.parametrize("changes", [{"level": "information"}, {"level": "co_decision"}, {"form": "discussion"}])
def test_change_after_publishing_without_a_reason_is_refused(signed_in, dialogue, changes):
    publish(dialogue)
    response = send_part(signed_in, dialogue, "form", **changes)
    assert list(response.context["form"].errors) == ["reason"]
    dialogue.refresh_from_db()
    assert (dialogue.form, dialogue.level) == ("learning", "dialogue")


def test_change_after_publishing_keeps_the_old_promise_with_the_reason(signed_in, dialogue, process_leader):
    publish(dialogue)
    send_part(signed_in, dialogue, "form", level="consultation", form="consultation", reason="Nämnden har redan valt")
    change = LevelChange.objects.get()
    assert (change.form, change.level, change.reason, change.changed_by) == (
        "learning", "dialogue", "Nämnden har redan valt", process_leader,
    )  # fmt: skip
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert "Vad som lovades tidigare" in html
    assert "Nämnden har redan valt" in html


def test_reason_for_another_level_can_be_removed_for_good(signed_in, dialogue):
    publish(dialogue)
    save_plan(dialogue, level="consultation", reason="Grannen i port 7 ville det")
    address = reverse("dialogues:level_change_redact", args=["provet", LevelChange.objects.get().pk])
    assert f'href="{address}"' in signed_in.get(dialogue.get_work_url()).content.decode()
    gone = signed_in.post(address, {"fields_to_remove": ["reason"], "reason": "Namnger en person"})
    assert gone.url == dialogue.get_work_url()
    assert LevelChange.objects.get().reason.startswith("[Borttaget")
    assert AuditEntry.objects.get(verb="part.redact").programme_id == dialogue.programme_id
    assert address not in signed_in.get(dialogue.get_absolute_url()).content.decode()


def test_promise_taken_back_is_not_forgotten(dialogue):
    publish(dialogue)
    Dialogue.objects.filter(pk=dialogue.pk).update(state="planned", published_at=None)
    dialogue.refresh_from_db()
    with pytest.raises(RuleViolation) as violation:
        save_plan(dialogue, level="information")
    assert violation.value.field == "reason"


def test_published_level_cannot_be_emptied(dialogue):
    publish(dialogue)
    with pytest.raises(RuleViolation) as violation:
        save_plan(dialogue, level="", reason="Vi vet inte")
    assert violation.value.field == "level"


def test_no_after_publishing_is_refused_at_the_question(signed_in, dialogue):
    publish(dialogue)
    response = send_part(signed_in, dialogue, "fragor", is_matter_open="no")
    assert list(response.context["form"].errors) == ["is_matter_open"]
    save_plan(dialogue, form="information", level="information", reason="Beslutet är fattat")
    assert send_part(signed_in, dialogue, "fragor", is_matter_open="no").status_code == 302
