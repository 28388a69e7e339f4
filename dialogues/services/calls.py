"""Calling those who left nothing but a telephone number: whatever others are told by letter, they are told by us."""

from collections.abc import Iterable

from django.db import transaction

from dialogues.enums import CallAbout, CallState
from dialogues.models import Registration
from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records

# What is lost when nobody tells it: a lesser matter never takes the place of a greater one that waits. Whoever calls
# reads when and where it is, and whether they have a place, on the page.
_WEIGHTS = {
    CallAbout.REMINDER: 0,
    CallAbout.DIALOGUE: 1,
    CallAbout.SEATED: 2,
    CallAbout.CHANGED: 3,
    CallAbout.CANCELLED: 4,
    CallAbout.AGAIN: 4,
}


def ask_to_call(registrations: Iterable[Registration], *, about: CallAbout, by=None) -> int:
    """Note that each of ``registrations`` is to be called about this, and return how many.

    Of matters that weigh the same the latest is what is told; whoever waits for a call of a greater one is left alone.
    """
    count = 0
    for registration in registrations:
        with transaction.atomic():
            registration.refresh_from_db(fields=["version", "call_state", "call_about"])
            if registration.call_state == CallState.WANTED and _WEIGHTS[about] < _WEIGHTS[registration.call_about]:
                continue
            records.move_state(
                registration, "call_state", expected=registration.call_state, to=CallState.WANTED, by=by,
                call_about=about, call_since=clock.now(),
            )  # fmt: skip
            _record("registration.ask_to_call", registration, by)
        count += 1
    return count


def note_called(registration: Registration, *, by) -> Registration:
    """Note that somebody has been told. Raises StateConflict when a colleague was faster."""
    with transaction.atomic():
        wanted, called = CallState.WANTED, CallState.CALLED
        records.move_state(registration, "call_state", expected=wanted, to=called, by=by, called_at=clock.now())
        _record("registration.call", registration, by)
    return registration


def call_again(registration: Registration, *, by) -> Registration:
    """Note that somebody was not reached after all. Raises StateConflict when they are to be called already."""
    with transaction.atomic():
        called, wanted = CallState.CALLED, CallState.WANTED
        # When they were last told is not known any more: all since they signed up is told.
        records.move_state(registration, "call_state", expected=called, to=wanted, by=by, called_at=None)
        _record("registration.ask_to_call", registration, by)
    return registration


def drop_call(registration: Registration) -> Registration:
    """Take somebody off the list of calls whom a letter tells instead. Raises StateConflict when they were called."""
    with transaction.atomic():
        records.move_state(registration, "call_state", expected=CallState.WANTED, to=CallState.NONE, by=None)
        _record("registration.drop_call", registration, None)
    return registration


def _record(verb: str, registration: Registration, by) -> None:
    programme_id = registration.occasion.programme_id
    audit.record(verb, registration, by=by, programme_id=programme_id, fields=["call_state"])
