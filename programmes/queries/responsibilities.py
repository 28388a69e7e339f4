"""Functions of a programme: who holds what, and what hangs on it."""

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from kraftsamling.shared.collation import Swedish
from programmes.enums.planning import CHECKS_LEFT, CommunicationState
from programmes.models import ChecklistItem, Communication, Programme, Responsibility


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.filter(responsibility=OuterRef("pk")).order_by().values("responsibility").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def responsibilities_of(programme: Programme) -> QuerySet[Responsibility]:
    """Return the functions with ``open_items`` and ``open_communications``, those without a holder first."""
    items = ChecklistItem.objects.current().filter(state__in=CHECKS_LEFT)
    planned = Communication.objects.current().filter(state=CommunicationState.PLANNED)
    return (
        Responsibility.objects.filter(programme=programme)
        .select_related("organisation", "holder")
        .annotate(open_items=_count(items), open_communications=_count(planned))
        .order_by(F("holder").asc(nulls_first=True), Swedish("function"))
    )


def get_responsibility(programme: Programme, pk: int) -> Responsibility:
    """Return one function of the programme; raises Http404."""
    return get_object_or_404(Responsibility.objects.select_related("programme"), programme=programme, pk=pk)
