"""Fetching places from a GeoJSON text: what would come of it, and doing it. Nothing is asked of any other computer."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import records
from kraftsamling.shared.errors import RuleViolation
from programmes.enums.knowledge import PlaceKind
from programmes.geometry import is_area, lines_of
from programmes.models import Place, Programme
from programmes.queries.places import places_by_name
from programmes.services import keeping
from programmes.services.geometry_features import WGS84, Features
from programmes.services.geometry_shapes import clean_geometry, make_transform

LONGEST_NAME = 120


@dataclass(frozen=True)
class ReadPlace:
    """A place as the text has it."""

    name: str
    geometry: dict[str, Any]
    is_mended: bool


@dataclass(frozen=True)
class PlannedPlace:
    """What would come of one place: ``place`` is the one that has its name already."""

    read: ReadPlace
    place: Place | None

    @property
    def is_new(self) -> bool:
        """Whether a place would be added."""
        return self.place is None

    @property
    def is_same(self) -> bool:
        """Whether nothing would change."""
        return self.place is not None and self.place.geometry == self.read.geometry


@dataclass(frozen=True)
class ImportPlan:
    """What would come of a text; ``problems`` are sentences on what cannot be fetched."""

    places: list[PlannedPlace]
    problems: list[str]

    @property
    def changes(self) -> int:
        """How many places would be added or drawn anew."""
        return sum(not planned.is_same for planned in self.places)


def plan_import(programme: Programme, features: Features, *, name_property: str, epsg: int | None) -> ImportPlan:
    """Return what fetching ``features`` would do; ``epsg`` is the coordinate system when the text names none."""
    read, problems = _read_places(features, name_property, features.epsg or epsg or WGS84)
    return ImportPlan(_match(programme, read), problems)


def import_places(programme: Programme, *, plan: ImportPlan, by) -> tuple[int, int]:
    """Add the plan's new places, and draw anew those whose name is there already; return how many of each.

    Names are matched again inside the transaction, so that the same text twice adds nothing twice.
    """
    with transaction.atomic():
        matched = _match(programme, [planned.read for planned in plan.places])
        added = _add_all(programme, [planned.read for planned in matched if planned.is_new], by)
        moved = [planned for planned in matched if not planned.is_new and not planned.is_same]
        for planned in moved:
            changes = {"geometry": planned.read.geometry}
            keeping.update_record(planned.place, changes=changes, expected_version=planned.place.version, by=by)
        if added or moved:
            audit.record("place.import", programme, by=by, programme_id=programme.pk, fields=["geometry"])
    return len(added), len(moved)


def _add_all(programme: Programme, read: list[ReadPlace], by) -> list[Place]:
    if not read:
        return []
    places = [Place(programme=programme, name=r.name, kind=kind_of(r.geometry), geometry=r.geometry) for r in read]
    records.fill_many(places, prefix=programme.code, by=by)
    Place.objects.bulk_create(places)
    audit.record_many("record.add", places, by=by, programme_id=programme.pk, fields=["name", "kind", "geometry"])
    keeping.bump(places[0])
    return places


def kind_of(geometry: dict[str, Any]) -> str:
    """Return the kind of place that a shape most likely is."""
    if is_area(geometry):
        return PlaceKind.SUB_AREA
    return PlaceKind.ROUTE if lines_of(geometry) else PlaceKind.SPOT


def _match(programme: Programme, read: list[ReadPlace]) -> list[PlannedPlace]:
    known = places_by_name(programme)
    return [PlannedPlace(each, known.get(each.name.casefold())) for each in read]


def _read_places(features: Features, name_property: str, epsg: int) -> tuple[list[ReadPlace], list[str]]:
    transform, found, problems, nameless = make_transform(epsg), {}, [], 0
    for row in features.rows:
        name = _clean_name(row["properties"].get(name_property))
        if not name:
            nameless += 1
        elif name.casefold() in found:
            problems.append(_("“%(name)s” stands more than once. Only the first is fetched.") % {"name": name})
        else:
            try:
                found[name.casefold()] = ReadPlace(name, *clean_geometry(row["geometry"], transform))
            except RuleViolation as problem:
                problems.append(_("“%(name)s” cannot be fetched. %(why)s") % {"name": name, "why": problem.message})
    if nameless:
        problems.append(_("Features without a name that are left out: %(count)s.") % {"count": nameless})
    return list(found.values()), problems


def _clean_name(value: Any) -> str:
    """Return the name on one line, without signs that cannot be stored."""
    text = value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_NAME].strip()
