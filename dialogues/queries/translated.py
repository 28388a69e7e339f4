"""A dialogue in a language that our pages are not in: what our rows hold, in our fixed words of that language.

What people wrote stays in the language they wrote it in, and is marked so.
"""

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_date
from django.utils.timezone import localdate

from dialogues.enums import Facility, PromiseStanding
from dialogues.invitation_words import InvitationWords
from dialogues.models import LevelChange, Occasion
from dialogues.queries.occasions import OccasionRow, facilities_of
from dialogues.queries.promises import PromiseRow

# Where the country's names of days differ from what the language's code alone stands for.
_LOCALES = {"sr": "sr_Latn", "sv-x-lattlast": "sv"}


@dataclass(frozen=True)
class Fact:
    """A label and what stands beside it: ``words`` in the language of the page, ``original`` as it was written."""

    label: str
    words: str
    original: str = ""


@dataclass(frozen=True)
class TranslatedOccasion:
    """An occasion: ``row`` as it is shown elsewhere, and when and what is there in the language of the page."""

    row: OccasionRow
    when: str
    facts: list[Fact]


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
    return format_date(day, "full", locale=_LOCALES.get(language, language))


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
    return [
        TranslatedOccasion(row, say_when_in(row.occasion, language, words), facts_in(row.occasion, language, words))
        for row in rows
    ]


def facts_in(occasion: Occasion, language: str, words: InvitationWords) -> list[Fact]:
    """Return what those who come need to know (sweden.md A-12) in one of LANGUAGES."""
    facts = [_facility(occasion, name, words) for name in facilities_of(occasion)]
    facts += [Fact(words.facts[name], "", getattr(occasion, name)) for name in ("food", "cost")
              if getattr(occasion, name)]  # fmt: skip
    if occasion.support_how:
        day = occasion.support_until
        until = words.until.format(day=say_day_in(day, language)) if day else ""
        facts.append(Fact(words.facts["support_how"], until, occasion.support_how))
    return facts


def _facility(occasion: Occasion, name: str, words: InvitationWords) -> Fact:
    answer = getattr(occasion, name)
    is_there = answer in (Facility.YES, Facility.ON_REQUEST)
    languages = occasion.interpreter_languages if name == "interpreter" and is_there else ""
    return Fact(words.facts[name], words.facilities[answer], languages)


def promises_in(rows: list[PromiseRow], language: str, words: InvitationWords) -> list[TranslatedPromise]:
    """Return how promises stand, in one of LANGUAGES."""
    found = []
    for row in rows:
        if row.standing in (PromiseStanding.OPEN, PromiseStanding.LATE):
            when = words.until.format(day=say_day_in(row.promise.next_day, language))
        else:
            when = say_day_in(row.promise.state_since, language) if row.promise.state_since else ""
        found.append(TranslatedPromise(row, words.standings[row.standing], when))
    return found


def changes_in(changes: list[LevelChange], language: str, words: InvitationWords) -> list[TranslatedChange]:
    """Return what was promised before of form and level, in one of LANGUAGES."""
    found = []
    for change in changes:
        name, sentence = words.levels.get(change.level, ("", ""))
        until = words.until.format(day=say_day_in(localdate(change.changed_at), language))
        sentences = [part for part in (sentence, words.forms.get(change.form, "")) if part]
        found.append(TranslatedChange(until, name, sentences, change.reason))
    return found
