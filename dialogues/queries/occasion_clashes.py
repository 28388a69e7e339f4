"""When an occasion is worth a second look: on a public holiday, or at the same time as another."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from dialogues.enums import OccasionKind, OccasionState
from dialogues.models import Occasion
from dialogues.queries.occasion_words import when_words
from kraftsamling.shared.holidays import holidays
from programmes.models import Programme


def warnings_for(occasion: Occasion, others: Iterable[Occasion]) -> list[str]:
    """Return what is worth a second look: it falls on a public holiday, or together with one of ``others``."""
    found = []
    last = occasion.last_day or occasion.day
    if occasion.kind != OccasionKind.SURVEY and _holidays_between(occasion.day, last):
        found.append(_("It falls on a public holiday or its eve. Fewer people can come, and buses run less often."))
    for other in others:
        if other.pk != occasion.pk and _clash(occasion, other):
            found.append(
                _("“%(other)s” in “%(dialogue)s” is at the same time (%(when)s). The same people may be asked twice.")
                % {"other": other, "dialogue": other.dialogue, "when": when_words(other)}
            )
    return found


def _holidays_between(first: dt.date, last: dt.date) -> bool:
    days = (first + dt.timedelta(days=number) for number in range(min((last - first).days, 31) + 1))
    return any(day in holidays(day.year) for day in days)


def _clash(one: Occasion, other: Occasion) -> bool:
    # A survey goes on for weeks; that people meet meanwhile is no clash.
    if OccasionKind.SURVEY in (one.kind, other.kind) or OccasionState.CANCELLED in (one.state, other.state):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def of_the_same_time(occasions: list[Occasion]) -> list[Occasion]:
    """Return the programme's occasions that touch the time from the first to the last of these; one query."""
    if not occasions:
        return []
    first, last = min(one.starts_at for one in occasions), max(one.ends_at for one in occasions)
    return clashing_with(occasions[0].programme, first, last)


def clashing_with(programme: Programme, first: dt.datetime, last: dt.datetime) -> list[Occasion]:
    """Return the programme's occasions that touch the time from ``first`` to ``last``, cancelled ones left out."""
    return list(
        Occasion.objects.current()
        .filter(programme=programme, starts_at__lt=last, ends_at__gt=first)
        .exclude(state=OccasionState.CANCELLED)
        .select_related("dialogue")
    )
