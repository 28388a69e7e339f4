"""Reading settings from the environment, failing loudly on anything missing or malformed.

Every variable is declared here once, so that docs/configuration.md can be tested against the list.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

MISSING = object()
declared: set[str] = set()


def read(name: str, default: Any = MISSING, parse: Callable[[str], Any] = str) -> Any:
    """Return variable ``name`` parsed by ``parse``; ``default`` when it is unset or empty.

    Raises ImproperlyConfigured when it is unset without default, or when ``parse`` refuses it.
    """
    declared.add(name)
    raw = os.environ.get(name, "").strip()
    if not raw:
        if default is MISSING:
            raise ImproperlyConfigured(f"The environment variable {name} must be set; see docs/configuration.md.")
        return default
    try:
        return parse(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"The environment variable {name} is {raw!r}: {error}") from error


def parse_bool(raw: str) -> bool:
    """Return the truth value of ``raw``; raises ValueError for anything but the usual words."""
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    try:
        return words[raw.lower()]
    except KeyError:
        raise ValueError("write true or false") from None


def parse_list(raw: str) -> list[str]:
    """Return the comma-separated parts of ``raw`` without blanks."""
    return [part.strip() for part in raw.split(",") if part.strip()]


def parse_path(raw: str) -> Path:
    """Return ``raw`` as an absolute path; raises ValueError for a relative one."""
    path = Path(raw)
    if not path.is_absolute():
        raise ValueError("give an absolute path")
    return path


def parse_choice(*choices: str) -> Callable[[str], str]:
    """Return a parser that accepts only ``choices``."""

    def parse(raw: str) -> str:
        if raw not in choices:
            raise ValueError(f"choose one of {', '.join(choices)}")
        return raw

    return parse
