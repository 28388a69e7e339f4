"""Goals: what serves what, as a tree to draw, and how a goal has been revised."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace

from kraftsamling.accounts.models import User
from programmes.models import Goal, Programme


@dataclass(frozen=True)
class GoalRow:
    """A goal where it stands in the tree, drawn as nested lists.

    ``opens`` begins a list; ``closes`` has one entry for each list that ends after the row. A goal that serves several
    stands under each: ``also_under`` names the others, and what serves it stands only where ``is_repeated`` is false.
    """

    goal: Goal
    depth: int
    also_under: tuple[Goal, ...] = ()
    is_repeated: bool = False
    opens: bool = False
    closes: tuple[int, ...] = ()

    @property
    def is_on_shaky_ground(self) -> bool:
        """Whether the problem picture that the goal builds on no longer holds."""
        return is_on_shaky_ground(self.goal)


@dataclass(frozen=True)
class Revision:
    """One time a goal was changed: when, by whom, why, and the texts as they were before."""

    at: dt.datetime
    by: User | None
    reason: str
    texts: dict[str, str] = field(default_factory=dict)


def is_on_shaky_ground(goal: Goal) -> bool:
    """Whether the problem picture that the goal builds on was replaced, rejected or withdrawn."""
    return goal.problem_picture is not None and goal.problem_picture.no_longer_holds


def goal_links(programme: Programme) -> dict[int, set[int]]:
    """Return for each goal of the programme the keys of the goals that it serves; one query."""
    found = defaultdict(set)
    links = Goal.serves.through.objects.filter(from_goal__programme=programme)
    for lower, upper in links.values_list("from_goal", "to_goal"):
        found[lower].add(upper)
    return found


def goal_tree(programme: Programme) -> list[GoalRow]:
    """Return the programme's goals from the mission downwards, each under every goal that it serves; two queries.

    A goal that serves none stands directly under the mission. The number of rows is at most that of goals and links.
    """
    goals = {goal.pk: goal for goal in Goal.objects.current().filter(programme=programme)
             .select_related("programme", "problem_picture")}  # fmt: skip
    above = {pk: [up for up in goals if up in ups] for pk, ups in goal_links(programme).items() if pk in goals}
    below = defaultdict(list)
    for pk in goals:
        for up in above.get(pk, ()):
            below[up].append(pk)
    rows, seen = [], set()
    waiting = [(pk, None, 0) for pk in reversed(goals) if not above.get(pk)]
    while waiting:
        pk, parent, depth = waiting.pop()
        others = tuple(goals[up] for up in above.get(pk, ()) if up != parent)
        rows.append(GoalRow(goals[pk], depth, others, is_repeated=pk in seen))
        if pk not in seen:
            seen.add(pk)
            waiting += [(lower, pk, depth + 1) for lower in reversed(below[pk])]
    return _as_lists(rows)


def _as_lists(rows: list[GoalRow]) -> list[GoalRow]:
    depths = [row.depth for row in rows]
    before, after = [-1, *depths], [*depths[1:], -1]
    return [
        replace(row, opens=row.depth > before[index], closes=tuple(range(max(row.depth - after[index], 0))))
        for index, row in enumerate(rows)
    ]


def goal_revisions(goal: Goal) -> list[Revision]:
    """Return how the goal was changed, newest first; one query.

    A version row holds the texts that were replaced. Why they were replaced is the reason given with the edit, which
    the next version row holds, and for the last edit the goal itself.
    """
    revisions, reason = [], goal.revision_reason
    for version in goal.versions.select_related("replaced_by"):
        texts = {name: text for name, text in version.texts.items() if name in ("title", "description", "known_by")}
        revisions.append(Revision(version.replaced_at, version.replaced_by, reason, texts))
        reason = version.texts.get("revision_reason", reason)
    return revisions
