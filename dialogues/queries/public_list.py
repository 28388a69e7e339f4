"""The list of dialogues for everyone: by what a visitor can do, a page at a time.

Where a dialogue stands is told by the clock, so all of them are looked at, but only by their days; what cards show is
fetched for those of one page.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone

from dialogues.enums import DialogueState, OccasionState
from dialogues.models import Dialogue, Occasion, Promise
from dialogues.queries.ladder import Step, ladder_steps
from dialogues.queries.occasions import Coming, OccasionRow, row_of, why_closed, with_seats
from dialogues.queries.periods import Period, has_passed, period_of
from dialogues.queries.promises import PromiseRow, add_standing, unanswered
from dialogues.queries.public import public_dialogues
from kraftsamling.shared import clock
from programmes.models import Programme

PER_PAGE = 25
NEAREST = 5  # how many the programme's own page shows


class Part(StrEnum):
    """The parts of the list, in their order: take part, wait, see when the answer comes, read what came of it."""

    NOW = "now"
    COMING = "coming"
    COMPILING = "compiling"
    CLOSED = "closed"
    CANCELLED = "cancelled"


_ORDER = tuple(Part)
_BY_STATE = {
    DialogueState.COMPILING: Part.COMPILING,
    DialogueState.CLOSED: Part.CLOSED,
    DialogueState.CANCELLED: Part.CANCELLED,
}


@dataclass(frozen=True)
class DialogueCard(Coming):
    """A dialogue in the list: ``coming`` are its occasions that are ahead or go on, ``called_off`` those that would
    have been, ``step`` the step promised."""

    dialogue: Dialogue
    part: Part
    period: Period | None
    step: Step | None
    coming: list[OccasionRow]
    called_off: list[OccasionRow]
    promises: list[PromiseRow]

    @property
    def next_answer(self) -> PromiseRow | None:
        """The answer that people wait for and that is to come first."""
        waiting = [row for row in self.promises if row.is_to_come]
        return min(waiting, key=lambda row: row.promise.next_day, default=None)

    @property
    def unanswered(self) -> tuple[Promise, ...]:
        """The promises that will not be kept, where there are no others."""
        return unanswered(row.promise for row in self.promises)


@dataclass(frozen=True)
class DialogueList:
    """Where the dialogues stand at a moment: (part, primary key) in the order of the list.

    ``changes_at`` is when the next occasion begins or ends, after which they may stand otherwise.
    """

    places: list[tuple[Part, int]]
    changes_at: dt.datetime | None


@dataclass(frozen=True)
class DialoguePage:
    """A page of the list, with the cards of each part that has any on it."""

    page: Page
    parts: dict[str, list[DialogueCard]]
    changes_at: dt.datetime | None


def list_dialogues(programme: Programme, *, now: dt.datetime | None = None) -> DialogueList:
    """Return the published dialogues: nearest first while one can take part, then latest first. Two queries."""
    moment = now or clock.now()
    days = Occasion.objects.public().filter(programme=programme)
    occasions: dict[int, list[Occasion]] = defaultdict(list)
    for one in days.only("dialogue", "starts_at", "ends_at", "state", "needs_registration", "registration_until"):
        occasions[one.dialogue_id].append(one)
    rows = public_dialogues(programme).only("state", "state_since", "starts_on", "ends_on").order_by()
    found = sorted(_place(row, occasions[row.pk], moment) for row in rows)
    turns = (at for held in occasions.values() for one in held for at in (one.starts_at, one.ends_at) if at > moment)
    return DialogueList([(_ORDER[number], -minus_pk) for number, _turn, minus_pk in found], min(turns, default=None))


def _place(dialogue: Dialogue, occasions: list[Occasion], moment: dt.datetime) -> tuple[int, float, int]:
    """Return where it stands as what the list is sorted by: its part, its time, and of two alike the newest first."""
    period, today = period_of(dialogue, occasions), timezone.localdate(moment)
    coming = [one for one in occasions if one.ends_at >= moment and one.state != OccasionState.CANCELLED]
    part = _BY_STATE.get(dialogue.state) or _part_by_clock(period, occasions, coming, moment)
    if part in (Part.NOW, Part.COMING):
        turn = coming[0].starts_at.timestamp() if coming else _begins(period, today)
    else:
        last = period.last if period else dialogue.state_since
        turn = -last.toordinal() if last else 0
    return _ORDER.index(part), turn, -dialogue.pk


def _part_by_clock(period: Period | None, occasions: list, coming: list[Occasion], moment: dt.datetime) -> Part:
    today = timezone.localdate(moment)
    if any(one.day <= today or (one.needs_registration and not why_closed(one, moment)) for one in coming):
        return Part.NOW
    if period and period.first > today:
        return Part.COMING
    return Part.COMPILING if has_passed(period, occasions, moment) else Part.NOW


def _begins(period: Period | None, today: dt.date) -> float:
    if period is None:
        return float("inf")
    # What has been going on for a while is no nearer than what begins today.
    day = max(period.first, today)
    return timezone.make_aware(dt.datetime.combine(day, dt.time.max)).timestamp()


def list_page(programme: Programme, number: int = 1) -> DialoguePage:
    """Return page ``number`` of the list; raises Http404 for a page there is not. Seven queries."""
    found = list_dialogues(programme)
    try:
        page = Paginator(found.places, PER_PAGE).page(number)
    except InvalidPage as error:
        raise Http404 from error
    parts: dict[str, list[DialogueCard]] = defaultdict(list)
    for card in _cards(programme, page.object_list):
        parts[card.part].append(card)
    return DialoguePage(page, dict(parts), found.changes_at)


@dataclass(frozen=True)
class Invitations:
    """What one can take part in now or soon: the nearest of them, and how many more there are."""

    cards: list[DialogueCard]
    more: int
    changes_at: dt.datetime | None


def can_take_part(programme: Programme) -> Invitations:
    """Return the dialogues that are nearest of those one can take part in now, and of those that come."""
    found = list_dialogues(programme)
    places = [place for place in found.places if place[0] in (Part.NOW, Part.COMING)]
    return Invitations(_cards(programme, places[:NEAREST]), max(len(places) - NEAREST, 0), found.changes_at)


def _cards(programme: Programme, places: list[tuple[Part, int]]) -> list[DialogueCard]:
    steps = {step.level: step for step in ladder_steps(programme.municipality)}
    occasions = with_seats(Occasion.objects.public().select_related("place"))
    parts = (
        Prefetch("occasions", occasions, to_attr="public_occasions"),
        Prefetch("promises", Promise.objects.public(), to_attr="public_promises"),
    )
    rows = public_dialogues(programme).prefetch_related(*parts).in_bulk([pk for _part, pk in places])
    now = clock.now()
    # One may have been taken off the public pages since the places were found.
    return [_card(rows[pk], part, steps, now) for part, pk in places if pk in rows]


def _card(dialogue: Dialogue, part: Part, steps: dict[str, Step], now: dt.datetime) -> DialogueCard:
    add_standing(dialogue.public_promises)
    ahead = [row_of(occasion, now=now) for occasion in dialogue.public_occasions if occasion.ends_at >= now]
    return DialogueCard(
        dialogue=dialogue,
        part=part,
        period=period_of(dialogue, dialogue.public_occasions),
        step=steps.get(dialogue.level),
        coming=[row for row in ahead if not row.is_cancelled],
        called_off=[row for row in ahead if row.is_cancelled],
        promises=[promise.row for promise in dialogue.public_promises],
    )
