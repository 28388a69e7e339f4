"""Reading the event log."""

from django.db.models import QuerySet

from kraftsamling.audit.models import AuditEntry


def entries_for_programme(programme_id: int) -> QuerySet[AuditEntry]:
    """Return a programme's entries, newest first, with the actor fetched along."""
    return AuditEntry.objects.filter(programme_id=programme_id).select_related("actor")


def entries_for_municipality() -> QuerySet[AuditEntry]:
    """Return the entries that belong to no programme, newest first."""
    return AuditEntry.objects.filter(programme_id__isnull=True).select_related("actor")
