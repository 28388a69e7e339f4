"""What stands in the way of closing a programme."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.shared import clock
from programmes.enums.actors import AgreementState, DecisionState
from programmes.enums.planning import (
    CHECKS_LEFT,
    STRUCTURES_LEFT,
    CommunicationState,
    HandoverState,
    PassageState,
    StructureState,
)
from programmes.models import (
    Agreement,
    ChecklistItem,
    Communication,
    Contact,
    Decision,
    PersonHandover,
    PhasePassage,
    Programme,
    Structure,
)
from programmes.queries.decisions import positions_without_decision
from programmes.queries.structures import structures_without_owner


@dataclass(frozen=True)
class Obstacle:
    """Something left to do before a programme is closed; what is blocking must be done, the rest may be explained."""

    text: str
    url: str
    is_blocking: bool = False


def closing_obstacles(programme: Programme) -> list[Obstacle]:
    """Return what the programmes app knows to be left, what is blocking first; a constant number of queries."""
    blocking = [
        Obstacle(
            _("“%(name)s” is to live on, and nobody takes over.") % {"name": structure.name},
            reverse("programmes:structure_edit", args=[programme.slug, structure.pk]),
            is_blocking=True,
        )
        for structure in structures_without_owner(programme)
    ]
    counted = [*_left_of_work(programme), *_left_with_others(programme)]
    return [
        *blocking,
        *(Obstacle(text, reverse(name, args=[programme.slug])) for count, text, name in counted if count),
    ]


def _left_of_work(programme: Programme) -> list[tuple[int, str, str]]:
    mine = {"programme": programme}
    structures = Structure.objects.current().filter(**mine, state__in=STRUCTURES_LEFT, owner__isnull=False).count()
    passages = PhasePassage.objects.filter(phase__programme=programme, state=PassageState.OPEN).count()
    checks = ChecklistItem.objects.current().filter(**mine, state__in=CHECKS_LEFT).count()
    lines = Communication.objects.current().filter(**mine, state=CommunicationState.PLANNED).count()
    return [
        (structures, ngettext("%d thing that is to live on is not handed over yet.",
                              "%d things that are to live on are not handed over yet.", structures) % structures,
         "programmes:structure_list"),
        (passages, ngettext("%d phase is still going on.", "%d phases are still going on.", passages) % passages,
         "programmes:programme_planning"),
        (checks, ngettext("%d item on the checklists is left.", "%d items on the checklists are left.", checks)
         % checks, "programmes:programme_planning"),
        (lines, ngettext("%d line of the communication plan is left.", "%d lines of the communication plan are left.",
                         lines) % lines, "programmes:communication_list"),
    ]  # fmt: skip


def _left_with_others(programme: Programme) -> list[tuple[int, str, str]]:
    mine = {"programme": programme}
    contacts = Contact.objects.current().filter(**mine, left_on__isnull=True).exclude(next_step="").count()
    planned = Decision.objects.current().filter(**mine, state=DecisionState.PLANNED).count()
    uncarried = positions_without_decision(programme).filter(state=DecisionState.MADE).count()
    agreements = _agreements_nobody_keeps(programme)
    handovers = PersonHandover.objects.current().filter(**mine, state=HandoverState.PREPARING).count()
    return [
        (agreements, ngettext("%d agreement goes on after the programme, and nobody is named who carries it on.",
                              "%d agreements go on after the programme, and nobody is named who carries them on.",
                              agreements) % agreements, "programmes:agreement_list"),
        (uncarried, ngettext("%d position binds money or duties across boards, and no formal decision carries it.",
                             "%d positions bind money or duties across boards, and no formal decision carries them.",
                             uncarried) % uncarried, "programmes:decision_list"),
        (planned, ngettext("%d matter is still to be settled.", "%d matters are still to be settled.", planned)
         % planned, "programmes:decision_list"),
        (contacts, ngettext("%d contact waits for a next step.", "%d contacts wait for a next step.", contacts)
         % contacts, "programmes:contact_list"),
        (handovers, ngettext("%d handing over is being prepared.", "%d handings over are being prepared.", handovers)
         % handovers, "programmes:handover_list"),
    ]  # fmt: skip


def _agreements_nobody_keeps(programme: Programme) -> int:
    """Return how many signed agreements still run and belong to nothing that somebody carries on."""
    carried_on = Structure.objects.current().filter(agreement=OuterRef("pk"), owner__isnull=False)
    signed = (
        Agreement.objects.current()
        .filter(~Q(Exists(carried_on.exclude(state=StructureState.DROPPED))), programme=programme)
        .filter(state=AgreementState.SIGNED)
    )
    ends = signed.values_list("ends_on", flat=True)
    return sum(1 for ends_on in ends if not ends_on or ends_on.last >= clock.today())
