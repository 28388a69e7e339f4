"""The drawing of the leadership structure holds whatever links there are."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.leadership import NARROW, WIDE, Box, Level, Unit, draw
from programmes.processmap.fonts import text_width

NAMES = st.one_of(
    st.text(alphabet="abcåäö ", min_size=1, max_size=120),
    st.sampled_from(
        ["Styrgruppen", "Stadsbyggnads- och samhällsutvecklingsnämndens arbetsutskott", "x" * 120, "W" * 40]
    ),
)


@st.composite
def structures(draw_from):
    """Any number of groups at any levels, each lifting to any other, to itself, to nothing, or to one that is gone."""
    count = draw_from(st.integers(0, 18))
    keys = [str(number) for number in range(count)]
    above = st.one_of(st.none(), st.sampled_from([*keys, "gone"]))
    return [
        Unit(key, draw_from(st.sampled_from(list(Level))), "Grupp", draw_from(NAMES), "7 ledamöter", draw_from(above))
        for key in keys
    ]


def overlaps(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def lies_on_edge(point, box: Box) -> bool:
    x, y = point
    is_beside = min(abs(x - box.x), abs(x - box.right)) < 0.1 and box.y <= y <= box.bottom
    is_above_or_below = box.x <= x <= box.right and (abs(y - box.y) < 0.1 or abs(y - box.bottom) < 0.1)
    return is_beside or is_above_or_below


def runs_through(start, end, box: Box) -> bool:
    (x1, y1), (x2, y2) = start, end
    left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    inside = 0.1
    return (
        left < box.right - inside and right > box.x + inside and top < box.bottom - inside and bottom > box.y + inside
    )


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=["wide", "narrow"])
@settings(max_examples=80, deadline=None, database=None)
@given(units=structures())
def test_any_structure_can_be_drawn(sheet, units):
    drawing = draw(units, sheet, dict.fromkeys(Level, "Nivå"), "sv")
    boxes = {box.unit.key: box for box in drawing.boxes}
    assert sorted(boxes) == sorted(unit.key for unit in units)
    assert not any(overlaps(*pair) for pair in itertools.combinations(drawing.boxes, 2))
    expected = {(unit.key, unit.above) for unit in units if unit.above in boxes and unit.above != unit.key}
    assert {(link.below, link.above) for link in drawing.links} == expected
    for link in drawing.links:
        assert lies_on_edge(link.points[0], boxes[link.below])
        assert lies_on_edge(link.points[-1], boxes[link.above])
        for start, end in itertools.pairwise(link.points):
            assert start[0] == end[0] or start[1] == end[1]
            assert not any(runs_through(start, end, box) for box in drawing.boxes)
    for x, y in itertools.chain.from_iterable(link.points for link in drawing.links):
        assert 0 <= x <= drawing.width
        assert 0 <= y <= drawing.height


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=["wide", "narrow"])
@settings(max_examples=60, deadline=None, database=None)
@given(units=structures())
def test_text_and_boxes_stay_inside(sheet, units):
    for box in draw(units, sheet, {}, "sv").boxes:
        assert box.x >= 0
        assert box.right <= sheet.width
        for line in box.lines:
            size, weight = (16, 600) if line.role == "name" else (13, 400)
            assert line.x + text_width(line.text, size, weight) <= box.right
            assert box.y < line.y < box.bottom


def test_two_buses_never_lie_upon_each_other():
    units = [Unit(str(n), Level.WORK if n % 2 else Level.STEERING, "Grupp", f"Grupp {n}", above=str((n + 3) % 8))
             for n in range(8)]  # fmt: skip
    drawing = draw(units, WIDE, {}, "sv")
    uprights = [
        (link.above, start[0], *sorted((start[1], end[1])))
        for link in drawing.links
        for start, end in itertools.pairwise(link.points)
        if start[0] == end[0]
    ]
    for one, other in itertools.combinations(uprights, 2):
        if one[0] != other[0] and abs(one[1] - other[1]) < 1:
            assert one[3] <= other[2] or other[3] <= one[2]


def test_group_under_its_own_leader_is_joined_by_a_straight_line():
    units = [Unit("1", Level.STEERING, "Styrgrupp", "Styrgruppen"),
             Unit("2", Level.WORK, "Projektgrupp", "Projektgruppen", above="1")]  # fmt: skip
    (link,) = draw(units, NARROW, {}, "sv").links
    assert len({x for x, _y in link.points}) == 1


def test_groups_beside_each_other_are_joined_straight_across():
    units = [Unit("1", Level.WORK, "Projektgrupp", "Arbetsgruppen"),
             Unit("2", Level.WORK, "Referensgrupp", "Unga", above="1")]  # fmt: skip
    drawing = draw(units, WIDE, {}, "sv")
    (link,) = drawing.links
    assert [x for x, _y in link.points] == [pytest.approx(drawing.boxes[1].x), pytest.approx(drawing.boxes[0].right)]
    assert len({y for _x, y in link.points}) == 1
