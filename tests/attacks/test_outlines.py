"""Outlines in a file of places, made so that looking at them costs much or breaks the process."""

import random

import pytest

from kraftsamling.shared.errors import RuleViolation
from programmes.geometry import Shape, draw_places
from programmes.services.geometry_features import WGS84
from programmes.services.geometry_shapes import clean_geometry, make_transform


def tangle(corners):
    """An outline whose corners lie anywhere."""
    chance = random.Random(1)
    ring = [[13 + chance.random() / 10, 58 + chance.random() / 10] for _ in range(corners)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def zigzag(corners):
    return {"type": "LineString", "coordinates": [[13 + n % 2 / 10, 58 + n / 1_000_000] for n in range(corners)]}


def triangle(size):
    step = size / 100_000
    return [[13 - step, 58 - step], [13 + step, 58 - step], [13, 58 + step], [13 - step, 58 - step]]


def within_each_other(outlines):
    return {"type": "MultiPolygon", "coordinates": [[triangle(size)] for size in range(1, outlines + 1)]}


@pytest.mark.parametrize(
    "geometry", [tangle(200), tangle(9_000), zigzag(60_000), within_each_other(20_000)],
    ids=["tangle", "large tangle", "zigzag", "within each other"],
)  # fmt: skip
def test_outline_that_would_take_too_long_is_refused(geometry):
    with pytest.raises(RuleViolation):
        clean_geometry(geometry, make_transform(WGS84))


@pytest.mark.parametrize("geometry", [zigzag(10_000), within_each_other(1_000), tangle(12)])
def test_large_outline_is_still_taken(geometry):
    assert clean_geometry(geometry, make_transform(WGS84))[0]["coordinates"]


def test_many_areas_are_drawn_one_by_one():
    """Not each compared with all the others."""

    class Counted(Shape):
        compared = 0

        def __eq__(self, other):
            Counted.compared += 1
            return self is other

    shapes = [
        Counted(size, "Plats", "/", {"type": "Polygon", "coordinates": [triangle(size)]}) for size in range(1, 50)
    ]
    drawn = draw_places(shapes, 342, 14)
    assert [each.shape.number for each in drawn.shapes] == list(range(49, 0, -1))
    assert not Counted.compared
