"""What is to live on after the programme."""

from django.db.models import QuerySet

from programmes.enums.planning import STRUCTURE_MOVES, STRUCTURES_LEFT
from programmes.models import Programme, Structure
from programmes.queries.records import moves_from


def structures_without_owner(programme: Programme) -> QuerySet[Structure]:
    """Return what is to live on and has nobody who takes over; the programme cannot be closed while there is any."""
    return Structure.objects.current().filter(programme=programme, state__in=STRUCTURES_LEFT, owner__isnull=True)


def count_without_owner(programme: Programme) -> int:
    """Return how many lack somebody who takes over."""
    return structures_without_owner(programme).count()


def describe_structures(rows: list[Structure]) -> None:
    """Give each row its ``moves``, and ``lacks_owner`` where somebody must still be found."""
    for row in rows:
        row.moves = moves_from(row.state, STRUCTURE_MOVES)
        row.lacks_owner = row.state in STRUCTURES_LEFT and row.owner_id is None
