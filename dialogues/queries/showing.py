"""Why an occasion that is hidden, or shown to everyone, has to stay so for now."""

from django.utils.translation import gettext as _

from dialogues.enums import DialogueState, OccasionState
from dialogues.models import Occasion
from dialogues.queries.registrations import live_registrations
from kraftsamling.shared.enums import Openness


def is_awaited(occasion: Occasion) -> bool:
    """Whether people have signed up for what still is planned: they are told that it is cancelled before it goes."""
    return occasion.state == OccasionState.PLANNED and live_registrations([occasion]).exists()


def why_it_stays(occasion: Occasion) -> str:
    """Return, in a sentence, why the occasion cannot be shown to everyone, or taken off the public pages if it is
    there; empty when it can. ``occasion`` comes with its dialogue."""
    if occasion.published_at:
        if is_awaited(occasion):
            return _("People have signed up, so it stays on the public page unless you cancel it.")
        return ""
    if occasion.dialogue.state == DialogueState.CANCELLED:
        return _("The dialogue is cancelled, so the occasion cannot be published.")
    if not occasion.dialogue.published_at:
        return _("It is published together with the invitation.")
    if occasion.openness != Openness.OPEN:
        return _("What may be secret cannot be published.")
    return ""
