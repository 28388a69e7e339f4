"""How example data is written down: rows of fields, with names in place of the rows they point at."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class InDays:
    """A day counted from the day of loading."""

    days: int


def row(key: str = "", **fields: Any) -> dict[str, Any]:
    """Return the fields of one row; other rows point at it by ``key``."""
    return {"key": key, **fields}
