"""Contacts at actors: who they are, how they are reached, and each time we were in touch."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.notices.models import ContactPoint
from kraftsamling.notices.services import purge_contact
from kraftsamling.notices.services import update_contact as update_point
from kraftsamling.shared import clock
from kraftsamling.shared.dates import add_months
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Contact, ContactEvent, Programme
from programmes.services.keeping import add_record, update_part, update_record, withdraw_part, withdraw_record

PURPOSE = "programmes.contact"
# Long enough to notice a mistake, short enough not to keep the address of somebody we no longer write to.
DAYS_AFTER_LEAVING = 30
YEARS_AFTER_END, YEARS_WITHOUT_END = 1, 2


def add_contact(*, programme: Programme, by, email: str = "", phone: str = "", **fields: Any) -> Contact:
    """Note whom we turn to at an actor; the address goes into a table of its own with a day when it is removed."""
    with transaction.atomic():
        contact = add_record(Contact, programme=programme, by=by, **fields)
        if email or phone:
            _store_address(contact, email=email, phone=phone, by=by)
    return contact


def update_contact(contact: Contact, *, changes: dict[str, Any], expected_version: int, by) -> Contact:
    """Save an edit; when the person is no longer our contact, the address is removed a month later.

    Raises EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        update_record(contact, changes=changes, expected_version=expected_version, by=by)
        if contact.point_id:
            _plan_removal(contact)
    return contact


def withdraw_contact(contact: Contact, *, by, reason: str) -> Contact:
    """Take the contact out of every list, and its address away at once. Raises RuleViolation without a reason."""
    with transaction.atomic():
        withdraw_record(contact, by=by, reason=reason)
        if contact.point is not None:
            purge_contact(contact=contact.point, by=by)
    return contact


def set_address(contact: Contact, *, email: str, phone: str, by) -> Contact:
    """Change how the contact is reached; with neither the address is removed for good."""
    with transaction.atomic():
        if email or phone:
            _store_address(contact, email=email, phone=phone, by=by)
        elif contact.point is not None:
            purge_contact(contact=contact.point, by=by)
    return contact


def _store_address(contact: Contact, *, email: str, phone: str, by) -> None:
    point, address = contact.point, {"email": email, "phone": phone}
    if point is None or point.purged_at is not None:
        point = ContactPoint.objects.create(purpose=PURPOSE, purge_on=removal_day(contact), **address)
        Contact.objects.filter(pk=contact.pk).update(point=point)
        contact.point = point
        changed = [name for name, value in address.items() if value]
    else:
        changed = update_point(contact=point, by=by, **address)
        _plan_removal(contact)
        point.refresh_from_db()
    if changed:
        audit.record("contact.address", contact, by=by, programme_id=contact.programme_id, fields=changed)


def _plan_removal(contact: Contact) -> None:
    # Part of a change that is logged; the removal itself leaves its own row.
    ContactPoint.objects.filter(pk=contact.point_id, purged_at__isnull=True).update(purge_on=removal_day(contact))


def removal_day(contact: Contact) -> dt.date:
    """Return the day when the contact's address is removed: soon after the person left, or well after the programme."""
    today = clock.today()
    if contact.left_on:
        return max(contact.left_on, today) + dt.timedelta(days=DAYS_AFTER_LEAVING)
    end = contact.programme.ends_on
    if end is None:
        return add_months(today, 12 * YEARS_WITHOUT_END)
    return add_months(max(end.last, today), 12 * YEARS_AFTER_END)


def record_contact(
    contact: Contact,
    *,
    happened_on: dt.date,
    form: str,
    note: str,
    next_step: str,
    next_step_on: dt.date | None,
    expected_version: int,
    by,
) -> ContactEvent:
    """Note one time in touch and what comes next.

    Raises EditConflict when somebody else changed the contact in between, RuleViolation for a day that has not come.
    """
    _check_day(happened_on)
    with transaction.atomic():
        changes = {"next_step": next_step, "next_step_on": next_step_on}
        update_contact(contact, changes=changes, expected_version=expected_version, by=by)
        event = ContactEvent.objects.create(
            contact=contact, happened_on=happened_on, form=form, note=note, updated_by=by
        )
        audit.record("part.add", event, by=by, programme_id=contact.programme_id, fields=["happened_on", "form"])
    return event


def update_contact_event(event: ContactEvent, *, changes: dict[str, Any], expected_version: int, by) -> ContactEvent:
    """Correct what was noted. Raises EditConflict when somebody else saved in between."""
    _check_day(changes.get("happened_on", event.happened_on))
    programme = event.contact.programme
    return update_part(event, programme=programme, changes=changes, expected_version=expected_version, by=by)


def withdraw_contact_event(event: ContactEvent, *, by, reason: str) -> ContactEvent:
    """Take a time in touch that was noted by mistake out of the list.

    Raises RuleViolation without a reason, StateConflict when it is gone already.
    """
    return withdraw_part(event, programme=event.contact.programme, by=by, reason=reason)


def _check_day(happened_on: dt.date) -> None:
    if happened_on > clock.today():
        raise RuleViolation(
            _("This day has not come yet. Write what is planned as the next step."), field="happened_on"
        )
