"""The plain map: everything lies in the frame, and no name covers another or a dot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.geometry import FOOT, Shape, draw_places, find_inside
from programmes.processmap.fonts import text_width

pytestmark = pytest.mark.once

SIZE = 14
POSITIONS = st.tuples(st.floats(10.6, 24.4), st.floats(55.0, 69.1))
NEAR = st.tuples(st.floats(12.90, 12.94), st.floats(57.71, 57.73))


def ring_around(at, size):
    x, y = at
    return [[x, y], [x + size, y], [x + size, y + size / 2], [x, y + size / 2], [x, y]]


def geometries(positions):
    return st.one_of(
        positions.map(lambda at: {"type": "Point", "coordinates": list(at)}),
        st.lists(positions, min_size=2, max_size=6).map(
            lambda ats: {"type": "LineString", "coordinates": [list(at) for at in ats]}
        ),
        st.tuples(positions, st.floats(0, 0.02)).map(
            lambda given: {"type": "Polygon", "coordinates": [ring_around(*given)]}
        ),
        st.lists(positions, min_size=1, max_size=3).map(
            lambda ats: {"type": "MultiPolygon", "coordinates": [[ring_around(at, 0.001)] for at in ats]}
        ),
    )


def shapes_of(found):
    return [Shape(number, f"Plats nummer {number}", f"/{number}/", each) for number, each in enumerate(found, start=1)]


def coordinates_drawn(drawn):
    for each in drawn.shapes:
        numbers = each.path.replace("M", " ").replace("L", " ").replace("Z", " ").split()
        yield from zip(map(float, numbers[::2]), map(float, numbers[1::2]), strict=True)
        yield from ((float(x), float(y)) for x, y in each.dots)


def label_box(label):
    width = text_width(label.text, SIZE, 600)
    left = float(label.x) - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    top = float(label.y) - SIZE * 0.8
    return left, top, left + width, top + SIZE


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(geometries(POSITIONS), geometries(NEAR)), min_size=1, max_size=25), st.sampled_from([640, 342])
)
def test_everything_drawn_stays_in_the_frame(found, width):
    drawn = draw_places(shapes_of(found), width, SIZE)
    assert len(drawn.shapes) == len(found)
    assert 0 < float(drawn.bar_width) <= width / 3
    for x, y in coordinates_drawn(drawn):
        assert 0 <= x <= drawn.width
        assert 0 <= y <= drawn.height - FOOT / 2
    for each in drawn.shapes:
        if each.label:
            left, top, right, bottom = label_box(each.label)
            assert left >= 0
            assert top >= 0
            assert right <= drawn.width
            assert bottom <= drawn.height


@settings(max_examples=80, deadline=None)
@given(st.lists(NEAR, min_size=2, max_size=40))
def test_no_name_covers_another(ats):
    drawn = draw_places(shapes_of([{"type": "Point", "coordinates": list(at)} for at in ats]), 342, SIZE)
    boxes = [label_box(each.label) for each in drawn.shapes if each.label]
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]


def test_name_without_room_gives_way_to_its_number():
    ats = [(12.92 + step * 0.00002, 57.72) for step in range(30)]
    drawn = draw_places(shapes_of([{"type": "Point", "coordinates": list(at)} for at in ats]), 342, SIZE)
    texts = [each.label.text if each.label else "" for each in drawn.shapes]
    assert any(text.startswith("Plats") for text in texts)
    assert any(text == "" or text.isdigit() for text in texts)


def test_two_thousand_points_are_drawn_quickly():
    found = [{"type": "Point", "coordinates": [12.9 + n % 50 * 0.001, 57.7 + n // 50 * 0.001]} for n in range(2000)]
    assert len(draw_places(shapes_of(found), 640, SIZE).shapes) == 2000


def test_scale_is_true():
    """Two points one kilometre apart, north to south, stand as far apart as the scale says."""
    ats = [[12.9, 57.70], [12.9, 57.70 + 1000 / 111_320]]
    drawn = draw_places(shapes_of([{"type": "Point", "coordinates": at} for at in ats]), 640, SIZE)
    (_x, low), (_y, high) = (tuple(map(float, each.dots[0])) for each in drawn.shapes)
    metres = float(drawn.bar_label.split()[0]) * (1000 if drawn.bar_label.endswith("km") else 1)
    assert low - high == pytest.approx(1000 * float(drawn.bar_width) / metres, rel=0.01)


def test_inside_of_a_crescent_lies_inside():
    ring = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 9), (9, 9), (9, 1), (0, 1), (0, 0)]
    x, y = find_inside(ring)
    assert 9 < x < 10
    assert y == 5


def test_nothing_to_draw_is_no_map():
    assert draw_places([], 640, SIZE) is None
