"""An occasion in words: when and where it is, what was told before, and what those who come need to know."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.enums import Facility, OccasionKind
from dialogues.models import Occasion

# What concerns a room, and is not asked of what happens at home.
_OF_THE_PLACE = ("step_free", "toilet", "hearing_loop", "quiet_space", "childcare")
_OF_THE_TALK = ("sign_language", "interpreter")
_AT_HOME = (OccasionKind.ONLINE, OccasionKind.SURVEY)
_IN_BRIEF = {
    Facility.YES: gettext_lazy("Available"),
    Facility.ON_REQUEST: gettext_lazy("There if one asks for it"),
    Facility.NO: gettext_lazy("Not there"),
    Facility.UNKNOWN: Facility.UNKNOWN.label,
}


def when_words(occasion: Occasion) -> str:
    """Return when it is, in words of the active language and in Stockholm's time."""
    first = date_format(occasion.day, "l j F Y")
    if occasion.last_day:
        last = date_format(occasion.last_day, "l j F Y")
        if occasion.is_all_day:
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        return _("%(first)s at %(begins)s to %(last)s at %(ends)s") % {
            "first": first, "last": last, "begins": _clock_time(occasion.begins), "ends": _clock_time(occasion.ends),
        }  # fmt: skip
    if occasion.is_all_day:
        return first
    return _("%(day)s at %(begins)s–%(ends)s") % {
        "day": first, "begins": _clock_time(occasion.begins), "ends": _clock_time(occasion.ends),
    }  # fmt: skip


def _clock_time(time: dt.time) -> str:
    return date_format(dt.datetime.combine(dt.date.min, time), "TIME_FORMAT")


def place_and_address(occasion: Occasion) -> tuple[str, str]:
    """Return where it is, each empty when not known. A place that may be secret or is withdrawn is not named."""
    place = occasion.place
    return str(place) if place is not None and place.may_be_named else "", occasion.address


def where_words(occasion: Occasion) -> str:
    """Return where it is in one line; empty when nothing is known."""
    parts = [part for part in place_and_address(occasion) if part]
    if not parts and occasion.is_online:
        return _("online")
    return ", ".join(parts)


def bare(text: str) -> str:
    """Return a text as it is compared: more spaces, or a full stop at its end, make no other place of it."""
    return " ".join(text.split()).rstrip(".")


def is_at_another_time(occasion: Occasion, before: Occasion) -> bool:
    """Whether people were told another time before."""
    return when_words(before) != when_words(occasion)


def is_elsewhere(occasion: Occasion, before: Occasion) -> bool:
    """Whether people were told another place before; where there was none, nobody goes there."""
    return bare(where_words(before)) not in ("", bare(where_words(occasion)))


def say_moved(occasion: Occasion, before: Occasion) -> str:
    """Return what people were told before of when and where it is, in a sentence; empty when it is the same."""
    words = {"when": when_words(before), "where": where_words(before).rstrip(".")}
    if not is_at_another_time(occasion, before):
        return _("New place. Before: %(where)s.") % words if is_elsewhere(occasion, before) else ""
    if is_elsewhere(occasion, before):
        return _("New time and place. Before: %(when)s, %(where)s.") % words
    return _("New time. Before: %(when)s.") % words


def need_not_sign_up(occasion: Occasion) -> str:
    """Return what stands where one does not sign up, in a sentence."""
    return _("You need not sign up.") if occasion.kind in _AT_HOME else _("You need not sign up. Just come.")


def practical_facts(occasion: Occasion) -> list[tuple[str, str]]:
    """Return (label, words) of all that those who come need to know; what nobody knows yet is named in one line."""
    facts = [(_label(name), _facility_words(occasion, name)) for name in facilities_of(occasion)]
    texts = [(_label(name), getattr(occasion, name)) for name in ("food", "cost", "plan_b")]
    not_known = str(Facility.UNKNOWN.label)
    known = [fact for fact in facts if fact[1] != not_known]
    missing = ", ".join(label for label, words in facts if words == not_known)
    open_ones = [(not_known, missing)] if missing else []
    return [*known, *(fact for fact in texts if fact[1]), *open_ones, *_support(occasion)]


def facts_in_brief(occasion: Occasion) -> list[tuple[str, str]]:
    """Return the same facts with the facilities gathered by whether they are there, for paper."""
    names, told = facilities_of(occasion), []
    for answer in (Facility.YES, Facility.ON_REQUEST, Facility.NO, Facility.UNKNOWN):
        found = [_with_languages(occasion, name) for name in names if getattr(occasion, name) == answer]
        told.append((str(_IN_BRIEF[answer]), ", ".join(found)))
    texts = [(_label(name), getattr(occasion, name)) for name in ("food", "cost", "plan_b")]
    return [fact for fact in (*told, *texts, *_support(occasion)) if fact[1]]


def _with_languages(occasion: Occasion, name: str) -> str:
    languages = occasion.interpreter_languages if name == "interpreter" else ""
    return f"{_label(name)} ({languages})" if languages else _label(name)


def facilities_of(occasion: Occasion) -> tuple[str, ...]:
    """Return the names of the facilities that are asked of an occasion of its kind."""
    return _OF_THE_TALK if occasion.kind in _AT_HOME else (*_OF_THE_PLACE, *_OF_THE_TALK)


def _label(name: str) -> str:
    return str(Occasion._meta.get_field(name).verbose_name)


def _facility_words(occasion: Occasion, name: str) -> str:
    words = str(Facility(getattr(occasion, name)).label)
    is_there = getattr(occasion, name) in (Facility.YES, Facility.ON_REQUEST)
    if name == "interpreter" and is_there and occasion.interpreter_languages:
        return f"{words} ({occasion.interpreter_languages})"
    return words


def what_is_there(occasion: Occasion) -> str:
    """Return what is there for those who come, or comes if they ask; the whole stands among the facts."""
    return ", ".join(filter(None, (_there_words(occasion, name) for name in facilities_of(occasion))))


def _there_words(occasion: Occasion, name: str) -> str:
    if getattr(occasion, name) not in (Facility.YES, Facility.ON_REQUEST):
        return ""
    words = _facility_words(occasion, name).removeprefix(str(Facility.YES.label)).strip(" ()")
    return f"{_label(name)} ({words})" if words else _label(name)


def _support(occasion: Occasion) -> list[tuple[str, str]]:
    if not occasion.support_how:
        return []
    if not occasion.support_until:
        return [(_label("support_how"), occasion.support_how)]
    return [
        (
            _label("support_how"),
            _("%(how)s – at the latest %(day)s")
            % {"how": occasion.support_how.rstrip("."), "day": date_format(occasion.support_until, "j F Y")},
        )
    ]
