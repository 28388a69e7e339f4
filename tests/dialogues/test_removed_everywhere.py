"""A text that is removed for good goes from wherever it was copied to, and from the files it stands in."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from dialogues.models import Dialogue, Influence, InfluenceVersion, LevelChange, Occasion, Promise
from dialogues.prints.plan_document import build_plan
from dialogues.services.dialogues import move_dialogue, redact_dialogue, update_plan, withdraw_dialogue
from dialogues.services.influences import update_influence
from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import LOG_REASONS
from programmes.models import Body, Challenge, Place, Responsibility
from programmes.services.keeping import add_record, redact_part, withdraw_record
from tests.dialogues.occasions import DAY, add_dialogue, add_evening, party
from tests.dialogues.plans import begin, promise
from tests.factories import OrganisationFactory
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")
NAMED = "Anna i port 7 har sagt nej"


def shown(client, dialogue) -> str:
    caches["pages"].clear()
    return client.get(dialogue.get_absolute_url()).content.decode()


@pytest.fixture
def told(evening):
    """A dialogue that became information after people were invited, and let two open questions be decided with it."""
    dialogue = evening.dialogue
    update_plan(dialogue, changes={"form": "learning", "level": "dialogue"}, expected_version=dialogue.version, by=None,
                reason="Så blev det")  # fmt: skip
    for question in ("Vad ska byggas?", "När?"):
        Influence.objects.create(dialogue=dialogue, question=question, state="open", decided_by_other="Nämnden")
    changes = {"form": "information", "level": "information"}
    update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None, reason=NAMED)
    return dialogue


def test_why_it_became_information_goes_from_every_question_too(client, told):
    when = Influence.objects.get(question="När?")
    update_influence(when, changes={"limits": "I höst.", "change_reason": "Rättat"}, expected_version=when.version,
                     by=None)  # fmt: skip
    assert NAMED in shown(client, told)
    change = LevelChange.objects.get(reason=NAMED)
    redact_part(change, programme=told.programme, fields=["reason"], by=None, reason="Namnger en person")
    assert NAMED not in shown(client, told)
    assert NAMED not in str([*Influence.objects.values(), *InfluenceVersion.objects.values("texts")])
    assert "Rättat" in shown(client, told)


def test_why_a_dialogue_is_cancelled_goes_from_its_occasions_too(client, evening, process_leader):
    dialogue = evening.dialogue
    party(evening, name="Ali", email="ali@example.org")
    deliver("notices.send")
    move_dialogue(dialogue, to="cancelled", by=None, reason=NAMED)
    calendar = reverse("dialogues:occasion_ics", args=["provet", "torget", evening.pk])
    assert NAMED in shown(client, dialogue)
    assert NAMED in client.get(calendar).content.decode()
    redact_dialogue(dialogue, fields=["state_reason", LOG_REASONS], by=process_leader, reason="Namnger en person")
    letters = deliver("notices.send")
    told = [shown(client, dialogue), client.get(calendar).content.decode(), *(letter.body for letter in letters)]
    assert (len(told), [text for text in told if NAMED in text]) == (3, [])
    assert not AuditEntry.objects.filter(reason=NAMED).exists()


def test_occasion_that_was_cancelled_before_keeps_its_own_reason(evening, process_leader):
    Occasion.objects.update(state="cancelled", state_reason="Salen var upptagen")
    dialogue = evening.dialogue
    move_dialogue(dialogue, to="cancelled", by=None, reason=NAMED)
    redact_dialogue(dialogue, fields=["state_reason"], by=process_leader, reason="Namnger en person")
    assert Occasion.objects.get().state_reason == "Salen var upptagen"


def where_it_stands() -> list[str]:
    """Return where the words that name somebody still are."""
    rows = [row for model in (Dialogue, Occasion, Promise) for row in model.objects.values()]
    log = AuditEntry.objects.filter(reason=NAMED)
    return [
        *(name for row in rows for name in row if NAMED in str(row[name])),
        *sorted(entry.target_type for entry in log),
    ]


def test_why_a_dialogue_is_withdrawn_goes_from_its_occasions_and_promises_too(programme, process_leader):
    dialogue = add_dialogue(programme, is_public=False)
    add_evening(dialogue, is_public=False)
    promise(dialogue, DAY)
    Promise.objects.update(published_at=None)
    withdraw_dialogue(dialogue, by=None, reason=NAMED)
    assert len(where_it_stands()) == 6
    redact_dialogue(dialogue, fields=[LOG_REASONS], by=process_leader, reason="Namnger en person")
    assert where_it_stands() == []


@pytest.mark.parametrize("fields", [[LOG_REASONS], ["state_reason", LOG_REASONS]])
def test_why_a_dialogue_was_cancelled_goes_from_its_occasions_once_it_is_planned_again(evening, process_leader, fields):
    dialogue = evening.dialogue
    move_dialogue(dialogue, to="cancelled", by=None, reason=NAMED)
    move_dialogue(dialogue, to="planned", by=None, reason="Igen")
    assert where_it_stands() == ["state_reason", "dialogues.dialogue", "dialogues.occasion"]
    redact_dialogue(dialogue, fields=fields, by=process_leader, reason="Namnger en person")
    assert where_it_stands() == []


def test_reason_that_the_dialogue_goes_on_to_say_stays_with_its_occasions(evening, process_leader):
    dialogue = evening.dialogue
    move_dialogue(dialogue, to="cancelled", by=None, reason=NAMED)
    redact_dialogue(dialogue, fields=[LOG_REASONS], by=process_leader, reason="Hör inte hit")
    assert where_it_stands() == ["state_reason", "state_reason"]


def test_part_that_was_withdrawn_before_keeps_its_own_reason(programme, process_leader):
    dialogue = add_dialogue(programme, is_public=False)
    withdraw_record(add_evening(dialogue, is_public=False), by=None, reason="Dubbel")
    withdraw_dialogue(dialogue, by=None, reason=NAMED)
    redact_dialogue(dialogue, fields=[LOG_REASONS], by=process_leader, reason="Namnger en person")
    assert (Occasion.objects.get().withdrawn_reason, where_it_stands()) == ("Dubbel", [])


def test_plan_on_paper_knows_everything_that_is_named_in_it(programme):
    square, hall, yard = (
        add_record(Place, programme=programme, by=None, name=name) for name in ("Torget", "Salen", "Gården")
    )
    challenge = add_record(Challenge, programme=programme, by=None, title="Otryggt på kvällen")
    board = add_record(Body, programme=programme, by=None, name="Nämnden", kind="board")
    planner, writer = (
        Responsibility.objects.create(programme=programme, function=name) for name in ("Planerare", "Skribent")
    )
    inviter = OrganisationFactory(municipality=programme.municipality, name="Hyresgästerna")
    earlier, phase = begin(programme, "Torget 2025"), programme.phases.first()
    dialogue = begin(programme, size="full", follows=earlier, responsible=planner, phase=phase)
    dialogue.places.set([square])
    dialogue.challenges.set([challenge])
    dialogue.inviters.set([inviter])
    Influence.objects.create(dialogue=dialogue, question="Vad?", state="open", decided_by=board, place=yard)
    add_evening(dialogue, place=hall)
    promise(dialogue, DAY, responsible=writer)
    built = build_plan(programme, {"dialogue": dialogue.slug}, "sv")
    named = (square, hall, yard, challenge, board, planner, writer, inviter, earlier, phase)
    assert [str(row) for row in named if str(row) not in repr(built.outline)] == []
    assert [str(row) for row in named if (row._meta.label_lower, row.pk) not in built.sources] == []
