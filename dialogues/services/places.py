"""Giving the places that are free to those who wait, and telling everyone when there are none left."""

from collections.abc import Iterator
from contextlib import contextmanager

from dialogues.enums import CallAbout, OccasionState, RegistrationState
from dialogues.models import Occasion, Registration
from dialogues.queries.registration_letters import SEATED
from dialogues.queries.registrations import count_free, count_seated
from dialogues.services.calls import ask_to_call
from dialogues.services.contacts import tell_participant
from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from programmes.services import keeping


@contextmanager
def telling_when_full(occasion: Occasion) -> Iterator[None]:
    """Make the public page anew when what is done inside takes the last place, or frees one; nobody else's sign-up
    shows there. Call while the occasion is held."""
    was_full = count_free(occasion) == 0
    yield
    if (count_free(occasion) == 0) != was_full:
        keeping.bump(occasion)


def give_places(occasion: Occasion, *, by) -> list[Registration]:
    """Give free places to those who wait, in the order in which they joined; return those who got one.

    A party that is larger than what is left keeps its place in the queue, and the next that fits goes before it: an
    empty chair helps nobody, and the party is told so when it signs up. Call while the occasion is held, inside the
    transaction of what made places free. What has begun, or is cancelled, gives no places.
    """
    if occasion.state != OccasionState.PLANNED or occasion.starts_at <= clock.now():
        return []
    waiting = occasion.registrations.filter(state=RegistrationState.WAITING).select_related("point")
    free = None if occasion.capacity is None else occasion.capacity - count_seated(occasion)
    seated = []
    for registration in waiting.order_by("queued_at", "pk"):
        if free is None or registration.people <= free:
            _seat(registration, by=by)
            seated.append(registration)
            free = free if free is None else free - registration.people
    return seated


def _seat(registration: Registration, *, by) -> None:
    source, target = RegistrationState.WAITING, RegistrationState.SEATED
    records.move_state(registration, "state", expected=source, to=target, by=by)
    programme_id = registration.occasion.programme_id
    audit.record("registration.seat", registration, by=by, programme_id=programme_id, fields=["state"])


def tell_seated(seated: list[Registration]) -> None:
    """Tell those who waited and have got a place now: by a letter, or by a call if they left only a number."""
    for registration in seated:
        if registration.point and registration.point.email:
            tell_participant(registration, SEATED, f"{SEATED}:{registration.pk}:{registration.version}")
        elif registration.point and registration.point.phone:
            ask_to_call([registration], about=CallAbout.SEATED)
