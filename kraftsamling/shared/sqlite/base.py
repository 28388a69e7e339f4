"""SQLite that reads Swedish: case folding for å, ä, ö in LIKE and UPPER/LOWER, and the ``sv`` collation.

SQLite itself folds only ASCII letters, so ``icontains`` would not find "Åtgärd" by "åtgärd".
"""

import re
from functools import lru_cache

from django.db.backends.sqlite3 import base

from kraftsamling.shared.collation import compare_swedish


@lru_cache(maxsize=512)
def _compile_like(pattern: str, escape: str | None) -> re.Pattern:
    parts, characters = [], iter(pattern)
    for char in characters:
        if escape is not None and char == escape:
            parts.append(re.escape(next(characters, "")))
        elif char == "%":
            parts.append(".*")
        elif char == "_":
            parts.append(".")
        else:
            parts.append(re.escape(char))
    return re.compile("".join(parts), re.DOTALL)


def like(pattern: str | None, text: object, escape: str | None = None) -> bool | None:
    """Return whether ``text`` matches the SQL LIKE ``pattern`` without regard to case; None if either is NULL."""
    if pattern is None or text is None:
        return None
    return _compile_like(str(pattern).casefold(), escape).fullmatch(str(text).casefold()) is not None


def _lower(text):
    return text.lower() if isinstance(text, str) else text


def _upper(text):
    return text.upper() if isinstance(text, str) else text


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        connection.create_collation("sv", compare_swedish)
        connection.create_function("LIKE", 2, like, deterministic=True)
        connection.create_function("LIKE", 3, like, deterministic=True)
        connection.create_function("LOWER", 1, _lower, deterministic=True)
        connection.create_function("UPPER", 1, _upper, deterministic=True)
        return connection
