"""A dialogue's states, its form of conversation, its step on the ladder, and what can be influenced."""

from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums import Move


class DialogueState(models.TextChoices):
    """Where the dialogue is; whether an occasion is going on or a promise is late is told by the clock."""

    PLANNED = "planned", pgettext_lazy("dialogue state", "being planned")
    OPEN = "open", pgettext_lazy("dialogue state", "invitation published")
    COMPILING = "compiling", pgettext_lazy("dialogue state", "being compiled")
    CLOSED = "closed", pgettext_lazy("dialogue state", "closed")
    CANCELLED = "cancelled", pgettext_lazy("dialogue state", "cancelled")


DIALOGUE_MOVES = [
    Move("planned", "open", _("Publish the invitation")),
    Move("planned", "cancelled", _("Cancel the dialogue"), needs_reason=True),
    Move("open", "compiling", _("The conversations are over")),
    Move("open", "planned", _("Take the invitation back"), needs_reason=True),
    Move("open", "cancelled", _("Cancel the dialogue"), needs_reason=True),
    Move("compiling", "closed", _("Close the dialogue")),
    Move("compiling", "open", _("Open it again"), needs_reason=True),
    Move("closed", "compiling", _("Take it up again"), needs_reason=True),
    Move("cancelled", "planned", _("Plan the dialogue again"), needs_reason=True),
]

# The same states and moves of what is only told, where other words are needed.
INFORMATION_STATES = {
    "open": pgettext_lazy("information", "published"),
    "compiling": pgettext_lazy("information", "all has been told"),
}
_INFORMATION_MOVES = {
    ("planned", "open"): _("Publish the information"),
    ("open", "planned"): _("Take the information back"),
    ("open", "compiling"): _("All has been told"),
    ("planned", "cancelled"): _("Cancel the information"),
    ("open", "cancelled"): _("Cancel the information"),
    ("compiling", "closed"): _("Close the information"),
    ("cancelled", "planned"): _("Plan the information again"),
}
INFORMATION_MOVES = [
    replace(move, label=_INFORMATION_MOVES.get((move.source, move.target), move.label)) for move in DIALOGUE_MOVES
]


class PlanSize(models.TextChoices):
    SHORT = "short", pgettext_lazy("plan", "short plan")
    FULL = "full", pgettext_lazy("plan", "full plan")


class Answer(models.TextChoices):
    """The answer to one of the two questions that come before a dialogue."""

    YES = "yes", pgettext_lazy("gate", "Yes")
    NO = "no", pgettext_lazy("gate", "No")


class Form(models.TextChoices):
    """The handbook's five forms of conversation, in rising mutuality (domain.md 3)."""

    INFORMATION = "information", pgettext_lazy("form of conversation", "Information")
    CONSULTATION = "consultation", pgettext_lazy("form of conversation", "Consultation")
    DISCUSSION = "discussion", pgettext_lazy("form of conversation", "Discussion")
    LEARNING = "learning", pgettext_lazy("form of conversation", "Learning dialogue")
    CO_CREATION = "co_creation", pgettext_lazy("form of conversation", "Co-creating dialogue")


class Level(models.TextChoices):
    """The steps of both ladders (sweden.md 7.1); which of them a municipality uses, and their names, are its own.

    SKR's ladder has information, consultation, dialogue, influence and co-decision; Boverket's has information,
    consultation, participation and co-determination.
    """

    INFORMATION = "information", pgettext_lazy("participation level", "Information")
    CONSULTATION = "consultation", pgettext_lazy("participation level", "Consultation")
    DIALOGUE = "dialogue", pgettext_lazy("participation level", "Dialogue")
    PARTICIPATION = "participation", pgettext_lazy("participation level", "Participation")
    INFLUENCE = "influence", pgettext_lazy("participation level", "Influence")
    CO_DECISION = "co_decision", pgettext_lazy("participation level", "Co-decision")


class InfluenceState(models.TextChoices):
    FIXED = "fixed", pgettext_lazy("influence", "already decided")
    PARTLY = "partly", pgettext_lazy("influence", "can be influenced in part")
    OPEN = "open", pgettext_lazy("influence", "can be influenced")


class FormalLink(models.TextChoices):
    """How the dialogue stands to a statutory procedure (sweden.md D-4)."""

    NONE = "none", pgettext_lazy("formal link", "none")
    BEFORE_PLAN = "before_plan", pgettext_lazy("formal link", "before a detailed plan")
    PLAN_CONSULTATION = "plan_consultation", pgettext_lazy("formal link", "consultation on a detailed plan")
    PLAN_REVIEW = "plan_review", pgettext_lazy("formal link", "review of a detailed plan")
    COMPREHENSIVE_PLAN = "comprehensive_plan", pgettext_lazy("formal link", "comprehensive plan")
    OTHER_ACT = "other_act", pgettext_lazy("formal link", "another act")


# Those with a statutory procedure of their own, whose views must be sent there and not here.
FORMAL_LINKS = tuple(link for link in FormalLink if link != FormalLink.NONE)


class Ladder(models.TextChoices):
    """Whose ladder of participation a municipality uses (sweden.md 7.1)."""

    SKR = "skr", pgettext_lazy("ladder", "five steps, as SKR names them")
    BOVERKET = "boverket", pgettext_lazy("ladder", "four steps, as Boverket names them")


# From the lowest step to the highest.
LADDERS: dict[str, tuple[Level, ...]] = {
    Ladder.SKR: (Level.INFORMATION, Level.CONSULTATION, Level.DIALOGUE, Level.INFLUENCE, Level.CO_DECISION),
    Ladder.BOVERKET: (Level.INFORMATION, Level.CONSULTATION, Level.PARTICIPATION, Level.CO_DECISION),
}


class Facilitation(models.TextChoices):
    """Who leads the conversations."""

    IMPARTIAL = "impartial", pgettext_lazy("facilitation", "somebody with no stake in the matter")
    OWN = "own", pgettext_lazy("facilitation", "somebody who works with the matter")
    NONE = "none", pgettext_lazy("facilitation", "nobody in particular")


class Venue(models.TextChoices):
    """On whose ground the conversations are held."""

    THEIRS = "theirs", pgettext_lazy("venue", "where people already are")
    NEUTRAL = "neutral", pgettext_lazy("venue", "on neutral ground")
    OURS = "ours", pgettext_lazy("venue", "in the municipality's own rooms")
    ONLINE = "online", pgettext_lazy("venue", "online or by post")


class DecisionTiming(models.TextChoices):
    """How far the decision has come when people are asked."""

    BEFORE = "before", pgettext_lazy("decision timing", "nothing is proposed yet")
    PROPOSAL = "proposal", pgettext_lazy("decision timing", "there is a proposal")
    TAKEN = "taken", pgettext_lazy("decision timing", "the decision is taken")
