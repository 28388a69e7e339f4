"""What every laid-out map must keep to, whatever is on it."""

import math
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from programmes.processmap import draw_print, draw_screen
from programmes.processmap.boxes import Box
from programmes.processmap.ground import rows_ground
from programmes.processmap.items import State, sort_items
from programmes.processmap.layout import lay_out
from programmes.processmap.placing import Sweep
from programmes.processmap.sheets import A2_LANDSCAPE, A2_PORTRAIT, DESKTOP, PHONE, TABLET, Flow
from programmes.processmap.sheets import SHEETS as SHEETS_BY_NAME
from tests.programmes.processmap_samples import PHASES, TODAY, make_item, make_map, many_items, process_maps

pytestmark = pytest.mark.once

ALL_SHEETS = [pytest.param(sheet, id=sheet.name) for sheet in SHEETS_BY_NAME.values()]
SHEETS = [pytest.param(sheet, id=sheet.name) for sheet in (PHONE, TABLET, DESKTOP, A2_LANDSCAPE, A2_PORTRAIT)]
ANY_MAP = settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
ROUNDING = 1e-6


@cache
def crowded(sheet):
    """Three hundred stations on a sheet, laid out once for all tests that look at them."""
    return lay_out(make_map(many_items(300)), sheet)


def all_labels(placed):
    boxes = [it.label.box for it in (*placed.stations, *placed.loops) if it.label]
    boxes += [field.heading.box for field in placed.fields if field.heading]
    return boxes + ([placed.now.sign.box] if placed.now.sign else [])


def all_marks(placed):
    """Return what each thing on the ribbon takes of its length."""
    marks = [(station.s, station.half_width) for station in placed.stations]
    marks += [(loop.s, loop.radius) for loop in placed.loops if not loop.outline]
    return sorted([*marks, (placed.now.s, placed.now.radius)])


def ribbon_points(placed):
    step = placed.sheet.ribbon / 20
    return [placed.path.point(index * step) for index in range(int(placed.fields[-1].s1 / step) + 1)]


def crossing(leader, box):
    """Tell whether a leader runs through a box: sampled, the ends left out."""
    (x0, y0), (x1, y1) = leader
    inner = Box(box.x0 + 0.01, box.y0 + 0.01, box.x1 - 0.01, box.y1 - 0.01)
    shares = [index / 24 for index in range(25)]
    return any(inner.distance(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) == 0 for share in shares)


def assert_sound(placed):
    labels, paper = all_labels(placed), Box(0, 0, placed.width, placed.height)
    arches = [box for loop in placed.loops for box in loop.boxes]
    points, half = ribbon_points(placed), placed.sheet.ribbon / 2
    assert not [pair for pair in combinations(labels, 2) if pair[0].overlaps(pair[1])]
    assert [box for box in labels if any(box.overlaps(arch) for arch in arches)] == []
    assert not [
        pair
        for pair in combinations(placed.loops, 2)
        if any(box.overlaps(other) for box in pair[0].boxes for other in pair[1].boxes)
    ]
    assert [box for box in (*labels, *arches) if not box.inside(paper)] == []
    assert [box for box in labels if any(box.distance(x, y) < half for x, y in points)] == []
    assert [pair for pair in pairwise(all_marks(placed)) if pair[1][0] - pair[0][0] < pair[0][1] + pair[1][1]] == []
    if placed.sheet.flow == Flow.COLUMN:
        tops = {field.index: placed.path.point(field.s0)[1] for field in placed.fields}
        things = [it for it in (*placed.stations, *placed.loops) if it.label]
        assert [it for it in things if it.label.box.y0 < tops[it.phase_index]] == []
    assert all(station.x - station.radius > 0 and station.y - station.radius > 0 for station in placed.stations)
    for station in placed.stations:
        others = [box for box in (*labels, *arches) if not station.label or box != station.label.box]
        assert [box for box in others if station.leader and crossing(station.leader, box)] == []


def assert_in_order(placed, process_map):
    """Every station and passage is there once; along the ribbon time never runs back inside a phase."""
    expected = {item.key for group in sort_items(process_map) for item in group.items}
    assert {item.key for station in placed.stations for item in station.items} == expected
    passages = [passage.key for loop in placed.loops for passage in loop.passages]
    assert sorted(passages) == sorted(
        f"{phase.key}-again-{number}" for phase in process_map.phases for number in range(1, len(phase.again) + 1)
    )
    order = [(phase, item.key) for phase, group in enumerate(sort_items(process_map)) for item in group.items]
    along = [(station.phase_index, item.key) for station in placed.stations for item in station.items]
    assert along == order
    for things in (placed.stations, placed.loops):
        assert [it.s for it in things] == sorted(it.s for it in things)
    for field in placed.fields:
        named = [it for it in (*placed.stations, *placed.loops) if it.phase_index == field.index]
        alone = sorted((it for it in named if len(members(it)) == 1), key=lambda it: it.s)
        days = [day for it in alone for day in [starts_on(members(it)[0])] if day]
        assert days == sorted(days)
        assert all(field.s0 <= it.s <= field.s1 for it in named)


def members(it):
    return it.items if hasattr(it, "items") else it.passages


def starts_on(member):
    return member.starts_on


def assert_weighed(placed):
    """Nothing that is written out is lighter than something that is gathered."""
    gathered, shown = [], []
    for it in (*placed.stations, *placed.loops):
        (gathered if len(members(it)) > 1 or it.label is None else shown).extend(one.weight for one in members(it))
    assert not gathered or not shown or max(gathered) <= min(shown)


@pytest.mark.parametrize("sheet", ALL_SHEETS)
@ANY_MAP
@given(process_map=process_maps())
def test_any_map_keeps_its_order_and_nothing_touches(sheet, process_map):
    placed = lay_out(process_map, sheet)
    assert_sound(placed)
    assert_in_order(placed, process_map)
    assert_weighed(placed)
    assert draw_screen.draw(placed) == draw_screen.draw(lay_out(process_map, sheet))


@pytest.mark.parametrize("sheet", ALL_SHEETS)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_labels_of_small_maps_touch_nothing(sheet, count):
    assert_sound(lay_out(make_map(many_items(count) if count else []), sheet))


@pytest.mark.parametrize("sheet", SHEETS)
def test_labels_of_a_crowded_map_touch_nothing(sheet):
    assert_sound(crowded(sheet))


LONG = "Kommunfullmäktigesammanträdesprotokollsjusteringsförrättningsmannauppdrag"
ODD_MAPS = {
    "one endless word": make_map([make_item(str(index), title=LONG * 3) for index in range(5)], now_text=LONG),
    "endless phase names": make_map([], [replace(phase, name=f"{LONG} {LONG}", years_label=LONG) for phase in PHASES]),
    "other scripts": make_map(
        [make_item("a", title="مرحبا بكم في ساحة الحي " * 8), make_item("b", title="👩‍👩‍👧" * 40)]
    ),
    "ten phases": make_map(many_items(20), [replace(PHASES[0], key=f"p{index}") for index in range(10)]),
    "no phases": make_map(many_items(12), ()),
}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", ODD_MAPS)
def test_odd_words_and_phases_still_find_a_place(sheet, name):
    assert_sound(lay_out(ODD_MAPS[name], sheet))


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_same_map_is_drawn_the_same(sheet):
    first, second = (lay_out(make_map(many_items(30)), sheet) for _ in range(2))
    assert draw_screen.draw(first) == draw_screen.draw(second)
    assert draw_print.draw(first) == draw_print.draw(second)


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_heavier_is_gathered_before_something_lighter(sheet):
    placed = crowded(sheet)
    gathered = [item.weight for station in placed.stations for item in station.items if is_gathered(station)]
    shown = [item.weight for station in placed.stations for item in station.items if not is_gathered(station)]
    assert gathered
    assert max(gathered) <= min(shown)


def is_gathered(station):
    return station.is_counted or station.label is None


@pytest.mark.parametrize("sheet", SHEETS)
def test_type_never_becomes_smaller_than_the_sheet_allows(sheet):
    placed = crowded(sheet)
    sizes = {line.size for station in placed.stations if station.label for line in station.label.lines}
    assert min(sizes) >= sheet.small_size


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_work_does_not_grow_with_the_stations(sheet, monkeypatch):
    placed, work = [], []
    run = Sweep.run
    monkeypatch.setattr(Sweep, "run", lambda sweep, entries: placed.append(len(entries)) or run(sweep, entries))
    for count in (300, 3000):
        placed.clear()
        lay_out(make_map(many_items(count)), sheet)
        assert len(placed) <= 130
        work.append(sum(placed))
    assert work[1] <= 1.25 * work[0]


def test_a_phone_sheet_keeps_to_its_greatest_height_and_most_labels():
    placed = lay_out(make_map(many_items(1000)), PHONE)
    named = [station for station in placed.stations if station.label and not station.is_counted]
    assert placed.height <= PHONE.max_height
    assert 0.7 * PHONE.most_labels < len(named) <= PHONE.most_labels


def test_a_light_station_between_heavier_ones_is_written_out_where_there_is_room():
    items = [
        make_item(f"{index:03}", weight=1 if index == 30 else 3, phase_key="p1", order=index) for index in range(61)
    ]
    placed = lay_out(make_map(items), PHONE)
    assert [station.items[0].key for station in placed.stations if station.label is None] == []


def test_a_label_beside_a_bend_takes_as_much_of_the_ribbon_as_its_corners_span():
    ground = rows_ground(DESKTOP, 3)
    bend, start = ground.path.pieces[1], ground.path.starts[1]
    inside = ground.span(1, Box(bend.cx, bend.cy, bend.cx + 50, bend.cy + 50))
    across = ground.span(1, Box(bend.cx - 70, bend.cy + 20, bend.cx + 50, bend.cy + 60))
    assert inside == pytest.approx((start, start + bend.length / 2))
    assert across[0] == pytest.approx(start - 70)


def test_a_gathered_station_counts_its_items():
    placed = crowded(A2_LANDSCAPE)
    counted = next(station for station in placed.stations if station.is_counted)
    assert counted.count.text == f"+{len(counted.items)}"


def test_an_open_question_is_written_out_in_full():
    question = "Vem tar över medborgarlabbet när kraftsamlingen är slut, och vem betalar hyran för lokalen?"
    item = make_item(state=State.OPEN_QUESTION, title=question, phase_key="p3")
    placed = lay_out(make_map([item]), A2_LANDSCAPE)
    words = [line.text for line in placed.stations[0].label.lines if line.role == "title"]
    assert " ".join(words) == question


def test_now_stands_between_what_has_happened_and_what_is_planned():
    items = [make_item("a", phase_key="p1"), make_item("b", phase_key="p2", state=State.PLANNED)]
    placed = lay_out(make_map(items), DESKTOP)
    assert placed.stations[0].s < placed.now.s < placed.stations[1].s
    assert [station.is_walked for station in placed.stations] == [True, False]


@pytest.mark.parametrize("sheet", SHEETS)
def test_twelve_words_about_now_are_written_out_on_every_sheet(sheet):
    words = "Provmöblering på torget i november – kom förbi och säg vad du tycker"
    placed = lay_out(make_map(many_items(15), now_text=words), sheet)
    assert " ".join(line.text for line in placed.now.sign.lines if line.role == "sign-text") == words


def test_the_ribbon_is_walked_up_to_now_and_no_further():
    placed = lay_out(make_map(many_items(20)), DESKTOP)
    field = next(field for field in placed.fields if field.s0 <= placed.now.s < field.s1)
    states = [(stretch.phase_index, stretch.is_walked) for stretch in placed.stretches]
    before = [(index, True) for index in range(field.index + 1)]
    assert states == [*before, *((index, False) for index in range(field.index, len(PHASES)))]


def test_the_mark_at_now_is_the_largest():
    placed = lay_out(make_map(many_items(20)), DESKTOP)
    assert placed.now.radius > 2 * max(station.radius for station in placed.stations)


def test_a_new_year_is_ticked_between_its_stations():
    days = [TODAY.replace(year=2025), TODAY.replace(month=1)]
    items = [make_item(day.isoformat(), starts_on=day, phase_key="p1") for day in days]
    placed = lay_out(make_map(items), A2_LANDSCAPE)
    assert [tick.label.text for tick in placed.ticks] == ["2026"]


def test_the_path_is_as_long_as_its_points_are_apart():
    path = lay_out(make_map([]), DESKTOP).path
    points = [path.point(path.length * index / 5000) for index in range(5001)]
    walked = sum(math.dist(a, b) for a, b in pairwise(points))
    assert walked == pytest.approx(path.length, rel=1e-4)
