"""A text that is removed for good goes from wherever it was copied to, and from the files it stands in."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from dialogues.models import Influence, InfluenceVersion, LevelChange, Occasion
from dialogues.plan_document import build_plan
from dialogues.services.dialogues import move_dialogue, redact_dialogue, update_plan
from dialogues.services.influences import update_influence
from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import LOG_REASONS
from programmes.models import Body, Challenge, Place, Responsibility
from programmes.services.keeping import add_record, redact_part
from tests.dialogues.occasions import DAY, add_evening, party
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
