"""What can be influenced in a dialogue as everyone reads it, and what people were told before it was changed."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.timezone import localdate

from dialogues.enums import InfluenceState
from dialogues.models import Dialogue, Influence, InfluenceVersion
from dialogues.queries.influence_words import decider_of, place_of


@dataclass(frozen=True)
class EarlierInfluence:
    """What people were told of a question until ``until``, and why it was changed."""

    until: dt.date
    reason: str
    question: str
    state: str
    limits: str
    decider: str
    when: str
    place: str


@dataclass(frozen=True)
class InfluenceRow:
    """A question of the dialogue in words: what can be changed, who decides and when.

    ``since`` names the dialogue it was left open in, where everyone may read of that one. ``added_on`` and
    ``added_why`` are of one that was added as decided after publishing. ``earlier`` holds how it read before, latest
    first; ``gone_on`` and ``gone_why`` are of one that has been taken away, which then reads as it did.
    """

    question: str
    limits: str
    decider: str
    when: str
    earlier: list[EarlierInfluence]
    place: str = ""
    since: str = ""
    added_on: dt.date | None = None
    added_why: str = ""
    gone_on: dt.date | None = None
    gone_why: str = ""


@dataclass(frozen=True)
class InfluenceGroup:
    """The questions of one kind: ``open``, ``partly`` or ``fixed``."""

    state: str
    rows: list[InfluenceRow]


@dataclass(frozen=True)
class Influences:
    """All that a dialogue says of what can be influenced: now, and of the questions that have been taken away."""

    groups: list[InfluenceGroup]
    gone: list[InfluenceRow]


def influences_of(dialogue: Dialogue) -> Influences:
    """Return what can be influenced, what can in part, and what is decided, in this order; two queries.

    A question that was taken away before people were told of it is left out.
    """
    versions = Prefetch("versions", InfluenceVersion.objects.select_related("decided_by", "place"))
    named = ("decided_by", "place", "carried_from__dialogue")
    rows = list(Influence.objects.filter(dialogue=dialogue).select_related(*named).prefetch_related(versions))
    shown = [row for row in rows if row.withdrawn_at is None]
    order = (InfluenceState.OPEN, InfluenceState.PARTLY, InfluenceState.FIXED)
    groups = [InfluenceGroup(state, [_say(row) for row in shown if row.state == state]) for state in order]
    return Influences(
        [group for group in groups if group.rows],
        [_say_gone(row) for row in rows if row.withdrawn_at and row.versions.all()],
    )


def _say(influence: Influence) -> InfluenceRow:
    earlier, added_why = _earlier(influence)
    return InfluenceRow(
        **_words(influence), limits=influence.limits, earlier=earlier, since=_left_open_in(influence),
        added_on=localdate(influence.created_at) if added_why else None, added_why=added_why,
    )  # fmt: skip


def _left_open_in(influence: Influence) -> str:
    """Return in which dialogue the question was left open; empty for one that is not public."""
    source = influence.carried_from and influence.carried_from.dialogue
    return source.title if source and source.is_public else ""


def _say_gone(influence: Influence) -> InfluenceRow:
    # The latest version is what it said when it was taken away, and the reason is why.
    (latest, *earlier), added_why = _earlier(influence)
    return InfluenceRow(
        latest.question, latest.limits, latest.decider, latest.when, earlier, latest.place,
        added_on=localdate(influence.created_at) if added_why else None, added_why=added_why,
        gone_on=latest.until, gone_why=latest.reason,
    )  # fmt: skip


def _earlier(influence: Influence) -> tuple[list[EarlierInfluence], str]:
    """Return how the question read before, latest first, and why it was added.

    A version holds what was replaced. Why it was replaced is the reason given with that edit, which the next version
    holds, and for the last edit the question itself.
    """
    found, reason = [], influence.change_reason
    for version in influence.versions.all():
        found.append(
            EarlierInfluence(
                until=localdate(version.replaced_at), reason=reason, limits=version.texts.get("limits", ""),
                state=str(InfluenceState(version.state).label), **_words(version),
            )
        )  # fmt: skip
        reason = version.texts.get("change_reason", "")
    return found, reason


def _words(row: Influence | InfluenceVersion) -> dict[str, str]:
    question = row.question if isinstance(row, Influence) else row.texts.get("question", "")
    return {"question": question, "decider": decider_of(row), "when": str(row.decided_on or ""), "place": place_of(row)}
