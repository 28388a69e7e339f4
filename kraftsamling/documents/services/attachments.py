"""Adding files to a record and taking them off."""

from django.db import transaction

from kraftsamling.audit import services as audit
from kraftsamling.documents.models import Attachment, StoredFile
from kraftsamling.documents.services.files import store_file
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import StateConflict
from kraftsamling.shared.uploads import CheckedUpload
from programmes.models import ProgrammeRecord
from programmes.services.keeping import check_programme


def attach_file(*, target: str, record: ProgrammeRecord, stored: StoredFile, by) -> Attachment:
    """Let the file belong to ``record`` (``target`` names its kind); one that does already is returned as it is.

    Raises RuleViolation for a file of another programme.
    """
    check_programme(record.programme, {"file": stored})
    with transaction.atomic():
        records.hold(record)
        attachment, is_new = Attachment.objects.get_or_create(
            file=stored, detached_at=None, **{target: record}, defaults={"updated_by": by}
        )
        if is_new:
            audit.record("part.add", attachment, by=by, programme_id=record.programme_id, fields=[target])
    return attachment


def attach_upload(*, target: str, record: ProgrammeRecord, upload: CheckedUpload, by, **facts) -> Attachment:
    """Store a checked upload and let it belong to ``record``. Raises what ``store_file`` raises."""
    stored = store_file(programme=record.programme, upload=upload, by=by, **facts)
    return attach_file(target=target, record=record, stored=stored, by=by)


def detach_file(*, attachment: Attachment, by) -> Attachment:
    """Take the file off its record; the file itself stays with the programme.

    Raises EditConflict or StateConflict when somebody else did so just before.
    """
    if attachment.detached_at:
        raise StateConflict()
    with transaction.atomic():
        changes = {"detached_at": clock.now()}
        records.save_edit(attachment, changes, expected_version=attachment.version, by=by)
        programme_id = attachment.file.programme_id
        audit.record("part.withdraw", attachment, by=by, programme_id=programme_id, fields=["detached_at"])
    return attachment
