"""Places as a tree, on a map, and what is known of each."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kraftsamling.shared.collation import Swedish
from programmes.chains import follow
from programmes.geometry import DrawnMap, Shape, draw_places
from programmes.models import Figure, Place, Programme

# Widths in CSS pixels and size of the names: one drawing for screens and paper, one for phones.
WIDE, PHONE, NAME_SIZE = 640, 342, 14


@dataclass(frozen=True)
class PlaceRow:
    """A place in the list: how deep it lies, and its number on the map if it is drawn."""

    place: Place
    depth: int
    number: int | None


def place_tree(programme: Programme) -> list[PlaceRow]:
    """Return the programme's places, each followed by what lies in it, in Swedish order; one query."""
    places = list(
        Place.objects.current().filter(programme=programme).select_related("programme").order_by(Swedish("name"), "pk")
    )
    known, parts = {place.pk for place in places}, defaultdict(list)
    for place in places:
        parts[place.parent_id if place.parent_id in known else None].append(place)
    rows, waiting = [], [(place, 0) for place in reversed(parts[None])]
    drawn = 0
    while waiting:
        place, depth = waiting.pop()
        drawn += place.geometry is not None
        rows.append(PlaceRow(place, depth, drawn if place.geometry is not None else None))
        waiting += [(part, depth + 1) for part in reversed(parts[place.pk])]
    return rows


def places_within(whole: Place) -> set[int]:
    """Return the keys of the place and of everything that lies in it, however deep; one query."""
    parents = dict(Place.objects.filter(programme=whole.programme_id).values_list("pk", "parent"))
    return {pk for pk in parents if whole.pk in follow(pk, parents)}


def narrow_places(rows: list[PlaceRow], words: str) -> list[PlaceRow]:
    """Return the rows in which every word stands."""
    wanted = words.casefold().split()[:8]

    def fits(place: Place) -> bool:
        text = " ".join([place.name, place.other_names, place.address, place.description]).casefold()
        return all(word in text for word in wanted)

    return [row for row in rows if fits(row.place)]


def draw_maps(rows: list[PlaceRow], *, current: int | None = None) -> dict[str, DrawnMap] | None:
    """Return the places drawn for a wide screen and for a phone, None when no place has an outline or a point."""
    shapes = [
        Shape(row.number, row.place.name, row.place.get_work_url(), row.place.geometry, row.place.pk == current)
        for row in rows
        if row.number is not None
    ]
    if not shapes:
        return None
    return {"wide": draw_places(shapes, WIDE, NAME_SIZE), "phone": draw_places(shapes, PHONE, NAME_SIZE)}


def known_of(place: Place) -> dict[str, Any]:
    """Return what is known of the place: parts, stories, assets, challenges and figures, as querysets."""
    return {
        "parts": _in_order(place.parts.current(), "name"),
        "stories": _in_order(place.stories.current(), "title"),
        "assets": _in_order(place.assets.current(), "title"),
        "challenges": _in_order(place.challenges.current(), "title"),
        "figures": _figures_at(place),
    }


def _in_order(rows: QuerySet, column: str) -> QuerySet:
    return rows.select_related("programme").order_by(Swedish(column), "pk")


def _figures_at(place: Place) -> QuerySet[Figure]:
    figures = Figure.objects.filter(place=place, withdrawn_at=None, source__withdrawn_at=None)
    return figures.select_related("source__programme").order_by("-measured_on", "pk")


def places_by_name(programme: Programme) -> dict[str, Place]:
    """Return the programme's places by their names in small letters; of two with one name the older."""
    places = Place.objects.current().filter(programme=programme).select_related("programme").order_by("-pk")
    return {place.name.strip().casefold(): place for place in places}
