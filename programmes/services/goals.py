"""Goals: revising them with why, their order, and keeping what serves what free of circles."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Goal, GoalVersion, Programme
from programmes.queries.goals import goal_links
from programmes.services.keeping import add_record, update_record


def update_goal(record: Goal, *, changes: dict[str, Any], expected_version: int, by) -> Goal:
    """Revise the goal; the earlier texts and the reason are kept.

    Raises RuleViolation without a reason, or when the goal would in the end serve itself; EditConflict when somebody
    else saved in between.
    """
    if not changes.get("revision_reason", "").strip():
        raise RuleViolation(_("Say why the goal is changed. The reason is kept with it."), field="revision_reason")
    with transaction.atomic():
        records.hold(record.programme)
        if _would_serve_itself(record, changes.get("serves", ())):
            raise RuleViolation(
                _("The goal would in the end serve itself. Choose goals that do not already serve this one."),
                field="serves",
            )
        return update_record(record, changes=changes, expected_version=expected_version, by=by, keep=GoalVersion)


def add_goal(*, programme: Programme, by, **fields) -> Goal:
    """Add a goal after those of its level."""
    last = Goal.objects.filter(programme=programme, level=fields["level"]).aggregate(last=Max("position"))["last"] or 0
    return add_record(Goal, programme=programme, by=by, position=last + 1, **fields)


def reorder_goal(goal: Goal, *, is_up: bool, by) -> bool:
    """Let the goal change places with the one before or after it that serves the same; return whether there was one.

    All goals of the level get new positions, since two may have the same.
    """
    with transaction.atomic():
        records.hold(goal.programme)
        serves = goal_links(goal.programme)
        rows = list(Goal.objects.current().filter(programme=goal.programme, level=goal.level))
        beside = [row.pk for row in rows if _stand_together(serves.get(row.pk), serves.get(goal.pk))]
        place = beside.index(goal.pk) + (-1 if is_up else 1)
        if not 0 <= place < len(beside):
            return False
        order = [row.pk for row in rows]
        target = order.index(beside[place])
        order.remove(goal.pk)
        order.insert(target, goal.pk)
        for row in rows:
            row.position, row.updated_at = order.index(row.pk) + 1, clock.now()
        Goal.objects.bulk_update(rows, ["position", "updated_at"])
        audit.record("record.update", goal, by=by, programme_id=goal.programme_id, fields=["position"])
    return True


def _stand_together(one: set[int] | None, other: set[int] | None) -> bool:
    return bool(one & other) if one and other else not one and not other


def _would_serve_itself(goal: Goal, serves: Iterable[Goal]) -> bool:
    above, waiting, seen = goal_links(goal.programme), [served.pk for served in serves], set()
    while waiting:
        pk = waiting.pop()
        if pk == goal.pk:
            return True
        if pk not in seen:
            seen.add(pk)
            waiting += above.get(pk, ())
    return False
