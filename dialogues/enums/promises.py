"""Promises of an answer: what became of them, and how they stand by the clock."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums import Move


class PromiseState(models.TextChoices):
    OPEN = "open", pgettext_lazy("promise", "open")
    KEPT = "kept", pgettext_lazy("promise", "kept")
    NOT_KEPT = "not_kept", pgettext_lazy("promise", "not kept")


PROMISE_MOVES = [
    Move("open", "kept", _("The answer is given"), needs_reason=True),
    Move("open", "not_kept", _("The answer will not come"), needs_reason=True),
    Move("kept", "open", _("It was not the whole answer"), needs_reason=True),
    Move("not_kept", "open", _("The answer will come after all"), needs_reason=True),
]


class PromiseStanding(models.TextChoices):
    """How a promise stands on a day: its state and the clock together; never stored."""

    OPEN = "open", pgettext_lazy("promise standing", "answer to come")
    LATE = "late", pgettext_lazy("promise standing", "answer late")
    KEPT = "kept", pgettext_lazy("promise standing", "answer given")
    NOT_KEPT = "not_kept", pgettext_lazy("promise standing", "no answer came")


class FeedbackChannel(models.TextChoices):
    WEB = "web", pgettext_lazy("feedback channel", "on this site")
    EMAIL = "email", pgettext_lazy("feedback channel", "by e-mail")
    LETTER = "letter", pgettext_lazy("feedback channel", "on paper through the door")
    MEETING = "meeting", pgettext_lazy("feedback channel", "at a meeting")
    POSTER = "poster", pgettext_lazy("feedback channel", "on a poster in the area")
    PERSON = "person", pgettext_lazy("feedback channel", "in person, where people are")
    OTHER = "other", pgettext_lazy("feedback channel", "another way")
