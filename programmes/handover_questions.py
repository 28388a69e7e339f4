"""What a person who leaves is asked, since it is written nowhere. A key stands with each answer and never changes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class HandoverQuestion:
    """One question and what helps to answer it."""

    text: str | Promise
    hint: str | Promise


QUESTIONS: dict[str, HandoverQuestion] = {
    "decides": HandoverQuestion(
        _("Who really decides at each organisation?"),
        _("Name functions: who must be asked first, and whose yes makes the others say yes."),
    ),
    "not_promise": HandoverQuestion(
        _("What must not be promised?"),
        _("What people have been disappointed about before, and what nobody has money or mandate for."),
    ),
    "promised": HandoverQuestion(
        _("What is promised that is not written down?"),
        _("To whom, by whom, and when it is expected."),
    ),
    "conflicts": HandoverQuestion(
        _("Which conflicts are at rest, and what wakes them?"),
        _("Write about the matter and what each side needs, not about persons."),
    ),
    "tried": HandoverQuestion(
        _("What have you tried that did not work?"),
        _("And why you think so. It saves the next person half a year."),
    ),
    "doors": HandoverQuestion(
        _("Which door is open just now?"),
        _("An organisation that wants to do more, money to apply for, a decision that comes at the right time."),
    ),
    "first": HandoverQuestion(
        _("What would you do first in my place?"),
        _("The first week, and the first month."),
    ),
    "fire": HandoverQuestion(
        _("Whom do you call when it is on fire?"),
        _("Functions and where their numbers are found; numbers themselves belong among the contacts."),
    ),
}


def get_question(key: str) -> HandoverQuestion:
    """Return the question; one that is asked no longer is named by its key, so that old answers can still be read."""
    return QUESTIONS.get(key) or HandoverQuestion(key, "")
