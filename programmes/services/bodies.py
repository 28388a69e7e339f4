"""Groups that lead, decide or advise, and the seats in them."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import records
from kraftsamling.shared.errors import RuleViolation
from programmes.chains import follow
from programmes.models import Body, Membership, Programme
from programmes.services import keeping


def add_body(*, programme: Programme, by, **fields: Any) -> Body:
    """Add a group. Raises RuleViolation when its period ends before it begins."""
    _check_period(fields.get("valid_from"), fields.get("valid_until"))
    return keeping.add_record(Body, programme=programme, by=by, **fields)


def update_body(record: Body, *, changes: dict[str, Any], expected_version: int, by) -> Body:
    """Save an edit of a group.

    Raises RuleViolation when it would lift matters to itself, directly or by way of others, or its period ends before
    it begins; EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        records.hold(record.programme)
        _check_ring(record, changes.get("reports_to", record.reports_to))
        _check_period(
            changes.get("valid_from", record.valid_from), changes.get("valid_until", record.valid_until)
        )  # fmt: skip
        return keeping.update_record(record, changes=changes, expected_version=expected_version, by=by)


def _check_ring(body: Body, above: Body | None) -> None:
    links = dict(Body.objects.filter(programme=body.programme_id).values_list("pk", "reports_to_id"))
    if above is not None and body.pk in follow(above.pk, links):
        raise RuleViolation(
            _("Then the groups would lift matters in a ring, and nobody would stand highest."), field="reports_to"
        )


def add_membership(*, body: Body, by, **fields: Any) -> Membership:
    """Give somebody a seat in the group.

    Raises RuleViolation for a substitute for somebody in another group, or a period that ends before it begins.
    """
    _check_seat(body, fields)
    with transaction.atomic():
        seat = Membership.objects.create(body=body, updated_by=by, **fields)
        _tell("part.add", seat, by=by, fields=fields)
    return seat


def update_membership(seat: Membership, *, changes: dict[str, Any], expected_version: int, by) -> Membership:
    """Save an edit of a seat; raises what ``add_membership`` does, and EditConflict."""
    _check_seat(seat.body, {"valid_from": seat.valid_from, "valid_until": seat.valid_until, **changes}, seat)
    with transaction.atomic():
        changed = records.save_edit(seat, changes, expected_version=expected_version, by=by)
        if changed:
            _tell("part.update", seat, by=by, fields=changed)
    return seat


def end_membership(seat: Membership, *, on: dt.date, expected_version: int, by) -> Membership:
    """Note the last day of a seat; the person is then listed among former members."""
    return update_membership(seat, changes={"valid_until": on}, expected_version=expected_version, by=by)


def _tell(verb: str, seat: Membership, *, by, fields, reason: str = "") -> None:
    keeping.bump(seat.body)
    audit.record(verb, seat, by=by, programme_id=seat.body.programme_id, fields=fields, reason=reason)


def _check_seat(body: Body, fields: dict[str, Any], seat: Membership | None = None) -> None:
    regular = fields.get("substitute_for")
    if regular and (regular.body_id != body.pk or (seat and regular.pk == seat.pk)):
        raise RuleViolation(_("Choose somebody else in the same group."), field="substitute_for")
    _check_period(fields.get("valid_from"), fields.get("valid_until"))


def _check_period(first: dt.date | None, last: dt.date | None) -> None:
    if first and last and last < first:
        raise RuleViolation(_("The last day lies before the first."), field="valid_until")
