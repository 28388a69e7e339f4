"""What can be influenced: told with its dialogue, and from then on nothing of it changes or goes without a reason."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dialogues.enums import InfluenceState
from dialogues.models import Dialogue, Influence, InfluenceVersion, LevelChange
from dialogues.queries.dialogues import open_influences, was_published
from dialogues.services import parts
from dialogues.services.holding import hold_dialogue
from dialogues.services.telling import tell_of_change
from dialogues.words.plan_sections import section_with
from kraftsamling.shared import clock
from kraftsamling.shared.errors import EditConflict, RuleViolation
from programmes.models import Body, Place

# What people are told of a question; changing any of it changes what they have been told.
WORDING = ("question", "place", "state", "limits", "decided_by", "decided_by_other", "decided_on")
# What is named in it; a version keeps the names beside the texts.
NAMES = ("decided_by", "place")


def add_influence(*, dialogue: Dialogue, by, change_reason: str = "", **fields: Any) -> Influence:
    """Add a question. Once the invitation is out, one that is decided already needs a reason that everyone can read.

    Raises RuleViolation without it, and for a deciding group of another programme.
    """
    with transaction.atomic():
        is_told = _hold(dialogue) and fields["state"] == InfluenceState.FIXED
        reason = _needed(change_reason, "change_reason") if is_told else ""
        influence = parts.add_part(Influence, dialogue=dialogue, by=by, change_reason=reason, **fields)
        if is_told:
            tell_of_change(dialogue, influence)
    return influence


def update_influence(influence: Influence, *, changes: dict[str, Any], expected_version: int, by) -> Influence:
    """Save an edit. What people have been told is changed only with a reason; its earlier wording is kept and shown,
    and those who have signed up are told.

    Raises RuleViolation without a reason, and when nothing could be influenced any more; EditConflict when somebody
    else saved in between.
    """
    dialogue = influence.dialogue
    with transaction.atomic():
        is_told = _hold(dialogue)
        before = Influence.objects.get(pk=influence.pk)
        if before.version != expected_version:
            raise EditConflict()
        reason = changes.get("change_reason", "")
        changes = {name: value for name, value in changes.items() if name in WORDING}
        is_told = is_told and any(getattr(before, name) != value for name, value in changes.items())
        if is_told:
            changes["change_reason"] = _needed(reason, "change_reason")
        parts.update_part(influence, changes=changes, expected_version=expected_version, by=by)
        if is_told:
            _keep_version(before, by)
            _refuse_all_fixed(dialogue, before, "state")
            tell_of_change(dialogue, influence)
    return influence


def withdraw_influence(influence: Influence, *, by, reason: str) -> Influence:
    """Take a question away. What people have been told of it stays on the page with the reason, and those who have
    signed up are told.

    Raises RuleViolation without a reason, and when nothing could be influenced any more; StateConflict when it is gone.
    """
    dialogue = influence.dialogue
    with transaction.atomic():
        is_told = _hold(dialogue)
        before = Influence.objects.get(pk=influence.pk)
        parts.withdraw_part(influence, by=by, reason=reason)
        if is_told:
            Influence.objects.filter(pk=influence.pk).update(change_reason=reason.strip())
            influence.refresh_from_db()
            _keep_version(before, by)
            _refuse_all_fixed(dialogue, before, "reason")
            tell_of_change(dialogue, influence)
    return influence


def decide_all(dialogue: Dialogue, *, by, reason: str) -> None:
    """Let every open question of a dialogue that has become information be decided, for the same reason; what people
    were told of each stays on the page. Call in the transaction that makes it information, which tells those concerned.
    """
    for influence in open_influences(dialogue):
        before = Influence.objects.get(pk=influence.pk)
        changes = {"state": InfluenceState.FIXED, "change_reason": reason.strip()}
        parts.update_part(influence, changes=changes, expected_version=before.version, by=by)
        _keep_version(before, by)


def _hold(dialogue: Dialogue) -> bool:
    """Let nobody publish the dialogue meanwhile; return whether people have been told of it."""
    hold_dialogue(dialogue)
    dialogue.refresh_from_db(fields=["form", "level"])
    return was_published(dialogue)


def _needed(reason: str, field: str) -> str:
    if not reason.strip():
        raise RuleViolation(
            _("People have been told this. Say why it changes; everyone can read the reason and what it said before."),
            field=field,
        )
    return reason.strip()


def _keep_version(before: Influence, by) -> None:
    InfluenceVersion.objects.create(
        record=before,
        version=before.version,
        texts={name: getattr(before, name) for name in before.PUBLIC_TEXT_FIELDS} | _names(before),
        place=before.place,
        state=before.state,
        decided_by=before.decided_by,
        decided_on=before.decided_on,
        replaced_at=clock.now(),
        replaced_by=by,
    )


def _names(before: Influence) -> dict[str, str]:
    """Return the names as people read them then: another name for the group or the place rewrites no history."""
    return {name: str(getattr(before, name)) for name in NAMES if getattr(before, name)}


def remove_from_versions(record: Any, removed: dict[str, str]) -> None:
    """Remove the name of a group or a place that is removed for good from what people were told before."""
    field = {Body: "decided_by", Place: "place"}.get(type(record))
    if field is None or "name" not in removed:
        return
    note = type(record).objects.values_list("name", flat=True).get(pk=record.pk)
    for version in InfluenceVersion.objects.filter(**{field: record}):
        version.texts[field] = note
        version.save(update_fields=["texts"])


def remove_copied_reason(record: Any, removed: dict[str, str]) -> None:
    """Remove why a dialogue became information also from the questions that were decided with it."""
    reason = removed.get("reason") if isinstance(record, LevelChange) else None
    if not reason:
        return
    note = LevelChange.objects.values_list("reason", flat=True).get(pk=record.pk)
    decided = Influence.objects.filter(dialogue=record.dialogue, change_reason=reason)
    decided.update(change_reason=note, version=F("version") + 1)
    for version in InfluenceVersion.objects.filter(record__dialogue=record.dialogue, texts__change_reason=reason):
        version.texts["change_reason"] = note
        version.save(update_fields=["texts"])


def _refuse_all_fixed(dialogue: Dialogue, before: Influence, field: str) -> None:
    """Raise RuleViolation when the last question that was not decided is gone, and people are promised influence."""
    if before.state == InfluenceState.FIXED or dialogue.is_information:
        return
    if not open_influences(dialogue).exists():
        raise RuleViolation(
            _(
                "Then nothing can be influenced any more. First change to information in the part “%(part)s” of the "
                "plan, and say why there."
            )
            % {"part": section_with("level").title},
            field=field,
        )
