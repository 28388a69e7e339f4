"""Promises of an answer: given with their dialogue, changed only with a reason, kept or closed as not kept."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dialogues.enums import PROMISE_MOVES, DialogueState, FeedbackChannel, PromiseState
from dialogues.models import Dialogue, Promise, PromiseVersion
from dialogues.services.holding import hold_dialogue
from dialogues.services.telling import tell_of_change
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import EditConflict, RuleViolation
from programmes.models import Programme
from programmes.services import keeping

# What a promise consists of; changing any of it changes the promise.
WORDING = ("to_whom", "what", "channels", "channel_note", "due_on", "condition", "next_message_on")
_DAYS = ("due_on", "next_message_on")


def add_promise(*, programme: Programme, dialogue: Dialogue, by, **fields: Any) -> Promise:
    """Add a promise to ``dialogue``; it is given when it is published.

    Raises RuleViolation when no day is named, or the dialogue is closed; StateConflict when somebody has withdrawn it.
    """
    fields["channels"] = _in_order(fields["channels"])
    check_days(fields)
    with transaction.atomic():
        _hold_open(dialogue)
        return keeping.add_record(Promise, programme=programme, dialogue=dialogue, by=by, **fields)


def _hold_open(dialogue: Dialogue) -> None:
    """Let nobody close the dialogue meanwhile; raises RuleViolation when somebody has."""
    hold_dialogue(dialogue)
    if dialogue.state == DialogueState.CLOSED:
        raise RuleViolation(_("The dialogue is closed. Take it up again first."))


def update_promise(record: Promise, *, changes: dict[str, Any], expected_version: int, by) -> Promise:
    """Save an edit. What has been given is changed only with a reason, its earlier wording is kept and shown, and those
    who have signed up are told.

    Raises RuleViolation without a reason, when no day is named, or when a given promise gets a day that has passed or
    nobody who answers for it; EditConflict when somebody else saved in between.
    """
    if "channels" in changes:
        changes = {**changes, "channels": _in_order(changes["channels"])}
    values = {name: changes.get(name, getattr(record, name)) for name in WORDING}
    check_days(values)
    with transaction.atomic():
        # The check before publishing holds it too: what was checked is what is given.
        records.hold(record.dialogue)
        before = Promise.objects.get(pk=record.pk)
        if before.version != expected_version:
            raise EditConflict()
        if before.published_at and "responsible" in changes and changes["responsible"] is None:
            raise RuleViolation(
                _("Somebody must answer for what has been promised. Choose another function."), field="responsible"
            )
        changed = [name for name in WORDING if values[name] != getattr(before, name)]
        changes = {name: value for name, value in changes.items() if name != "change_reason"} | _why(
            before, changed, values, changes.get("change_reason", "")
        )
        keeping.update_record(record, changes=changes, expected_version=expected_version, by=by)
        if "change_reason" in changes:
            _keep_version(before, by)
            tell_of_change(record.dialogue, record)
    return record


def _why(before: Promise, changed: list[str], values: dict[str, Any], reason: str) -> dict[str, str]:
    """Return the reason to save with a change of what has been given; nothing else needs one."""
    if before.published_at is None or not changed:
        return {}
    if before.state != PromiseState.OPEN:
        # A new day would make an answer that came late look as if it had come in time.
        raise RuleViolation(_("What became of the promise is noted already. Take it up again first, and say why."))
    for name in _DAYS:
        if name in changed and values[name] and values[name] < clock.today():
            raise RuleViolation(_("Choose a day that has not passed."), field=name)
    if not reason.strip():
        raise RuleViolation(
            _("This has been promised. Say why you change it; everyone can read the reason and what it said before."),
            field="change_reason",
        )
    return {"change_reason": reason.strip()}


def _keep_version(before: Promise, by) -> None:
    PromiseVersion.objects.create(
        record=before,
        version=before.version,
        texts={name: getattr(before, name) for name in before.PUBLIC_TEXT_FIELDS},
        channels=before.channels,
        due_on=before.due_on,
        next_message_on=before.next_message_on,
        state=before.state,
        state_since=before.state_since,
        noted_on=before.noted_on,
        noted_at=before.noted_at,
        replaced_at=clock.now(),
        replaced_by=by,
    )


def _in_order(channels: Iterable[str]) -> list[str]:
    """Return the ways in the order in which they are always said: choosing them in another changes nothing."""
    return sorted({FeedbackChannel(channel).value for channel in channels}, key=FeedbackChannel.values.index)


def check_days(values: dict[str, Any]) -> None:
    """Raise RuleViolation when people could not tell by which day they will hear something."""
    if values.get("condition") and not values.get("next_message_on"):
        raise RuleViolation(
            _("When you cannot name the day of the answer, name the day when you will be in touch again."),
            field="next_message_on",
        )
    if not values.get("due_on") and not values.get("condition"):
        raise RuleViolation(
            _("Name the day by which people will know, or what must happen first and when you will be in touch again."),
            field="due_on",
        )


def set_promise_public(record: Promise, *, is_public: bool, by) -> Promise:
    """Give the promise: from now on it counts. Cannot be taken back.

    Raises RuleViolation when it is to be taken back, its dialogue is closed or not published, nobody answers for it, or
    its day has passed; StateConflict when it has been given already.
    """
    if not is_public:
        raise RuleViolation(_("What has been promised cannot be taken back. Close it as not kept, and say why."))
    with transaction.atomic():
        _hold_open(record.dialogue)
        if record.dialogue.published_at is None:
            raise RuleViolation(_("The promise is published together with its dialogue."))
        if record.responsible_id is None:
            raise RuleViolation(_("Say first which function answers for the promise."))
        if record.next_day < clock.today():
            raise RuleViolation(_("The day of the promise has passed. Change it first."))
        return keeping.set_record_public(record, is_public=True, by=by)


def move_promise(record: Promise, *, to: str, by, reason: str, answered_on: dt.date | None = None) -> Promise:
    """Note that the answer is given, will not come, or is still to come; an outcome that is taken up again stays
    readable, with why. Those who have signed up are told that it will not come, and that it will after all.

    ``reason`` tells everyone how and where it was given, or why not; ``answered_on`` is the day of the answer, today if
    not named. Raises RuleViolation for what has not been promised yet, without a reason, for a day to come or before
    the promise, and for one of a closed dialogue that is to be open again; StateConflict when it does not stand so any
    more.
    """
    if record.published_at is None:
        raise RuleViolation(_("The promise has not been given yet: it is published together with its dialogue."))
    if to == PromiseState.KEPT and answered_on is not None:
        if answered_on > clock.today():
            raise RuleViolation(_("The answer must have been given first. This day is still to come."),
                                field="answered_on")  # fmt: skip
        if answered_on < localdate(record.published_at):
            raise RuleViolation(_("On that day nothing had been promised yet."), field="answered_on")
    day = answered_on if to == PromiseState.KEPT else None
    also = {"change_reason": reason.strip()} if to == PromiseState.OPEN else {}
    with transaction.atomic():
        if to == PromiseState.OPEN:
            _hold_open(record.dialogue)
        before = Promise.objects.get(pk=record.pk)
        keeping.move_record(
            record, moves=PROMISE_MOVES, to=to, by=by, reason=reason, on=day,
            noted_on=clock.today(), noted_at=clock.now(), **also,
        )  # fmt: skip
        if to == PromiseState.OPEN:
            _keep_version(before, by)
        if PromiseState.NOT_KEPT in (before.state, to):
            tell_of_change(record.dialogue, record)
        return record


def withdraw_promise(record: Promise, *, by, reason: str) -> Promise:
    """Withdraw a promise that has not been given. Raises RuleViolation for one that has, or without a reason."""
    with transaction.atomic():
        # Of two, one of whom gives the promise while the other withdraws it, the second is refused.
        records.hold(record.dialogue)
        record.refresh_from_db(fields=["published_at"])
        if record.published_at is not None:
            raise RuleViolation(_("What has been promised cannot be withdrawn. Close it as not kept, and say why."))
        return keeping.withdraw_record(record, by=by, reason=reason)
