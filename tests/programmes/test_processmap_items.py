"""The rule that puts stations in order, and the place of "now"."""

import datetime as dt
from dataclasses import replace

import pytest

from programmes.processmap.crowd import in_sequence, quiet_months
from programmes.processmap.items import Beside, MapAgain, State, current_phase_index, phases_beside, sort_items
from tests.programmes.processmap_samples import PHASES, make_item, make_map

pytestmark = pytest.mark.once


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


def test_the_furthest_open_phase_is_the_current_one():
    phases = [replace(PHASES[0], is_open=True), replace(PHASES[1], is_open=True), *PHASES[2:]]
    item = make_item(state=State.NOW, phase_key="p0")
    assert current_phase_index(make_map([item], phases)) == 1


def taken_up(phase, *again, **more):
    return replace(phase, again=tuple(again), **more)


def test_a_phase_taken_up_again_stands_at_its_date_in_the_phase_that_had_begun():
    phases = [PHASES[0], taken_up(PHASES[1], MapAgain("maj 2026", "Nya röster", dt.date(2026, 5, 1))), *PHASES[2:]]
    before = make_item("before", starts_on=dt.date(2026, 4, 1))
    after = make_item("after", starts_on=dt.date(2026, 6, 1))
    sequenced = in_sequence(make_map([after, before], phases))
    assert [member.key for member in sequenced.items] == ["before", "p1-again-1", "after"]
    assert sequenced.phase_indexes == (2, 2, 2)


def test_a_phase_taken_up_again_at_no_known_date_stands_last_before_now():
    phases = [taken_up(PHASES[0], MapAgain("", "")), *PHASES[1:]]
    items = [make_item("done", phase_key="p2"), make_item("ahead", phase_key="p2", state=State.PLANNED, order=1)]
    sequenced = in_sequence(make_map(items, phases))
    assert [member.key for member in sequenced.items] == ["done", "p0-again-1", "ahead"]
    assert sequenced.now_at == 2


def test_phases_that_overlap_are_beside_each_other_until_the_earlier_ended():
    ended = replace(PHASES[0], ends_on=dt.date(2025, 3, 31))
    assert phases_beside(make_map([], [ended, *PHASES[1:]])) == [
        Beside(0, 1, dt.date(2025, 1, 1), dt.date(2025, 3, 31))
    ]


def test_a_phase_open_again_is_beside_since_it_was_taken_up():
    day = dt.date(2026, 10, 1)
    phases = [taken_up(PHASES[0], MapAgain("", "", day, is_open=True), ends_on=dt.date(2024, 12, 1), is_open=True)]
    assert phases_beside(make_map([], [*phases, PHASES[1]])) == [Beside(0, 1, day, None)]


def monthly(*months):
    days = [dt.date(2024 + month // 12, month % 12 + 1, 1) for month in months]
    return in_sequence(make_map([make_item(day.isoformat(), starts_on=day, phase_key="p0") for day in days]))


def test_a_silence_much_longer_than_usual_is_told():
    assert quiet_months(monthly(0, 1, 2, 10, 11)) == {"2024-11-01": 8}


def test_a_map_that_is_always_slow_tells_of_no_silence():
    assert quiet_months(monthly(0, 7, 14, 21, 28)) == {}


def test_what_lies_ahead_of_an_earlier_phase_stands_ahead_of_now():
    phases = [replace(phase, is_open=index in (1, 2)) for index, phase in enumerate(PHASES)]
    items = [
        make_item("past", phase_key="p1", starts_on=dt.date(2025, 3, 1)),
        make_item("ahead", phase_key="p1", starts_on=dt.date(2027, 3, 1), state=State.PLANNED),
        make_item("later", phase_key="p3", starts_on=dt.date(2028, 3, 1), state=State.PLANNED),
    ]
    keys = [[item.key for item in group.items] for group in sort_items(make_map(items, phases))]
    assert keys == [[], ["past"], ["ahead"], ["later"]]
