"""How those who have signed up are reached: written when they sign up, changed and removed on their own page."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language

from dialogues.enums import OccasionState, RegistrationState
from dialogues.models import Occasion, Registration
from dialogues.queries.registration_letters import REGISTERED
from kraftsamling.audit import services as audit
from kraftsamling.notices.models import ContactPoint
from kraftsamling.notices.services import notify, purge_contact, update_contact
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import StateConflict


def add_point(occasion: Occasion, *, email: str, phone: str) -> ContactPoint | None:
    """Keep an address until the occasion's day of forgetting; None when there is nothing to keep.

    No audit row: signing up, and changing how one is reached, write their own.
    """
    if not email and not phone:
        return None
    return ContactPoint.objects.create(
        email=email, phone=phone, language=get_language(), purpose="registration", purge_on=occasion.purge_day
    )


def tell_participant(registration: Registration, kind: str, cause: str) -> None:
    """Write to somebody who has signed up and left an e-mail address."""
    notify(
        kind=kind,
        cause=cause,
        context={"registration_id": registration.pk},
        contact=registration.point,
        programme_id=registration.occasion.programme_id,
    )


def change_contact(registration: Registration, *, email: str, phone: str) -> Registration:
    """Save how somebody wants to be reached; with neither e-mail nor telephone they are not reached any more.

    A new e-mail address gets the letter that tells that they are signed up, with the link to their page. Raises
    StateConflict when the registration is cancelled, or what they told of themselves has been removed.
    """
    with transaction.atomic():
        # Nobody cancels, or withdraws the occasion, while an address is added.
        records.hold(registration.occasion)
        registration.refresh_from_db()
        if registration.state == RegistrationState.CANCELLED or registration.purged_at:
            raise StateConflict()
        if not email and not phone:
            return forget_address(registration)
        occasion, point = registration.occasion, registration.point
        earlier = point.email if point else ""
        if point and not point.purged_at:
            changed = update_contact(contact=point, email=email, phone=phone, by=None)
        else:
            point, changed = add_point(occasion, email=email, phone=phone), ["point"]
        if not changed:
            return registration
        # Whoever has the list of calls open must not note a call to another number.
        Registration.objects.filter(pk=registration.pk).update(
            point=point, version=F("version") + 1, updated_at=clock.now(), updated_by=None
        )
        audit.record("registration.change_contact", registration, by=None, programme_id=occasion.programme_id,
                     fields=["point"])  # fmt: skip
        registration.refresh_from_db()
        if email and email != earlier and occasion.state == OccasionState.PLANNED and occasion.starts_at > clock.now():
            tell_participant(registration, REGISTERED, f"{REGISTERED}:{registration.pk}:{registration.version}")
    return registration


def forget_address(registration: Registration, *, by=None, reason: str = "") -> Registration:
    """Remove somebody's e-mail and telephone number when they ask for it. They keep their place and get no letters."""
    with transaction.atomic():
        if registration.point and not registration.point.purged_at:
            purge_contact(contact=registration.point, by=by, reason=reason)
            programme_id, verb = registration.occasion.programme_id, "registration.forget_address"
            audit.record(verb, registration, by=by, programme_id=programme_id, fields=["point"], reason=reason)
    registration.refresh_from_db()
    return registration
