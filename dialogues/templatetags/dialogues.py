"""What pages ask about dialogues."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from dialogues.models import Dialogue
from dialogues.queries.public import has_public_dialogues
from dialogues.words import formal_texts
from programmes.models import Programme

register = template.Library()
_HOURS = re.compile(r"(?:kl\. )?\d\d[.:]\d\d–\d\d[.:]\d\d")


@register.filter
def has_dialogues(programme: Programme) -> bool:
    """Return whether the programme's public pages lead to a list of dialogues; one query."""
    return has_public_dialogues(programme)


@register.filter
def formal_notice(dialogue: Dialogue) -> list[tuple[str, str]]:
    """Return what people must be told of a procedure in law beside the dialogue: points with texts."""
    return formal_texts.formal_notice(dialogue)


@register.filter
def degree(step: str) -> str:
    """Return the name of a step of the ladder with what it is a step of, unless it says so itself."""
    says_it = step.casefold() in gettext("Degree of influence").casefold()
    return step if says_it else gettext("Degree of influence: %(step)s") % {"step": step}


@register.filter
def keep_hours_together(when: str) -> SafeString:
    """Return when something is, as HTML in which a narrow page does not break within "kl. 17.30–19.00"."""
    return mark_safe(_HOURS.sub(r'<span class="k-nowrap">\g<0></span>', conditional_escape(when)))  # noqa: S308 - escaped
