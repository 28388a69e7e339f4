"""Making one geometry of a file into what is stored: WGS 84, valid, no finer than is drawn, six decimals.

shapely and pyproj are imported where they are used: they are large, and nothing but an import of places needs them.
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from kraftsamling.shared.errors import RuleViolation
from programmes.geometry import is_area, is_in_sweden, lines_of, points_of
from programmes.services.geometry_features import WGS84

# How deep the positions lie in the lists of each type.
_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
# Twenty centimetres; more than this many positions are thinned out further.
_FINEST, _MOST_POSITIONS = 0.000002, 2_000
# Looking whether outlines lie within each other, mending and thinning take time by the square of these, and thinning
# takes memory by the corner: 200 corners that crossed at random kept a process busy for twelve seconds, twenty thousand
# outlines within each other for minutes, and a zigzag of 60,000 corners broke it.
_MOST_CORNERS, _MOST_OUTLINES, _MOST_CROSSINGS = 10_000, 1_000, 100

Transform = Callable[[list[float], list[float]], tuple[list[float], list[float]]]


def make_transform(epsg: int) -> Transform:
    """Return a function from lists of eastings and northings of the coordinate system to longitudes and latitudes."""
    if epsg == WGS84:
        return lambda xs, ys: (xs, ys)
    from pyproj import Transformer

    return Transformer.from_crs(epsg, WGS84, always_xy=True).transform


def clean_geometry(geometry: Any, transform: Transform) -> tuple[dict[str, Any], bool]:
    """Return the geometry as it is stored, and whether its outline had to be mended.

    Raises RuleViolation with one sentence on what is wrong with it.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in _DEPTHS:
        raise RuleViolation(_("It has no point, line or area that can be drawn."))
    placed = {"type": kind, "coordinates": _project(geometry.get("coordinates"), _DEPTHS[kind], transform)}
    _check_rings(placed)
    return _mend(placed)


def _project(coordinates: Any, depth: int, transform: Transform) -> Any:
    """Return the coordinates, nested as they were, in degrees; heights are left out."""
    flat: list[tuple[float, float]] = []
    _collect(coordinates, depth, flat)
    xs, ys = transform([at[0] for at in flat], [at[1] for at in flat])
    degrees = list(zip(xs, ys, strict=True))
    if any(is_in_sweden(y, x) for x, y in degrees):
        raise RuleViolation(_("Latitude and longitude have changed places."))
    if not degrees or not all(math.isfinite(x) and math.isfinite(y) and is_in_sweden(x, y) for x, y in degrees):
        raise RuleViolation(_("It does not lie in Sweden. Is it the right coordinate system?"))
    waiting = iter(degrees)
    return _nest(coordinates, depth, waiting)


def _collect(value: Any, depth: int, found: list[tuple[float, float]]) -> None:
    if not isinstance(value, list) or (depth and not value):
        raise RuleViolation(_("Its coordinates are not written as GeoJSON writes them."))
    if depth:
        for each in value:
            _collect(each, depth - 1, found)
        return
    if len(value) < 2 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in value[:2]):
        raise RuleViolation(_("Its coordinates are not written as GeoJSON writes them."))
    try:
        found.append((float(value[0]), float(value[1])))
    except OverflowError:
        raise RuleViolation(_("Its coordinates are not written as GeoJSON writes them.")) from None


def _nest(value: Any, depth: int, waiting) -> Any:
    return [_nest(each, depth - 1, waiting) for each in value] if depth else next(waiting)


def _check_rings(geometry: dict[str, Any]) -> None:
    for line in lines_of(geometry):
        if not is_area(geometry):
            if len(set(line)) < 2:
                raise RuleViolation(_("Its line has fewer than two points."))
        elif line[0] != line[-1]:
            raise RuleViolation(_("Its outline does not come back to where it began."))
        elif len(set(line)) < 3:
            raise RuleViolation(_("Its outline has fewer than three corners."))


def _mend(geometry: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    from shapely import make_valid
    from shapely.geometry import mapping, shape

    if _count_positions(geometry) > _MOST_CORNERS or len(lines_of(geometry)) > _MOST_OUTLINES:
        raise RuleViolation(_("It has more than 10,000 corners or 1,000 outlines. Make it simpler, or divide it."))
    drawn = shape(geometry)
    is_mended = not drawn.is_valid
    if is_mended:
        if _crosses_too_often(geometry):
            raise RuleViolation(_("Its outline crosses itself in too many places. Mend it in the map program."))
        drawn = make_valid(drawn, method="structure", keep_collapsed=False)
    if drawn.is_empty:
        raise RuleViolation(_("Its outline has no inside."))
    fineness = _FINEST
    thinned = drawn.simplify(fineness)
    while _count_positions(mapping(thinned)) > _MOST_POSITIONS and fineness < 1:
        fineness *= 4
        thinned = drawn.simplify(fineness)
    found = mapping(drawn if thinned.is_empty else thinned)
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}, is_mended


def _crosses_too_often(geometry: dict[str, Any]) -> bool:
    """Return whether more pieces of the outlines meet than can be mended; stops looking when it is clear."""
    from shapely import STRtree, linestrings

    pieces = linestrings([(a, b) for line in lines_of(geometry) for a, b in pairwise(line) if a != b])
    known, crossings = STRtree(pieces), 0
    for start in range(0, len(pieces), 10):
        some = pieces[start : start + 10]
        # Each piece meets itself and its two neighbours; a crossing is found from both sides.
        crossings += known.query(some, predicate="intersects").shape[1] - 3 * len(some)
        if crossings > 2 * _MOST_CROSSINGS:
            return True
    return False


def _count_positions(geometry: dict[str, Any]) -> int:
    return len(points_of(geometry)) + sum(map(len, lines_of(geometry)))


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else [_rounded(each) for each in value]
