"""The rows of a dialogue's plan, while it is planned: what can be influenced, and the groups to reach.

What can be influenced has rules of its own once people have been told of it, see ``services.influences``.
"""

from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.models import Dialogue, Influence, TargetGroup
from dialogues.queries.dialogues import open_influences, visible_influences, visible_target_groups
from dialogues.services.holding import hold_dialogue
from kraftsamling.audit import services as audit
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import Versioned
from programmes.services import keeping

AnyPart = TypeVar("AnyPart", Influence, TargetGroup)

# Not the day of decision: what was decided last year is no promise for this one.
_INFLUENCE = ("question", "state", "limits", "decided_by_other")
_TARGET_GROUP = ("name", "kind", "planned", "is_missing", "hindrance", "removal")


def add_part(model: type[AnyPart], *, dialogue: Dialogue, by, **fields: Any) -> AnyPart:
    """Add a row to the plan. Raises RuleViolation for a deciding group of another programme, StateConflict when
    somebody has withdrawn the dialogue."""
    keeping.check_programme(dialogue.programme, fields)
    with transaction.atomic():
        # Nothing slips in between the check before publishing and the publishing itself.
        hold_dialogue(dialogue)
        part = model.objects.create(dialogue=dialogue, updated_by=by, **fields)
        keeping.bump(dialogue)
        audit.record("part.add", part, by=by, programme_id=dialogue.programme_id, fields=fields)
    return part


def update_part(part: AnyPart, *, changes: dict[str, Any], expected_version: int, by) -> AnyPart:
    """Save an edit of a row. Raises EditConflict when somebody else saved in between, and what ``add_part`` does."""
    programme = part.dialogue.programme
    keeping.check_programme(programme, changes)
    with transaction.atomic():
        hold_dialogue(part.dialogue)
        keeping.update_part(part, programme=programme, changes=changes, expected_version=expected_version, by=by)
        keeping.bump(part.dialogue)
    return part


def withdraw_part(part: AnyPart, *, by, reason: str) -> AnyPart:
    """Take a row out of the plan; it stays on file. Raises RuleViolation without a reason, StateConflict when gone."""
    with transaction.atomic():
        hold_dialogue(part.dialogue)
        keeping.withdraw_part(part, programme=part.dialogue.programme, by=by, reason=reason)
        keeping.bump(part.dialogue)
    return part


def add_target_group(*, dialogue: Dialogue, by, **fields: Any) -> TargetGroup:
    """Add a group to reach. Raises RuleViolation when one of that name stands in the plan already."""
    with transaction.atomic():
        hold_dialogue(dialogue)
        _refuse_same_name(dialogue, fields["name"])
        return add_part(TargetGroup, dialogue=dialogue, by=by, **fields)


def update_target_group(group: TargetGroup, *, changes: dict[str, Any], expected_version: int, by) -> TargetGroup:
    """Save an edit of a group. Raises what ``update_part`` does, and RuleViolation for the name of another group."""
    with transaction.atomic():
        hold_dialogue(group.dialogue)
        _refuse_same_name(group.dialogue, changes.get("name", group.name), besides=group)
        return update_part(group, changes=changes, expected_version=expected_version, by=by)


def _refuse_same_name(dialogue: Dialogue, name: str, *, besides: TargetGroup | None = None) -> None:
    others = [group for group in visible_target_groups(dialogue) if group != besides]
    # Compared here, since SQLite knows no small and capital letters beyond a–z.
    if name.casefold() in {group.name.casefold() for group in others}:
        raise RuleViolation(_("This group stands in the plan already."), field="name")


def copy_rows(source: Dialogue, dialogue: Dialogue, *, with_influences: bool, by) -> None:
    """Give a new dialogue the groups of an earlier one, each once, and what could be influenced in it."""
    groups: dict[str, TargetGroup] = {}
    for group in visible_target_groups(source):
        groups.setdefault(group.name.strip().casefold(), group)
    for group in groups.values():
        _add_like(group, _TARGET_GROUP, dialogue, by=by)
    for row in visible_influences(source) if with_influences else ():
        _add_like(row, _INFLUENCE, dialogue, by=by, **_decider_and_place(row, dialogue))


def carry_over(source: Dialogue, dialogue: Dialogue, *, by) -> None:
    """Give a dialogue that goes on from an earlier one the questions still open, each with where it is from."""
    for row in open_influences(source):
        _add_like(row, _INFLUENCE, dialogue, by=by, carried_from=row, **_decider_and_place(row, dialogue))


def _add_like(row: Versioned, names: tuple[str, ...], dialogue: Dialogue, *, by, **more: Any) -> None:
    add_part(type(row), dialogue=dialogue, by=by, **({name: getattr(row, name) for name in names} | more))


def _decider_and_place(row: Influence, dialogue: Dialogue) -> dict[str, Any]:
    """Return who decides, and the place; a group of another programme is named by its name only, a place left out."""
    place = row.place if row.place and row.place.programme_id == dialogue.programme_id else None
    if row.decided_by is None or row.decided_by.programme_id == dialogue.programme_id:
        return {"place": place, "decided_by": row.decided_by}
    return {"place": place, "decided_by_other": str(row.decided_by)[:120]}
