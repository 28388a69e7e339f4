"""The communication plan: its lines in order, which are late, and who answers for it."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from kraftsamling.shared import clock
from programmes.enums.planning import COMMUNICATION_MOVES, CommunicationState
from programmes.models import Communication, Programme, Responsibility
from programmes.queries.records import moves_from


def communication_lines(programme: Programme) -> QuerySet[Communication]:
    """Return the plan: what is left first, by date and with the undated last; then what is done or called off."""
    lines = Communication.objects.current().filter(programme=programme)
    ordered = lines.order_by(_one_when(planned_on=""), "planned_on", "pk").select_related("programme", "responsibility")
    return ordered.order_by(
        _one_when(state__in=[CommunicationState.DONE, CommunicationState.DROPPED]), *ordered.query.order_by
    )


def _one_when(**condition) -> Case:
    return Case(When(**condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def describe_communications(rows: list[Communication]) -> None:
    """Give each row its ``moves``, and ``is_late`` where the whole of its time has passed without it being done."""
    today = clock.today()
    for row in rows:
        row.moves = moves_from(row.state, COMMUNICATION_MOVES)
        is_left = row.state == CommunicationState.PLANNED and row.planned_on is not None
        row.is_late = is_left and row.planned_on.last < today


def get_communicator(programme: Programme) -> Responsibility | None:
    """Return the function that answers for communication with the person who holds it, None if none is named."""
    if programme.communicator_id is None:
        return None
    return Responsibility.objects.select_related("holder", "organisation").get(pk=programme.communicator_id)
