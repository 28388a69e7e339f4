"""Own cases of methods as a file that one municipality gives to another (sweden.md G-17).

The file is described by ``case_file.schema.json`` and in docs/own-cases.md. It holds what a case tells and nothing
that is about people: not who wrote it, when, in which programme, or whom to ask.
"""

import datetime as dt
import json
import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dialogues.models import Method, MethodCase
from kraftsamling.shared import clock
from programmes.models import Municipality

FORMAT, VERSION = "kraftsamling-method-cases", 1
MAX_CASES = 500
_PARTS = {"format", "version", "municipality", "made_on", "cases"}
# The texts of a case, and of the method beside it; a method of a municipality's own has no key.
TEXTS = ("title", "held_on", "how", "outcome", "differently")
LONGEST = {name: MethodCase._meta.get_field(name).max_length for name in TEXTS} | {
    "method": Method._meta.get_field("name").max_length,
    "method_key": Method._meta.get_field("key").max_length,
}
_NEEDED = ("method", "title")
_LINES = ("title", "held_on", "method", "method_key")
# No file is older than the format. The clock of another municipality may be a little ahead.
_FIRST_DAY, _AHEAD = dt.date(2026, 1, 1), dt.timedelta(days=1)
# Characters that no database keeps as text: control characters but for tabs and line breaks, and halves of a pair.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# What would make two lines of one, or turn the words around it on the page (Unicode: Bidi_Control).
_NOT_IN_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class SharedCase:
    """A case as a file has it; ``uuid`` is the one it was given where it was written."""

    uuid: str
    method_key: str
    method: str
    title: str
    held_on: str
    how: str
    outcome: str
    differently: str


@dataclass(frozen=True)
class CaseFile:
    """What a file holds: the name of the municipality that it comes from, the day it was made, and its cases."""

    municipality: str
    made_on: dt.date
    cases: tuple[SharedCase, ...]


def write_cases(cases: Iterable[MethodCase], municipality: Municipality) -> str:
    """Return the cases as the text of a file; their methods are looked up before."""
    shared = [
        SharedCase(
            str(case.uuid), case.method.key, _as_line(case.method.name),
            **{name: _as_written(name, getattr(case, name)) for name in TEXTS},
        )
        for case in cases
    ]  # fmt: skip
    held = {
        "format": FORMAT,
        "version": VERSION,
        "municipality": _as_line(municipality.name),
        "made_on": clock.today().isoformat(),
        "cases": [asdict(case) for case in shared],
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def read_cases(text: str) -> CaseFile:
    """Return what the text of a file holds. Raises ValidationError with one sentence on what is wrong."""
    try:
        held = json.loads(text, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError):
        held = None
    made_on = _day_of(held) if isinstance(held, dict) and held.keys() <= _PARTS else None
    if made_on is None or held.get("format") != FORMAT:
        raise ValidationError(_("This is not a file of own cases. Choose the file as the other municipality sent it."))
    if type(held.get("version")) is not int or held["version"] != VERSION:
        raise ValidationError(_("The file is of another version than this one can read. Ask for a file of version 1."))
    if not _FIRST_DAY <= made_on <= clock.today() + _AHEAD:
        raise ValidationError(_("The day on which the file was made cannot be right. Ask for a new file."))
    rows, municipality = held.get("cases"), held.get("municipality")
    if not _is_line(municipality, Municipality._meta.get_field("name").max_length) or not municipality.strip():
        raise ValidationError(_("The file does not say which municipality it comes from. Ask for a new file."))
    if not isinstance(rows, list) or not rows:
        raise ValidationError(_("There are no cases in the file."))
    if len(rows) > MAX_CASES:
        raise ValidationError(_("The file holds more than 500 cases. Ask for them in several files."))
    cases = tuple(_read_case(number, row) for number, row in enumerate(rows, start=1))
    if len({case.uuid for case in cases}) < len(cases):
        raise ValidationError(_("The same case stands in the file more than once. Ask for a new file."))
    return CaseFile(municipality.strip(), made_on, cases)


def is_from(municipality: Municipality, file: CaseFile) -> bool:
    """Whether the file names this municipality as the one it comes from, however the name is spaced and written."""
    return _sounds(municipality.name) == _sounds(file.municipality)


def _sounds(name: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _day_of(held: dict[str, Any]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(held["made_on"])
    except (KeyError, TypeError, ValueError):
        return None


def _read_case(number: int, row: Any) -> SharedCase:
    names = SharedCase.__dataclass_fields__.keys()
    is_whole = (
        isinstance(row, dict)
        and row.keys() == names
        and all((_is_line if name in _LINES else _is_text)(row[name], most) for name, most in LONGEST.items())
        and all(row[name].strip() for name in _NEEDED)
    )
    try:
        known = uuid.UUID(row["uuid"]) if is_whole else None
    except (ValueError, TypeError, AttributeError):
        known = None
    if known is None:
        raise ValidationError(
            _("Case number %(number)d in the file is not as it should be. Ask for a new file."),
            params={"number": number},
        )
    return SharedCase(**{**{name: row[name].strip() for name in LONGEST}, "uuid": str(known)})


def _is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and not _NOT_TEXT.search(value)


def _is_line(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and not _NOT_IN_LINE.search(value)


def _as_written(name: str, text: str) -> str:
    """Return a text of one's own as every reader takes it: what was pasted into it may hold more than words."""
    return _as_line(text) if name in _LINES else _NOT_TEXT.sub("", text).strip()


def _as_line(text: str) -> str:
    return " ".join(_NOT_IN_LINE.sub(" ", text).split())
