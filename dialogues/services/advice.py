"""Choosing from the advice, and putting into the plan what the chosen methods need."""

from typing import Any

from django.utils.translation import pgettext

from dialogues.models import Dialogue, Method
from dialogues.queries.advice import needs_of
from dialogues.services.dialogues import update_plan


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
    """Put what the chosen methods need into the timeline, the planning group and the documentation.

    What is written there stays; lines that are there already are not written again. Returns the names of the texts
    that became full before every line was in. Raises EditConflict when somebody else saved in between.
    """
    added: dict[str, list[str]] = {"timeline": [], "planning_group": [], "documentation": []}
    for needs in needs_of(dialogue):
        name = needs.method.name
        steps = [
            (pgettext("method checklist", "Before"), [*needs.before, needs.method.needs]),
            (pgettext("method checklist", "During"), needs.during),
            (pgettext("method checklist", "After"), needs.after),
        ]
        added["timeline"] += [f"{name}, {when.lower()}: {line}" for when, found in steps for line in found if line]
        added["planning_group"] += [f"{name}: {needs.method.staff}"] if needs.method.staff else []
        added["documentation"] += [f"{name}: {line}" for line in needs.note_headings]
    columns = {field: Dialogue._meta.get_field(field) for field in added}
    filled = {field: _with_lines(getattr(dialogue, field), added[field], columns[field].max_length) for field in added}
    changes = {field: text for field, (text, _is_full) in filled.items()}
    update_plan(dialogue, changes=changes, expected_version=expected_version, by=by)
    return [str(columns[field].verbose_name) for field, (_text, is_full) in filled.items() if is_full]


def _with_lines(written: str, added: list[str], most: int) -> tuple[str, bool]:
    """Return the text with the lines that fit, and whether any did not."""
    known = {line.strip() for line in written.splitlines()}
    text = written
    for line in (line for line in added if line not in known):
        longer = f"{text}\n{line}" if text else line
        # A browser sends each line break as two characters: the form must be able to save the text again.
        if len(longer) + longer.count("\n") > most:
            return text, True
        text = longer
    return text, False
