"""Dialogues for tests, and an answer to every question of their plans."""

import datetime as dt
from typing import Any

from django.urls import reverse

from dialogues.models import Dialogue, DialogueAddress, Promise
from dialogues.queries.plan import answer_in_words
from dialogues.services.dialogues import add_dialogue, update_plan
from dialogues.words.plan_sections import FULL, PlanSection, sections_of
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate, Precision
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


# What is answered in words.
TEXTS = (
    "question", "summary", "organiser", "matter_reason", "deciders_reason", "why_invite", "value_created",
    "why_it_matters", "wanted_result", "preconditions", "timing", "venue_reason", "perspectives", "reach_how",
    "use_of_results", "advice_reason", "timeline", "planning_group", "facts_by", "channels", "documentation",
    "follow_up", "success", "risks", "personal_data", "formal_act", "plan_name", "plan_number", "plan_area",
    "plan_deviation", "plan_where", "official_channel",
)  # fmt: skip


def answers(programme: Programme, organisation) -> dict[str, Any]:
    """Return what is typed at every question of the full plan."""
    place = add_record(Place, programme=programme, by=None, name="Torget")
    challenge = add_record(Challenge, programme=programme, by=None, title="Otryggt på kvällen")
    function = Responsibility.objects.create(programme=programme, function="Områdesutvecklare")
    return {
        **{name: f"Svar på {name}" for name in TEXTS},
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


REVIEW = {
    "formal_link": "plan_review", "plan_name": "Detaljplan för torget", "plan_number": "SBN 2026-00012",
    "plan_area": "Torget och de fyra kvarteren runt det", "plan_deviation": "Planen avviker inte från översiktsplanen",
    "plan_where": "I stadshuset och på kommunens webbplats", "formal_from": dt.date(2027, 1, 4),
    "formal_until": dt.date(2027, 1, 25), "official_channel": "Samhällsbyggnadsnämnden, 501 80 Provköping",
    "official_url": "https://example.org/plan",
}  # fmt: skip


def part_address(dialogue: Dialogue, section: str) -> str:
    return reverse("dialogues:dialogue_edit", args=[dialogue.programme.slug, dialogue.pk, section])


def send_part(client, dialogue: Dialogue, section: str, **changes):
    """Send the part as it is shown, with ``changes``."""
    form = client.get(part_address(dialogue, section)).context["form"]
    return client.post(part_address(dialogue, section), typed(form) | changes)


def save_plan(dialogue: Dialogue, reason: str = "", **changes) -> Dialogue:
    return update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None, reason=reason)


def answer_part(client, dialogue: Dialogue, section: PlanSection, given: dict) -> Dialogue:
    """Answer the part, and once more where an answer makes it ask more."""
    for _turn in range(2):
        asked = section.asked(dialogue)
        response = send_part(client, dialogue, section.key, **{name: given[name] for name in asked})
        assert response.status_code == 302, response.context["form"].errors
        dialogue = Dialogue.objects.get(pk=dialogue.pk)
    return dialogue


def fill_plan(client, dialogue: Dialogue, given: dict) -> None:
    for section in sections_of(dialogue):
        dialogue = answer_part(client, dialogue, section, given)


def stored_answers(dialogue: Dialogue) -> dict:
    row = Dialogue.objects.get(pk=dialogue.pk)
    return {name: answer_in_words(row, name) for section in FULL for name in section.fields}


MARCH = ImpreciseDate(dt.date(2026, 3, 1), Precision.MONTH)


# Others at the same time


def day(text: str) -> ImpreciseDate:
    return ImpreciseDate(dt.date.fromisoformat(text))
