"""Dialogues as stations of the process map, and how the promise of an answer stands there."""

import datetime as dt

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogues.enums import DialogueState, PromiseStanding
from dialogues.models import Dialogue, Occasion, Promise
from dialogues.queries.periods import Period, last_day_of, period_of
from dialogues.queries.promises import standing_of
from programmes.models import Programme
from programmes.processmap.items import Kind, MapItem, State
from programmes.processmap.items import Promise as MapPromise
from programmes.queries.map_items import Audience

# A dialogue's promises as one mark, the worst of them first: all must be kept to make it so.
_MARKS = {
    PromiseStanding.LATE: MapPromise.LATE,
    PromiseStanding.NOT_KEPT: MapPromise.NOT_KEPT,
    PromiseStanding.OPEN: MapPromise.OPEN,
    PromiseStanding.KEPT: MapPromise.KEPT,
}


def dialogues_for(programme: Programme, audience: Audience) -> QuerySet[Dialogue]:
    """Return the dialogues that ``audience`` may see, with the promises given to people and ``seen_occasions``."""
    rows, occasions = Dialogue.objects.filter(programme=programme), Occasion.objects.all()
    match audience:
        case Audience.PUBLIC:
            rows, occasions = rows.public().filter(map_visibility=True), occasions.public()
        case Audience.PREVIEW:
            rows = rows.public_with_programme().filter(map_visibility=True)
            occasions = occasions.public_with_programme()
        case Audience.WORK:
            rows, occasions = rows.current(), occasions.current()
    given = Promise.objects.public_with_programme().order_by("pk")
    parts = (Prefetch("promises", given), Prefetch("occasions", occasions, to_attr="seen_occasions"))
    return rows.select_related("programme").prefetch_related(*parts).order_by("pk")


def map_items(programme: Programme, audience: Audience, on: dt.date) -> list[MapItem]:
    """Return the dialogues as stations of the map; three queries."""
    return [_as_item(dialogue, audience, on) for dialogue in dialogues_for(programme, audience)]


def _as_item(dialogue: Dialogue, audience: Audience, on: dt.date) -> MapItem:
    period = period_of(dialogue, dialogue.seen_occasions)
    promise = promise_on(dialogue, on)
    return MapItem(
        key=dialogue.map_key,
        kind=Kind.DIALOGUE,
        kind_word=_("Information") if dialogue.is_information else "",
        state=state_on(dialogue, period, on),
        title=dialogue.title,
        text=dialogue.summary,
        date_label=str(period or ""),
        starts_on=period.first if period else None,
        ends_on=period.last if period else None,
        phase_key=str(dialogue.phase_id) if dialogue.phase_id else None,
        weight=dialogue.map_weight,
        url=dialogue.get_work_url() if audience == Audience.WORK else dialogue.get_absolute_url(),
        asked="" if dialogue.is_information else dialogue.question,
        promise=promise,
        promise_note=_promise_in_words(dialogue, promise, on),
    )


def state_on(dialogue: Dialogue, period: Period | None, on: dt.date) -> State:
    """Return how far the dialogue has come on a date: an open one goes on from its first day until nobody can take part
    any more, and is done after that."""
    match dialogue.state:
        case DialogueState.CANCELLED:
            return State.DROPPED
        case DialogueState.COMPILING | DialogueState.CLOSED:
            return State.DONE
        case DialogueState.OPEN if period is None:
            return State.NOW
        case DialogueState.OPEN if period.first <= on:
            return State.DONE if last_day_of(period, dialogue.seen_occasions) < on else State.NOW
    return State.PLANNED


def promise_on(dialogue: Dialogue, on: dt.date) -> MapPromise | None:
    """Return whether those who took part have got their answers by the date; None where none is promised."""
    marks = {_MARKS[standing_of(promise, on)] for promise in dialogue.promises.all()}
    return next((mark for mark in _MARKS.values() if mark in marks), None)


def _promise_in_words(dialogue: Dialogue, mark: MapPromise | None, on: dt.date) -> str:
    standings = {promise: standing_of(promise, on) for promise in dialogue.promises.all()}
    days = [promise.next_day for promise, standing in standings.items() if standing.value == mark]
    match mark:
        case MapPromise.KEPT:
            return _("answer given %(when)s") % {"when": _day(max(promise.state_since for promise in standings))}
        case MapPromise.OPEN:
            return _("answer promised by %(when)s") % {"when": _day(min(days))}
        case MapPromise.LATE:
            return _("answer late: it was promised by %(when)s") % {"when": _day(min(days))}
        case MapPromise.NOT_KEPT:
            return str(PromiseStanding.NOT_KEPT.label)
    return ""


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")
