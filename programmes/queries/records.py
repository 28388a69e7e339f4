"""Finding one record of a programme, and the moves it can make."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from kraftsamling.accounts.models import User
from kraftsamling.accounts.queries import display_name_order
from kraftsamling.shared import clock
from programmes.enums import Move
from programmes.models import Programme, ProgrammeRecord, RoleAssignment

AnyRecord = TypeVar("AnyRecord", bound=ProgrammeRecord)


def get_record(model: type[AnyRecord], programme: Programme, pk: int, *related: str, also_withdrawn=False) -> AnyRecord:
    """Return one of the programme's records for a work page, with ``related`` fetched along.

    Raises Http404 for one that belongs elsewhere, or is withdrawn: only its texts can still be removed for good.
    """
    rows = model.objects.all() if also_withdrawn else model.objects.current()
    record = rows.select_related("programme", *related).filter(programme=programme, pk=pk).first()
    if record is None:
        raise Http404
    return record


def moves_from(state: str, moves: Iterable[Move]) -> list[Move]:
    """Return the state changes to draw buttons for."""
    return [move for move in moves if move.source == state]


def programme_people(programme: Programme) -> QuerySet[User]:
    """Return the people who hold a role in the programme today."""
    holders = RoleAssignment.objects.active(clock.today()).filter(programme=programme).values("user")
    return User.objects.filter(pk__in=holders, is_active=True).order_by(display_name_order())
