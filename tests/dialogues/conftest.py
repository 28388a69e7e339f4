"""The moment that the tests of occasions and registrations look from, and an evening to sign up for."""

import pytest
from django.core.cache import cache

from dialogues.models import Influence, TargetGroup
from dialogues.services.parts import add_part
from programmes.models import Body, Place
from programmes.services.keeping import add_record
from tests.dialogues.occasions import TODAY, add_dialogue, add_evening, at, let_it_be
from tests.dialogues.plans import MARCH, begin
from tests.factories import OrganisationFactory


@pytest.fixture
def on_the_day(monkeypatch, db):
    let_it_be(monkeypatch, at(TODAY))
    cache.clear()  # counts how often somebody has signed up, and on Redis outlives a test


@pytest.fixture
def evening(programme):
    return add_evening(add_dialogue(programme), capacity=4)


@pytest.fixture
def earlier(programme):
    """Last year's dialogue, with much of what can be taken over from it."""
    place = add_record(Place, programme=programme, by=None, name="Torget")
    body = add_record(Body, programme=programme, by=None, name="Nämnden", kind="board")
    organisation = OrganisationFactory(municipality=programme.municipality)
    dialogue = begin(
        programme, "Torget 2025", reach_how="Via skolan", is_matter_open="yes", matter_reason="Öppet då",
        starts_on=MARCH, form="learning", level="dialogue", budget_hours=40, phase=programme.phases.first(),
    )  # fmt: skip
    dialogue.places.set([place])
    dialogue.inviters.set([organisation])
    add_part(Influence, dialogue=dialogue, by=None, question="Var ska bänken stå?", state="open", decided_by=body)
    add_part(Influence, dialogue=dialogue, by=None, question="Ska torget byggas om?", state="fixed")
    gone = add_part(Influence, dialogue=dialogue, by=None, question="Fel rad", state="open")
    Influence.objects.filter(pk=gone.pk).update(withdrawn_at=gone.created_at)
    add_part(TargetGroup, dialogue=dialogue, by=None, name="Unga", is_missing=True, hindrance="Tiden")
    return dialogue
