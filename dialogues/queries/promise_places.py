"""Where promises show outside the dialogues: at the function that answers, in the calendar, and when a programme is to
be closed."""

import datetime as dt
from collections import defaultdict

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from dialogues.enums import PromiseState
from dialogues.models import Promise
from dialogues.queries.promises import given, say_when, standing_of, with_next_day
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from programmes.models import Programme
from programmes.queries.calendar import CalendarItem
from programmes.queries.closing import Obstacle
from programmes.queries.hanging import HangingKind, HangingThing


def promises_on(functions: list[int]) -> dict[int, list[HangingThing]]:
    """Return the open promises that the functions with the keys ``functions`` answer for, by function; one query."""
    promises = Promise.objects.current().filter(responsible__in=functions, state=PromiseState.OPEN)
    found, today = defaultdict(list), clock.today()
    for promise in with_next_day(promises).select_related("programme").order_by("first_day", "pk"):
        text = f"{promise.to_whom}: {promise.what}"
        found[promise.responsible_id].append(HangingThing(text, say_when(promise, today), promise.get_work_url()))
    return found


def promise_days(programme: Programme, first: dt.date, last: dt.date) -> list[CalendarItem]:
    """Return the days of the programme's promises from ``first`` to ``last``, both included; one query."""
    near = Q(due_on__range=(first, last)) | Q(next_message_on__range=(first, last))
    items, today = [], clock.today()
    for promise in Promise.objects.current().filter(near, programme=programme).select_related("programme"):
        words = {"whom": promise.to_whom, "what": promise.what}
        days = [
            (promise.due_on, _("Answer to %(whom)s: %(what)s") % words),
            (promise.next_message_on, _("Be in touch again with %(whom)s: %(what)s") % words),
        ]
        state = str(standing_of(promise, today).label)
        items += [
            CalendarItem(day, day, str(ImpreciseDate(day)), title, promise.get_work_url(), "promise", state)
            for day, title in days
            if day and first <= day <= last
        ]
    return items


def promises_in_the_way(programme: Programme) -> list[Obstacle]:
    """Return that people still wait for an answer: then the programme cannot be closed. One query."""
    count = given(programme).filter(state=PromiseState.OPEN).count()
    if not count:
        return []
    text = ngettext(
        "%(count)d promised answer has not been given. Give it, or say why it will not come.",
        "%(count)d promised answers have not been given. Give them, or say why they will not come.",
        count,
    ) % {"count": count}
    url = reverse("dialogues:promise_list", args=[programme.slug])
    return [Obstacle(text, f"{url}?state={PromiseState.OPEN}", is_blocking=True)]


HANGING = HangingKind(ngettext_lazy("%(count)d open promise", "%(count)d open promises", "count"), promises_on)
