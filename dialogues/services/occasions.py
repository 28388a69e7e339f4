"""Writing occasions: when they are, what calendars must hear of, and telling those who have signed up."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import OCCASION_MOVES, CallAbout, DialogueState, OccasionState
from dialogues.models import Dialogue, Influence, LevelChange, Occasion, OccasionVersion, Promise, Registration
from dialogues.queries.dialogues import may_be_hidden
from dialogues.queries.readiness import missing_of_occasion
from dialogues.queries.registration_letters import CHANGED, OCCASION_AGAIN, OCCASION_CANCELLED, OCCASION_CHANGED
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
from kraftsamling.notices.services import notify
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Programme
from programmes.services import keeping

_WHEN = ("day", "last_day", "begins", "ends")
# What tells whoever reads an old poster that the occasion has moved.
_MOVED = ("starts_at", "ends_at", "is_all_day", "place", "address")
# What somebody who means to come must hear of when it changes.
_TOLD = (*_MOVED, "online_url")
_LAST_MINUTE = dt.time(23, 59)


@dataclass(frozen=True)
class Told:
    """How many parties get a letter, and how many are to be called."""

    letters: int
    calls: int


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
    """Save an edit. Of a new time or place calendars hear by ``sequence``, those who have signed up by a letter,
    and everyone on the page, for which the earlier one is kept.

    How many hear of it is in ``told``. More places go to those who wait. Raises EditConflict when somebody else saved
    in between, RuleViolation for fewer places than people have been given, for no signing up though somebody has, and
    as ``add_occasion`` does.
    """
    _check(occasion.programme, changes)
    columns = _as_columns(changes)
    with transaction.atomic():
        # The dialogue first, as publishing does.
        records.hold(occasion.dialogue)
        records.hold(occasion)
        before = Occasion.objects.get(pk=occasion.pk)
        _refuse_fewer_places(before, columns)
        _refuse_no_registration(before, columns)
        changed = [name for name in _TOLD if name in columns and getattr(before, name) != columns[name]]
        is_told = before.is_public and bool(changed)
        if is_told:
            columns["sequence"] = before.sequence + 1
        keeping.update_record(occasion, changes=columns, expected_version=expected_version, by=by)
        if occasion.purge_day != before.purge_day:
            points = Registration.objects.filter(occasion=occasion).values("point")
            ContactPoint.objects.filter(pk__in=points, purged_at__isnull=True).update(purge_on=occasion.purge_day)
        if is_told and any(name in _MOVED for name in changed):
            _keep_version(before, by)
        if is_told and occasion.state == OccasionState.PLANNED:
            _tell(occasion, OCCASION_CHANGED, CallAbout.CHANGED, changed=changed, earlier=_times_of(before))
        tell_seated(give_places(occasion, by=by))
    return occasion


def _keep_version(before: Occasion, by) -> None:
    OccasionVersion.objects.create(
        record=before,
        version=before.version,
        texts={"address": before.address},
        starts_at=before.starts_at,
        ends_at=before.ends_at,
        is_all_day=before.is_all_day,
        place=before.place,
        replaced_at=clock.now(),
        replaced_by=by,
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
    also = {"sequence": F("sequence") + 1} if is_news and occasion.is_public else {}
    with transaction.atomic():
        # The dialogue first, as publishing does; nobody cancels it meanwhile.
        records.hold(occasion.dialogue)
        if to == OccasionState.PLANNED:
            _refuse_under_cancelled(occasion)
        keeping.move_record(occasion, moves=OCCASION_MOVES, to=to, by=by, reason=reason, **also)
        if is_news and occasion.is_public:
            news = (OCCASION_CANCELLED, CallAbout.CANCELLED) if is_cancelled else (OCCASION_AGAIN, CallAbout.AGAIN)
            _tell(occasion, *news)
        tell_seated(give_places(occasion, by=by))
    return occasion


def cancel_occasions(dialogue: Dialogue, *, by, reason: str) -> int:
    """Cancel all that is still planned of a dialogue that is cancelled, and tell those who have signed up.

    Returns how many were cancelled; call in the transaction that cancels the dialogue. Raises RuleViolation without a
    reason.
    """
    planned = dialogue.occasions.current().filter(state=OccasionState.PLANNED).select_related("programme")
    return len([move_occasion(occasion, to=OccasionState.CANCELLED, by=by, reason=reason) for occasion in planned])


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


def refuse_to_hide(dialogue: Dialogue) -> None:
    """Raise RuleViolation when people have signed up for something that is still planned: they must be told first."""
    planned = list(dialogue.occasions.current().filter(state=OccasionState.PLANNED))
    for occasion in planned:
        # Whoever signs up at this moment waits, and then finds it closed.
        records.hold(occasion)
    if live_registrations(planned).exists():
        raise RuleViolation(_("People have signed up. Cancel the occasion first, so that they are told."))


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


def _tell(occasion: Occasion, kind: str, about: CallAbout, **facts: Any) -> None:
    """Tell those who have signed up, by letter or by a call; what is over is no news to anybody."""
    if occasion.ends_at < clock.now():
        return
    called, written = list(phone_only([occasion])), list(reachable_registrations([occasion]))
    occasion.told = Told(len(written), len(called))
    ask_to_call(called, about=about)
    for registration in written:
        tell_participant(registration, kind, f"{kind}:{occasion.pk}:{occasion.sequence}", **facts)


def tell_of_change(dialogue: Dialogue, change: LevelChange | Influence | Promise) -> None:
    """Tell those who have signed up for what is still to come that the dialogue says something else now.

    Called in the transaction that makes the change, which is what the event log tells of.
    """
    what = change._meta.model_name
    coming = dialogue.occasions.current().filter(state=OccasionState.PLANNED, ends_at__gt=clock.now())
    ask_to_call(phone_only(coming), about=CallAbout.DIALOGUE)
    for registration in reachable_registrations(coming):
        notify(
            kind=CHANGED,
            cause=f"{CHANGED}:{what}:{change.pk}:{change.version}",
            context={"registration_id": registration.pk, f"{what}_id": change.pk, "version": change.version},
            contact=registration.point,
            programme_id=dialogue.programme_id,
        )
