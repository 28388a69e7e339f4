"""How people want the stations of the process map drawn: short titles, weights, what is hidden, where labels stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2s

from django.apps import apps
from django.db.models import Max, QuerySet

from programmes.models import MapAdjustment, Programme, ProgrammeRecord
from programmes.processmap.items import MapItem, Side

LATEST = 10


@dataclass(frozen=True)
class Look:
    """How a station is to be drawn. ``title_mark`` tells for which title the short one was written."""

    short_title: str = ""
    title_mark: str = ""
    weight: int | None = None
    is_hidden: bool = False
    side: str = ""


PLAIN = Look()


def look_of(row: MapAdjustment | None) -> Look:
    """Return the look that a step of a station's history describes; without one the plain look."""
    if row is None:
        return PLAIN
    return Look(row.short_title, row.title_mark, row.weight, row.is_hidden, row.side)


def mark_title(title: str) -> str:
    """Return a mark that tells one title from another and cannot be read."""
    return blake2s(title.encode(), digest_size=8).hexdigest()


def last_steps(programme: Programme) -> dict[str, MapAdjustment]:
    """Return the step that counts for each station that was ever adjusted, by the station's key; one query."""
    rows = MapAdjustment.objects.filter(programme=programme)
    last = rows.order_by().values("item_key").annotate(last=Max("pk")).values("last")
    return {row.item_key: row for row in rows.filter(pk__in=last)}


def adjusted(programme: Programme, items: Iterable[MapItem]) -> list[MapItem]:
    """Return ``items`` as people want them drawn; one query.

    A short title that was written for another title than the present one is left out, so that a drawing never says what
    the station no longer says.
    """
    looks = {key: look_of(row) for key, row in last_steps(programme).items()}
    return [with_look(item, looks[item.key]) if item.key in looks else item for item in items]


def with_look(item: MapItem, look: Look) -> MapItem:
    """Return the station as ``look`` wants it drawn."""
    return replace(
        item,
        short_title=look.short_title if look.title_mark == mark_title(item.title) else "",
        weight=look.weight or item.weight,
        is_hidden=look.is_hidden,
        side=Side(look.side) if look.side else None,
    )


@dataclass(frozen=True)
class Change:
    """One step of a station's history: what was made of what."""

    row: MapAdjustment
    before: Look
    after: Look


def latest_changes(programme: Programme, keys: Iterable[str]) -> list[Change]:
    """Return the latest changes of these stations that have not been undone, newest first; two queries."""
    rows = MapAdjustment.objects.filter(programme=programme, item_key__in=list(keys))
    standing = list(
        rows.filter(undoes__isnull=True, undone_by__isnull=True).select_related("made_by").order_by("-pk")[:LATEST]
    )
    steps = {
        (row.item_key, row.step): row for row in rows.filter(item_key__in={change.item_key for change in standing})
    }
    return [Change(row, look_of(steps.get((row.item_key, row.step - 1))), look_of(row)) for row in standing]


def model_of(item_key: str) -> type[ProgrammeRecord] | None:
    """Return the model, of whichever app, whose records have such keys on the map."""
    prefix = item_key.rpartition("-")[0]
    kept = (model for model in apps.get_models() if issubclass(model, ProgrammeRecord))
    return next((model for model in kept if prefix and prefix == model.MAP_PREFIX), None)


def find_record(programme: Programme, item_key: str) -> ProgrammeRecord | None:
    """Return the programme's record behind a station, of whichever app; None if there is none or it is withdrawn."""
    model, number = model_of(item_key), item_key.rpartition("-")[2]
    if model is None or not number.isdecimal() or len(number) > 18:
        return None
    return model.objects.current().filter(programme=programme, pk=int(number)).first()


def steps_of(programme: Programme, item_key: str) -> QuerySet[MapAdjustment]:
    """Return a station's history."""
    return MapAdjustment.objects.filter(programme=programme, item_key=item_key)
