"""What pages ask about dialogues."""

from django import template

from dialogues import formal_texts
from dialogues.models import Dialogue
from dialogues.queries.public import has_public_dialogues
from programmes.models import Programme

register = template.Library()


@register.filter
def has_dialogues(programme: Programme) -> bool:
    """Return whether the programme's public pages lead to a list of dialogues; one query."""
    return has_public_dialogues(programme)


@register.filter
def formal_notice(dialogue: Dialogue) -> list[tuple[str, str]]:
    """Return what people must be told of a procedure in law beside the dialogue: points with texts."""
    return formal_texts.formal_notice(dialogue)
