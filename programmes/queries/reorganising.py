"""What must be carried over when an organisation becomes another one, programme by programme."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from programmes.enums import DECIDING_KINDS, ProgrammeState
from programmes.enums.planning import StructureState
from programmes.models import Actor, Agreement, Contact, Membership, Organisation, Programme, Responsibility, Structure

# What is over stays as it was: there it is history, not somebody's task.
OVER = (ProgrammeState.CLOSED, ProgrammeState.REJECTED)


@dataclass
class CarryOver:
    """What moves in one programme: ``actor`` ends; ``joins`` is the part that the successor has there already."""

    programme: Programme
    actor: Actor | None = None
    joins: Actor | None = None
    contacts: list[Contact] = field(default_factory=list)
    responsibilities: list[Responsibility] = field(default_factory=list)
    structures: list[Structure] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    boards: list[str] = field(default_factory=list)

    @property
    def carries_board(self) -> bool:
        """Whether the successor becomes the programme's responsible board."""
        return "responsible_board" in self.boards

    @property
    def carries_decider(self) -> bool:
        """Whether the decision that is still to be made passes to the successor."""
        return "deciding_body" in self.boards


def find_carry_over(organisation: Organisation, *, into: Organisation, on: dt.date) -> list[CarryOver]:
    """Return what moves from ``organisation`` to ``into`` after the day ``on``, in the order of the programmes' names.

    Agreements are listed though they stay: they keep the parties that made them.
    """
    programmes = Programme.objects.current().exclude(state__in=OVER)
    found: dict[int, CarryOver] = {}
    for name, rows in _rows_by_programme(organisation, programmes, on).items():
        for programme_id, own in rows.items():
            entry = found.setdefault(programme_id, CarryOver(own[0][0]))
            values = [row for _programme, row in own]
            setattr(entry, name, values[0] if name == "actor" else values)
    _add_boards(found, organisation, into, programmes)
    _add_joined(found, into)
    return sorted(found.values(), key=lambda entry: entry.programme.name)


def _rows_by_programme(organisation: Organisation, programmes, on: dt.date) -> dict[str, dict[int, list]]:
    within = {"programme__in": programmes}
    actors = Actor.objects.current().filter(**within, organisation=organisation, left_on="")
    contacts = Contact.objects.current().filter(**within, actor__organisation=organisation, actor__left_on="")
    structures = Structure.objects.current().filter(**within, owner=organisation)
    open_seat = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    seats = Membership.objects.filter(open_seat, organisation=organisation, body__withdrawn_at__isnull=True)
    agreements = Agreement.objects.current().filter(**within, parties=organisation)
    functions = Responsibility.objects.filter(**within, organisation=organisation)
    return {
        "actor": _group(actors.select_related("programme", "organisation")),
        "contacts": _group(contacts.filter(left_on__isnull=True).select_related("programme")),
        "responsibilities": _group(functions.select_related("programme", "holder")),
        "structures": _group(structures.exclude(state=StructureState.DROPPED).select_related("programme")),
        "memberships": _group_seats(seats.filter(body__programme__in=programmes).select_related("body__programme")),
        "agreements": _group(agreements.select_related("programme")),
    }


def _group(rows: Iterable) -> dict[int, list]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.programme_id].append((row.programme, row))
    return grouped


def _group_seats(seats: Iterable[Membership]) -> dict[int, list]:
    grouped = defaultdict(list)
    for seat in seats:
        grouped[seat.body.programme_id].append((seat.body.programme, seat))
    return grouped


def _add_boards(found: dict[int, CarryOver], organisation: Organisation, into: Organisation, programmes) -> None:
    """A decision that was made stays with the body that made it."""
    if into.kind not in DECIDING_KINDS:
        return
    named = Q(responsible_board=organisation) | Q(deciding_body=organisation, state=ProgrammeState.PROPOSED)
    for programme in programmes.filter(named):
        entry = found.setdefault(programme.pk, CarryOver(programme))
        if programme.responsible_board_id == organisation.pk:
            entry.boards.append("responsible_board")
        if programme.deciding_body_id == organisation.pk and programme.state == ProgrammeState.PROPOSED:
            entry.boards.append("deciding_body")


def _add_joined(found: dict[int, CarryOver], into: Organisation) -> None:
    actors = Actor.objects.current().filter(programme__in=list(found), organisation=into, left_on="")
    for actor in actors.select_related("programme", "organisation"):
        found[actor.programme_id].joins = actor
