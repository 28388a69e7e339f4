"""Files that belong to one record of a programme, and who may change them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from kraftsamling.documents.models import ATTACHABLE, Attachment, StoredFile
from programmes.models import ProgrammeRecord
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission

# Whoever may change a record may add files to it and take them off.
MAY_CHANGE = {
    "checklist_item": Permission.TICK_OFF,
    "agreement": Permission.EDIT_ACTORS,
    "decision": Permission.RECORD_DECISIONS,
    "story": Permission.EDIT_KNOWLEDGE,
    "source": Permission.EDIT_KNOWLEDGE,
    "lesson": Permission.EDIT_KNOWLEDGE,
    "communication": Permission.EDIT_COMMUNICATION,
}


@dataclass(frozen=True)
class WorkTarget:
    """A record that files can belong to, fetched for somebody. ``name`` is its kind, one of ATTACHABLE."""

    work: WorkProgramme
    name: str
    record: ProgrammeRecord

    @property
    def can_change(self) -> bool:
        return self.work.access.can(MAY_CHANGE[self.name])


def get_work_target(user, slug: str, name: str, pk: int, *, to_change: bool = False) -> WorkTarget:
    """Fetch the record and authorise in one step; raises as ``get_work_programme`` and ``get_record`` do."""
    if name not in ATTACHABLE:
        raise Http404
    work = get_work_programme(user, slug, MAY_CHANGE[name] if to_change else Permission.VIEW)
    return WorkTarget(work, name, _get_record(work, name, pk))


def get_work_attachment(user, slug: str, pk: int) -> tuple[WorkTarget, Attachment]:
    """Fetch an attachment that the person may take off, with the record it belongs to."""
    work = get_work_programme(user, slug)
    attachment = get_object_or_404(_present(), pk=pk, file__programme=work.programme)
    name = attachment.target_name
    work.access.require(MAY_CHANGE[name])
    return WorkTarget(work, name, _get_record(work, name, getattr(attachment, f"{name}_id"))), attachment


def attachments_of(target: WorkTarget) -> QuerySet[Attachment]:
    """Return what is attached to the record at present, oldest first."""
    return _present().filter(**{target.name: target.record})


def attachable_files(target: WorkTarget) -> QuerySet[StoredFile]:
    """Return the programme's files that are not attached to the record yet, newest first."""
    files = StoredFile.objects.current().filter(programme=target.work.programme)
    return files.exclude(pk__in=attachments_of(target).values("file")).order_by("-pk")


def _get_record(work: WorkProgramme, name: str, pk: int) -> ProgrammeRecord:
    return get_record(Attachment._meta.get_field(name).related_model, work.programme, pk)


def _present() -> QuerySet[Attachment]:
    return Attachment.objects.filter(detached_at__isnull=True, file__withdrawn_at__isnull=True).select_related("file")
