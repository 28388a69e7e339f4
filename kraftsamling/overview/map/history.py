"""The days from which a programme's process map is kept, and the addresses of its earlier maps."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format

from kraftsamling.overview.models import MapSnapshot
from programmes.models import Programme


class DayConverter:
    """Lets a day stand in an address as 2025-03-03."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date | str) -> str:
        return str(value)


@dataclass(frozen=True)
class Day:
    """A day from which the map is kept."""

    day: dt.date
    label: str
    url: str


def kept_days(programme: Programme, *, before: dt.date) -> list[Day]:
    """Return the days before a date from which the map is kept, the earliest first; one query."""
    days = MapSnapshot.objects.filter(programme=programme, day__lt=before).order_by("day").values_list("day", flat=True)
    return [
        Day(day, date_format(day, "j F Y"), reverse("overview:map_on_day", args=[programme.slug, day])) for day in days
    ]


@dataclass(frozen=True)
class PastMap:
    """An earlier map among the others: its day, until when it held, and the ways to its neighbours."""

    snapshot: MapSnapshot
    days: list[Day]
    index: int

    @property
    def day(self) -> Day:
        return self.days[self.index]

    @property
    def earlier(self) -> Day | None:
        return self.days[self.index - 1] if self.index else None

    @property
    def later(self) -> Day | None:
        return self.days[self.index + 1] if self.index + 1 < len(self.days) else None


def find_past_map(programme: Programme, day: dt.date, *, today: dt.date) -> PastMap | None:
    """Return the map that held on a day before ``today``, None when none is kept from then; two queries."""
    days = kept_days(programme, before=today)
    index = max((place for place, kept in enumerate(days) if kept.day <= day), default=None)
    if index is None:
        return None
    return PastMap(MapSnapshot.objects.get(programme=programme, day=days[index].day), days, index)
