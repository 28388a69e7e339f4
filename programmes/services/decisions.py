"""Decisions and positions. Who can settle what follows from law (sweden.md D-9); a group without power in law takes
positions only, and one that binds money or duties across boards asks for the formal decision that carries it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.enums import DECIDING_KINDS
from programmes.enums.actors import (
    DECIDING_BODIES,
    DECISION_MOVES,
    POSITION_BODIES,
    BodyKind,
    DecisionState,
    DecisionType,
)
from programmes.models import Decision, DecisionVersion, Programme
from programmes.queries.decisions import FORMAL_TYPES
from programmes.services import keeping

# What is asked for beside what every type has; the rest is left empty.
FIELDS_OF_TYPE: dict[str, tuple[str, ...]] = {
    DecisionType.POLITICAL: ("body", "organisation", "delegation_point", "paragraph"),
    DecisionType.DELEGATED: ("delegate", "delegation_point", "organisation", "reported_on"),
    DecisionType.POSITION: ("body", "binds_across", "carried_by"),
    DecisionType.EXECUTION: ("delegate", "organisation"),
    DecisionType.PARTNER: ("organisation", "body"),
    DecisionType.AGREEMENT: ("agreement",),
}
DEPENDENT = tuple(dict.fromkeys(name for names in FIELDS_OF_TYPE.values() for name in names))


def add_decision(*, programme: Programme, by, **fields: Any) -> Decision:
    """Note what was settled, or is to be. Raises RuleViolation when those named cannot settle it by that mandate."""
    check_mandate(fields)
    return keeping.add_record(Decision, programme=programme, by=by, **fields)


def update_decision(record: Decision, *, changes: dict[str, Any], expected_version: int, by) -> Decision:
    """Save an edit; earlier texts are kept. What the type does not ask for is emptied.

    Raises RuleViolation when those named cannot settle it by that mandate, EditConflict when somebody else saved.
    """
    changes = dict(changes)
    kind = changes.get("type", record.type)
    for name in set(DEPENDENT) - set(FIELDS_OF_TYPE[kind]):
        changes[name] = Decision._meta.get_field(name).get_default()
    names = ("type", "state", "settled_on", *DEPENDENT)
    check_mandate({name: changes.get(name, getattr(record, name)) for name in names}, record)
    return keeping.update_record(
        record, changes=changes, expected_version=expected_version, by=by, keep=DecisionVersion
    )  # fmt: skip


def move_decision(record: Decision, *, to: str, by, reason: str = "") -> Decision:
    """Note that it is settled, to be settled, or no longer holds.

    Raises RuleViolation when it would be settled on a day to come or the reason is missing, StateConflict when it
    cannot move there.
    """
    if to == DecisionState.MADE:
        _check_day(record.settled_on, to)
    with transaction.atomic():
        return keeping.move_record(record, moves=DECISION_MOVES, to=to, by=by, reason=reason)


def check_mandate(fields: dict[str, Any], record: Decision | None = None) -> None:
    """Raise RuleViolation, with the field, when what is named cannot settle something of that type."""
    _check_day(fields.get("settled_on"), fields.get("state", DecisionState.MADE))
    _RULES[DecisionType(fields["type"])](fields)
    carrier = fields.get("carried_by")
    if carrier and (carrier.type not in FORMAL_TYPES or (record and carrier.pk == record.pk)):
        raise RuleViolation(_("Choose a decision by a board, the council or a delegate."), field="carried_by")


def _check_day(when, state: str) -> None:
    if when and state == DecisionState.MADE and when.first > clock.today():
        raise RuleViolation(
            _("The day lies ahead. Change the date, or note it as something to be settled."), field="settled_on"
        )


def _check_political(fields: dict[str, Any]) -> None:
    body, organisation = fields.get("body"), fields.get("organisation")
    if body and body.kind not in DECIDING_BODIES:
        raise RuleViolation(
            _("This group cannot decide in the sense of the law. Note what it agrees as a position."), field="body"
        )
    if organisation and organisation.kind not in DECIDING_KINDS:
        raise RuleViolation(_("Choose the council, the executive board or a board."), field="organisation")
    if not body and not organisation:
        raise RuleViolation(_("Say which council or board decided."), field="organisation")
    if body and body.kind == BodyKind.COMMITTEE and not fields.get("delegation_point"):
        raise RuleViolation(
            _("A committee decides only by delegation. Write the point in its board's rules of delegation."),
            field="delegation_point",
        )


def _check_delegated(fields: dict[str, Any]) -> None:
    if not fields.get("delegate"):
        raise RuleViolation(_("Say which function decided by delegation."), field="delegate")


def _check_position(fields: dict[str, Any]) -> None:
    body = fields.get("body")
    if not body:
        raise RuleViolation(_("Say which group takes the position."), field="body")
    if body.kind not in POSITION_BODIES:
        raise RuleViolation(_("This body decides in law; what it settles is not a position."), field="body")


def _check_execution(fields: dict[str, Any]) -> None:
    if not fields.get("delegate") and not fields.get("organisation"):
        raise RuleViolation(_("Say which function or department directs the work."), field="delegate")


def _check_partner(fields: dict[str, Any]) -> None:
    body, organisation = fields.get("body"), fields.get("organisation")
    if body and body.kind != BodyKind.PARTNER_BOARD:
        raise RuleViolation(_("Choose a partner's own board."), field="body")
    if not organisation:
        raise RuleViolation(_("Say which organisation decided for itself."), field="organisation")
    if organisation.kind in DECIDING_KINDS:
        raise RuleViolation(_("This is one of the municipality's own boards, not a partner."), field="organisation")


def _check_agreement(fields: dict[str, Any]) -> None:
    if not fields.get("agreement"):
        raise RuleViolation(_("Choose the agreement. If it is missing, add it among the agreements first."),
                            field="agreement")  # fmt: skip


_RULES: dict[str, Callable[[dict[str, Any]], None]] = {
    DecisionType.POLITICAL: _check_political,
    DecisionType.DELEGATED: _check_delegated,
    DecisionType.POSITION: _check_position,
    DecisionType.EXECUTION: _check_execution,
    DecisionType.PARTNER: _check_partner,
    DecisionType.AGREEMENT: _check_agreement,
}
