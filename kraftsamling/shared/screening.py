"""Finding in a free text what should not be there: details of persons, and words about health, crime or origin.

It reads the text here and sends it nowhere (sweden.md C-2). It never forbids: it asks the writer once to say it in
another way, and shows those who work with the text where to look. It cannot find everything, and finds too much at
times: "ABC 123" may be a room.
"""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Hit(StrEnum):
    """What was found."""

    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    EMAIL = "email"
    CAR = "car"
    ADDRESS = "address"
    HEALTH = "health"
    CRIME = "crime"
    ORIGIN = "origin"


_WORDS = {
    Hit.IDENTITY_NUMBER: gettext_lazy("a personal identity number"),
    Hit.PHONE: gettext_lazy("a telephone number"),
    Hit.EMAIL: gettext_lazy("an e-mail address"),
    Hit.CAR: gettext_lazy("a car's registration number"),
    Hit.ADDRESS: gettext_lazy("a street address"),
    Hit.HEALTH: gettext_lazy("something about health"),
    Hit.CRIME: gettext_lazy("something about crime"),
    Hit.ORIGIN: gettext_lazy("something about origin, belief or sexual orientation"),
}

_IDENTITY_NUMBER = re.compile(r"(?<![\d/])(?:(?:18|19|20)(?=\d{6}))?(\d{2})(\d{2})(\d{2})\s?[-–+]?\s?(\d{4})(?!\d)")
# At least eight digits: the area's, within brackets or not, then perhaps a dash with spaces around it, then the rest.
_PHONE = re.compile(
    r"(?<![\w./–-])(?=(?:[\s+()/–-]{0,3}\d){8})(?:(?:\+|00)\d{2}[\s-]?(?:\(0\)\s?)?\d|\(?0[1-9])\d{0,2}\)?\s?[/–-]?\s?"
    r"\d(?:[\s/–-]?\d){4,8}(?!\d)"
)
# Begins only where an address can begin, or a long row of letters without any @ would be read again from each of them.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
# Three letters, never I, Q or V, and two digits with a third or a letter. Small letters only when written together.
_LETTERS, _SMALL = "[A-HJ-PR-UW-Z]", "[a-hj-pr-uw-z]"
_CAR = re.compile(
    rf"\b(?!(?i:rum|sal|hus|dnr|tel))(?:{_LETTERS}{{3}}[ -]?|{_SMALL}{{3}})\d{{2}}(?:\d|{_LETTERS}|{_SMALL})\b"
)
_STREETS = (
    "gatan|gata|vägen|väg|gränden|gränd|stigen|stig|allén|allé|torget|backen|platsen|leden|esplanaden|kajen|liden"
)
_SIDES = "norra|södra|östra|västra|nya|gamla|stora|lilla|övre|nedre"
_ADDRESS = re.compile(
    rf"\b(?:\w{{2,}}|(?:{_SIDES})\s)(?:{_STREETS})\s\d{{1,3}}\s?[a-z]?\b(?!\s*(?:km|m|min|minuter|meter|personer|st|kr|%))",
    re.IGNORECASE,
)
# Beginnings of words. What people need in order to come ("rullstol", "teckenspråk", "nötallergi") is not among them.
_HEALTH = re.compile(
    r"\b(?:adhd\b|add\b|autis|asperger|cancer|depress|deprimer|diabet|demen[st]|epilep|hiv\b|schizofren|psykos|psykisk|"
    r"bipolär|utbränd|utmattningssyndrom|självmord|missbruk|alkoholis|narkoman|sjukskriv|diagnos|hjärtsjuk|lungsjuk|"
    r"abort|reuma|artros|parkinson|alzheimer|stroke|astma|kol\b)",
    re.IGNORECASE,
)
_CRIME = re.compile(
    r"\b(?:brottsling|kriminell|misshand|misstänk|våldt|mörda|knark|langa(?:r|de)|dömd\b|dömts|fängelse|gängmedlem|"
    r"rånad|rånare|tjuv|polisanmäl|skyddad identitet)",
    re.IGNORECASE,
)
# Origin, belief, union, love
_ORIGIN = re.compile(
    r"\b(?:zigenar|romer(?:na)?\b|muslim|jude\b|judar|judisk|kristna\b|somalier|kurder|araber\b|albaner|flykting|"
    r"asylsök|papperslös|invandrar|ras(?:en)?\b|homosexuell|transperson|fackligt aktiv)",
    re.IGNORECASE,
)


def screen(text: str) -> list[Hit]:
    """Return what kinds of things are found in ``text`` that should perhaps not be there, in the order of ``Hit``."""
    found = {
        Hit.IDENTITY_NUMBER: any(_is_identity_number(*match.groups()) for match in _IDENTITY_NUMBER.finditer(text)),
        Hit.PHONE: _PHONE.search(text),
        Hit.EMAIL: _EMAIL.search(text),
        Hit.CAR: _CAR.search(text),
        Hit.ADDRESS: _ADDRESS.search(text),
        Hit.HEALTH: _HEALTH.search(text),
        Hit.CRIME: _CRIME.search(text),
        Hit.ORIGIN: _ORIGIN.search(text),
    }
    return [hit for hit in Hit if found[hit]]


def mask(text: str) -> str:
    """Return ``text`` with details of persons replaced by a mark; words about health, crime or origin are left, since
    only a reader knows whether they are about somebody."""
    mark = _("[removed]")
    text = _IDENTITY_NUMBER.sub(lambda match: mark if _is_identity_number(*match.groups()) else match[0], text)
    for pattern in (_EMAIL, _PHONE, _CAR, _ADDRESS):
        text = pattern.sub(mark, text)
    return text


def describe_hits(hits: Iterable[Hit]) -> str:
    """Return all that was found as words within a sentence; empty for nothing."""
    return get_text_list([str(_WORDS[hit]) for hit in hits], _("and"))


def _is_identity_number(year: str, month: str, day: str, last: str) -> bool:
    """Whether the digits can be a personnummer or, with 60 added to the day, a samordningsnummer (SKV 704, 707)."""
    number = int(day)
    try:
        dt.date(2000 + int(year), int(month), number - 60 if number > 60 else number)
    except ValueError:
        # Of a 29 February we do not know which century it is in.
        if (month, number % 60) != ("02", 29):
            return False
    return _ends_with_check_digit(year + month + day + last)


def _ends_with_check_digit(digits: str) -> bool:
    """Whether the last digit is right by Luhn's method."""
    doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(digits)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
