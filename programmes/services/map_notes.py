"""Notes written by hand for the process map."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation
from programmes.models import MapNote, MapNoteVersion, Programme
from programmes.services.keeping import bump, check_programme, remove_texts


def add_map_note(*, programme: Programme, by, is_public: bool = False, **fields: Any) -> MapNote:
    """Add a note; public ones show on the process map as soon as the programme is published.

    Raises RuleViolation when the phase belongs to another programme, or an answer is said to be given in the future.
    """
    check_programme(programme, fields)
    _check_answer(fields.get("answered_on"))
    with transaction.atomic():
        last = MapNote.objects.filter(programme=programme).aggregate(last=Max("position"))["last"] or 0
        note = MapNote(programme=programme, position=last + 1, **fields)
        if is_public:
            note.published_at = clock.now()
        records.fill_new(note, prefix=programme.code, by=by)
        note.save(force_insert=True)
        bump(note)
        audit.record("map_note.add", note, by=by, programme_id=programme.pk)
    return note


def update_map_note(*, note: MapNote, changes: dict[str, Any], expected_version: int, by) -> MapNote:
    """Save an edit of a note; earlier titles and texts are kept as versions.

    Raises EditConflict when somebody else saved in between, RuleViolation for a phase of another programme and for an
    answer said to be given in the future.
    """
    check_programme(note.programme, changes)
    _check_answer(changes.get("answered_on"))
    with transaction.atomic():
        changed = records.save_edit(note, changes, expected_version=expected_version, by=by, keep=MapNoteVersion)
        if changed:
            bump(note)
            audit.record("map_note.update", note, by=by, programme_id=note.programme_id, fields=changed)
    return note


def withdraw_map_note(*, note: MapNote, by, reason: str) -> MapNote:
    """Take the note off the map and out of the list; it stays on file. Raises RuleViolation without a reason."""
    with transaction.atomic():
        records.set_withdrawn(note, by=by, reason=reason)
        bump(note)
        audit.record("map_note.withdraw", note, by=by, programme_id=note.programme_id, reason=reason)
    return note


def redact_map_note(note: MapNote, *, fields: list[str], by, reason: str) -> MapNote:
    """Remove texts of the note for good, in every copy. Raises RuleViolation without a reason."""
    remove_texts("map_note.redact", note, programme_id=note.programme_id, fields=fields, by=by, reason=reason)
    return note


def _check_answer(answered_on: ImpreciseDate | None) -> None:
    if answered_on is not None and answered_on.first > clock.today():
        raise RuleViolation(
            _("This day has not come yet. Write when the answer is promised instead, and come back when it is given."),
            field="answered_on",
        )
