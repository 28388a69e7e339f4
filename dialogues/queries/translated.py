"""A dialogue in a language that our pages are not in: what our rows hold, in our fixed words of that language.

What people wrote stays in the language they wrote it in, and is marked so.
"""

import datetime as dt
import re
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date
from django.utils.text import capfirst
from django.utils.timezone import localdate

from dialogues.enums import LANGUAGES, Facility, OccasionKind, PromiseStanding, is_right_to_left
from dialogues.models import LevelChange, Occasion
from dialogues.queries.occasion_words import facilities_of, is_at_another_time, is_elsewhere, place_and_address
from dialogues.queries.occasions import OccasionRow
from dialogues.queries.promises import PromiseRow
from dialogues.words.invitations import InvitationWords
from dialogues.words.sentences import end_sentence

# Where names of days differ from what the language's code alone stands for, or are listed under another code.
_LOCALES = {"sr": "sr_Latn", "sv-x-lattlast": "sv", "prs": "fa_AF", "rmy": "sv"}
# Sorani as people write it, where the lists have the year first; of Romani they have no days, so they stand in figures.
_PATTERNS = {"ckb": "EEEE، d'ی' MMMM'ی' y", "rmy": "d.M.y"}

# Between facts of one line: no line begins with it.
_DOT = "\u00a0· "
# What people write in Swedish of what costs nothing.
_FREE = ("gratis", "kostnadsfritt", "det är gratis", "det kostar inget", "inget", "0 kr", "0 kronor")


@dataclass(frozen=True)
class Fact:
    """A label and what stands beside it: ``words`` in the language of the page, ``original`` as it was written."""

    label: str
    words: str
    original: str = ""


@dataclass(frozen=True)
class TranslatedOccasion:
    """An occasion: ``row`` as it is shown elsewhere, the rest in the language of the page.

    ``kind`` is what it is when it has no name of its own, ``where`` the place and address as they were written,
    ``online`` that one can take part online, and ``sign_up`` by when one signs up and how many places there are; each
    may be empty. ``moved`` says when and where people were told before that it is.
    """

    row: OccasionRow
    when: str
    kind: str
    where: str
    online: str
    sign_up: str
    facts: list[Fact]
    moved: list[str]


@dataclass(frozen=True)
class TranslatedPromise:
    """How a promise stands, and on which day, or by which: in the language of the page."""

    row: PromiseRow
    standing: str
    when: str


@dataclass(frozen=True)
class TranslatedChange:
    """What was promised of form and level until a day, in the language of the page; the reason is as it was written."""

    until: str
    name: str
    sentences: list[str]
    reason: str


def say_day_in(day: dt.date, language: str) -> str:
    """Return a day as it is written in one of LANGUAGES, with the day of the week."""
    return format_date(day, _PATTERNS.get(language, "full"), locale=_LOCALES.get(language, language))


def say_language_in(code: str, language: str) -> str:
    """Return the name of a language in one of LANGUAGES, or its own name where that has no word for it."""
    return _locale(language).languages.get(code) or LANGUAGES[code][1]


def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


def say_when_in(occasion: Occasion, language: str, words: InvitationWords) -> str:
    """Return when an occasion is, in one of LANGUAGES and in Stockholm's time."""
    first = say_day_in(occasion.day, language)
    last = say_day_in(occasion.last_day, language) if occasion.last_day else ""
    if occasion.is_all_day:
        return f"{first} – {last}" if last else first
    begins, ends = (f"{time:%H:%M}" for time in (occasion.begins, occasion.ends))
    if last:
        return f"{first} {begins} – {last} {ends}"
    return words.hours.format(day=first, begins=begins, ends=ends)


def occasions_in(rows: list[OccasionRow], language: str, words: InvitationWords) -> list[TranslatedOccasion]:
    """Return the occasions in one of LANGUAGES."""
    return [_occasion(row, language, words) for row in rows]


def _occasion(row: OccasionRow, language: str, words: InvitationWords) -> TranslatedOccasion:
    occasion = row.occasion
    kind = "" if occasion.title else words.kinds.get(occasion.kind, "")
    # A meeting online that has no name is told to be one by its kind.
    is_told = kind and occasion.kind == OccasionKind.ONLINE and not occasion.online_url
    has_limits = row.is_open and (occasion.capacity or occasion.registration_until)
    return TranslatedOccasion(
        row=row,
        when=say_when_in(occasion, language, words),
        kind=capfirst(kind),
        where=", ".join(filter(None, place_and_address(occasion))),
        online=capfirst(words.online) if occasion.is_online and not is_told else "",
        sign_up=say_sign_up_in(occasion, language, words) if has_limits else "",
        facts=facts_in(occasion, language, words),
        moved=[said for before in row.earlier for said in _say_moved_in(occasion, before, language, words)],
    )


def _say_moved_in(occasion: Occasion, before: Occasion, language: str, words: InvitationWords) -> list[str]:
    said = []
    if is_at_another_time(occasion, before):
        said.append(words.new_time.format(when=say_when_in(before, language, words)))
    if is_elsewhere(occasion, before):
        where = ", ".join(filter(None, place_and_address(before))) or words.online
        said.append(words.new_place.format(where=_isolate(where, language)))
    return said


def say_sign_up_in(occasion: Occasion, language: str, words: InvitationWords) -> str:
    """Return how and by when one signs up and how many places there are, of an occasion that one signs up for."""
    day = occasion.registration_until
    how = words.sign_up_by.format(day=say_day_in(day, language)) if day else words.sign_up_web
    return f"{how} {words.places.format(count=occasion.capacity)}" if occasion.capacity else how


def there_in(occasion: Occasion, language: str, words: InvitationWords) -> str:
    """Return in one line what is there for those who come, or comes if they ask, what is not there, and what it costs,
    in one of LANGUAGES; what nobody knows yet is left out."""
    told = [_there(occasion, name, language, words) for name in facilities_of(occasion)]
    if occasion.food:
        told.append(f"{words.facts['food']}: {_isolate(occasion.food, language)}")
    if occasion.cost:
        cost = f"{words.facts['cost']}: {_isolate(occasion.cost, language)}"
        told.append(words.free if _is_free(occasion) else cost)
    return _DOT.join(capfirst(each) for each in told if each)


def _there(occasion: Occasion, name: str, language: str, words: InvitationWords) -> str:
    label, answer = words.facts[name], getattr(occasion, name)
    if answer == Facility.UNKNOWN:
        return ""
    if answer == Facility.NO:
        return f"{label}: {words.facilities[answer]}"
    asked = words.facilities[answer].casefold() if answer == Facility.ON_REQUEST else ""
    written = occasion.interpreter_languages if name == "interpreter" else ""
    names = _languages_in(written, language) or _isolate(written, language)
    details = ", ".join(filter(None, (names, asked)))
    return f"{label} ({details})" if details else label


def support_in(occasion: Occasion, language: str, words: InvitationWords) -> str:
    """Return how one asks for what one needs, and by when, in one of LANGUAGES; empty when it is not told."""
    if not occasion.support_how:
        return ""
    day = occasion.support_until
    by = words.by.format(day=say_day_in(day, language)) if day else ""
    how = f"{words.facts['support_how']}: {_isolate(end_sentence(occasion.support_how.strip()), language)}"
    return capfirst(f"{how} {end_sentence(by)}".strip())


def _isolate(written: str, language: str) -> str:
    """Return what was written in another language so that it keeps its direction in a line that runs the other way."""
    return f"\u2066{written}\u2069" if written and is_right_to_left(language) else written


def facts_in(occasion: Occasion, language: str, words: InvitationWords) -> list[Fact]:
    """Return what those who come need to know (sweden.md A-12) in one of LANGUAGES; what nobody knows is one fact."""
    answers = {name: getattr(occasion, name) for name in facilities_of(occasion)}
    known = [name for name in answers if answers[name] != Facility.UNKNOWN]
    facts = [_facility(occasion, name, language, words) for name in known]
    if occasion.food:
        facts.append(Fact(words.facts["food"], "", occasion.food))
    if occasion.cost:
        is_free = _is_free(occasion)
        facts.append(Fact(words.facts["cost"], words.free if is_free else "", "" if is_free else occasion.cost))
    if occasion.plan_b:
        facts.append(Fact(words.facts["plan_b"], "", occasion.plan_b))
    missing = [words.facts[name] for name in answers if name not in known]
    if missing:
        facts.append(Fact(words.facilities[Facility.UNKNOWN], " · ".join(missing)))
    if occasion.support_how:
        day = occasion.support_until
        by = words.by.format(day=say_day_in(day, language)) if day else ""
        facts.append(Fact(words.facts["support_how"], by, occasion.support_how))
    return facts


def _is_free(occasion: Occasion) -> bool:
    return occasion.cost.casefold().strip(" .!") in _FREE


def _facility(occasion: Occasion, name: str, language: str, words: InvitationWords) -> Fact:
    answer = getattr(occasion, name)
    said, is_there = words.facilities[answer], answer in (Facility.YES, Facility.ON_REQUEST)
    written = occasion.interpreter_languages if name == "interpreter" and is_there else ""
    names = _languages_in(written, language)
    return Fact(words.facts[name], f"{said} ({names})") if names else Fact(words.facts[name], said, written)


def _languages_in(written: str, language: str) -> str:
    """Return the languages that somebody listed in Swedish in the words of another; "" when one of them is unknown."""
    codes = {name.casefold(): code for code, name in Locale("sv").languages.items()}
    listed = [codes.get(name.strip()) for name in re.split(r",| och |/|&", written.casefold().strip(" ."))]
    names = [_locale(language).languages.get(code, "") if code else "" for code in listed]
    return ", ".join(names) if all(names) else ""


def promises_in(rows: list[PromiseRow], language: str, words: InvitationWords) -> list[TranslatedPromise]:
    """Return how promises stand, in one of LANGUAGES."""
    found = []
    for row in rows:
        if row.standing in (PromiseStanding.OPEN, PromiseStanding.LATE):
            when = words.by.format(day=say_day_in(row.promise.next_day, language))
        else:
            when = say_day_in(row.promise.state_since, language) if row.promise.state_since else ""
        found.append(TranslatedPromise(row, say_standing_in(row, words), when))
    return found


def say_standing_in(row: PromiseRow, words: InvitationWords) -> str:
    """Return how a promise stands: before its day nobody has been left without an answer yet."""
    is_early = row.standing == PromiseStanding.NOT_KEPT and row.is_day_ahead
    return words.no_answer if is_early else words.standings[row.standing]


def changes_in(changes: list[LevelChange], language: str, words: InvitationWords) -> list[TranslatedChange]:
    """Return what was promised before of form and level, in one of LANGUAGES."""
    found = []
    for change in changes:
        name, sentence = words.levels.get(change.level, ("", ""))
        until = words.until.format(day=say_day_in(localdate(change.changed_at), language))
        sentences = [part for part in (sentence, words.forms.get(change.form, "")) if part]
        found.append(TranslatedChange(until, name, sentences, change.reason))
    return found
