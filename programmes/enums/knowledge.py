"""States and kinds of what the programme knows: problem pictures, challenges, assets, sources, stories, places."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums.base import Move


class PictureState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("problem picture", "being worked out")
    ESTABLISHED = "established", pgettext_lazy("problem picture", "holds at present")
    REPLACED = "replaced", pgettext_lazy("problem picture", "replaced")
    REJECTED = "rejected", pgettext_lazy("problem picture", "rejected")


PICTURES_GONE = (PictureState.REPLACED, PictureState.REJECTED)


class BasisKind(models.TextChoices):
    """What a problem picture builds on."""

    FACTS = "facts", pgettext_lazy("basis", "facts and figures")
    JUDGEMENT = "judgement", pgettext_lazy("basis", "professional judgement")
    EXPERIENCE = "experience", pgettext_lazy("basis", "experience of those who live or work here")
    STORY = "story", pgettext_lazy("basis", "stories")


class ChallengeState(models.TextChoices):
    OPEN = "open", pgettext_lazy("challenge", "not taken on yet")
    TACKLED = "tackled", pgettext_lazy("challenge", "being tackled")
    SETTLED = "settled", pgettext_lazy("challenge", "solved")
    DROPPED = "dropped", pgettext_lazy("challenge", "set aside")


CHALLENGE_MOVES = [
    Move("open", "tackled", _("Begin to tackle it")),
    Move("open", "dropped", _("Set it aside"), needs_reason=True),
    Move("tackled", "settled", _("It is solved")),
    Move("tackled", "open", _("Stop for now"), needs_reason=True),
    Move("tackled", "dropped", _("Set it aside"), needs_reason=True),
    Move("settled", "tackled", _("It is not solved after all"), needs_reason=True),
    Move("dropped", "open", _("Take it up again"), needs_reason=True),
]


class StaceyZone(models.TextChoices):
    """Where predictability and agreement place a matter (source text 004)."""

    SIMPLE = "simple", pgettext_lazy("stacey", "simple")
    COMPLICATED = "complicated", pgettext_lazy("stacey", "complicated")
    COMPLEX = "complex", pgettext_lazy("stacey", "complex")
    CHAOTIC = "chaotic", pgettext_lazy("stacey", "chaotic")


class AssetKind(models.TextChoices):
    ACTIVITY = "activity", pgettext_lazy("asset", "something that works")
    PEOPLE = "people", pgettext_lazy("asset", "people and networks")
    ASSOCIATION = "association", pgettext_lazy("asset", "association")
    PLACE = "place", pgettext_lazy("asset", "place or premises")
    SKILL = "skill", pgettext_lazy("asset", "knowledge and skills")
    HISTORY = "history", pgettext_lazy("asset", "local history and identity")
    OTHER = "other", pgettext_lazy("asset", "other asset")


class SourceKind(models.TextChoices):
    STATISTICS = "statistics", pgettext_lazy("source", "statistics")
    RESEARCH = "research", pgettext_lazy("source", "research")
    REPORT = "report", pgettext_lazy("source", "report or evaluation")
    SURVEY = "survey", pgettext_lazy("source", "survey or interviews")
    OBSERVATION = "observation", pgettext_lazy("source", "own observation")
    DOCUMENT = "document", pgettext_lazy("source", "plan or decision")
    OTHER = "other", pgettext_lazy("source", "other source")


class Consent(models.TextChoices):
    NOT_ASKED = "not_asked", pgettext_lazy("consent", "not asked yet")
    GIVEN = "given", pgettext_lazy("consent", "given")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "taken back")


class StoryState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("story", "being written")
    IN_REVIEW = "in_review", pgettext_lazy("story", "waits to be read")
    APPROVED = "approved", pgettext_lazy("story", "read and approved")


STORY_MOVES = [
    Move("draft", "in_review", _("Ask somebody to read it")),
    Move("in_review", "approved", _("Approve it")),
    Move("in_review", "draft", _("Send it back"), needs_reason=True),
    Move("approved", "draft", _("Work on it again"), needs_reason=True),
]


class PlaceKind(models.TextChoices):
    SUB_AREA = "sub_area", pgettext_lazy("place", "part of the area")
    SPOT = "spot", pgettext_lazy("place", "square, park or other spot")
    BUILDING = "building", pgettext_lazy("place", "building or premises")
    ROUTE = "route", pgettext_lazy("place", "street, path or route")
    AREA = "area", pgettext_lazy("place", "the whole area")
