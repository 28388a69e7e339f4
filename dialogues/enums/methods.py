"""What a method is for, what it costs and how long it takes: by these a method is found."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """What a dialogue is to achieve; the same words in a plan, in the adviser and in the catalogue."""

    TELL = "tell", pgettext_lazy("purpose", "tell what is going on or decided")
    GATHER = "gather", pgettext_lazy("purpose", "gather wishes and views")
    REACT = "react", pgettext_lazy("purpose", "hear what people think of a proposal")
    WEIGH = "weigh", pgettext_lazy("purpose", "weigh views against each other")
    LEARN = "learn", pgettext_lazy("purpose", "understand something together")
    CREATE = "create", pgettext_lazy("purpose", "work out something together")
    DECIDE = "decide", pgettext_lazy("purpose", "let those who take part decide")


class Group(models.TextChoices):
    """Groups that are often missing and for which a method may be good; of matters and reach, never of persons."""

    CHILDREN = "children", pgettext_lazy("group", "children")
    YOUNG = "young", pgettext_lazy("group", "young people")
    OLDER = "older", pgettext_lazy("group", "older people")
    NEW_LANGUAGE = "new_language", pgettext_lazy("group", "people who are learning Swedish")
    BUSY = "busy", pgettext_lazy("group", "people with little time")
    NO_MEETINGS = "no_meetings", pgettext_lazy("group", "people who never go to meetings")
    DISABILITY = "disability", pgettext_lazy("group", "people who meet obstacles")
    BUSINESSES = "businesses", pgettext_lazy("group", "businesses and associations")


class Cost(models.TextChoices):
    LOW = "low", pgettext_lazy("cost", "low")
    MEDIUM = "medium", pgettext_lazy("cost", "medium")
    HIGH = "high", pgettext_lazy("cost", "high")


class Span(models.TextChoices):
    """How long a method takes from the first preparation to the last conversation."""

    DAYS = "days", pgettext_lazy("span", "days")
    WEEKS = "weeks", pgettext_lazy("span", "weeks")
    MONTHS = "months", pgettext_lazy("span", "months")
    YEARS = "years", pgettext_lazy("span", "a year or more")
