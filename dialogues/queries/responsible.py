"""Dialogues at the function that answers for them, so that none is left behind when it gets a new holder."""

from collections import defaultdict

from django.utils.translation import ngettext_lazy

from dialogues.enums import DialogueState
from dialogues.models import Dialogue
from programmes.queries.hanging import HangingKind, HangingThing

_OVER = (DialogueState.CLOSED, DialogueState.CANCELLED)


def dialogues_on(functions: list[int]) -> dict[int, list[HangingThing]]:
    """Return the dialogues that go on and that the functions with the keys ``functions`` answer for, by function; one
    query."""
    dialogues = Dialogue.objects.current().filter(responsible__in=functions).exclude(state__in=_OVER)
    found = defaultdict(list)
    for dialogue in dialogues.select_related("programme").order_by("pk"):
        state = dialogue.state_words
        found[dialogue.responsible_id].append(HangingThing(dialogue.title, state, dialogue.get_work_url()))
    return found


HANGING = HangingKind(ngettext_lazy("%(count)d dialogue", "%(count)d dialogues", "count"), dialogues_on)
