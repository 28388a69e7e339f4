"""Swedish alphabetical order on both databases (CLDR ``sv``: v before w, å ä ö last; sweden.md F-8)."""

import unicodedata
from functools import lru_cache

from django.db.models import F, Func
from django.db.models.expressions import Combinable

_LAST = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}
_ALIASES = {"ü": "y", "đ": "d", "ð": "d", "þ": "th", "ß": "ss"}


@lru_cache(maxsize=4096)
def swedish_key(text: str) -> tuple[str, str]:
    """Return a sort key: letters first without regard to case and foreign accents, then the exact text."""
    primary = []
    for char in unicodedata.normalize("NFC", text.casefold()):
        if char in _LAST:
            primary.append(_LAST[char])
        elif char in _ALIASES:
            primary.append(_ALIASES[char])
        else:
            primary.append(unicodedata.normalize("NFD", char)[0])
    return "".join(primary), text


def compare_swedish(left: str, right: str) -> int:
    """Return -1, 0 or 1: the order of two texts, as SQLite wants it for a collation."""
    left_key, right_key = swedish_key(left), swedish_key(right)
    return (left_key > right_key) - (left_key < right_key)


class Swedish(Func):
    """Order by a text in Swedish: ``order_by(Swedish("name"))``."""

    template = "(%(expressions)s) COLLATE sv"
    arity = 1

    def __init__(self, expression: str | Combinable, **extra):
        super().__init__(F(expression) if isinstance(expression, str) else expression, **extra)

    def as_postgresql(self, compiler, connection, **extra):
        return super().as_sql(compiler, connection, template='(%(expressions)s) COLLATE "sv-x-icu"', **extra)
