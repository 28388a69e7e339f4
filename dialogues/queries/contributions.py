"""Contributions: a programme's list, the queue of those to be read, one of them, and what everyone can read."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.enums import CONTRIBUTION_MOVES, LANGUAGES, ContributionState, Precision
from dialogues.models import Contribution, Dialogue, Theme
from dialogues.queries.leaving import why_not_open
from kraftsamling.shared import clock
from kraftsamling.shared.screening import Hit, describe_hits, screen
from programmes.enums import Move
from programmes.models import Programme
from programmes.queries.records import get_record, moves_from

_SHOWN = ("dialogue", "occasion__programme", "theme", "place", "programme")


def contribution_lines(programme: Programme) -> QuerySet[Contribution]:
    """Return the programme's contributions for a list, latest first, with what a row names."""
    rows = Contribution.objects.current().filter(programme=programme)
    return rows.select_related(*_SHOWN).order_by("-arrived_at", "-pk")


def unread(programme: Programme) -> QuerySet[Contribution]:
    """Return those that nobody has read yet, oldest first: that is the queue."""
    return contribution_lines(programme).filter(state=ContributionState.NEW).order_by("arrived_at", "pk")


def get_contribution(programme: Programme, pk: int, *, also_withdrawn: bool = False) -> Contribution:
    """Return one of the programme's contributions with what its page names; raises Http404."""
    related = ("dialogue", "occasion", "theme", "place", "created_by", "updated_by", "follow_code")
    return get_record(Contribution, programme, pk, *related, also_withdrawn=also_withdrawn)


def moves_of(contribution: Contribution) -> list[Move]:
    """Return what can become of the contribution now."""
    return moves_from(contribution.state, CONTRIBUTION_MOVES)


@dataclass(frozen=True)
class Queue:
    """How many contributions nobody has read yet, and for how many days the oldest of them has waited."""

    count: int
    oldest_days: int


def queue_of(programme: Programme, *, today: dt.date | None = None) -> Queue:
    """Return how long the queue of a programme is; one query."""
    found = (
        Contribution.objects.current()
        .filter(programme=programme, state=ContributionState.NEW)
        .aggregate(count=Count("pk"), oldest=Min("arrived_at"))
    )
    oldest = found["oldest"]
    return Queue(found["count"], ((today or clock.today()) - timezone.localdate(oldest)).days if oldest else 0)


@dataclass(frozen=True)
class Said:
    """How much has been said in a dialogue: what is noted, is to be read, and can be read by everyone; its themes."""

    count: int
    unread: int
    published: int
    themes: list[Theme]


def said_in(dialogue: Dialogue) -> Said:
    """Return how much has been said in the dialogue; two queries."""
    states = (
        Contribution.objects.current()
        .filter(dialogue=dialogue)
        .aggregate(
            count=Count("pk"),
            unread=Count("pk", filter=Q(state=ContributionState.NEW)),
            published=Count("pk", filter=Q(state=ContributionState.PUBLISHED)),
        )
    )
    return Said(**states, themes=list(themes_of(dialogue)))


def hits_in(*texts: str) -> list[Hit]:
    """Return what the screening finds in any of the texts, each kind once, in the order of ``Hit``."""
    found = {hit for text in texts for hit in screen(text)}
    return [hit for hit in Hit if hit in found]


def say_flags(contribution: Contribution) -> str:
    """Return in words what the screening found when the contribution came; empty for nothing."""
    return describe_hits(Hit(value) for value in contribution.flags)


def details_of(contribution: Contribution) -> list[dict[str, str]]:
    """Return {label, value} of what is known of a contribution besides its words; what nobody asked is left out."""
    place = contribution.place_words or ""
    if contribution.place:
        place = f"{contribution.place} ({place})" if place else str(contribution.place)
    age = capfirst(contribution.get_age_group_display())
    facts = [
        (_("Whom it speaks for"), capfirst(contribution.get_kind_display())),
        (_("The organisation, group or table"), contribution.speaks_for),
        (_("How many stand behind it"), say_people(contribution)),
        (_("Age"), _("%(age)s (our guess)") % {"age": age} if age and contribution.is_estimate else age),
        (_("Theme"), str(contribution.theme or "")),
        (_("Place"), place),
        (_("Occasion"), str(contribution.occasion or "")),
        (_("How it came to us"), capfirst(contribution.get_channel_display())),
        (_("Sender"), contribution.sender),
        (_("The day it came, if by post"), _day(contribution.received_on)),
        (_("Noted"), date_format(timezone.localtime(contribution.arrived_at), "DATETIME_FORMAT")),
        (_("Noted by"), str(contribution.created_by or "")),
        (_("Language"), capfirst(LANGUAGES[contribution.content_language][0])),
        (_("Wants to follow it"), _("Yes") if contribution.wants_to_follow else ""),
        (_("Registry number (diarienummer)"), contribution.registry_number),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _day(day: dt.date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def say_people(contribution: Contribution) -> str:
    """Return in words how many stand behind a contribution, as exactly as it is known; empty when nobody knows."""
    if contribution.people is None:
        return ""
    words = ngettext("%(count)d person", "%(count)d people", contribution.people) % {"count": contribution.people}
    if contribution.precision == Precision.EXACT:
        return words
    return f"{contribution.get_precision_display()} {words}"


SHOWN_TO_EVERYONE = 30


@dataclass(frozen=True)
class PublicSaid:
    """What everyone can read of what was said in a dialogue: the latest, whether there is more, and whether one can
    say something more oneself."""

    rows: list[Contribution]
    more: bool
    is_open: bool


def public_said(dialogue: Dialogue, *, is_past: bool) -> PublicSaid:
    """Return the latest that has been published; ``is_past``: nobody can take part any more. One query."""
    rows = list(public_contributions(dialogue)[: SHOWN_TO_EVERYONE + 1])
    for row in rows:
        row.people_words = say_people(row)
    is_open = not is_past and not why_not_open(dialogue)
    return PublicSaid(rows[:SHOWN_TO_EVERYONE], len(rows) > SHOWN_TO_EVERYONE, is_open)


def public_contributions(dialogue: Dialogue) -> QuerySet[Contribution]:
    """Return what everyone can read of what was said in a dialogue, latest first."""
    return (
        Contribution.objects.public()
        .filter(dialogue=dialogue)
        .select_related("place", "theme")
        .order_by("-published_at", "-pk")
    )


def themes_of(dialogue: Dialogue) -> QuerySet[Theme]:
    """Return the dialogue's themes with ``voices``, how many contributions each has."""
    voices = Count("contributions", filter=Q(contributions__withdrawn_at=None))
    rows = Theme.objects.current().filter(dialogue=dialogue).select_related("programme")
    return rows.annotate(voices=voices).order_by("pk")
