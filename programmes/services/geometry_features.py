"""Reading a GeoJSON text: its features, what could be their names, and the coordinate system it says it uses."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kraftsamling.shared.errors import RuleViolation

MAX_BYTES = 5_000_000
MAX_FEATURES = 2_000
WGS84 = 4326
# SWEREF 99 TM and the local zones that municipalities measure in.
SWEREF = {
    3006: "SWEREF 99 TM", 3007: "SWEREF 99 12 00", 3008: "SWEREF 99 13 30", 3009: "SWEREF 99 15 00",
    3010: "SWEREF 99 16 30", 3011: "SWEREF 99 18 00", 3012: "SWEREF 99 14 15", 3013: "SWEREF 99 15 45",
    3014: "SWEREF 99 17 15", 3015: "SWEREF 99 18 45", 3016: "SWEREF 99 20 15", 3017: "SWEREF 99 21 45",
    3018: "SWEREF 99 23 15",
}  # fmt: skip
_EPSG = re.compile(r"EPSG:(?:[\d.]*:)?(\d{4,6})$", re.IGNORECASE)
_LIKELY_NAMES = ("namn", "name", "platsnamn", "omradesnamn", "områdesnamn", "benamning", "benämning", "title", "titel")


@dataclass(frozen=True)
class Features:
    """What a text holds. ``epsg`` is the number of the coordinate system it names, None when it names none."""

    rows: list[dict[str, Any]]
    epsg: int | None

    def name_choices(self) -> list[str]:
        """Return the properties that hold text in any feature, likely names first."""
        found: dict[str, None] = {}
        for row in self.rows:
            found |= {key: None for key, value in row["properties"].items() if isinstance(value, str) and value.strip()}
        return sorted(found, key=lambda key: (key.casefold() not in _LIKELY_NAMES, list(found).index(key)))

    def guess_name(self) -> str | None:
        """Return the property that must be the name, None when somebody has to choose."""
        choices = self.name_choices()
        likely = [key for key in choices if key.casefold() in _LIKELY_NAMES]
        return likely[0] if likely else choices[0] if len(choices) == 1 else None

    def is_in_metres(self) -> bool:
        """Return whether the numbers are too large for degrees although no coordinate system is named."""
        return self.epsg is None and any(_has_large_number(row["geometry"]) for row in self.rows[:50])


def read_features(text: str) -> Features:
    """Return the features of a GeoJSON text. Raises RuleViolation with one sentence on what is wrong."""
    if len(text) > MAX_BYTES:
        raise RuleViolation(
            _("The file is larger than 5 MB. Make the outlines simpler, or divide it into several files.")
        )
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise RuleViolation(_("This is not GeoJSON: it could not be read as JSON. Export it as GeoJSON.")) from None
    rows = [_as_row(row) for row in _rows_of(found)]
    if not rows:
        raise RuleViolation(_("There are no features in the file. A GeoJSON file holds a list called “features”."))
    if len(rows) > MAX_FEATURES:
        raise RuleViolation(_("The file holds more than 2,000 features. Divide it into several files."))
    features = Features(rows, _read_epsg(found))
    if not features.name_choices():
        raise RuleViolation(_("Nothing in the file has a name. Give each feature a property with its name."))
    return features


def _refuse_constant(word: str) -> None:
    raise ValueError(word)


def _rows_of(found: Any) -> list[Any]:
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "Feature":
        return [found]
    rows = found.get("features") if kind == "FeatureCollection" else None
    if not isinstance(rows, list):
        raise RuleViolation(_("This is not GeoJSON: it must be a “FeatureCollection” with features that have names."))
    return rows


def _as_row(row: Any) -> dict[str, Any]:
    row = row if isinstance(row, dict) else {}
    properties = row.get("properties")
    return {"properties": properties if isinstance(properties, dict) else {}, "geometry": row.get("geometry")}


def _read_epsg(found: dict[str, Any]) -> int | None:
    """Return the number in the "crs" member of older GeoJSON, which most desktop programs still write."""
    crs = found.get("crs")
    if not isinstance(crs, dict):
        return None
    properties = crs.get("properties")
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    number = _EPSG.search(name)
    epsg = WGS84 if name.upper().endswith("CRS84") else int(number[1]) if number else None
    if epsg not in (WGS84, *SWEREF):
        raise RuleViolation(_("The coordinate system of the file cannot be used. Export it in WGS 84 or SWEREF 99."))
    return epsg


def _has_large_number(value: Any) -> bool:
    waiting, looked_at = [value], 0
    while waiting and looked_at < 200:
        looked_at += 1
        each = waiting.pop()
        if isinstance(each, dict):
            waiting.append(each.get("coordinates"))
        elif isinstance(each, list):
            waiting += each[:3]
        elif isinstance(each, int | float) and abs(each) > 180:
            return True
    return False
