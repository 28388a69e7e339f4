"""Writing occasions: when they are, what calendars must hear of, and telling those who have signed up."""

import datetime as dt
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import OCCASION_MOVES, CallAbout, DialogueState, OccasionState
from dialogues.models import Dialogue, Occasion, OccasionVersion, Registration
from dialogues.models.told import Told
from dialogues.queries.dialogues import may_be_hidden
from dialogues.queries.occasion_words import bare
from dialogues.queries.readiness import missing_of_occasion
from dialogues.queries.registration_letters import OCCASION_AGAIN, OCCASION_CANCELLED, OCCASION_CHANGED
from dialogues.queries.registrations import (
    calls_in,
    count_seated,
    live_registrations,
    phone_only,
    reachable_registrations,
)
from dialogues.queries.showing import is_awaited
from dialogues.services.calls import ask_to_call
from dialogues.services.contacts import tell_participant
from dialogues.services.holding import hold_dialogue
from dialogues.services.places import give_places, tell_seated
from dialogues.services.registrations import forget_everyone
from kraftsamling.notices.enums import NoticeState
from kraftsamling.notices.models import ContactPoint, Notice
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Programme
from programmes.services import keeping

_WHEN = ("day", "last_day", "begins", "ends")
# What somebody who means to come must hear of when it changes.
_TOLD = ("starts_at", "ends_at", "is_all_day", "place", "address", "online_url")
_LAST_MINUTE = dt.time(23, 59)


def period_of(
    day: dt.date, last_day: dt.date | None, begins: dt.time | None, ends: dt.time | None
) -> tuple[dt.datetime, dt.datetime, bool]:
    """Return when it begins and ends, and whether only the days hold, from what a person wrote of it in Stockholm.

    Raises RuleViolation when it would end before it begins, or only one of the two times is given.
    """
    if (begins is None) != (ends is None):
        raise RuleViolation(_("Write both when it begins and when it ends, or neither."), field="ends")
    last = last_day or day
    first_time, last_time = (begins, ends) if begins is not None else (dt.time.min, _LAST_MINUTE)
    starts_at, ends_at = _moment(day, first_time), _moment(last, last_time)
    if last < day:
        raise RuleViolation(_("The last day lies before the first."), field="last_day")
    if ends_at <= starts_at:
        raise RuleViolation(_("It would end before it begins. Change one of the times."), field="ends")
    return starts_at, ends_at, begins is None


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


def _as_columns(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with the day and the times that a person wrote turned into the columns that hold them."""
    if "day" not in fields:
        return fields
    starts_at, ends_at, is_all_day = period_of(*(fields[name] for name in _WHEN))
    rest = {name: value for name, value in fields.items() if name not in _WHEN}
    return {**rest, "starts_at": starts_at, "ends_at": ends_at, "is_all_day": is_all_day}


def add_occasion(*, dialogue: Dialogue, by, **fields: Any) -> Occasion:
    """Add an occasion to a dialogue; ``day``, ``last_day``, ``begins`` and ``ends`` tell when, in Stockholm's time.

    Raises RuleViolation for a time that cannot be, and for a place of another programme; StateConflict when somebody
    has withdrawn the dialogue.
    """
    _check(dialogue.programme, fields)
    columns = _as_columns(fields)
    with transaction.atomic():
        # The check before publishing holds it too: nothing is shown that was not there to be checked.
        hold_dialogue(dialogue)
        return keeping.add_record(Occasion, programme=dialogue.programme, by=by, dialogue=dialogue, **columns)


def update_occasion(occasion: Occasion, *, changes: dict[str, Any], expected_version: int, by) -> Occasion:
    """Save an edit. Of a new time or place those who have signed up hear by a letter; of what is shown to everyone
    calendars hear by ``sequence``, and readers on the page, for which the earlier one is kept.

    How many hear of it is in ``told``. More places go to those who wait. Raises EditConflict when somebody else saved
    in between, RuleViolation for fewer places than people have been given, for no signing up though somebody has, for
    what is shown to everyone and would no longer say where or at what hours, and as ``add_occasion`` does.
    """
    _check(occasion.programme, changes)
    columns = _as_columns(changes)
    with transaction.atomic():
        # The dialogue first, as publishing does.
        records.hold(occasion.dialogue)
        records.hold(occasion)
        before = Occasion.objects.select_related("dialogue__programme").get(pk=occasion.pk)
        is_shown = before.is_shown
        _refuse_fewer_places(before, columns)
        _refuse_no_registration(before, columns)
        if is_shown:
            _refuse_to_lose(before, columns)
        changed = [name for name in _TOLD if name in columns and _is_other(getattr(before, name), columns[name])]
        if changed and is_shown:
            columns["sequence"] = before.sequence + 1
            _keep_version(before, by)
        keeping.update_record(occasion, changes=columns, expected_version=expected_version, by=by)
        if occasion.purge_day != before.purge_day:
            points = Registration.objects.filter(occasion=occasion).values("point")
            ContactPoint.objects.filter(pk__in=points, purged_at__isnull=True).update(purge_on=occasion.purge_day)
        occasion.told = None
        if changed and occasion.state == OccasionState.PLANNED:
            facts = {"changed": changed, "earlier": _times_of(before), "version": before.version}
            occasion.told = _tell(occasion, OCCASION_CHANGED, CallAbout.CHANGED, **facts)
        tell_seated(give_places(occasion, by=by))
    return occasion


def _is_other(before: Any, now: Any) -> bool:
    return bare(before) != bare(now) if isinstance(before, str) else before != now


def _keep_version(before: Occasion, by) -> None:
    """Keep what people have been told of when and where it is; once, also when it is hidden before it is changed."""
    OccasionVersion.objects.get_or_create(
        record=before,
        version=before.version,
        defaults={
            "texts": {"address": before.address, "online_url": before.online_url},
            "starts_at": before.starts_at,
            "ends_at": before.ends_at,
            "is_all_day": before.is_all_day,
            "place": before.place,
            "replaced_at": clock.now(),
            "replaced_by": by,
        },
    )


def _check(programme: Programme, fields: dict[str, Any]) -> None:
    method = fields.get("method")
    if method is not None and method.municipality_id != programme.municipality_id:
        raise RuleViolation(_("Choose one of your own municipality's methods."), field="method")


def _refuse_fewer_places(before: Occasion, columns: dict[str, Any]) -> None:
    capacity, taken = columns.get("capacity"), count_seated(before)
    if capacity is not None and capacity < taken and capacity != before.capacity:
        raise RuleViolation(
            _("%(count)d people already have a place. Write at least that number.") % {"count": taken},
            field="capacity",
        )


def _refuse_to_lose(before: Occasion, columns: dict[str, Any]) -> None:
    """Raise RuleViolation when people could no longer read where or at what hours something is that they know of."""
    after = copy(before)
    for name, value in columns.items():
        setattr(after, name, value)
    lacked = {gap.key for gap in missing_of_occasion(before)}
    gap = next((gap for gap in missing_of_occasion(after) if gap.key not in lacked), None)
    if gap:
        field = "begins" if gap.key.startswith("hours") else "address"
        raise RuleViolation(_("The occasion is published. Missing: %(gap)s.") % {"gap": gap.text}, field=field)


def _refuse_no_registration(before: Occasion, columns: dict[str, Any]) -> None:
    is_stopped = before.needs_registration and not columns.get("needs_registration", True)
    if is_stopped and live_registrations([before]).exists():
        raise RuleViolation(
            _("People have signed up already. Leave it as it is, so that they are reminded and can cancel."),
            field="needs_registration",
        )


def move_occasion(occasion: Occasion, *, to: str, by, reason: str = "") -> Occasion:
    """Move the occasion along OCCASION_MOVES; those who have signed up are told when it is cancelled or is on again,
    and how many hear of it is in ``told``.

    Raises StateConflict and RuleViolation as ``keeping.move_record`` does, and RuleViolation for one that is said to
    have been held before it has begun, or to be on again though its dialogue is cancelled.
    """
    if to == OccasionState.HELD and occasion.starts_at > clock.now():
        raise RuleViolation(_("It has not begun yet."))
    is_cancelled, was_cancelled = to == OccasionState.CANCELLED, occasion.state == OccasionState.CANCELLED
    is_news = is_cancelled or was_cancelled
    with transaction.atomic():
        # The dialogue first, as publishing does; nobody cancels it meanwhile.
        records.hold(occasion.dialogue)
        is_shown = Occasion.objects.select_related("dialogue").get(pk=occasion.pk).is_shown
        also = {"sequence": F("sequence") + 1} if is_news and is_shown else {}
        if to == OccasionState.PLANNED:
            _refuse_under_cancelled(occasion)
        keeping.move_record(occasion, moves=OCCASION_MOVES, to=to, by=by, reason=reason, **also)
        occasion.told = None
        if is_news:
            news = (OCCASION_CANCELLED, CallAbout.CANCELLED) if is_cancelled else (OCCASION_AGAIN, CallAbout.AGAIN)
            occasion.told = _tell(occasion, *news)
        tell_seated(give_places(occasion, by=by))
    return occasion


def cancel_occasions(dialogue: Dialogue, *, by, reason: str) -> Told:
    """Cancel all that is still planned of a dialogue that is cancelled, and tell those who have signed up.

    Returns how many hear of it; call in the transaction that cancels the dialogue. Raises RuleViolation without a
    reason.
    """
    planned = dialogue.occasions.current().filter(state=OccasionState.PLANNED).select_related("programme")
    moved = [move_occasion(occasion, to=OccasionState.CANCELLED, by=by, reason=reason) for occasion in planned]
    return sum((occasion.told for occasion in moved if occasion.told), Told())


def set_occasion_public(occasion: Occasion, *, is_public: bool, by) -> Occasion:
    """Show an occasion that was planned after the invitation to everyone, or take it back.

    Raises RuleViolation when the invitation is not published, when the occasion does not say where or at what hours,
    or when people have signed up: they must be told that it is cancelled.
    """
    if is_public and not occasion.dialogue.published_at:
        raise RuleViolation(_("Publish the invitation first. The occasion is published with it."))
    with transaction.atomic():
        records.hold(occasion.dialogue)
        records.hold(occasion)
        if is_public:
            _refuse_under_cancelled(occasion)
            _refuse_unclear(occasion)
        else:
            _refuse_if_signed_up(occasion)
            _keep_shown(Occasion.objects.select_related("dialogue").get(pk=occasion.pk), by)
        return keeping.set_record_public(occasion, is_public=is_public, by=by)


def _refuse_unclear(occasion: Occasion) -> None:
    gap = next(missing_of_occasion(Occasion.objects.get(pk=occasion.pk)), None)
    if gap:
        raise RuleViolation(_("The occasion cannot be published yet. Missing: %(gap)s.") % {"gap": gap.text})


def withdraw_occasion(occasion: Occasion, *, by, reason: str) -> Occasion:
    """Take an occasion out of every list, and forget everyone who has signed up for it.

    Raises RuleViolation without a reason, and when people have signed up for it and have not been told that it is
    cancelled.
    """
    with transaction.atomic():
        records.hold(occasion)
        _refuse_if_signed_up(occasion)
        _refuse_if_untold(occasion)
        keeping.withdraw_record(occasion, by=by, reason=reason)
        forget_everyone(occasion, by=by)
    return occasion


def hide_occasions(dialogue: Dialogue, *, by) -> None:
    """Keep what people have been told of the occasions of a dialogue that is taken off the public pages, so that they
    read what has moved when it is shown again; call in the transaction that does it.

    Raises RuleViolation when people have signed up for something that is still planned: they must be told first.
    """
    planned = list(dialogue.occasions.current().filter(state=OccasionState.PLANNED))
    for occasion in planned:
        # Whoever signs up at this moment waits, and then finds it closed.
        records.hold(occasion)
    if live_registrations(planned).exists():
        raise RuleViolation(_("People have signed up. Cancel the occasion first, so that they are told."))
    for occasion in dialogue.occasions.current().select_related("dialogue"):
        _keep_shown(occasion, by)


def _keep_shown(occasion: Occasion, by) -> None:
    """Keep what people know of an occasion that is hidden now, if they do; what is written of it meanwhile is a draft.

    Their calendars take what holds when it is shown again by the ``sequence`` that is counted here.
    """
    if occasion.is_shown:
        _keep_version(occasion, by)
        Occasion.objects.filter(pk=occasion.pk).update(sequence=F("sequence") + 1)


def _refuse_under_cancelled(occasion: Occasion) -> None:
    dialogue = Dialogue.objects.get(pk=occasion.dialogue_id)
    if dialogue.state != DialogueState.CANCELLED:
        return
    if may_be_hidden(dialogue):
        raise RuleViolation(_("The dialogue is cancelled. Plan it again first."))
    raise RuleViolation(_("The dialogue is cancelled, and people have read it. Plan the occasion in a new dialogue."))


def _refuse_if_signed_up(occasion: Occasion) -> None:
    if is_awaited(occasion):
        raise RuleViolation(_("People have signed up. Cancel the occasion first, so that they are told."))


def _refuse_if_untold(occasion: Occasion) -> None:
    letters = Notice.objects.filter(contact__registration__occasion=occasion, state=NoticeState.WAITING)
    if letters.exists() or calls_in([occasion.programme_id]).filter(occasion=occasion).exists():
        raise RuleViolation(
            _("Not everyone who has signed up has been told yet. Withdraw it when the letters have been sent and you "
              "have called those who left only a telephone number.")
        )  # fmt: skip


def _times_of(occasion: Occasion) -> dict[str, Any]:
    """Return when it is, as a notice can hold it."""
    times = {name: getattr(occasion, name).isoformat() for name in ("starts_at", "ends_at")}
    return {**times, "is_all_day": occasion.is_all_day}


def _tell(occasion: Occasion, kind: str, about: CallAbout, **facts: Any) -> Told | None:
    """Tell those who have signed up, by letter or by a call, and return how many they are; whoever works with it may
    have signed them up for what is not shown to everyone. What is over is no news to anybody: None."""
    if occasion.ends_at < clock.now():
        return None
    called, written = list(phone_only([occasion])), list(reachable_registrations([occasion]))
    ask_to_call(called, about=about)
    for registration in written:
        tell_participant(registration, kind, f"{kind}:{occasion.pk}:{occasion.version}", **facts)
    unreached = live_registrations([occasion]).count() - len(written) - len(called)
    return Told(letters=len(written), calls=len(called), unreached=unreached)
