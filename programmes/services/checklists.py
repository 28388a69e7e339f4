"""What must be in place in each phase: proposals to begin with, order, and how far each thing has come."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import StateConflict
from programmes.checklist_proposals import CHECKLIST_PROPOSALS
from programmes.enums.planning import CHECK_MOVES
from programmes.models import ChecklistItem, Phase, Programme
from programmes.services import keeping

STEP = 10  # between positions, so that a new item has a place of its own


def propose_checklists(programme: Programme, *, by) -> list[ChecklistItem]:
    """Add the proposed items that the programme does not have, and return them; withdrawn ones do not come back.

    The texts are stored in the language of the municipality, since they are the programme's own from then on.
    """
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        records.hold(programme)
        known = set(programme.checklistitems.exclude(key="").values_list("key", flat=True))
        wanted = [
            (phase, place, proposal)
            for phase in programme.phases.all()
            for place, proposal in enumerate(CHECKLIST_PROPOSALS.get(phase.kind, ()), start=1)
            if proposal.key not in known
        ]
        if not wanted:
            return []
        numbers = records.take_numbers(programme.code, len(wanted))
        items = ChecklistItem.objects.bulk_create(
            ChecklistItem(
                programme=programme, phase=phase, key=proposal.key, position=place * STEP, text=str(proposal.text),
                number=number, arrived_at=clock.now(), created_by=by, updated_by=by,
            )
            for (phase, place, proposal), number in zip(wanted, numbers, strict=True)
        )  # fmt: skip
        audit.record("checklist.propose", programme, by=by, programme_id=programme.pk)
    return items


def add_item(*, programme: Programme, by, **fields) -> ChecklistItem:
    """Add an item at the end of its phase's checklist."""
    place = _last_place(fields["phase"])
    return keeping.add_record(ChecklistItem, programme=programme, by=by, position=place, **fields)


def update_item(item: ChecklistItem, *, changes: dict[str, Any], expected_version: int, by) -> ChecklistItem:
    """Save an edit; in another phase the item comes last. Raises what ``keeping.update_record`` raises."""
    phase = changes.get("phase")
    if phase is not None and phase.pk != item.phase_id:
        changes = {**changes, "position": _last_place(phase)}
    return keeping.update_record(item, changes=changes, expected_version=expected_version, by=by)


def _last_place(phase: Phase) -> int:
    return (ChecklistItem.objects.filter(phase=phase).aggregate(last=Max("position"))["last"] or 0) + STEP


def move_item(item: ChecklistItem, *, to: str, by, reason: str = "") -> ChecklistItem:
    """Note how far the item has come. Raises what ``keeping.move_record`` raises."""
    return keeping.move_record(item, moves=CHECK_MOVES, to=to, by=by, reason=reason)


def reorder_item(item: ChecklistItem, *, is_up: bool, by) -> bool:
    """Let the item change places with the one before or after it; return whether there was one.

    All items of the phase get new positions, since two may have the same. Raises StateConflict when the item has left
    the checklist just now.
    """
    with transaction.atomic():
        records.hold(item.programme)
        rows = list(ChecklistItem.objects.current().filter(phase=item.phase_id).order_by("position", "pk"))
        place = next((index for index, row in enumerate(rows) if row.pk == item.pk), None)
        if place is None:
            raise StateConflict()
        other = place - 1 if is_up else place + 1
        if not 0 <= other < len(rows):
            return False
        rows[place], rows[other] = rows[other], rows[place]
        before = {row.pk: row.position for row in rows}
        for index, row in enumerate(rows, start=1):
            row.position = index * STEP
        moved = [row for row in rows if row.position != before[row.pk]]
        for row in moved:
            row.updated_at = clock.now()
        ChecklistItem.objects.bulk_update(moved, ["position", "updated_at"])
        audit.record("record.update", item, by=by, programme_id=item.programme_id, fields=["position"])
    return True
