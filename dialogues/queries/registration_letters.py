"""What those who have signed up are told; the words are made when a letter is sent.

Every letter leads to the person's own page, where the registration can be changed and cancelled.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogues.enums import OccasionState, RegistrationState
from dialogues.models import Influence, LevelChange, Occasion, OccasionVersion, Promise, Registration
from dialogues.queries.occasion_words import bare, when_words
from dialogues.queries.occasions import OccasionRow, row_of
from dialogues.queries.registrations import LIVE, count_free, link_secret
from dialogues.queries.told_changes import changes_for, find_level_changes, say_change, say_promise_change
from kraftsamling.notices.enums import NoticeState
from kraftsamling.notices.kinds import NoticeKind
from kraftsamling.notices.models import Notice
from kraftsamling.shared.mail import Letter, absolute_url
from programmes.models import Programme

REGISTERED = "registration.registered"
SEATED = "registration.seated"
REMINDER = "registration.reminder"
OCCASION_CHANGED = "occasion.changed"
OCCASION_CANCELLED = "occasion.cancelled"
OCCASION_AGAIN = "occasion.again"
CHANGED = "dialogue.changed"
_NAME = gettext_lazy("What you have signed up for")

_TIMES = frozenset({"starts_at", "ends_at", "is_all_day"})
_PLACES = frozenset({"place", "address"})

# None where there is nothing to write any more.
_Write = Callable[[Registration, OccasionRow], Letter | None]


def _letters(notices: Sequence[Notice], write: _Write, *, states: Sequence[str] = LIVE) -> dict[int, Letter]:
    """Write the letters of those whose registration still is in one of ``states`` and is not forgotten."""
    related = ("occasion__dialogue", "occasion__programme", "occasion__place")
    ids = [notice.context["registration_id"] for notice in notices]
    found = Registration.objects.filter(state__in=states, purged_at=None).select_related(*related).in_bulk(ids)
    letters = {}
    for notice in notices:
        registration = found.get(notice.context["registration_id"])
        if registration is not None:
            letter = write(registration, row_of(registration.occasion))
            letters |= {notice.pk: letter} if letter else {}
    return letters


def _name_of(registration: Registration) -> str:
    """Return what the occasion is called: its own title, else that of the dialogue."""
    return registration.occasion.title or registration.occasion.dialogue.title


def _letter(registration: Registration, title: str, *paragraphs: str, label: str = "") -> Letter:
    """Return a letter that leads to the person's own page, and says whom to ask."""
    return Letter(
        title=title,
        paragraphs=tuple(text for text in (*paragraphs, _whom_to_ask(registration.occasion.programme)) if text),
        url=absolute_url("dialogues:registration_open", link_secret(registration)),
        link_label=label or _("Change or cancel"),
        small_print=(
            _("We remove what you have told us on %(day)s.")
            % {"day": date_format(registration.occasion.purge_day, "j F Y")},
        ),
    )


def _whom_to_ask(programme: Programme) -> str:
    asked = ", ".join(filter(None, (programme.contact_function, programme.contact_phone, programme.contact_email)))
    return " ".join((_("Questions?"), asked)) if asked else ""


def _time_and_place(row: OccasionRow) -> str:
    lines = [
        _("About: %(title)s") % {"title": row.occasion.dialogue.title},
        _what(row.occasion),
        _("When: %(when)s") % {"when": row.when},
    ]
    if row.where:
        lines.append(_("Where: %(where)s") % {"where": row.where})
    if row.occasion.online_url:
        lines.append(_("Take part here: %(url)s") % {"url": row.occasion.online_url})
    return "\n".join(lines)


def _what(occasion: Occasion) -> str:
    """Name the occasion, and its kind unless the title says it."""
    words = {"kind": str(occasion.get_kind_display()), "title": occasion.title}
    if occasion.title and words["kind"].casefold() not in occasion.title.casefold():
        return _("What: %(title)s (%(kind)s)") % words
    return _("What: %(what)s") % {"what": occasion.title or words["kind"]}


def _facts(row: OccasionRow) -> str:
    return "\n".join(f"{label[:1].upper()}{label[1:]}: {words}" for label, words in row.facts)


def _people(registration: Registration) -> str:
    words = ngettext("%(count)d person", "%(count)d people", registration.people)
    return words % {"count": registration.people}


def _have_places(registration: Registration) -> str:
    if registration.people == 1:
        return _("You have a place. Cancel if you cannot come, so that somebody else gets the place.")
    people = {"people": _people(registration)}
    return _("All of you have places, %(people)s. Cancel if you cannot come, so that others get them.") % people


def _got_places(registration: Registration) -> str:
    if registration.people == 1:
        return _("You have got a place now. Cancel if you can no longer come.")
    people = {"people": _people(registration)}
    return _("All of you have got places now, %(people)s. Cancel if you can no longer come.") % people


def _why_waiting(registration: Registration) -> str:
    """Say why somebody waits for a place, and what comes of it."""
    if registration.people == 1:
        return _("It is full, so you are on the waiting list. We write to you if you get a place.")
    people = {"people": _people(registration)}
    if count_free(registration.occasion):
        why = _("There are not places for all in your party, %(people)s, so you are on the waiting list.") % people
    else:
        why = _("It is full, so you are all on the waiting list, %(people)s.") % people
    return why + " " + _("We write to you if you all get places. A smaller party may get places before yours.")


def _calendar(row: OccasionRow) -> str:
    occasion = row.occasion
    if not occasion.is_shown:
        # What is signed up for by hand before it is published has no public address yet.
        return ""
    place = (occasion.programme.slug, occasion.dialogue.slug, occasion.pk)
    return _("For your calendar: %(url)s") % {"url": absolute_url("dialogues:occasion_ics", *place)}


def write_registered(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Say that there is a place, or that one stands on the waiting list."""

    def write(registration: Registration, row: OccasionRow) -> Letter:
        facts = {"name": _name_of(registration)}
        if registration.state == RegistrationState.WAITING:
            return _letter(
                registration,
                _("You are on the waiting list: %(name)s") % facts,
                _why_waiting(registration),
                _time_and_place(row),
            )
        return _letter(
            registration,
            _("You are signed up: %(name)s") % facts,
            _have_places(registration),
            _time_and_place(row),
            _facts(row),
            _calendar(row),
        )

    return _letters(notices, write)


def write_seated(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Say that whoever waited has a place now."""

    def write(registration: Registration, row: OccasionRow) -> Letter:
        return _letter(
            registration,
            _("You have got places: %(name)s") % {"name": _name_of(registration)},
            _got_places(registration),
            _time_and_place(row),
            _facts(row),
            _calendar(row),
        )

    return _letters(notices, write, states=(RegistrationState.SEATED,))


def write_reminder(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Remind of what is tomorrow, or later today when yesterday's letters did not go out."""

    def write(registration: Registration, row: OccasionRow) -> Letter:
        facts = {"name": _name_of(registration), "day": date_format(row.occasion.day, "l j F")}
        return _letter(
            registration,
            _("Reminder: %(name)s, %(day)s") % facts,
            _("It is soon.") + " " + _have_places(registration),
            _time_and_place(row),
            _facts(row),
        )

    return _letters(notices, write, states=(RegistrationState.SEATED,))


def write_changed(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Say that the time or the place is another now than they were told, and when it was to be; none when it is again
    as they were told, or when a later letter tells of it."""
    moves = {notice.context["registration_id"]: _unheard_moves(notice) for notice in notices}

    def write(registration: Registration, row: OccasionRow) -> Letter | None:
        what = _what_moved(row, moves[registration.pk])
        if not what:
            return None
        return _letter(
            registration,
            _("New time or place: %(name)s") % {"name": _name_of(registration)},
            what,
            _time_and_place(row),
            _("You need not sign up again. Cancel if it no longer suits you."),
            _calendar(row),
        )

    return _letters(notices, write)


def _unheard_moves(notice: Notice) -> list[dict[str, Any]]:
    """Return what was changed since the last of these letters that was sent, the earliest first; nothing when a later
    letter tells it."""
    moves = []
    for other in Notice.objects.filter(contact=notice.contact_id, kind=OCCASION_CHANGED).order_by("pk"):
        if other.pk > notice.pk:
            return []
        # One that waits may be on its way: they are taken to know what it tells.
        is_unheard = other.pk == notice.pk or other.state in (NoticeState.STOPPED, NoticeState.FAILED)
        moves = [*moves, other.context] if is_unheard else []
    return moves


def _what_moved(row: OccasionRow, moves: list[dict[str, Any]]) -> str:
    """Say which of time and place is another than before ``moves``, empty when none is; those who were to be called
    about it are told what holds now."""
    what_holds = _("The time or the place has changed. This is what holds now:")
    if not moves:
        return ""
    if not all("earlier" in move for move in moves):
        return what_holds
    before = when_words(_at_times(moves[0]["earlier"]))
    other, lines = _still_other(row, moves, before), []
    if other & _TIMES:
        lines.append(_("New time: %(now)s (before: %(before)s).") % {"now": row.when, "before": before})
    if other & _PLACES and row.where:
        lines.append(_("New place: %(now)s.") % {"now": row.where.rstrip(".")})
    if "online_url" in other and row.occasion.online_url:
        lines.append(_("One takes part online at a new address."))
    return "\n".join(lines) or (what_holds if other else "")


def _at_times(times: dict[str, Any]) -> Occasion:
    moments = {name: dt.datetime.fromisoformat(times[name]) for name in ("starts_at", "ends_at")}
    return Occasion(**moments, is_all_day=times["is_all_day"])


def _still_other(row: OccasionRow, moves: list[dict[str, Any]], before: str) -> set[str]:
    """Return the names of what ``moves`` changed and is not again as it was."""
    occasion, same = row.occasion, set(_TIMES) if before == row.when else set()
    # Where it was is kept of what everyone could read; of anything else, what was changed is told as new.
    known = OccasionVersion.objects.filter(record=occasion, version=moves[0].get("version")).first()
    if known and (known.place_id, bare(known.texts["address"])) == (occasion.place_id, bare(occasion.address)):
        same |= _PLACES
    if known and known.texts.get("online_url") == occasion.online_url:
        same.add("online_url")
    return {name for move in moves for name in move["changed"]} - same


def write_cancelled(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Say that it is cancelled, and why; none when it is on again before the letter was sent."""

    def write(registration: Registration, row: OccasionRow) -> Letter:
        return _letter(
            registration,
            _("Cancelled: %(name)s") % {"name": _name_of(registration)},
            _("What you have signed up for does not take place."),
            row.occasion.state_reason,
            _("You need not do anything. If it takes place after all we write to you."),
            _time_and_place(row),
            label=_("See your registration"),
        )

    return _only(OccasionState.CANCELLED, notices, write)


def write_again(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Say that what was cancelled takes place after all."""

    def write(registration: Registration, row: OccasionRow) -> Letter:
        return _letter(
            registration,
            _("It takes place after all: %(name)s") % {"name": _name_of(registration)},
            _("Your registration still holds. Cancel if you can no longer come."),
            _time_and_place(row),
            _calendar(row),
        )

    return _only(OccasionState.PLANNED, notices, write)


def _only(state: OccasionState, notices: Sequence[Notice], write: _Write) -> dict[int, Letter]:
    ids = [notice.context["registration_id"] for notice in notices]
    still = set(Registration.objects.filter(pk__in=ids, occasion__state=state).values_list("pk", flat=True))
    return _letters([notice for notice in notices if notice.context["registration_id"] in still], write)


def write_dialogue_changed(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Say that the dialogue says something else now than when they signed up, and why; none when an answer is promised
    again as they know it, or when a later letter tells of it."""
    found = _find_changes(notices)
    said = {notice.pk: _say_found(notice, found[notice.pk]) for notice in notices}
    by_registration = {notice.context["registration_id"]: notice.pk for notice in notices}

    def write(registration: Registration, row: OccasionRow) -> Letter:
        dialogue, key = registration.occasion.dialogue, by_registration[registration.pk]
        change, words = found[key], said[key]
        # Whoever was to be called about it is written to without naming one change.
        changes = [words] if change else changes_for([registration])[registration.pk]
        return _letter(
            registration,
            _what_changed(change) % {"name": dialogue.title},
            _("You signed up when something else was promised."),
            *changes,
            _("Read what it promises now: %(url)s")
            % {"url": absolute_url("dialogues:dialogue_public", registration.occasion.programme.slug, dialogue.slug)},
            _time_and_place(row),
        )

    return _letters([notice for notice in notices if said[notice.pk] or not found[notice.pk]], write)


def _find_changes(notices: Sequence[Notice]) -> dict[int, LevelChange | Influence | Promise | None]:
    """Return by the key of each notice what was changed, None where it names no change."""
    finders = {
        "levelchange_id": find_level_changes,
        "influence_id": Influence.objects.in_bulk,
        "promise_id": Promise.objects.prefetch_related("versions").in_bulk,
    }
    found = dict.fromkeys((notice.pk for notice in notices), None)
    for name, find in finders.items():
        keys = {notice.pk: notice.context[name] for notice in notices if name in notice.context}
        rows = find(set(keys.values())) if keys else {}
        found |= {notice: rows.get(key) for notice, key in keys.items()}
    return found


def _say_found(notice: Notice, change: LevelChange | Influence | Promise | None) -> str:
    if isinstance(change, Promise):
        version = _first_unheard(notice, change)
        return say_promise_change(change, version) if version else ""
    return say_change(change) if change else ""


def _first_unheard(notice: Notice, promise: Promise) -> int | None:
    """Return which version of the promise the first change made that no letter before this one has told of; None when a
    later letter tells of this one too."""
    first = None
    others = Notice.objects.filter(contact=notice.contact_id, kind=CHANGED, context__promise_id=promise.pk)
    for other in others.order_by("pk"):
        if other.pk > notice.pk:
            return None
        # One that waits may be on its way: they are taken to know what it tells.
        is_unheard = other.pk == notice.pk or other.state in (NoticeState.STOPPED, NoticeState.FAILED)
        first = (first or other.context.get("version", promise.version)) if is_unheard else None
    return first


def _what_changed(change: LevelChange | Influence | Promise | None) -> str:
    if change is None:
        return _("What the dialogue promises has changed: %(name)s")
    if isinstance(change, Promise):
        return _("The answer you were promised has changed: %(name)s")
    return _("What you can influence has changed: %(name)s")


NOTICES = (
    NoticeKind(REGISTERED, _NAME, write_registered, is_essential=True),
    NoticeKind(SEATED, _NAME, write_seated, is_essential=True),
    NoticeKind(REMINDER, _NAME, write_reminder, is_essential=True),
    NoticeKind(OCCASION_CHANGED, _NAME, write_changed, is_essential=True),
    NoticeKind(OCCASION_CANCELLED, _NAME, write_cancelled, is_essential=True),
    NoticeKind(OCCASION_AGAIN, _NAME, write_again, is_essential=True),
    NoticeKind(CHANGED, _NAME, write_dialogue_changed, is_essential=True),
)
