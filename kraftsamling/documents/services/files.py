"""Storing, editing, publishing and withdrawing uploaded files and photographs, and removing them for good."""

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.documents.models import StoredFile
from kraftsamling.documents.services.orders import DELETE_JOB, remove_redacted
from kraftsamling.jobs import services as jobs
from kraftsamling.shared import clock, records
from kraftsamling.shared.enums import Openness
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.uploads import CheckedUpload, UploadKind
from programmes.models import Programme
from programmes.services.keeping import remove_texts

# Stands among what is removed for good when that is the file itself, and not only texts about it.
FILE_ITSELF = "file"


def store_file(*, programme: Programme, upload: CheckedUpload, by, **facts: Any) -> StoredFile:
    """Store a checked upload with its facts (the columns of StoredFile); it is not public yet.

    Raises RuleViolation for a picture without a description that is not marked as decoration (sweden.md A-9).
    """
    stored = StoredFile(
        programme=programme,
        responsible_board=programme.responsible_board,
        content_type=upload.kind,
        size=len(upload.content),
        checksum=upload.checksum,
        **facts,
    )
    _check_description(stored)
    stored.file.save(upload.as_file().name, upload.as_file(), save=False)
    try:
        with transaction.atomic():
            records.fill_new(stored, prefix=programme.code, by=by)
            stored.save(force_insert=True)
            audit.record("file.store", stored, by=by, programme_id=programme.pk)
    except BaseException:
        default_storage.delete(stored.file.name)
        raise
    return stored


def update_file(*, stored: StoredFile, changes: dict[str, Any], expected_version: int, by) -> StoredFile:
    """Save an edit of a file's facts.

    Raises EditConflict when somebody else saved in between, RuleViolation when a picture loses its description or a
    published picture of people its consents.
    """
    edited = StoredFile.objects.get(pk=stored.pk)
    for name, value in changes.items():
        setattr(edited, name, value)
    _check_description(edited)
    if edited.published_at:
        _check_people(edited)
    with transaction.atomic():
        changed = records.save_edit(stored, changes, expected_version=expected_version, by=by)
        if changed:
            audit.record("file.update", stored, by=by, programme_id=stored.programme_id, fields=changed)
    return stored


def set_file_public(*, stored: StoredFile, is_public: bool, by) -> StoredFile:
    """Open or close the file's public address.

    Raises RuleViolation when the file is not open, or shows people without noted consents and a check for protected
    identity (sweden.md C-10); StateConflict when nothing would change.
    """
    if is_public:
        if stored.openness != Openness.OPEN:
            raise RuleViolation(_("What may be secret cannot be published."))
        _check_people(stored)
    with transaction.atomic():
        rows = (
            StoredFile.objects.current()
            .filter(pk=stored.pk, published_at__isnull=is_public, version=stored.version)
            .update(
                published_at=clock.now() if is_public else None,
                version=F("version") + 1,
                updated_at=clock.now(),
                updated_by=by,
            )
        )
        if not rows:
            raise StateConflict()
        verb = "file.publish" if is_public else "file.unpublish"
        audit.record(verb, stored, by=by, programme_id=stored.programme_id, fields=["published_at"])
    stored.refresh_from_db()
    return stored


def withdraw_file(*, stored: StoredFile, by, reason: str) -> StoredFile:
    """Take the file out of the list and close its public address; it stays on file (sweden.md B-7).

    Raises RuleViolation without a reason, StateConflict when it is withdrawn already.
    """
    with transaction.atomic():
        records.set_withdrawn(stored, by=by, reason=reason)
        audit.record("file.withdraw", stored, by=by, programme_id=stored.programme_id, reason=reason)
    return stored


def redact_file(stored: StoredFile, *, fields: list[str], by, reason: str) -> StoredFile:
    """Remove texts about the file for good; with FILE_ITSELF also the file, which is withdrawn with it.

    Raises RuleViolation without a reason, StateConflict when somebody else changed the file in between.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why the text is removed."), field="reason")
    texts = [name for name in fields if name != FILE_ITSELF]
    with transaction.atomic():
        if texts:
            remove_texts("file.redact", stored, programme_id=stored.programme_id, fields=texts, by=by, reason=reason)
        if FILE_ITSELF in fields:
            _remove_file_itself(stored, by=by, reason=reason)
    return stored


def _remove_file_itself(stored: StoredFile, *, by, reason: str) -> None:
    if not stored.withdrawn_at:
        records.set_withdrawn(stored, by=by, reason=reason)
    name = stored.file.name
    rows = (
        StoredFile.objects.filter(pk=stored.pk, version=stored.version)
        .exclude(file="")
        .update(file="", size=0, checksum="", version=F("version") + 1, updated_at=clock.now(), updated_by=by)
    )
    if not rows:
        raise StateConflict()
    # As a job, since a process that dies after the commit must not leave the file behind.
    jobs.enqueue(DELETE_JOB, {"names": [name]})
    # A poster may show the photograph.
    remove_redacted(stored, {FILE_ITSELF: name})
    audit.record("file.remove", stored, by=by, programme_id=stored.programme_id, fields=[FILE_ITSELF], reason=reason)
    stored.refresh_from_db()


def _check_description(stored: StoredFile) -> None:
    if not UploadKind(stored.content_type).is_picture:
        return
    if stored.is_decorative and stored.alt_text:
        raise RuleViolation(_("Either describe the picture or mark it as decoration, not both."), field="is_decorative")
    if not stored.is_decorative and not stored.alt_text.strip():
        raise RuleViolation(
            _("Write what the picture shows, for those who cannot see it, or mark it as decoration."), field="alt_text"
        )


def _check_people(stored: StoredFile) -> None:
    if stored.shows_people and not stored.consent_note.strip():
        raise RuleViolation(
            _("People can be recognised. Note where their consents are kept before the picture is published."),
            field="consent_note",
        )
    if stored.shows_people and not stored.is_protection_checked:
        raise RuleViolation(
            _("People can be recognised. Check that nobody has protected identity before the picture is published."),
            field="is_protection_checked",
        )
