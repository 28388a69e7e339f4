"""Contributions: whom they speak for, what they are, how they are read before anyone else sees them; and counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums import Move


class ContributionKind(models.TextChoices):
    """Whom a contribution speaks for. Those that speak for many are never counted as one voice (domain.md 9)."""

    VOICE = "voice", pgettext_lazy("contribution", "somebody's own words")
    PETITION = "petition", pgettext_lazy("contribution", "petition with a list of names")
    REPRESENTATIVE = "representative", pgettext_lazy("contribution", "on behalf of an organisation")
    TABLE = "table", pgettext_lazy("contribution", "summary of a table or group")


class Matter(models.TextChoices):
    """What a contribution is: criticism comes first, and ideas after (domain.md 3, good practice)."""

    CRITICISM = "criticism", pgettext_lazy("contribution", "criticism")
    IDEA = "idea", pgettext_lazy("contribution", "idea")
    QUESTION = "question", pgettext_lazy("contribution", "question")
    WORKS = "works", pgettext_lazy("contribution", "something that works")


class ContributionState(models.TextChoices):
    NEW = "new", pgettext_lazy("contribution", "to be read")
    PUBLISHED = "published", pgettext_lazy("contribution", "published")
    INTERNAL = "internal", pgettext_lazy("contribution", "kept internal")


# Publishing and keeping internal are forms of their own, since each says more than why.
CONTRIBUTION_MOVES = [
    Move("new", "published", _("Publish")),
    Move("new", "internal", _("Keep internal"), needs_reason=True),
    Move("published", "internal", _("Take it off the public page"), needs_reason=True),
    Move("internal", "published", _("Publish")),
]


class AgeGroup(models.TextChoices):
    """Told of their own will, or the logger's estimate; shown from five persons up (sweden.md C-5)."""

    CHILDREN = "children", pgettext_lazy("age group", "under 13")
    YOUNG = "young", pgettext_lazy("age group", "13 to 17")
    YOUNG_ADULTS = "young_adults", pgettext_lazy("age group", "18 to 29")
    ADULTS = "adults", pgettext_lazy("age group", "30 to 64")
    OLDER = "older", pgettext_lazy("age group", "65 and older")
    MIXED = "mixed", pgettext_lazy("age group", "different ages")


MINORS = (AgeGroup.CHILDREN, AgeGroup.YOUNG)


class Precision(models.TextChoices):
    """How exactly a number is known; a wrong precision is never asked for (domain.md 9)."""

    EXACT = "exact", pgettext_lazy("number", "exactly")
    ABOUT = "about", pgettext_lazy("number", "about")
    AT_LEAST = "at_least", pgettext_lazy("number", "at least")
    AT_MOST = "at_most", pgettext_lazy("number", "at most")


class Counted(models.TextChoices):
    """What was counted: these are different things, and never added to one another."""

    PERSONS = "persons", pgettext_lazy("counted", "persons")
    ANSWERS = "answers", pgettext_lazy("counted", "answers")
    VOTES = "votes", pgettext_lazy("counted", "votes")
    STICKERS = "stickers", pgettext_lazy("counted", "stickers")
    VIEWERS = "viewers", pgettext_lazy("counted", "viewers")


class Counting(models.TextChoices):
    """Who was counted; residents, politicians, officials and organisations apart."""

    RESIDENTS = "residents", pgettext_lazy("counted", "residents")
    POLITICIANS = "politicians", pgettext_lazy("counted", "politicians")
    OFFICIALS = "officials", pgettext_lazy("counted", "officials")
    ORGANISATIONS = "organisations", pgettext_lazy("counted", "from organisations")
    ALL = "all", pgettext_lazy("counted", "everybody together")
