"""Telling those who have signed up that a dialogue says something else than they were told."""

from dialogues.enums import CallAbout, DialogueState, OccasionState
from dialogues.models import Dialogue, Influence, LevelChange, Promise
from dialogues.queries.registration_letters import CHANGED
from dialogues.queries.registrations import phone_only, reachable_registrations
from dialogues.services.calls import ask_to_call
from kraftsamling.notices.services import notify
from kraftsamling.shared import clock


def tell_of_change(dialogue: Dialogue, change: LevelChange | Influence | Promise) -> None:
    """Tell those who have signed up for what is still to come of another form or level, of a question that can or
    cannot be influenced, or of a promise; ``dialogue`` and its questions hold what is true now.

    Called in the transaction that makes the change, which is what the event log tells of.
    """
    if dialogue.state == DialogueState.CANCELLED:
        return
    what = change._meta.model_name
    coming = dialogue.occasions.current().filter(state=OccasionState.PLANNED, ends_at__gt=clock.now())
    ask_to_call(phone_only(coming), about=CallAbout.DIALOGUE)
    for registration in reachable_registrations(coming):
        notify(
            kind=CHANGED,
            cause=f"{CHANGED}:{what}:{change.pk}:{change.version}",
            context={"registration_id": registration.pk, f"{what}_id": change.pk, "version": change.version},
            contact=registration.point,
            programme_id=dialogue.programme_id,
        )
