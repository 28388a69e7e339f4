"""Organisations that take part in a programme: joining, changing, leaving."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Actor, Organisation, Programme
from programmes.services.keeping import add_record, update_record, withdraw_record
from programmes.services.municipality import add_organisation


def add_actor(
    *, programme: Programme, by, organisation: Organisation | None = None, new_name: str = "", new_kind: str = "",
    **fields: Any,
) -> Actor:  # fmt: skip
    """Let an organisation take part; one that is not known yet is added with ``new_name`` and ``new_kind``.

    Raises RuleViolation when it takes part already, when no organisation is named, or the new name is taken.
    """
    if organisation is None and not new_name:
        raise RuleViolation(_("Choose an organisation, or write the name of a new one."), field="organisation")
    _check_period(fields.get("joined_on"), fields.get("left_on"))
    try:
        with transaction.atomic():
            if organisation is None:
                organisation = _add_organisation(programme, new_name, new_kind, by)
            return add_record(Actor, programme=programme, by=by, organisation=organisation, **fields)
    except IntegrityError as error:
        raise _takes_part_already("organisation") from error


def _add_organisation(programme: Programme, name: str, kind: str, by) -> Organisation:
    try:
        return add_organisation(municipality=programme.municipality, by=by, name=name, kind=kind)
    except RuleViolation as violation:
        raise RuleViolation(violation.message, field="new_name") from violation


def update_actor(actor: Actor, *, changes: dict[str, Any], expected_version: int, by) -> Actor:
    """Save an edit; emptying ``left_on`` lets it take part again.

    Raises EditConflict when somebody else saved in between, RuleViolation when it would take part twice or leave
    before it came.
    """
    _check_period(changes.get("joined_on", actor.joined_on), changes.get("left_on", actor.left_on))
    try:
        with transaction.atomic():
            return update_record(actor, changes=changes, expected_version=expected_version, by=by)
    except IntegrityError as error:
        raise _takes_part_already("left_on") from error


def end_actor(actor: Actor, *, left_on: ImpreciseDate | None, left_reason: str, expected_version: int, by) -> Actor:
    """Note when and why the organisation ceased to take part. Raises RuleViolation without a day."""
    if left_on is None:
        raise RuleViolation(_("Write when. A year is enough."), field="left_on")
    changes = {"left_on": left_on, "left_reason": left_reason}
    return update_actor(actor, changes=changes, expected_version=expected_version, by=by)


def withdraw_actor(actor: Actor, *, by, reason: str) -> Actor:
    """Take the organisation out of the list of those who take part.

    Raises RuleViolation without a reason, or while it has contacts: their addresses would stay where nobody looks.
    """
    with transaction.atomic():
        withdraw_record(actor, by=by, reason=reason)
        if actor.contacts.current().exists():
            raise RuleViolation(_("It has contacts. Withdraw them first, or move them to another organisation."))
    return actor


def _check_period(first: ImpreciseDate | None, last: ImpreciseDate | None) -> None:
    end: dt.date | None = last.last if last else None
    if first and end and end < first.first:
        raise RuleViolation(_("It would leave before it came. Change one of the dates."), field="left_on")


def _takes_part_already(field: str) -> RuleViolation:
    return RuleViolation(_("This organisation takes part already."), field=field)
