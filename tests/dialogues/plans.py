"""Dialogues for tests, and an answer to every question of their plans."""

import datetime as dt
from typing import Any

from dialogues.models import Dialogue, DialogueAddress, Promise
from dialogues.services.dialogues import add_dialogue
from kraftsamling.shared import clock
from programmes.models import Challenge, Place, Programme, Responsibility
from programmes.services.keeping import add_record

TODAY = dt.date(2026, 3, 9)


def begin(programme: Programme, title: str = "Torget vi vill ha", **fields: Any) -> Dialogue:
    """Begin a dialogue; what ``add_dialogue`` does not take is written straight into the row."""
    asked = {name: fields.pop(name) for name in ("size", "question", "copy_from", "follows") if name in fields}
    dialogue = add_dialogue(programme=programme, by=None, title=title, **asked)
    if fields:
        Dialogue.objects.filter(pk=dialogue.pk).update(**fields)
        dialogue.refresh_from_db()
    return dialogue


def publish(dialogue: Dialogue, **fields: Any) -> Dialogue:
    """Let the dialogue stand as published, as the service of publishing leaves it."""
    chosen = {"form": "learning", "level": "dialogue", "is_matter_open": "yes", "are_deciders_open": "yes",
              "formal_link": "none"} | fields  # fmt: skip
    Dialogue.objects.filter(pk=dialogue.pk).update(state="open", published_at=clock.now(), **chosen)
    DialogueAddress.objects.get_or_create(dialogue=dialogue, defaults={"code": f"d{dialogue.pk:05d}"})
    dialogue.refresh_from_db()
    return dialogue


def promise(dialogue: Dialogue, due_on: dt.date, **fields: Any) -> Promise:
    """Promise an answer by ``due_on``, in the open."""
    added = add_record(
        Promise, programme=dialogue.programme, by=None, dialogue=dialogue, to_whom="Alla", what="Vad det blev av det",
        channels=["web"], due_on=due_on,
    )  # fmt: skip
    Promise.objects.filter(pk=added.pk).update(published_at=clock.now(), **fields)
    return Promise.objects.get(pk=added.pk)


def answers(programme: Programme, organisation) -> dict[str, Any]:
    """Return what is typed at every question of the full plan."""
    place = add_record(Place, programme=programme, by=None, name="Torget")
    challenge = add_record(Challenge, programme=programme, by=None, title="Otryggt på kvällen")
    function = Responsibility.objects.create(programme=programme, function="Områdesutvecklare")
    texts = (
        "question", "summary", "organiser", "matter_reason", "deciders_reason", "why_invite", "value_created",
        "why_it_matters", "wanted_result", "preconditions", "timing", "venue_reason", "perspectives", "reach_how",
        "use_of_results", "advice_reason", "timeline", "planning_group", "facts_by", "channels", "documentation",
        "follow_up", "success", "risks", "personal_data", "formal_act", "plan_name", "plan_number", "plan_area",
        "plan_deviation", "plan_where", "official_channel",
    )  # fmt: skip
    return {
        **{name: f"Svar på {name}" for name in texts},
        "title": "Torget vi vill ha",
        "inviters": [organisation.pk],
        "places": [place.pk],
        "challenges": [challenge.pk],
        "phase": programme.phases.first().pk,
        "is_matter_open": "yes",
        "are_deciders_open": "yes",
        "purpose": "create",
        "decision_timing": "before",
        "predictability": "2",
        "agreement": "3",
        "expected_people": "60",
        "weeks": "9",
        "facilitation": "impartial",
        "venue": "theirs",
        "form": "learning",
        "level": "dialogue",
        "methods": [],
        "starts_on": "april 2026",
        "ends_on": "2026-06-14",
        "responsible": function.pk,
        "budget_hours": "120",
        "budget_kronor": "45000",
        "formal_link": "plan_review",
        "formal_from": "2026-04-01",
        "formal_until": "2026-04-20",
        "official_url": "https://example.org/plan",
    }


def typed(form) -> dict[str, Any]:
    """Return what a form sends back when nothing is changed."""
    data = {}
    for field in form:
        value = field.value()
        data[field.name] = [getattr(row, "pk", row) for row in value] if isinstance(value, list) else (
            "" if value is None else value
        )  # fmt: skip
    return data
