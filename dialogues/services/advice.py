"""Choosing from the advice, and putting into the plan what the chosen methods need."""

from typing import Any

from django.db import transaction
from django.utils.translation import pgettext

from dialogues.enums import OccasionState
from dialogues.models import Dialogue, Method, Occasion
from dialogues.queries.advice import needs_of
from dialogues.services.dialogues import update_plan
from dialogues.services.occasions import update_occasion
from kraftsamling.shared import clock


def choose(dialogue: Dialogue, *, question: str, value: str | Method, expected_version: int, by) -> Dialogue:
    """Answer one question of the plan with what was advised: "form", "level", or "methods" with one method.

    A method that is chosen already is given up. Raises what ``update_plan`` raises; after publishing, form and level
    are changed in the plan, where the reason is asked for.
    """
    changes: dict[str, Any] = {question: value}
    if question == "methods":
        chosen = list(dialogue.methods.all())
        changes = {"methods": [each for each in chosen if each != value] if value in chosen else [*chosen, value]}
    return update_plan(dialogue, changes=changes, expected_version=expected_version, by=by)


def fill_plan(dialogue: Dialogue, *, expected_version: int, by) -> list[str]:
    """Put what the chosen methods need into the timeline, the planning group and the documentation, and what must be
    brought into each occasion that is ahead (sweden.md G-16).

    What is written there stays; lines that are there already are not written again. Returns the names of the texts
    that became full before every line was in. Raises EditConflict when somebody else saved in between.
    """
    added: dict[str, list[str]] = {"timeline": [], "planning_group": [], "documentation": []}
    brought: dict[int, str] = {}
    for needs in needs_of(dialogue):
        name = needs.method.name
        brought |= {needs.method.pk: f"{name}: {needs.method.needs}"} if needs.method.needs else {}
        steps = [
            (pgettext("method checklist", "Before"), [*needs.before, needs.method.needs]),
            (pgettext("method checklist", "During"), needs.during),
            (pgettext("method checklist", "After"), needs.after),
        ]
        added["timeline"] += [f"{name}, {when.lower()}: {line}" for when, found in steps for line in found if line]
        added["planning_group"] += [f"{name}: {needs.method.staff}"] if needs.method.staff else []
        added["documentation"] += [f"{name}: {line}" for line in needs.note_headings]
    filled = {field: _with_lines(dialogue, field, lines) for field, lines in added.items()}
    changes = {field: text for field, (text, _is_full) in filled.items()}
    with transaction.atomic():
        update_plan(dialogue, changes=changes, expected_version=expected_version, by=by)
        is_material_full = _fill_occasions(dialogue, brought, by=by)
    full = [Dialogue._meta.get_field(field) for field, (_text, is_full) in filled.items() if is_full]
    full += [Occasion._meta.get_field("material")] if is_material_full else []
    return [str(column.verbose_name) for column in full]


def _fill_occasions(dialogue: Dialogue, brought: dict[int, str], *, by) -> bool:
    """Write what the methods, by their keys, need into the occasions ahead; return whether not all fitted somewhere.

    An occasion with a method of its own gets what that one needs.
    """
    ahead = Occasion.objects.current().filter(dialogue=dialogue, state=OccasionState.PLANNED, ends_at__gt=clock.now())
    is_any_full = False
    for occasion in ahead.select_related("programme").order_by("pk"):
        lines = [line for method, line in brought.items() if occasion.method_id in (None, method)]
        text, is_full = _with_lines(occasion, "material", lines)
        update_occasion(occasion, changes={"material": text}, expected_version=occasion.version, by=by)
        is_any_full |= is_full
    return is_any_full


def _with_lines(row: Dialogue | Occasion, field: str, added: list[str]) -> tuple[str, bool]:
    """Return the row's text with the lines that fit, and whether any did not."""
    written, most = getattr(row, field), row._meta.get_field(field).max_length
    known = {line.strip() for line in written.splitlines()}
    text = written
    for line in (line for line in added if line not in known):
        longer = f"{text}\n{line}" if text else line
        # A browser sends each line break as two characters: the form must be able to save the text again.
        if len(longer) + longer.count("\n") > most:
            return text, True
        text = longer
    return text, False
