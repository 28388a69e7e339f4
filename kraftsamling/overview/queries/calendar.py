"""The calendar of a programme: what comes, under month, season or year, half a year at a time."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dialogues.queries.occasion_days import occasion_days
from dialogues.queries.promise_places import promise_days
from kraftsamling.shared.dates import add_months
from programmes.models import Programme
from programmes.queries.calendar import CalendarItem, calendar_items

MONTHS_PER_PAGE = 6
KINDS = {
    "phase": _("Phases"),
    "check": _("Checklists"),
    "communication": _("Communication"),
    "contact": _("Contacts"),
    "agreement": _("Agreements"),
    "decision": _("Decisions and positions"),
    "note": _("The process map"),
    "structure": _("What lives on"),
    "occasion": _("Occasions"),
    "promise": _("Promises"),
    "election": _("Elections"),
}
# One function for each app in which something has a date.
ASKED: tuple[Callable[[Programme, dt.date, dt.date], list[CalendarItem]], ...] = (
    calendar_items,
    occasion_days,
    promise_days,
)
# What spans more days than a month stands under a heading of its own ("spring 2027").
_LONGEST_MONTH = dt.timedelta(days=30)
FIRST_MONTH, LAST_MONTH = dt.date(1901, 1, 1), dt.date(2199, 1, 1)


@dataclass(frozen=True)
class CalendarGroup:
    """What stands under one heading; ``is_wide`` for a season, quarter or year."""

    heading: str
    items: list[tuple[str, CalendarItem]]
    is_wide: bool


@dataclass(frozen=True)
class CalendarPage:
    """Half a year; ``earlier`` and ``later`` begin the pages beside it, None at the calendar's end."""

    first: dt.date
    last: dt.date
    groups: list[CalendarGroup]
    earlier: dt.date | None
    later: dt.date | None


def everything_dated(programme: Programme, first: dt.date, last: dt.date) -> list[CalendarItem]:
    """Return what happens in any part of the programme from ``first`` to ``last``, both included, in order of time."""
    items = [item for ask in ASKED for item in ask(programme, first, last)]
    return sorted(items, key=lambda item: (item.first, item.last, item.kind, item.title))


def calendar_page(programme: Programme, month: dt.date, kind: str = "") -> CalendarPage:
    """Return the half year that begins with ``month`` (any day in it), narrowed to ``kind`` (a key of KINDS)."""
    first = min(max(month.replace(day=1), FIRST_MONTH), LAST_MONTH)
    after = add_months(first, MONTHS_PER_PAGE)
    last = after - dt.timedelta(days=1)
    items = [item for item in everything_dated(programme, first, last) if kind in ("", item.kind)]
    earlier = add_months(first, -MONTHS_PER_PAGE)
    return CalendarPage(
        first,
        last,
        _group([item for item in items if _is_wide(item) or item.first >= first]),
        earlier if earlier >= FIRST_MONTH else None,
        after if after <= LAST_MONTH else None,
    )


def _is_wide(item: CalendarItem) -> bool:
    return item.last - item.first > _LONGEST_MONTH


def _group(items: list[CalendarItem]) -> list[CalendarGroup]:
    """Put the items under their headings; a season stands before its first month, a year before its first season."""
    found: dict[tuple, list[CalendarItem]] = {}
    for item in items:
        key = (item.first, -(item.last - item.first).days) if _is_wide(item) else (item.first.replace(day=1), 0)
        found.setdefault(key, []).append(item)
    return [
        CalendarGroup(
            heading=group[0].label if key[1] else date_format(key[0], "F Y"),
            items=[(str(KINDS[item.kind]), item) for item in group],
            is_wide=bool(key[1]),
        )
        for key, group in sorted(found.items())
    ]
