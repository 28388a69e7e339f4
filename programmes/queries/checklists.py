"""Checklists: how far they have come, what comes next, and what is late."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, CharField, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast, RowNumber
from django.shortcuts import get_object_or_404

from kraftsamling.shared.dates import Precision, period_of
from programmes.enums import Move
from programmes.enums.planning import CHECK_MOVES, CHECKS_LEFT, CheckState
from programmes.models import ChecklistItem, Phase, Programme
from programmes.queries.records import moves_from

NEXT_SHOWN = 4


@dataclass
class ChecklistSummary:
    """One phase's checklist in short; ``total`` leaves out what is not needed. ``next_items`` are open, late first."""

    total: int = 0
    in_place: int = 0
    left: int = 0
    late: int = 0
    next_items: list[ChecklistItem] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many open items are not among ``next_items``."""
        return self.left - len(self.next_items)


def is_late(today: dt.date) -> Q:
    """Return the condition that an item is open though the last day its date may mean has passed.

    ``due_text`` is the date's column as it is stored. It begins with the first day of the period, so that each
    precision has a day of its own before which it is past.
    """
    past = Q()
    for precision in Precision.values:
        past |= Q(due_text__lt=period_of(today, precision).first.isoformat(), due_text__endswith=f"/{precision}")
    return Q(state__in=CHECKS_LEFT) & past


def checklist_items(programme: Programme, *, today: dt.date) -> QuerySet[ChecklistItem]:
    """Return the programme's items in order, each with ``late``."""
    return (
        ChecklistItem.objects.current()
        .filter(programme=programme)
        .select_related("phase", "responsibility", "programme")
        .alias(due_text=Cast("due_on", CharField()))
        .annotate(late=Case(When(is_late(today), then=Value(True)), default=Value(False), output_field=BooleanField()))
    )


def open_first(items: QuerySet[ChecklistItem]) -> QuerySet[ChecklistItem]:
    """Put items (with ``late``) phase by phase in the order a reader asks: late, left to do, done or not needed."""
    is_done = Case(When(state__in=CHECKS_LEFT, then=Value(0)), default=Value(1))
    return items.order_by("phase__position", F("late").desc(), is_done, "position", "pk")


def summarise_checklists(programme: Programme, *, today: dt.date) -> dict[int, ChecklistSummary]:
    """Return each phase's checklist in short, by the phase's id; two queries however many items there are."""
    items = checklist_items(programme, today=today)
    counts = (
        items.order_by()
        .values("phase")
        .annotate(
            total=Count("pk", filter=~Q(state=CheckState.NOT_NEEDED)),
            in_place=Count("pk", filter=Q(state=CheckState.IN_PLACE)),
            left=Count("pk", filter=Q(state__in=CHECKS_LEFT)),
            overdue=Count("pk", filter=Q(late=True)),
        )
    )
    found = {
        row["phase"]: ChecklistSummary(row["total"], row["in_place"], row["left"], row["overdue"]) for row in counts
    }
    place = Window(RowNumber(), partition_by=F("phase"), order_by=[F("late").desc(), F("position"), F("pk")])
    for item in items.filter(state__in=CHECKS_LEFT).annotate(place=place).filter(place__lte=NEXT_SHOWN):
        found[item.phase_id].next_items.append(item)
    for summary in found.values():
        summary.next_items.sort(key=lambda item: item.place)
    return found


def summarise_phase(phase: Phase, *, today: dt.date) -> ChecklistSummary:
    """Return the checklist of one phase in short."""
    return summarise_checklists(phase.programme, today=today).get(phase.pk, ChecklistSummary())


@dataclass(frozen=True)
class CheckRow:
    """An item as its phase's page shows it: with the moves it can make, and a colour for its state."""

    item: ChecklistItem
    moves: list[Move]
    tone: str


_TONES = {
    CheckState.OPEN: "neutral", CheckState.UNDER_WAY: "info", CheckState.IN_PLACE: "success",
    CheckState.NOT_NEEDED: "neutral",
}  # fmt: skip


def check_row(item: ChecklistItem) -> CheckRow:
    """Return the item with its moves, those that need no reason first."""
    moves = sorted(moves_from(item.state, CHECK_MOVES), key=lambda move: (move.needs_reason, move.target != "in_place"))
    return CheckRow(item, moves, _TONES[item.state])


def get_check_row(programme: Programme, pk: int, *, today: dt.date) -> CheckRow:
    """Return one of the programme's items as a row. Raises Http404 for one that is withdrawn or belongs elsewhere."""
    return check_row(get_object_or_404(checklist_items(programme, today=today), pk=pk))
