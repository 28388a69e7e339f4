"""Promises that wait for an answer: whom they wait for, and what reminders of them say."""

import datetime as dt

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from dialogues.enums import PromiseStanding, PromiseState
from dialogues.models import Promise
from dialogues.queries.promises import say_channels, say_when, standing_of
from kraftsamling.shared import clock
from kraftsamling.shared.mail import absolute_url
from programmes.queries.waiting import Due, Told, WaitingKind

# Those who answer for a promise are reminded this many days before its day, and when it has passed.
DAYS_BEFORE = (3, 14)
# From so many days after it the process leaders are told too.
DAYS_UNTIL_LEADERS = 7


def promises_due(within: list[int], today: dt.date) -> list[Due]:
    """Return the promises of the programmes ``within`` that wait for an answer; one query.

    Each gives its most urgent cause only: whoever was not told for a week is told once. A new day, and a promise taken
    up again, are new causes.
    """
    soon = today + dt.timedelta(days=max(DAYS_BEFORE))
    open_ones = Promise.objects.current().filter(
        programme__in=within, state=PromiseState.OPEN, published_at__isnull=False
    )
    near = open_ones.filter(Q(due_on__lte=soon) | Q(next_message_on__lte=soon)).select_related("responsible")
    return [_due(promise, today) for promise in near.order_by("pk")]


def _due(promise: Promise, today: dt.date) -> Due:
    days_left = (promise.next_day - today).days
    holder = promise.responsible.holder_id if promise.responsible else None
    is_late = standing_of(promise, today) == PromiseStanding.LATE
    kind = "promise.late" if is_late else "promise.soon"
    stage = "" if is_late else min(days for days in DAYS_BEFORE if days_left <= days)
    cause = f"{kind}:{promise.pk}:{promise.next_day}:{stage}:{promise.state_since or ''}"
    return Due(promise.programme_id, kind, cause, holder, also_leaders=-days_left >= DAYS_UNTIL_LEADERS)


def tell_promises(causes: list[str]) -> dict[str, Told]:
    """Return for each cause what is promised, to whom and when; what has been withdrawn is left out. One query."""
    keys = {cause: int(cause.split(":")[1]) for cause in causes}
    rows = Promise.objects.current().select_related("programme").in_bulk(set(keys.values()))
    return {cause: _tell(rows[pk]) for cause, pk in keys.items() if pk in rows}


def _tell(promise: Promise) -> Told:
    words = {
        "whom": promise.to_whom, "what": promise.what, "when": say_when(promise, clock.today()),
        "how": capfirst(say_channels(promise.channels, promise.channel_note)),
    }  # fmt: skip
    text = _("Promised (to: %(whom)s): %(what)s\n%(how)s. %(when)s") % words
    return Told(text, absolute_url("dialogues:promise_detail", promise.programme.slug, promise.pk))


WAITING = (
    WaitingKind(
        "promise.late",
        ngettext_lazy("%(count)d promised answer is late", "%(count)d promised answers are late", "count"),
        "dialogues:promise_list",
        "?urval=late",
        tell_promises,
    ),
    WaitingKind(
        "promise.soon",
        ngettext_lazy(
            "%(count)d promised answer is to be given within two weeks",
            "%(count)d promised answers are to be given within two weeks",
            "count",
        ),
        "dialogues:promise_list",
        "?urval=mine",
        tell_promises,
    ),
)
