"""Publishing an invitation: the dialogue, its promises and its occasions at one moment, and its permanent address."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dialogues.enums import DialogueState, OccasionState
from dialogues.models import Dialogue, DialogueAddress
from dialogues.queries.readiness import missing_for_publishing
from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.enums import Openness
from kraftsamling.shared.errors import RuleViolation
from programmes.services.keeping import bump
from programmes.services.programmes import draw_short_code

# One more than a programme's, so that neither ever takes the other's code.
_CODE_LENGTH = 7


def publish_dialogue(dialogue: Dialogue, by, *, now: dt.datetime | None = None) -> Dialogue:
    """Show the invitation to everyone: the dialogue with the promises and occasions that are not shown yet.

    Raises RuleViolation while something is missing, or the dialogue may be secret; StateConflict when it is not being
    planned any more or somebody has changed it since it was read.
    """
    if dialogue.openness != Openness.OPEN:
        raise RuleViolation(_("What may be secret cannot be published."))
    with transaction.atomic():
        # What is checked must still be there when it is shown: whoever changes it meanwhile waits.
        records.hold(dialogue)
        moment = now or clock.now()
        gaps = missing_for_publishing(dialogue, today=localdate(moment))
        if gaps and dialogue.tells_only:
            raise RuleViolation(_("The information cannot be published yet. Missing: %(gap)s.") % {"gap": gaps[0].text})
        if gaps:
            raise RuleViolation(_("The invitation cannot be published yet. Missing: %(gap)s.") % {"gap": gaps[0].text})
        records.move_state(
            dialogue, "state", expected=DialogueState.PLANNED, to=DialogueState.OPEN, by=by,
            published_at=moment, state_reason="", state_since=localdate(moment),
        )  # fmt: skip
        # Of what was called off before anybody knew of it nobody needs to hear.
        occasions = dialogue.occasions.current().exclude(state=OccasionState.CANCELLED)
        for parts in (dialogue.promises.current(), occasions):
            waiting = parts.filter(published_at__isnull=True, openness=Openness.OPEN)
            waiting.update(published_at=moment, version=F("version") + 1, updated_at=moment, updated_by=by)
        _give_address(dialogue)
        bump(dialogue)
        audit.record(
            "record.publish", dialogue, by=by, programme_id=dialogue.programme_id, fields=["state", "published_at"]
        )
    return dialogue


def _give_address(dialogue: Dialogue) -> DialogueAddress:
    """Return the dialogue's permanent short address, made when it is first published and never changed."""
    while True:
        try:
            with transaction.atomic():
                return DialogueAddress.objects.get_or_create(
                    dialogue=dialogue, defaults={"code": draw_short_code(_CODE_LENGTH)}
                )[0]
        except IntegrityError:
            # The code is taken by another dialogue: draw again.
            continue
