"""The rule that puts stations in order, and the place of "now"."""

import datetime as dt

from programmes.processmap.crowd import in_sequence
from programmes.processmap.items import State, current_phase_index, sort_items
from tests.programmes.processmap_samples import PHASES, make_item, make_map


def keys(*items):
    return [[item.key for item in group.items] for group in sort_items(make_map(items))]


def test_phases_come_before_dates():
    late = make_item("late", starts_on=dt.date(2026, 5, 1), phase_key="p0")
    early = make_item("early", starts_on=dt.date(2024, 5, 1), phase_key="p1")
    assert keys(early, late) == [["late"], ["early"], [], []]


def test_dated_items_stand_in_time_order_whatever_their_hand_set_order():
    first = make_item("first", starts_on=dt.date(2024, 1, 1), phase_key="p0", order=9)
    second = make_item("second", starts_on=dt.date(2024, 2, 1), phase_key="p0", order=1)
    assert keys(second, first)[0] == ["first", "second"]


def test_an_undated_item_follows_the_dated_one_before_it():
    dated = make_item("dated", starts_on=dt.date(2024, 3, 1), phase_key="p0", order=1)
    undated = make_item("undated", phase_key="p0", order=2)
    later = make_item("later", starts_on=dt.date(2024, 4, 1), phase_key="p0", order=3)
    assert keys(later, undated, dated)[0] == ["dated", "undated", "later"]


def test_undated_items_keep_their_hand_set_order():
    items = [make_item(str(order), phase_key="p0", order=order) for order in (3, 1, 2)]
    assert keys(*items)[0] == ["1", "2", "3"]


def test_an_item_without_phase_joins_the_phase_of_its_date():
    assert keys(make_item("a", starts_on=dt.date(2025, 6, 1))) == [[], ["a"], [], []]


def test_an_undated_item_without_phase_joins_the_current_phase():
    assert keys(make_item("a")) == [[], [], ["a"], []]


def test_what_goes_on_now_decides_the_current_phase():
    item = make_item(state=State.NOW, phase_key="p1")
    assert current_phase_index(make_map([item])) == 1


def test_undated_phases_take_the_current_one_from_what_is_done():
    phases = [type(phase)(phase.key, phase.kind, phase.number, phase.name) for phase in PHASES]
    assert current_phase_index(make_map([make_item(phase_key="p1")], phases)) == 1


def test_one_early_item_does_not_drag_now_along():
    items = [make_item(str(index), phase_key="p2", state=State.PLANNED) for index in range(3)]
    odd = make_item("odd", phase_key="p2", order=5)
    assert in_sequence(make_map([*items, odd])).now_at == 0
