"""What is done alike to every record that a programme keeps: add, change, move, show to everyone, withdraw, redact.

A subject with rules of its own has a service module of its own that calls these. Each leaves a row in the event log
with a verb that fits all kinds ("record.add"); the log names the kind of record beside it.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import LOG_REASONS
from kraftsamling.shared import clock, public_pages, records
from kraftsamling.shared.enums import Openness
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.models import TextVersion, Versioned
from programmes.enums import Move
from programmes.models import Programme, ProgrammeRecord

AnyRecord = TypeVar("AnyRecord", bound=ProgrammeRecord)
AnyPart = TypeVar("AnyPart", bound=Versioned)


def add_record(model: type[AnyRecord], *, programme: Programme, by, **fields: Any) -> AnyRecord:
    """Add a record to ``programme``; many-to-many fields are given as the rows they shall hold.

    Raises RuleViolation for a related record of another programme.
    """
    check_programme(programme, fields)
    linked = {name for name in fields if model._meta.get_field(name).many_to_many}
    with transaction.atomic():
        record = model(programme=programme, **{name: fields[name] for name in fields.keys() - linked})
        records.fill_new(record, prefix=programme.code, by=by)
        record.save(force_insert=True)
        for name in linked:
            getattr(record, name).set(fields[name])
        audit.record("record.add", record, by=by, programme_id=programme.pk, fields=fields)
    return record


def update_record(
    record: AnyRecord, *, changes: dict[str, Any], expected_version: int, by, keep: type[TextVersion] | None = None
) -> AnyRecord:
    """Save an edit; with ``keep`` earlier texts become version rows of that class.

    Raises EditConflict when somebody else saved in between, RuleViolation for a related record of another programme.
    """
    check_programme(record.programme, changes)
    with transaction.atomic():
        changed = records.save_edit(record, changes, expected_version=expected_version, by=by, keep=keep)
        if changed:
            bump(record)
            audit.record("record.update", record, by=by, programme_id=record.programme_id, fields=changed)
    return record


def move_record(
    record: AnyRecord, *, moves: Iterable[Move], to: str, by, reason: str = "", field: str = "state",
    on: dt.date | None = None, **also: Any,
) -> AnyRecord:  # fmt: skip
    """Move the record's state along ``moves``; state_reason and state_since (``on``, today if not named) are kept with
    it.

    Raises StateConflict when there is no such move from where it stands, or somebody was faster; RuleViolation when
    the move's reason is missing.
    """
    move = next((move for move in moves if (move.source, move.target) == (getattr(record, field), to)), None)
    if move is None:
        raise StateConflict()
    if move.needs_reason and not reason.strip():
        raise RuleViolation(_("Say why. The reason is kept with it."), field="reason")
    with transaction.atomic():
        records.move_state(
            record, field, expected=move.source, to=to, by=by,
            state_reason=reason.strip(), state_since=on or clock.today(), **also,
        )  # fmt: skip
        bump(record)
        audit.record("record.move", record, by=by, programme_id=record.programme_id, fields=[field], reason=reason)
    return record


def set_record_public(record: AnyRecord, *, is_public: bool, by) -> AnyRecord:
    """Show the record to everyone, or to the people in the programme only.

    Raises RuleViolation when it is not open, StateConflict when nothing would change or somebody else changed it.
    """
    if is_public and record.openness != Openness.OPEN:
        raise RuleViolation(_("What may be secret cannot be published."))
    with transaction.atomic():
        now = clock.now()
        rows = (
            type(record)
            .objects.current()
            .filter(pk=record.pk, version=record.version, published_at__isnull=is_public)
            .update(published_at=now if is_public else None, version=F("version") + 1, updated_at=now, updated_by=by)
        )
        if not rows:
            raise StateConflict()
        bump(record)
        verb = "record.publish" if is_public else "record.unpublish"
        audit.record(verb, record, by=by, programme_id=record.programme_id, fields=["published_at"])
    record.refresh_from_db()
    return record


def withdraw_record(record: AnyRecord, *, by, reason: str) -> AnyRecord:
    """Take the record out of every list; it stays on file. Raises RuleViolation without a reason."""
    with transaction.atomic():
        records.set_withdrawn(record, by=by, reason=reason)
        bump(record)
        audit.record("record.withdraw", record, by=by, programme_id=record.programme_id, reason=reason)
    return record


def update_part(part: AnyPart, *, programme: Programme, changes: dict[str, Any], expected_version: int, by) -> AnyPart:
    """Save an edit of what is part of a record of ``programme``: a seat, a basis, a time in touch.

    Raises EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        changed = records.save_edit(part, changes, expected_version=expected_version, by=by)
        if changed:
            audit.record("part.update", part, by=by, programme_id=programme.pk, fields=changed)
    return part


def withdraw_part(part: AnyPart, *, programme: Programme, by, reason: str) -> AnyPart:
    """Take what is part of a record out of every list; it stays on file.

    Raises RuleViolation without a reason, StateConflict when it is withdrawn already.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why it is withdrawn. The reason is kept with it."), field="reason")
    with transaction.atomic():
        now = clock.now()
        rows = (
            type(part)
            ._default_manager.filter(pk=part.pk, withdrawn_at__isnull=True)
            .update(withdrawn_at=now, version=F("version") + 1, updated_at=now, updated_by=by)
        )
        if not rows:
            raise StateConflict()
        audit.record("part.withdraw", part, by=by, programme_id=programme.pk, reason=reason)
    part.refresh_from_db()
    return part


def redact_record(record: AnyRecord, *, fields: list[str], by, reason: str) -> AnyRecord:
    """Remove texts of the record for good, in every copy. Raises RuleViolation without a reason."""
    remove_texts("record.redact", record, programme_id=record.programme_id, fields=fields, by=by, reason=reason)
    return record


def redact_part(part: AnyPart, *, programme: Programme, fields: list[str], by, reason: str) -> AnyPart:
    """Remove texts for good from what is part of a record of ``programme``: a seat, a basis, a time in touch.

    Raises RuleViolation without a reason.
    """
    remove_texts("part.redact", part, programme_id=programme.pk, fields=fields, by=by, reason=reason)
    return part


def remove_texts(verb: str, row: Versioned, *, programme_id: int | None, fields: list[str], by, reason: str) -> None:
    """Remove texts of ``row`` for good, in every copy; with LOG_REASONS also the reasons in the event log, and the
    copy on the row of why it was withdrawn. ``programme_id`` is None for what belongs to the municipality.

    The reason why is logged, the texts are not. Raises RuleViolation without a reason.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why the text is removed."), field="reason")
    texts = [name for name in fields if name != LOG_REASONS]
    with transaction.atomic():
        if LOG_REASONS in fields:
            audit.remove_reasons(row)
            texts += ["withdrawn_reason"] if hasattr(row, "withdrawn_reason") else []
        records.redact_texts(row, texts, by=by)
        if programme_id is not None:
            public_pages.bump(public_pages.programme_scope(programme_id))
        audit.record(verb, row, by=by, programme_id=programme_id, fields=fields, reason=reason)


def remove_logged_reason(entry: AuditEntry, *, programme: Programme | None, by, reason: str) -> None:
    """Remove for good the reason of something in the event log that has no page for its texts, such as why somebody's
    role ended, and the copies of it. Raises RuleViolation without a reason why."""
    if not reason.strip():
        raise RuleViolation(_("Say why the text is removed."), field="reason")
    programme_id = programme.pk if programme else None
    with transaction.atomic():
        audit.remove_reason(entry, programme_id=programme_id)
        audit.record("reason.remove", entry, by=by, programme_id=programme_id, reason=reason)


def check_programme(programme: Programme, fields: dict[str, Any]) -> None:
    """Raise RuleViolation when one of the values is a record, a phase or a responsibility of another programme."""
    for name, value in fields.items():
        rows = value if isinstance(value, list | tuple | set | models.QuerySet) else [value]
        for row in rows:
            if isinstance(row, models.Model) and getattr(row, "programme_id", programme.pk) != programme.pk:
                raise RuleViolation(_("Choose something that belongs to this programme."), field=name)


def bump(record: ProgrammeRecord) -> None:
    """Renew the public pages of the record's programme."""
    public_pages.bump(public_pages.programme_scope(record.programme_id))
