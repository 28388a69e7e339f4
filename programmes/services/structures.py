"""What is to live on after the programme: nothing is handed over to nobody."""

from typing import Any

from django.utils.translation import gettext as _

from kraftsamling.shared.errors import RuleViolation
from programmes.enums.planning import STRUCTURE_MOVES, StructureState
from programmes.models import Structure
from programmes.services.keeping import move_record, update_record


def update_structure(record: Structure, *, changes: dict[str, Any], expected_version: int, by) -> Structure:
    """Save an edit. Raises RuleViolation when something handed over would be left without an owner."""
    if record.state == StructureState.HANDED_OVER and changes.get("owner", record.owner) is None:
        raise RuleViolation(_("It is handed over. Say to whom."), field="owner")
    return update_record(record, changes=changes, expected_version=expected_version, by=by)


def move_structure(record: Structure, *, to: str, by, reason: str = "") -> Structure:
    """Move the structure along STRUCTURE_MOVES.

    Raises RuleViolation when it would be handed over, or agreed on, with nobody; and as ``move_record`` does.
    """
    if to in (StructureState.AGREED, StructureState.HANDED_OVER) and record.owner_id is None:
        raise RuleViolation(_("Say first who takes over. Choose “Change” and fill it in."))
    return move_record(record, moves=STRUCTURE_MOVES, to=to, by=by, reason=reason)
