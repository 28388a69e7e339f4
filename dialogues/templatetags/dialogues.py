"""What the frame of public pages asks about dialogues."""

from django import template

from dialogues.queries.public import has_public_dialogues
from programmes.models import Programme

register = template.Library()


@register.filter
def has_dialogues(programme: Programme) -> bool:
    """Return whether the programme's public pages lead to a list of dialogues; one query."""
    return has_public_dialogues(programme)
