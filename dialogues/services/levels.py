"""The promise of form and level: what cannot be influenced is information, and nothing is lowered silently."""

from typing import Any

from django.utils.translation import gettext as _

from dialogues.enums import Answer, Form, Level
from dialogues.models import Dialogue, LevelChange
from dialogues.queries.dialogues import open_influences, was_published
from kraftsamling.audit import services as audit
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation

GATES = ("is_matter_open", "are_deciders_open")
PROMISED = ("form", "level")


def with_gates(dialogue: Dialogue, changes: dict[str, Any]) -> dict[str, Any]:
    """Return ``changes``, with form and level set to information where one of the two questions becomes a no, and to be
    chosen anew where neither is a no any longer, unless people have been told of them.

    Raises RuleViolation when something else than information is chosen though one of them is a no (sweden.md G-3).
    """
    after = {name: changes.get(name, getattr(dialogue, name)) for name in (*GATES, *PROMISED)}
    closed = [name for name in GATES if after[name] == Answer.NO]
    if not closed:
        is_opened = dialogue.is_information_only and not was_published(dialogue)
        return {"form": "", "level": "", **changes} if is_opened else changes
    for name, information in (("form", Form.INFORMATION), ("level", Level.INFORMATION)):
        if name in changes and changes[name] not in ("", information):
            raise RuleViolation(
                _(
                    "You have answered that it cannot be influenced. Then it is information, and must be called that. "
                    "Change that answer first if it is no longer true."
                ),
                field=name,
            )
    if all(getattr(dialogue, name) == Answer.NO for name in closed):
        return changes
    return {**changes, "form": Form.INFORMATION, "level": Level.INFORMATION}


def note_level_change(dialogue: Dialogue, changes: dict[str, Any], *, reason: str, by) -> LevelChange | None:
    """Keep the form and level that a published dialogue has promised when ``changes`` brings others; call before them.

    Returns the row that stays visible, None when nothing promised is changed. Raises RuleViolation without a reason, or
    when nothing would be promised any longer, or more than information where every question is decided (sweden.md G-4).
    """
    changed = [name for name in PROMISED if name in changes and changes[name] != getattr(dialogue, name)]
    if not changed or not was_published(dialogue):
        return None
    gate = next((name for name in GATES if name in changes and changes[name] == Answer.NO), None)
    for name in changed:
        if not changes[name]:
            raise RuleViolation(_("People have been told this. Choose what holds now instead."), field=name)
    if "level" in changed and dialogue.level == Level.INFORMATION and not open_influences(dialogue).exists():
        raise RuleViolation(
            _("Nothing can be influenced as the plan stands. First add a question that is not decided."), field="level"
        )
    if not reason.strip():
        raise RuleViolation(
            _(
                "People have been invited to something else. Change form and level first, and say why: the reason "
                "stands on the dialogue's page, beside what you promised before."
            )
            if gate
            else _("People have been invited to something else. Say why it changes: they will read the reason."),
            field=gate or "reason",
        )
    change = LevelChange.objects.create(
        dialogue=dialogue,
        form=dialogue.form,
        level=dialogue.level,
        reason=reason.strip(),
        changed_at=clock.now(),
        changed_by=by,
    )
    # Without the reason: it stands in the row, where it can be removed for good.
    audit.record("dialogue.change_level", dialogue, by=by, programme_id=dialogue.programme_id, fields=changed)
    return change
