"""Signing up for an occasion, changing and cancelling it; reminding, ticking off, and forgetting.

Whatever touches how many places are taken holds the occasion first, so of two who want the last place one gets it.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from dialogues.enums import CallAbout, CallState, OccasionState, RegistrationState
from dialogues.models import Occasion, Registration
from dialogues.queries.occasions import public_occasions, why_closed
from dialogues.queries.registration_letters import REGISTERED, REMINDER
from dialogues.queries.registrations import (
    count_free,
    hash_secret,
    link_secret,
    phone_only,
    reachable_registrations,
)
from dialogues.services.calls import ask_to_call
from dialogues.services.contacts import add_point, forget_address, tell_participant
from dialogues.services.places import give_places, tell_seated, telling_when_full
from kraftsamling.audit import services as audit
from kraftsamling.notices.models import ContactPoint
from kraftsamling.notices.services import purge_contact
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.services import keeping

# Those who are called need to be reached: that takes some days.
CALL_BEFORE = dt.timedelta(days=3)


def sign_up(
    *, occasion: Occasion, people: int, name: str = "", needs: str = "", email: str = "", phone: str = ""
) -> Registration:
    """Sign a party up from the public form: with a place if there is room for all of them, else on the waiting list.

    Raises RuleViolation when one cannot sign up any more, and for a party that there will never be room for.
    """
    with transaction.atomic():
        occasion = _hold(occasion)
        if not public_occasions().filter(pk=occasion.pk).exists():
            raise RuleViolation(_("One can no longer sign up for this."))
        closed = why_closed(occasion, clock.now())
        if closed:
            raise RuleViolation(closed)
        if occasion.capacity is not None and people > occasion.capacity:
            raise RuleViolation(
                ngettext(
                    "There is only %(count)d place in all.", "There are only %(count)d places in all.",
                    occasion.capacity,
                ) % {"count": occasion.capacity},
                field="people",
            )  # fmt: skip
        with telling_when_full(occasion):
            registration = _add(occasion, people, name, needs, email, phone, state=RegistrationState.WAITING, by=None)
            tell_seated([row for row in give_places(occasion, by=None) if row.pk != registration.pk])
        registration.refresh_from_db()
        if email:
            tell_participant(registration, REGISTERED, f"{REGISTERED}:{registration.pk}")
    return registration


def add_participant(
    *, occasion: Occasion, people: int, by, name: str = "", needs: str = "", email: str = "", phone: str = "",
    came: bool = False,
) -> Registration:  # fmt: skip
    """Sign somebody up by hand, at the door or by telephone. They get a place though it is full: whoever stands at the
    door knows whether there is a chair. Raises RuleViolation when the occasion is cancelled, StateConflict when
    somebody has withdrawn it: nobody would see that they are coming, or forget them."""
    with transaction.atomic():
        occasion = _hold(occasion)
        if occasion.withdrawn_at:
            raise StateConflict()
        if occasion.state == OccasionState.CANCELLED:
            raise RuleViolation(_("It is cancelled, so nobody can be signed up."))
        with telling_when_full(occasion):
            registration = _add(occasion, people, name, needs, email, phone, state=RegistrationState.SEATED, by=by)
        if came:
            Registration.objects.filter(pk=registration.pk).update(came=True)
            registration.came = True
        if email and occasion.starts_at > clock.now():
            tell_participant(registration, REGISTERED, f"{REGISTERED}:{registration.pk}")
    return registration


def _hold(occasion: Occasion) -> Occasion:
    records.hold(occasion)
    return Occasion.objects.select_related("programme").get(pk=occasion.pk)


def _add(occasion: Occasion, people: int, name: str, needs: str, email: str, phone: str, *, state, by) -> Registration:
    point = add_point(occasion, email=email, phone=phone)
    registration = Registration(
        occasion=occasion, point=point, name=name, people=people, needs=needs, language=get_language(),
        state=state, queued_at=clock.now(), updated_by=by,
    )  # fmt: skip
    registration.secret_hash = hash_secret(link_secret(registration))
    registration.save(force_insert=True)
    audit.record("registration.add", registration, by=by, programme_id=occasion.programme_id)
    return registration


def change_registration(
    registration: Registration, *, people: int, name: str, needs: str, expected_version: int, by=None
) -> Registration:
    """Save what somebody changes in their own registration; fewer people make room for those who wait.

    Raises RuleViolation for more people than there is room for, or when the occasion is cancelled or has begun,
    StateConflict when the registration is cancelled already, EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        occasion = _hold(registration.occasion)
        now = Registration.objects.get(pk=registration.pk)
        if now.state == RegistrationState.CANCELLED:
            raise StateConflict()
        _refuse_unless_ahead(occasion)
        _refuse_more(occasion, now, people)
        changes = {"people": people, "name": name, "needs": needs}
        with telling_when_full(occasion):
            changed = records.save_edit(registration, changes, expected_version=expected_version, by=by)
            tell_seated(give_places(occasion, by=by))
        if changed:
            audit.record("registration.update", registration, by=by, programme_id=occasion.programme_id, fields=changed)
    registration.refresh_from_db()
    return registration


def _refuse_unless_ahead(occasion: Occasion) -> None:
    if occasion.state == OccasionState.CANCELLED:
        raise RuleViolation(_("It is cancelled, so nothing can be changed."))
    if occasion.starts_at <= clock.now():
        raise RuleViolation(_("It has begun or is over, so nothing can be changed."))


def _refuse_more(occasion: Occasion, now: Registration, people: int) -> None:
    if occasion.capacity is None or people <= now.people:
        return
    limit = occasion.capacity if now.state == RegistrationState.WAITING else now.people + count_free(occasion)
    if people > limit:
        raise RuleViolation(
            ngettext(
                "There is room for %(count)d person of you. Those who are more can sign up for the waiting list.",
                "There is room for %(count)d of you. Those who are more can sign up for the waiting list.",
                limit,
            ) % {"count": limit},
            field="people",
        )  # fmt: skip


def cancel_registration(registration: Registration, *, by=None) -> Registration:
    """Cancel a place, or leave the waiting list; whoever waits and fits gets the place and is told.

    Raises StateConflict when it is cancelled already.
    """
    with transaction.atomic():
        occasion = _hold(registration.occasion)
        registration.refresh_from_db()
        if registration.state == RegistrationState.CANCELLED:
            raise StateConflict()
        source, target = registration.state, RegistrationState.CANCELLED
        with telling_when_full(occasion):
            records.move_state(registration, "state", expected=source, to=target, by=by)
            tell_seated(give_places(occasion, by=by))
        audit.record("registration.cancel", registration, by=by, programme_id=occasion.programme_id, fields=["state"])
        # Nobody writes to those who have cancelled, or needs to know who they were.
        Registration.objects.filter(pk=registration.pk).update(name="", needs="")
        if registration.point:
            purge_contact(contact=registration.point, by=by)
    registration.refresh_from_db()
    return registration


def forget_own(registration: Registration) -> Registration:
    """Remove all that somebody has told of themselves, when they ask for it after the beginning; they stay counted.

    Before it, and of what is cancelled, they cancel: nobody keeps a place for somebody unknown.
    """
    with transaction.atomic():
        forget_address(registration)
        held = Registration.objects.filter(pk=registration.pk).exclude(name="", needs="")
        if held.update(name="", needs="", version=F("version") + 1, updated_at=clock.now(), updated_by=None):
            audit.record("registration.forget", registration, by=None, programme_id=registration.programme_id,
                         fields=["name", "needs"])  # fmt: skip
    registration.refresh_from_db()
    return registration


def redact_registration(
    registration: Registration, *, fields: list[str], by, reason: str, keeps_place: bool = True
) -> Registration:
    """Remove for good what somebody has told of themselves: texts, and with "point" how they are reached.

    They keep their place unless it is cancelled too. Raises RuleViolation without a reason, StateConflict when the
    place is to be cancelled and is so already.
    """
    with transaction.atomic():
        if "point" in fields:
            forget_address(registration, by=by, reason=reason)
        texts = [name for name in fields if name != "point"]
        if texts:
            keeping.redact_part(
                registration, programme=registration.occasion.programme, fields=texts, by=by, reason=reason
            )
        if not keeps_place:
            cancel_registration(registration, by=by)
    return registration


def tick_off(registration: Registration, *, came: bool | None, by) -> Registration:
    """Note at the door whether the party came; None takes the tick away. The last word holds, whoever ticked first.

    Raises StateConflict before the day of the occasion.
    """
    if clock.today() < registration.occasion.day:
        raise StateConflict()
    with transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(came=came, updated_by=by, updated_at=clock.now())
        programme_id = registration.occasion.programme_id
        audit.record("registration.tick_off", registration, by=by, programme_id=programme_id, fields=["came"])
    registration.refresh_from_db()
    return registration


def remind_participants(*, now: dt.datetime | None = None) -> int:
    """Remind those who have a place the day before; return how many were reminded. Runs daily.

    Somebody is reminded once of an occasion on a day, also when this runs twice; a day on which nothing ran is made up
    for on the day itself. Who signed up today has just been told.
    """
    moment = now or clock.now()
    today = timezone.localdate(moment)
    day_after_tomorrow = timezone.make_aware(dt.datetime.combine(today + dt.timedelta(days=2), dt.time.min))
    soon = public_occasions().filter(
        state=OccasionState.PLANNED, needs_registration=True, starts_at__gt=moment, starts_at__lt=day_after_tomorrow
    )
    count = 0
    for registration in reachable_registrations(soon).filter(state=RegistrationState.SEATED):
        if timezone.localdate(registration.queued_at) < today:
            tell_participant(registration, REMINDER, f"{REMINDER}:{registration.pk}:{registration.occasion.day}")
            count += 1
    return count


def ask_to_remind_by_phone(*, now: dt.datetime | None = None) -> int:
    """Let those who left only a telephone number be called before the occasion; return how many. Runs daily.

    Nobody who waits for a call, or was called since the days of calling began, is to be called again: so this may run
    twice, and whoever was called of another time is not reminded too.
    """
    moment = now or clock.now()
    until = moment + CALL_BEFORE
    soon = public_occasions().filter(
        state=OccasionState.PLANNED, needs_registration=True, starts_at__gt=moment, starts_at__lt=until
    )
    unheard = [
        registration for registration in phone_only(soon).filter(state=RegistrationState.SEATED).exclude(
            call_state=CallState.WANTED
        )
        if max(registration.called_at or registration.queued_at, registration.queued_at)
        < registration.occasion.starts_at - CALL_BEFORE
    ]  # fmt: skip
    return ask_to_call(unheard, about=CallAbout.REMINDER)


def forget_participants(*, today: dt.date | None = None) -> int:
    """Blank what people said of themselves once the occasion's days of keeping are over; return how many. Runs daily.

    The rows stay and are counted; addresses are blanked by ``notices.services.purge_old_contacts`` on the same day.
    """
    day, count = today or clock.today(), 0
    over = Occasion.objects.filter(ends_at__lt=clock.now(), registrations__purged_at=None, registrations__isnull=False)
    for occasion in over.distinct():
        if occasion.purge_day > day:
            continue
        count += _blank_texts(occasion, by=None)
    return count


def forget_everyone(occasion: Occasion, *, by) -> int:
    """Blank what people said of themselves, and how they are reached, when the occasion leaves every list; return how
    many. Afterwards neither they nor those who work with it find a page to do it on."""
    with transaction.atomic():
        for point in ContactPoint.objects.filter(registration__occasion=occasion, purged_at=None):
            purge_contact(contact=point, by=by)
        return _blank_texts(occasion, by=by)


def _blank_texts(occasion: Occasion, *, by) -> int:
    with transaction.atomic():
        rows = Registration.objects.filter(occasion=occasion, purged_at=None)
        count = rows.update(name="", needs="", purged_at=clock.now())
        if count:
            fields = ["name", "needs"]
            audit.record("registration.purge", occasion, by=by, programme_id=occasion.programme_id, fields=fields)
    return count
