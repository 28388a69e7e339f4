"""Occasions, what they offer, and the registrations for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums import Move


class OccasionKind(models.TextChoices):
    MEETING = "meeting", pgettext_lazy("occasion", "meeting")
    WALK = "walk", pgettext_lazy("occasion", "walk")
    STAND = "stand", pgettext_lazy("occasion", "stand, drop in")
    ONLINE = "online", pgettext_lazy("occasion", "meeting online")
    SURVEY = "survey", pgettext_lazy("occasion", "survey")
    OTHER = "other", pgettext_lazy("occasion", "other")


class OccasionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("occasion state", "planned")
    HELD = "held", pgettext_lazy("occasion state", "has been held")
    CANCELLED = "cancelled", pgettext_lazy("occasion state", "cancelled")


OCCASION_MOVES = [
    Move("planned", "held", _("It has been held")),
    Move("planned", "cancelled", _("Cancel the occasion"), needs_reason=True),
    Move("held", "planned", _("It has not been held"), needs_reason=True),
    Move("cancelled", "planned", _("It takes place after all"), needs_reason=True),
]


class Facility(models.TextChoices):
    """Whether something is there; "not known" is an answer, and is told as one (sweden.md A-12)."""

    UNKNOWN = "unknown", pgettext_lazy("facility", "not known yet")
    YES = "yes", pgettext_lazy("facility", "yes")
    NO = "no", pgettext_lazy("facility", "no")
    ON_REQUEST = "on_request", pgettext_lazy("facility", "if you ask for it")


class RegistrationState(models.TextChoices):
    SEATED = "seated", pgettext_lazy("registration", "has a place")
    WAITING = "waiting", pgettext_lazy("registration", "on the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("registration", "has cancelled")


REGISTRATION_MOVES = [
    Move("waiting", "seated", _("Give a place")),
    Move("seated", "cancelled", _("Cancel the place")),
    Move("waiting", "cancelled", _("Leave the waiting list")),
]


class CallState(models.TextChoices):
    """Whether somebody who left nothing but a telephone number is to be called."""

    NONE = "none", pgettext_lazy("call", "nothing to tell")
    WANTED = "wanted", pgettext_lazy("call", "to be called")
    CALLED = "called", pgettext_lazy("call", "called")


CALL_MOVES = [
    Move("none", "wanted", _("To be called")),
    Move("wanted", "called", _("We have called")),
    Move("called", "wanted", _("To be called again")),
    Move("wanted", "none", _("A letter tells them instead")),
]


class CallAbout(models.TextChoices):
    """What a call is to tell, in the words of a list."""

    REMINDER = "reminder", _("it is soon")
    CHANGED = "changed", _("new time or place")
    CANCELLED = "cancelled", _("it is cancelled")
    AGAIN = "again", _("it takes place after all")
    SEATED = "seated", _("they have got a place")
    DIALOGUE = "dialogue", _("what the dialogue promises has changed")
