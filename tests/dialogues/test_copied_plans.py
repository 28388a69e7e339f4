"""What a plan that is copied takes over, and what is told of it."""

import pytest
from django.utils import timezone

from dialogues.queries.plan import copied_answers
from dialogues.services.dialogues import redact_dialogue, update_plan
from dialogues.services.publishing import publish_dialogue
from kraftsamling.shared.errors import RuleViolation
from tests.dialogues.plans import begin


def save(dialogue, **changes) -> None:
    dialogue.refresh_from_db()
    update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None)


def test_copied_text_is_called_so_though_the_source_is_corrected(programme, process_leader):
    source = begin(programme, "Torget 2025", reach_how="Via skolan", why_invite="Bänken", budget_hours=40)
    copy = begin(programme, "Torget 2026", copy_from=source)
    save(source, reach_how="Via skolan och biblioteket", budget_hours=50)
    redact_dialogue(source, fields=["why_invite"], by=process_leader, reason="Namnger någon")
    copy.refresh_from_db()
    assert copied_answers(copy) == {"reach_how", "why_invite", "budget_hours"}
    save(copy, reach_how="Via skolan och biblioteket")
    assert copied_answers(copy) == {"why_invite", "budget_hours"}


def test_answer_that_is_removed_for_good_leaves_no_digest(programme, process_leader):
    source = begin(programme, "Torget 2025", planning_group="Anna Andersson", reach_how="Via skolan")
    copy = begin(programme, "Torget 2026", copy_from=source)
    save(copy, planning_group="Bo Bengtsson")
    redact_dialogue(copy, fields=["planning_group"], by=process_leader, reason="Namnger någon")
    assert copy.copied.keys() == {"reach_how"}
    assert copied_answers(copy) == {"reach_how"}


def test_copy_of_information_asks_anew_what_it_is(programme):
    source = begin(programme, "Gatan 2025", purpose="create")
    save(source, is_matter_open="no", matter_reason="Redan beslutat")
    copy = begin(programme, "Gatan 2026", copy_from=source)
    assert (copy.form, copy.level, copy.tells_only) == ("", "", False)
    save(copy, is_matter_open="yes", are_deciders_open="yes")
    assert not copy.tells_only


def test_information_that_somebody_chose_is_copied(programme):
    source = begin(programme, "Gatan 2025", form="information", level="information", purpose="tell")
    assert begin(programme, "Gatan 2026", copy_from=source).tells_only


@pytest.mark.parametrize("link", ["copy_from", "follows"])
def test_words_that_may_be_secret_stay_so_in_another_dialogue(programme, process_leader, link):
    source = begin(
        programme, "Torget 2025", openness="marked", secrecy_provision="OSL 26 kap. 1 §",
        secrecy_marked_at=timezone.now(), secrecy_marked_by=process_leader,
    )  # fmt: skip
    following = begin(programme, "Torget 2026", **{link: source})
    assert (following.openness, following.secrecy_provision) == ("marked", "OSL 26 kap. 1 §")
    with pytest.raises(RuleViolation):
        publish_dialogue(following, by=None)


@pytest.mark.parametrize(("copied", "followed"), [("may_be", "marked"), ("marked", "may_be")])
def test_of_two_sources_the_one_marked_as_secret_decides(programme, process_leader, copied, followed):
    both = {
        "may_be": begin(programme, "Gatan 2025", openness="may_be"),
        "marked": begin(
            programme, "Torget 2025", openness="marked", secrecy_provision="OSL 26 kap. 1 §",
            secrecy_marked_at=timezone.now(), secrecy_marked_by=process_leader,
        ),
    }  # fmt: skip
    following = begin(programme, "Torget 2026", copy_from=both[copied], follows=both[followed])
    assert (following.openness, following.secrecy_provision) == ("marked", "OSL 26 kap. 1 §")
