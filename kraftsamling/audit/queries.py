"""Reading the event log."""

from django.db.models import QuerySet
from django.http import Http404

from kraftsamling.audit.models import AuditEntry


def entries_for_programme(programme_id: int) -> QuerySet[AuditEntry]:
    """Return a programme's entries, newest first, with the actor fetched along."""
    return AuditEntry.objects.filter(programme_id=programme_id).select_related("actor")


def entries_for_municipality() -> QuerySet[AuditEntry]:
    """Return the entries that belong to no programme, newest first."""
    return AuditEntry.objects.filter(programme_id__isnull=True).select_related("actor")


def get_entry_with_reason(entries: QuerySet[AuditEntry], pk: int) -> AuditEntry:
    """Return one of ``entries`` that says why; raises Http404."""
    entry = entries.with_reason().filter(pk=pk).first()
    if entry is None:
        raise Http404
    return entry
