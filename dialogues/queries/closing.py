"""What dialogues leave open when a programme is to be closed."""

from django.urls import reverse
from django.utils.translation import ngettext

from dialogues.enums import DialogueState
from dialogues.models import Dialogue
from programmes.models import Programme
from programmes.queries.closing import Obstacle

_OVER = (DialogueState.CLOSED, DialogueState.CANCELLED)


def dialogues_in_the_way(programme: Programme) -> list[Obstacle]:
    """Return that dialogues are neither closed nor cancelled; one query."""
    left = Dialogue.objects.current().filter(programme=programme).exclude(state__in=_OVER).count()
    if not left:
        return []
    words = ngettext("%d dialogue is not closed.", "%d dialogues are not closed.", left) % left
    return [Obstacle(words, reverse("dialogues:dialogue_list", args=[programme.slug]))]
