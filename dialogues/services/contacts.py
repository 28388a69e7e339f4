"""How those who have signed up are reached: written when they sign up, changed and removed on their own page."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language

from dialogues.enums import CallAbout, CallState, OccasionState, RegistrationState
from dialogues.models import Occasion, Registration
from dialogues.queries.registration_letters import (
    CHANGED,
    OCCASION_AGAIN,
    OCCASION_CANCELLED,
    OCCASION_CHANGED,
    REGISTERED,
    REMINDER,
    SEATED,
)
from dialogues.queries.told_changes import changes_for
from dialogues.services.calls import ask_to_call, drop_call
from kraftsamling.audit import services as audit
from kraftsamling.notices.enums import NoticeState
from kraftsamling.notices.models import ContactPoint, Notice
from kraftsamling.notices.services import notify, purge_contact, update_contact
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import StateConflict

# What is told by letter, and by a call to those who left only a telephone number. Nobody is called of having signed up.
_CALLED_ABOUT = {
    SEATED: CallAbout.SEATED,
    REMINDER: CallAbout.REMINDER,
    OCCASION_CHANGED: CallAbout.CHANGED,
    OCCASION_CANCELLED: CallAbout.CANCELLED,
    OCCASION_AGAIN: CallAbout.AGAIN,
    CHANGED: CallAbout.DIALOGUE,
}
# Of what is soon, the letter that they are signed up tells as much.
_LETTER_OF = {about: kind for kind, about in _CALLED_ABOUT.items() if kind != REMINDER}


def add_point(occasion: Occasion, *, email: str, phone: str) -> ContactPoint | None:
    """Keep an address until the occasion's day of forgetting; None when there is nothing to keep.

    No audit row: signing up, and changing how one is reached, write their own.
    """
    if not email and not phone:
        return None
    return ContactPoint.objects.create(
        email=email, phone=phone, language=get_language(), purpose="registration", purge_on=occasion.purge_day
    )


def tell_participant(registration: Registration, kind: str, cause: str, **facts: Any) -> None:
    """Write to somebody who has signed up and left an e-mail address; ``facts`` go with the notice, no texts."""
    notify(
        kind=kind,
        cause=cause,
        context={"registration_id": registration.pk, **facts},
        contact=registration.point,
        programme_id=registration.occasion.programme_id,
    )


def change_contact(registration: Registration, *, email: str, phone: str) -> Registration:
    """Save how somebody wants to be reached; with neither e-mail nor telephone they are not reached any more.

    A new e-mail address gets the letter that tells that they are signed up, with the link to their page, or what they
    were to be called about. Whoever leaves a number instead of an e-mail address is called about what waited to be
    sent. Raises StateConflict when the registration is cancelled, or what they told of themselves has been removed.
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
        unsent = _unsent(point) if earlier and not email else []
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
        for kind in unsent:
            ask_to_call([registration], about=_CALLED_ABOUT[kind])
        if email and email != earlier:
            _write_to_new_address(registration)
    registration.refresh_from_db()
    return registration


def _unsent(point: ContactPoint) -> list[str]:
    """Return the kinds of what waits to be sent and is called about too, the earliest first."""
    waiting = Notice.objects.filter(contact=point, state=NoticeState.WAITING, kind__in=_CALLED_ABOUT)
    return list(waiting.order_by("created_at", "pk").values_list("kind", flat=True))


def _write_to_new_address(registration: Registration) -> None:
    occasion = registration.occasion
    is_ahead = occasion.state == OccasionState.PLANNED and occasion.starts_at > clock.now()
    kinds = [REGISTERED] if is_ahead else []
    if registration.call_state == CallState.WANTED:
        # From now on a letter reaches them, so they leave the list of calls.
        drop_call(registration)
        if occasion.ends_at > clock.now():
            kinds = [_LETTER_OF[registration.call_about]] if registration.call_about in _LETTER_OF else kinds
            # A call of something greater would have told this too.
            is_changed = is_ahead and CHANGED not in kinds and changes_for([registration])[registration.pk]
            kinds += [CHANGED] if is_changed else []
    for kind in kinds:
        tell_participant(registration, kind, f"{kind}:{registration.pk}:{registration.version}")


def forget_address(registration: Registration, *, by=None, reason: str = "") -> Registration:
    """Remove somebody's e-mail and telephone number when they ask for it. They keep their place and get no letters."""
    with transaction.atomic():
        if registration.point and not registration.point.purged_at:
            # Why is logged once, of the registration, where it can be removed for good if need be.
            purge_contact(contact=registration.point, by=by)
            programme_id, verb = registration.occasion.programme_id, "registration.forget_address"
            audit.record(verb, registration, by=by, programme_id=programme_id, fields=["point"], reason=reason)
    registration.refresh_from_db()
    return registration
