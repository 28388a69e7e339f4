"""The two drawers: nothing from outside gets through unescaped, nothing is lost, colours can be read."""

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.processmap import draw_print, draw_screen, marks
from programmes.processmap.beside import free_side
from programmes.processmap.draw_print import PAPER, QUIET, TONES
from programmes.processmap.items import Kind, MapAgain, MapPhase, Promise, Side, State
from programmes.processmap.layout import lay_out
from programmes.processmap.sheets import A2_LANDSCAPE, DESKTOP, PHONE
from tests.programmes.processmap_samples import PHASES, TODAY, make_item, make_map, many_items

pytestmark = pytest.mark.once

CSS = Path(__file__).resolve().parents[2] / "static" / "css" / "process-map.css"
EVIL = '<script>alert("x")</script>&\'"'
SVG = "{http://www.w3.org/2000/svg}"


@cache
def placed_map(count, sheet):
    return lay_out(make_map(many_items(count)), sheet)


def contrast(first, second):
    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("draw", [draw_screen.draw, draw_print.draw])
def test_text_from_outside_is_escaped(draw):
    item = make_item(title=EVIL, date_label=EVIL, decided_by=EVIL, kind=Kind.DIALOGUE, voices=3, url=f"/{EVIL}")
    phases = [MapPhase("p", "k", 1, EVIL, EVIL)]
    svg = draw(lay_out(make_map([item], phases, now_text=EVIL), A2_LANDSCAPE))
    ElementTree.fromstring(svg)
    assert "<script" not in svg


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example", "data:text/html,x"])
def test_dangerous_addresses_are_no_links(address):
    svg = draw_screen.draw(lay_out(make_map([make_item(url=address)]), DESKTOP))
    assert "<a " not in svg


def test_stations_are_named_and_stand_in_order_for_the_keyboard():
    items = [make_item("b", title="Torget", date_label="maj 2024", url="/b/"), make_item("a", title="Skolan", order=-1)]
    root = ElementTree.fromstring(draw_screen.draw(lay_out(make_map(items), DESKTOP)))
    names = [part.get("aria-label") for part in root if (part.get("class") or "").startswith("process-map__station")]
    assert names == ["Decision, Skolan, done", "Decision · maj 2024, Torget, done"]
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["/b/"]


def test_the_screen_drawing_has_no_colours_styles_or_scripts_of_its_own():
    svg = draw_screen.draw(placed_map(40, DESKTOP))
    assert re.findall(r'(?:style|fill|stroke|onload)="|<style|<script|#[0-9a-f]{6}', svg) == []


def test_every_class_of_the_drawing_is_in_the_style_sheet():
    svg = draw_screen.draw(placed_map(40, DESKTOP)) + draw_screen.draw_legend(make_map(many_items(40)))
    used = {name for names in re.findall(r'class="([^"]+)"', svg) for name in names.split() if name.startswith("pm-")}
    plain = {"pm-text-title", "pm-text-legend"}  # ink, as all text
    assert {name for name in used - plain if f".{name}" not in CSS.read_text()} == set()


def test_the_print_drawing_keeps_to_what_the_pdf_engine_draws():
    svg = draw_print.draw(placed_map(40, A2_LANDSCAPE))
    names = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
    assert names == {"svg", "title", "path", "text"}
    assert re.findall(r"class=|style=|url\(|currentColor|var\(", svg) == []


def test_the_print_drawing_tells_the_whole_map_in_words():
    svg = draw_print.draw(placed_map(300, A2_LANDSCAPE))
    told = ElementTree.fromstring(svg).findtext(f"{SVG}title")
    assert [item.title for item in many_items(300) if item.title not in told] == []


def test_both_drawers_place_every_word_alike():
    placed = placed_map(40, A2_LANDSCAPE)
    places = [
        sorted(re.findall(r'<text x="([^"]+)" y="([^"]+)" font-size="([^"]+)"', draw(placed)))
        for draw in (draw_screen.draw, draw_print.draw)
    ]
    assert places[0] == places[1]


def test_five_states_and_all_kinds_look_different_without_colour():
    def outline(kind, state):
        svg = draw_print.draw(
            lay_out(make_map([make_item(kind=kind, state=state, phase_key="p3")], now_text=""), DESKTOP)
        )
        return re.sub(r"#[0-9a-f]{6}", "", svg.split("<title>")[1].split("</title>")[1])

    drawn = {outline(kind, State.DONE) for kind in Kind} | {outline(Kind.DECISION, state) for state in State}
    assert len(drawn) == len(Kind) + len(State) - 1


@pytest.mark.parametrize("tone", TONES)
def test_text_on_paper_can_be_read_on_its_tint(tone):
    assert min(contrast(colour, tone.tint) for colour in (tone.deep, QUIET)) >= 4.5
    assert contrast(QUIET, PAPER) >= 7


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_text_on_screen_can_be_read_on_its_tint_light_and_dark(number):
    css = CSS.read_text()
    schemes = [block for block in css.split("}") if f"--pm-{number}-tint:" in block]
    assert len(schemes) == 3
    for block in schemes:
        colours = dict(re.findall(r"--pm-([\w-]+): (#[0-9a-f]{6})", block))
        tint = colours[f"{number}-tint"]
        assert min(contrast(colours[name], tint) for name in (f"{number}-deep", "ink", "quiet")) >= 4.5


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_year_figures_on_the_walked_ribbon_can_be_read(number):
    tone = TONES[number - 1]
    strong = [*re.findall(rf"--pm-{number}-strong: (#[0-9a-f]{{6}})", CSS.read_text()), tone.strong]
    assert min(contrast(tone.on_strong, colour) for colour in strong) >= 4.5


def rich_map():
    """A phase taken up again twice, phases open at once, a long silence, promises, one who decided, a short title."""
    again = (MapAgain("maj 2025", "Nya röster", dt.date(2025, 5, 1)), MapAgain("nu", "", TODAY, is_open=True))
    phases = [
        replace(PHASES[0], again=again, ends_on=dt.date(2025, 4, 1), is_open=True),
        replace(PHASES[1], is_open=True),
    ]
    days = [dt.date(2024, month, 1) for month in range(1, 7)] + [dt.date(2025, 2, 1)]
    promises = [None, *Promise, None, None]
    items = [
        make_item(
            f"i{index}",
            kind=Kind.DIALOGUE,
            title=f"Samtal {index}",
            starts_on=day,
            voices=40,
            promise=promise,
            asked="Vad saknas?",
        )
        for index, (day, promise) in enumerate(zip(days, promises, strict=True))
    ]
    decision = make_item(
        "d", title="Nämnden beslutar om torgets belysning", short_title="Ljus på torget", date_label="maj 2025",
        starts_on=dt.date(2025, 5, 2), decided_by="Nämnden",
    )  # fmt: skip
    return make_map([*items, decision], phases)


@cache
def rich(sheet):
    return lay_out(rich_map(), sheet)


def names(placed):
    root = ElementTree.fromstring(draw_screen.draw(placed))
    return [part.get("aria-label") for part in root if part.get("aria-label")]


@pytest.mark.parametrize("sheet", [PHONE, DESKTOP, A2_LANDSCAPE])
def test_loops_silences_and_now_are_heard_in_the_order_of_the_ribbon(sheet):
    heard = names(rich(sheet))
    told = [next(name for name in heard if name.startswith(words)) for words in ("8 mån", "tillbaka", "Just nu")]
    assert [heard.index(name) for name in told] == sorted(heard.index(name) for name in told)
    assert told[1] == "tillbaka till fas 1 · maj 2025: Nya röster"
    assert "tillbaka till fas 1 · nu: Initieringsfas" in heard


def test_a_loop_is_drawn_in_the_colour_of_the_phase_taken_up_again_and_outlined_while_it_goes_on():
    svg = draw_screen.draw(rich(DESKTOP))
    assert re.findall(r'class="(pm-loop|pm-loop-open) pm-tone-(\d)"', svg) == [("pm-loop", "1"), ("pm-loop-open", "1")]


def test_a_loop_can_take_focus_or_lead_to_its_phase_in_the_list():
    placed = rich(DESKTOP)
    assert '<g id="process-map-desktop-p0-again-1" class="process-map__station process-map__loop"' in draw_screen.draw(
        placed
    )
    assert 'href="/karta/#station-p0-again-1"' in draw_screen.draw(placed, list_url="/karta/")


def test_a_phase_open_in_a_later_ones_time_runs_beside_it_and_is_told_in_its_heading():
    placed = rich(DESKTOP)
    assert {beside.phase_index for beside in placed.besides} == {0}
    assert "samtidigt med fas\u00a01" in [line.text for line in placed.fields[1].heading.lines]


def test_a_band_lies_on_the_edge_that_those_before_leave_free():
    again = MapAgain("", "", dt.date(2026, 9, 1), is_open=True)
    first = replace(PHASES[0], ends_on=dt.date(2026, 3, 31), is_open=True, again=(again,))
    second = replace(PHASES[1], ends_on=dt.date(2026, 10, 31))
    items = [make_item(f"m{month}", starts_on=dt.date(2026, month, 1), phase_key="p2") for month in range(1, 11)]
    placed = lay_out(make_map(items, [first, second, replace(PHASES[2], is_open=True)]), DESKTOP)
    assert [beside.phase_index for beside in placed.besides][-3:] == [0, 0, 1]


LENGTHS = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda found: (found[0], sum(found)))


@given(st.lists(LENGTHS, max_size=9))
def test_bands_on_one_edge_never_lie_on_each_other(bands):
    taken = []
    for start, end in bands:
        side = free_side(start, end, taken)
        over = {other for s0, s1, other in taken if s0 < end and start < s1}
        assert side not in over
        assert (side is None) is (over == {-1, 1})
        taken += [(start, end, side)] if side else []


def test_a_decision_tells_who_decided_and_its_name_begins_with_what_is_seen():
    name = next(name for name in names(rich(DESKTOP)) if "Ljus" in name)
    assert name.startswith("Decision · maj 2025, Ljus på torget, Nämnden, Nämnden beslutar om torgets belysning")


def test_what_was_asked_is_heard_and_a_promise_is_seen_by_sign_and_word():
    placed = rich(DESKTOP)
    assert sum("Vad saknas?" in name for name in names(placed)) == 7
    signs = [sign.promise for station in placed.stations for sign in station.label.signs]
    assert signs == list(Promise)
    outlines = {marks.promise(promise, 0, 0, 1) for promise in Promise}
    assert len(outlines) == len(Promise)


@pytest.mark.parametrize("sheet", [PHONE, DESKTOP])
def test_counted_stations_are_called_what_stands_there_and_then_by_their_titles(sheet):
    svg = draw_screen.draw(placed_map(300, sheet))
    counted = [part for part in ElementTree.fromstring(svg) if "station--counted" in (part.get("class") or "")]
    assert counted
    for part in counted:
        seen = " ".join("".join(part.itertext()).removeprefix(part.find(f"{SVG}title").text).split())
        assert part.get("aria-label").replace("\u00a0", " ").startswith(f"{seen} · ")


def test_the_legend_holds_only_what_is_on_the_map():
    legend = draw_screen.draw_legend(make_map([make_item()]))
    assert re.findall(r"<span>([^<]+)</span>", legend) == ["Decision", "done", "planned"]


def test_a_label_stands_on_the_side_asked_for():
    items = [make_item(str(index), side=Side.BELOW, phase_key="p1", order=index) for index in range(4)]
    placed = lay_out(make_map(items), DESKTOP)
    assert all(station.label.box.y0 > station.y for station in placed.stations)


ARABIC = "مرحبا بكم في ساحة الحي"


def test_what_the_pdf_engine_cannot_set_is_laid_over_the_drawing():
    placed = lay_out(make_map([make_item(title=ARABIC, phase_key="p0")]), A2_LANDSCAPE)
    svg, over = draw_print.draw(placed), draw_print.html_texts(placed)
    drawn = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    assert " ".join(text.text for text in over) == ARABIC
    assert "مرحبا" not in drawn
    label = placed.stations[0].label.box
    assert all(label.x0 - 0.01 <= text.left and text.left + text.width <= label.x1 + 0.01 for text in over)
    assert 'dir="auto"' in draw_print.draw_html_texts(placed)


def test_whoever_shapes_letters_gets_all_words_in_the_drawing():
    placed = lay_out(make_map([make_item(title=ARABIC, phase_key="p0")]), A2_LANDSCAPE)
    svg = draw_print.draw(placed, shapes_joined=True)
    lines = re.findall("<text[^>]*>\u2068([^<]*)\u2069</text>", svg)
    assert lines == [text.text for text in draw_print.html_texts(placed)]


def test_text_of_its_own_direction_keeps_it_on_screen():
    svg = draw_screen.draw(lay_out(make_map([make_item(title=f"{ARABIC}؟", phase_key="p0")]), DESKTOP))
    assert re.search("<text[^>]*>\u2068[^<]*\u061f\u2069</text>", svg)


@pytest.mark.parametrize("sheet", [PHONE, DESKTOP, A2_LANDSCAPE])
def test_a_long_silence_is_cut_and_its_months_stand_on_the_ribbon(sheet):
    placed = rich(sheet)
    assert (placed.quiets[0].months, placed.quiets[0].label.text) == (8, "8 mån")
    before, after = (next(it.s for it in placed.stations if it.items[0].key == key) for key in ("i5", "i6"))
    assert before < placed.quiets[0].s < after
