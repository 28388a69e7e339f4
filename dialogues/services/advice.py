"""Choosing from the advice, and putting into the plan what the chosen methods need."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dialogues.models import Dialogue, Method
from dialogues.queries.advice import needs_of
from dialogues.services.dialogues import update_plan
from kraftsamling.shared.errors import RuleViolation


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


def fill_plan(dialogue: Dialogue, *, expected_version: int, by) -> Dialogue:
    """Put what the chosen methods need into the timeline, the planning group and the documentation.

    What is written there stays; lines that are there already are not written again. Raises RuleViolation when a text
    would be too long, EditConflict when somebody else saved in between.
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
    changes = {field: _with_lines(dialogue, field, found) for field, found in added.items()}
    return update_plan(dialogue, changes=changes, expected_version=expected_version, by=by)


def _with_lines(dialogue: Dialogue, field: str, added: list[str]) -> str:
    written = getattr(dialogue, field)
    known = {line.strip() for line in written.splitlines()}
    text = "\n".join([*([written] if written else []), *(line for line in added if line not in known)])
    column = dialogue._meta.get_field(field)
    if len(text) > column.max_length:
        raise RuleViolation(
            _("“%(field)s” would be too long. Write there yourself what you need from the methods.")
            % {"field": column.verbose_name}
        )
    return text
