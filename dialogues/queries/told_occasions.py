"""Occasions as they are told where nobody can click: on paper and in a letter, in each language of an invitation."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from dialogues.enums import OccasionKind
from dialogues.models import Occasion
from dialogues.queries.occasion_words import place_and_address, when_words
from dialogues.queries.occasions import why_closed
from dialogues.queries.translated import say_sign_up_in, say_when_in, support_in, there_in
from dialogues.words.invitations import InvitationWords, words_in
from dialogues.words.sentences import end_sentence


@dataclass(frozen=True)
class ToldOccasion:
    """An occasion in words: ``when`` is always said, each of the others may be empty.

    ``name`` is its own title, or what kind of occasion it is; ``link`` is where one takes part online, in a letter, or
    that the web has it, on paper; ``sign_up`` says whether one must, how, and how many places there are; ``there`` what
    is there for those who come, and ``support`` whom to ask for what one needs, and by when. A title, a place and an
    address stand in the language they were written in.
    """

    when: str
    name: str = ""
    place: str = ""
    address: str = ""
    link: str = ""
    sign_up: str = ""
    there: str = ""
    support: str = ""

    @property
    def lines(self) -> list[str]:
        """What it is, when, where, and how one takes part: a line for each."""
        told = (self.name, self.when, self.place, capfirst(self.address), self.link, self.sign_up)
        return [words for words in told if words]

    @property
    def how(self) -> str:
        """How one takes part, in one line."""
        return " ".join(filter(None, (self.link, self.sign_up)))

    @property
    def line(self) -> str:
        """The lines in one, each a sentence of its own, so that a place is not read together with its address."""
        return " ".join(map(end_sentence, self.lines))


def tell_occasions(
    occasions: Iterable[Occasion],
    language: str,
    *,
    now: dt.datetime | None = None,
    is_letter: bool = False,
    phone: str = "",
) -> list[ToldOccasion]:
    """Return the occasions in one of LANGUAGES; with ``now`` it is told where one can no longer sign up.

    ``is_letter``: links can be followed, so the address online is written out. ``phone`` is where those who do not use
    the web sign up; only our own languages have words for it.
    """
    words = words_in(language)
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return [_tell(occasion, language, words, now, is_letter=is_letter, phone=phone) for occasion in occasions]


def tell_cancelled(occasions: Iterable[Occasion], language: str) -> list[str]:
    """Return in one of LANGUAGES which occasions do not take place, a line for each: what it is called, and when."""
    return [" · ".join(filter(None, (one.name, one.when))) for one in tell_occasions(occasions, language)]


def _tell(
    occasion: Occasion,
    language: str,
    words: InvitationWords,
    now: dt.datetime | None,
    *,
    is_letter: bool,
    phone: str,
) -> ToldOccasion:
    is_ours = language in dict(settings.LANGUAGES)
    place, address = place_and_address(occasion)
    # That a meeting online is online is told by its name, unless it has one of its own.
    is_told = occasion.kind == OccasionKind.ONLINE and not occasion.title
    if occasion.is_online and not (place or address or is_told):
        place = capfirst(words.online)
    return ToldOccasion(
        when=capfirst(when_words(occasion) if is_ours else say_when_in(occasion, language, words)),
        name=capfirst(occasion.title or words.kinds.get(occasion.kind, "")),
        place=place,
        address=address,
        link=(occasion.online_url if is_letter else words.link) if occasion.online_url else "",
        sign_up=_sign_up(occasion, language, words, now, phone if is_ours else ""),
        there=there_in(occasion, language, words),
        support=support_in(occasion, language, words),
    )


def _sign_up(occasion: Occasion, language: str, words: InvitationWords, now: dt.datetime | None, phone: str) -> str:
    is_ours = language in dict(settings.LANGUAGES)
    if not occasion.needs_registration:
        if occasion.kind == OccasionKind.SURVEY:
            return ""
        return why_closed(occasion, occasion.starts_at) if is_ours else words.just_come
    closed = why_closed(occasion, now) if now else ""
    if closed:
        return closed if is_ours else words.sign_up_closed
    if phone:
        words = replace(words, **_by_phone_too(phone.replace(" ", "\u00a0")))
    return say_sign_up_in(occasion, language, words)


def _by_phone_too(phone: str) -> dict[str, str]:
    """Return, in the active language, how one signs up where one can call too."""
    # The day is filled in afterwards: what somebody wrote in braces in the number is not filled in.
    kept = phone.replace("{", "{{").replace("}", "}}")
    return {
        "sign_up_web": _("Sign up on the web or call %(phone)s.") % {"phone": phone},
        "sign_up_by": _("Sign up on the web or call %(phone)s, by %(day)s.") % {"phone": kept, "day": "{day}"},
    }
