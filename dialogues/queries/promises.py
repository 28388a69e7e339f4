"""Promises of an answer: how they stand by the clock, in which order they come, and how they read before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dialogues.enums import PROMISE_MOVES, FeedbackChannel, PromiseStanding, PromiseState
from dialogues.models import Dialogue, Promise, PromiseVersion
from kraftsamling.shared import clock
from programmes.enums import Move
from programmes.models import Programme
from programmes.queries.map_items import Audience
from programmes.queries.records import get_record, moves_from

# Near enough that a reader thinks in days rather than in dates.
_DAYS_NEAR = 31
_TO_COME = (PromiseStanding.OPEN, PromiseStanding.LATE)


@dataclass(frozen=True)
class Counts:
    """How many promises of a programme are kept, open, late and not kept; each is counted once."""

    kept: int
    open: int
    late: int
    not_kept: int

    @property
    def total(self) -> int:
        """All that people have been promised."""
        return self.kept + self.open + self.late + self.not_kept


@dataclass(frozen=True)
class EarlierPromise:
    """How a promise read until ``at``, and why it was changed. ``was_late``: its day had passed by then.

    ``outcome`` says what had become of it, and ``outcome_words`` how or why, of one that was taken up again.
    """

    to_whom: str
    what: str
    channels: str
    when: str
    at: dt.datetime
    reason: str
    was_late: bool
    outcome: str
    outcome_words: str


@dataclass(frozen=True)
class PromiseRow:
    """A promise as it stands on a day.

    ``when`` says by which day, or on which condition, in words. ``days_late`` are those since its day, of a late one;
    of a kept one those between its day and the answer. ``is_day_ahead``: its day has not passed yet. ``earlier`` holds
    how it read before, latest first.
    """

    promise: Promise
    standing: PromiseStanding
    when: str
    days_late: int
    is_given: bool
    is_day_ahead: bool
    earlier: list[EarlierPromise]
    moves: list[Move]

    @property
    def channels(self) -> str:
        """How the answer comes, in words."""
        return say_channels(self.promise.channels, self.promise.channel_note)

    @property
    def is_to_come(self) -> bool:
        """Whether people still wait for the answer."""
        return self.standing in _TO_COME

    @property
    def label(self) -> str:
        """How it stands, in words: nobody has been left without an answer before its day."""
        if self.standing == PromiseStanding.NOT_KEPT and self.is_day_ahead:
            return pgettext("promise standing", "the answer will not come")
        return str(self.standing.label)

    @property
    def outcome_label(self) -> str:
        """What the words about its outcome are: the answer, or why there is none."""
        match self.standing:
            case PromiseStanding.KEPT:
                return pgettext("promise", "The answer")
            case PromiseStanding.NOT_KEPT:
                if self.is_day_ahead:
                    return pgettext("promise", "Why no answer comes")
                return pgettext("promise", "Why no answer came")
        return pgettext("promise", "Why it is still to come")

    @property
    def lateness(self) -> str:
        """How late it is, or was, in words; empty when it is not."""
        return _say_lateness(self.days_late)

    @property
    def noted_on(self) -> dt.date | None:
        """The day on which the answer was noted here, when that is another than the day of the answer."""
        promise = self.promise
        is_other = self.standing == PromiseStanding.KEPT and promise.noted_on != promise.state_since
        return promise.noted_on if is_other else None


def standing_of(promise: Promise, today: dt.date) -> PromiseStanding:
    """Return how ``promise`` stands on the day ``today``.

    What is not published is promised to nobody yet, so it cannot be late. On the day itself it is not late.
    """
    match promise.state:
        case PromiseState.KEPT:
            return PromiseStanding.KEPT
        case PromiseState.NOT_KEPT:
            return PromiseStanding.NOT_KEPT
    is_late = promise.published_at is not None and promise.next_day < today
    return PromiseStanding.LATE if is_late else PromiseStanding.OPEN


def is_late(today: dt.date) -> Q:
    """The same rule as ``standing_of``, for a queryset."""
    has_passed = Q(due_on__lt=today) | Q(next_message_on__lt=today)
    return has_passed & Q(state=PromiseState.OPEN, published_at__isnull=False)


def given(programme: Programme) -> QuerySet[Promise]:
    """Return what people have been promised: it counts, though its dialogue should be taken off the public site."""
    return Promise.objects.current().filter(programme=programme, published_at__isnull=False)


def promise_counts(programme: Programme) -> Counts:
    """Return how the programme's promises stand today; one query."""
    found = given(programme).aggregate(
        kept=Count("pk", filter=Q(state=PromiseState.KEPT)),
        open=Count("pk", filter=Q(state=PromiseState.OPEN)),
        late=Count("pk", filter=is_late(clock.today())),
        not_kept=Count("pk", filter=Q(state=PromiseState.NOT_KEPT)),
    )
    return Counts(**{**found, "open": found["open"] - found["late"]})


def with_next_day(promises: QuerySet[Promise]) -> QuerySet[Promise]:
    """Add ``first_day``, what ``Promise.next_day`` is of one row."""
    # Of two days one may be missing, which SQLite and PostgreSQL compare in different ways.
    days = Coalesce("due_on", "next_message_on"), Coalesce("next_message_on", "due_on")
    return promises.annotate(first_day=Least(*days))


def promise_lines(programme: Programme) -> QuerySet[Promise]:
    """Return the programme's promises by what comes next: the latest late first; then those that are settled."""
    promises = with_next_day(Promise.objects.current().filter(programme=programme))
    is_settled = Case(When(state=PromiseState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    related = promises.select_related("programme", "dialogue", "responsible__holder")
    return related.order_by(is_settled, "first_day", F("state_since").desc(nulls_last=True), "pk")


def promises_of(dialogue: Dialogue, audience: Audience) -> list[PromiseRow]:
    """Return the dialogue's promises that ``audience`` may see, in the order of their days; two queries."""
    promises = with_next_day(Promise.objects.filter(dialogue=dialogue))
    if audience == Audience.PUBLIC:
        promises = promises.public().filter(dialogue__in=Dialogue.objects.public())
    else:
        promises = promises.current()
    rows = promises.select_related("programme", "responsible__holder").order_by("first_day", "pk")
    return describe_promises(rows.prefetch_related("versions"))


def get_promise(programme: Programme, pk: int) -> PromiseRow:
    """Return one promise for its work page; raises Http404."""
    promise = get_record(Promise, programme, pk, "dialogue__programme", "responsible__holder", "created_by")
    return describe_promises([promise])[0]


def unanswered(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """Return the promises that will not be kept when there are no others: nobody is told anything any more.

    Of those given up for the same reason the first: why no answer comes is told once.
    """
    given_ones = tuple(promises)
    if any(one.state != PromiseState.NOT_KEPT for one in given_ones):
        return ()
    return tuple({one.state_reason: one for one in reversed(given_ones)}.values())[::-1]


def say_unanswered(promise: Promise, *, is_information: bool) -> str:
    """Return in one line of the active language that what was promised does not come, and why."""
    said = _("You were to be told more. It will not come:") if is_information else _(
        "You were to get an answer. It will not come:"
    )  # fmt: skip
    return f"{said} {promise.state_reason}"


def describe_promises(promises: Iterable[Promise]) -> list[PromiseRow]:
    """Return ``promises`` as they stand today, with how they read before."""
    today = clock.today()
    return [_describe(promise, today, earlier_promises(promise)) for promise in promises]


def add_standing(promises: list[Promise]) -> None:
    """Give each of a list's promises its ``row``, without how it read before."""
    today = clock.today()
    for promise in promises:
        promise.row = _describe(promise, today, [])


def _describe(promise: Promise, today: dt.date, earlier: list[EarlierPromise]) -> PromiseRow:
    standing = standing_of(promise, today)
    return PromiseRow(
        promise,
        standing,
        when=say_when(promise, today if standing in _TO_COME else None),
        days_late=_days_late(promise, standing, today),
        is_given=promise.published_at is not None,
        is_day_ahead=promise.next_day >= today,
        earlier=earlier,
        moves=moves_from(promise.state, PROMISE_MOVES) if promise.published_at else [],
    )


def _days_late(promise: Promise, standing: PromiseStanding, today: dt.date) -> int:
    until = {PromiseStanding.LATE: today, PromiseStanding.KEPT: promise.state_since}.get(standing)
    return max((until - promise.next_day).days, 0) if until else 0


def earlier_promises(promise: Promise, *, is_elsewhere: bool = False) -> list[EarlierPromise]:
    """Return how the promise read before, and what had become of it before it was taken up again; latest first.
    ``is_elsewhere`` as in ``say_channels``.

    A version row holds what was replaced. Why it was replaced is the reason given with that change, which the next
    version row holds, and for the last change the promise itself.
    """
    found, reason = [], promise.change_reason
    for version, older in pairwise([*promise.versions.all(), None]):
        texts = version.texts
        found.append(
            EarlierPromise(
                to_whom=texts.get("to_whom", ""),
                what=texts.get("what", ""),
                channels=say_channels(version.channels, texts.get("channel_note", ""), is_elsewhere=is_elsewhere),
                when=_say_days(version.due_on, texts.get("condition", ""), version.next_message_on, None),
                at=version.replaced_at,
                reason=reason,
                was_late=_was_late(version, older),
                outcome=_say_outcome(version),
                outcome_words="" if version.state == PromiseState.OPEN else texts.get("state_reason", ""),
            )
        )
        reason = texts.get("change_reason", reason)
    return found


def _first_day(version: PromiseVersion) -> dt.date:
    return min(day for day in (version.due_on, version.next_message_on) if day)


def _was_late(version: PromiseVersion, older: PromiseVersion | None) -> bool:
    """Whether the promise stood as late before the day on which it was changed."""
    if version.state != PromiseState.OPEN:
        return False
    since = _first_day(version)
    if older is not None and older.state == PromiseState.KEPT and older.state_since <= _first_day(older):
        # It had been answered in time, so it was not late before it was taken up again.
        since = max(since, localdate(older.replaced_at))
    return since < localdate(version.replaced_at)


def _say_outcome(version: PromiseVersion) -> str:
    """Return what had become of the promise, on which day and how late; "" while it was open."""
    if version.state == PromiseState.OPEN or version.state_since is None:
        return ""
    parts = [f"{PromiseStanding(version.state).label} {say_day(version.state_since)}"]
    if version.state == PromiseState.KEPT:
        parts.append(_say_lateness(max((version.state_since - _first_day(version)).days, 0)))
        if version.noted_on and version.noted_on != version.state_since:
            parts.append(_("noted on %(day)s") % {"day": date_format(version.noted_on, "j F Y")})
    return ", ".join(filter(None, parts))


def _say_lateness(days: int) -> str:
    if not days:
        return ""
    words = ngettext("%(count)d day after the promised day", "%(count)d days after the promised day", days)
    return words % {"count": days}


def say_channels(channels: list[str], note: str, *, is_elsewhere: bool = False) -> str:
    """Return how the answer comes, in words: "on this site and on a poster in the area: in the stairwells".

    ``is_elsewhere``: they are read on paper or in a letter, where "this site" is none.
    """
    names = {FeedbackChannel.WEB: _("on the website")} if is_elsewhere else {}
    labels = get_text_list([str(names.get(each, FeedbackChannel(each).label)) for each in channels], _("and"))
    return f"{labels}: {note}" if note else labels


def say_when(promise: Promise, today: dt.date | None = None, *, is_brief: bool = False) -> str:
    """Return by which day, or on which condition, the answer comes; with ``today`` also how far off the day is.

    ``is_brief`` leaves out the condition: a day there always is.
    """
    return _say_days(promise.due_on, "" if is_brief else promise.condition, promise.next_message_on, today)


def _say_days(due_on: dt.date | None, condition: str, next_on: dt.date | None, today: dt.date | None) -> str:
    sentences = []
    if due_on:
        sentences.append(_("By %(day)s at the latest.") % {"day": say_day(due_on, today)})
    if condition:
        sentences.append((_("Or when %(condition)s.") if due_on else _("When %(condition)s.")) % {
            "condition": condition.rstrip(".")})  # fmt: skip
    if next_on:
        sentences.append(_("We will be in touch by %(day)s.") % {"day": say_day(next_on, today)})
    return " ".join(sentences)


def say_day(day: dt.date, today: dt.date | None = None) -> str:
    """Return the day as it is written, "Monday 9 March 2026"; with ``today`` how near it is beside it."""
    written = date_format(day, "l j F Y")
    if today is None or abs((day - today).days) > _DAYS_NEAR:
        return written
    return _("%(day)s (%(near)s)") % {"day": written, "near": _say_near((day - today).days)}


def _say_near(days: int) -> str:
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days > 0:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    return ngettext("%(count)d day ago", "%(count)d days ago", -days) % {"count": -days}
