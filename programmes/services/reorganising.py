"""An organisation becomes another one, and what it did in the programmes goes on with its successor."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import public_pages, records
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import Versioned
from programmes.models import Actor, Organisation, Programme
from programmes.queries.reorganising import CarryOver, find_carry_over
from programmes.services.keeping import add_record, update_part, update_record
from programmes.services.municipality import check_successor, end_organisation

_COPIED = ("role", "mandate", "resources", "needs")


def merge_organisation(organisation: Organisation, *, into: Organisation, on: dt.date, by) -> list[CarryOver]:
    """End ``organisation`` on the day ``on`` and let ``into`` carry on what it did; return what was carried over.

    Once more with the same successor carries over what has come since. All of it happens, or nothing. Raises
    RuleViolation when the successor does not go on after that day, or comes from the organisation itself.
    """
    check_merge(organisation, into=into, on=on)
    with transaction.atomic():
        end_organisation(
            organisation=organisation, valid_until=on, successor=into, expected_version=organisation.version, by=by
        )
        entries = find_carry_over(organisation, into=into, on=on)
        for entry in entries:
            _carry_over(entry, into, on, by)
        audit.record("organisation.merge", organisation, by=by, fields=["successor"])
    return entries


def check_merge(organisation: Organisation, *, into: Organisation, on: dt.date) -> None:
    """Raise RuleViolation when ``organisation`` cannot become ``into`` on the day ``on``."""
    if into.pk == organisation.pk or into.municipality_id != organisation.municipality_id:
        raise RuleViolation(_("Choose another organisation of yours."), field="into")
    check_successor(organisation, into, field="into")
    if into.valid_until is not None and into.valid_until <= on:
        raise RuleViolation(_("%(name)s has ended by then. Choose what goes on.") % {"name": into}, field="into")
    if organisation.valid_from and on < organisation.valid_from:
        raise RuleViolation(_("The last day lies before the first. Change one of them."), field="on")


def _carry_over(entry: CarryOver, into: Organisation, on: dt.date, by) -> None:
    if entry.actor is not None:
        target = entry.joins or _join(entry.actor, into, on, by)
        for contact in entry.contacts:
            _change(contact, {"actor": target}, by)
        reason = _("Became part of %(name)s") % {"name": into}
        _change(entry.actor, {"left_on": ImpreciseDate(on), "left_reason": reason[:300], "continued_by": target}, by)
    for structure in entry.structures:
        _change(structure, {"owner": into}, by)
    for function in entry.responsibilities:
        _change_part(function, {"organisation": into}, entry.programme, by)
    for seat in entry.memberships:
        _change_part(seat, {"organisation": into}, entry.programme, by)
    if entry.boards:
        _change_boards(entry, into, by)


def _join(actor: Actor, into: Organisation, on: dt.date, by) -> Actor:
    copied = {name: getattr(actor, name) for name in _COPIED}
    first = ImpreciseDate(on + dt.timedelta(days=1))
    return add_record(Actor, programme=actor.programme, by=by, organisation=into, joined_on=first, **copied)


def _change(record, changes: dict[str, Any], by) -> None:
    update_record(record, changes=changes, expected_version=record.version, by=by)


def _change_part(part: Versioned, changes: dict[str, Any], programme: Programme, by) -> None:
    update_part(part, programme=programme, changes=changes, expected_version=part.version, by=by)


def _change_boards(entry: CarryOver, into: Organisation, by) -> None:
    programme = entry.programme
    changes = dict.fromkeys(entry.boards, into)
    changed = records.save_edit(programme, changes, expected_version=programme.version, by=by)
    if changed:
        public_pages.bump(public_pages.programme_scope(programme.pk))
        audit.record("programme.update", programme, by=by, programme_id=programme.pk, fields=changed)
