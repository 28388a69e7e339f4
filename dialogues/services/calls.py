"""Calling those who left nothing but a telephone number: whatever others are told by letter, they are told by us."""

from collections.abc import Iterable

from django.db import transaction

from dialogues.enums import CallState
from dialogues.models import Registration
from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records


def ask_to_call(registrations: Iterable[Registration], *, about: str, by=None) -> int:
    """Note that each of ``registrations`` is to be called, and return how many; the latest matter is what is told."""
    count = 0
    for registration in registrations:
        with transaction.atomic():
            registration.refresh_from_db(fields=["version", "call_state"])
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
        records.move_state(registration, "call_state", expected=CallState.WANTED, to=CallState.CALLED, by=by)
        _record("registration.call", registration, by)
    return registration


def call_again(registration: Registration, *, by) -> Registration:
    """Note that somebody was not reached after all. Raises StateConflict when they are to be called already."""
    with transaction.atomic():
        records.move_state(registration, "call_state", expected=CallState.CALLED, to=CallState.WANTED, by=by)
        _record("registration.ask_to_call", registration, by)
    return registration


def _record(verb: str, registration: Registration, by) -> None:
    programme_id = registration.occasion.programme_id
    audit.record(verb, registration, by=by, programme_id=programme_id, fields=["call_state"])
