"""The public map page as residents meet it: on a wide screen, on a phone, by keyboard, by ear, much enlarged."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kraftsamling.overview.services.redrawing import take_snapshot
from tests.factories import MapNoteFactory

KINDS = ("dialogue", "decision", "measure", "experiment", "milestone", "story")


@pytest.fixture
def walked(transactional_db, programme):
    """Twenty months behind, what goes on now, one step ahead and a question."""
    phases = list(programme.phases.all())
    for number in range(20):
        MapNoteFactory(
            programme=programme, title=f"Steg {number + 1} på vägen", kind=KINDS[number % 6], state="done",
            phase=phases[number // 7], happens_on=f"20{24 + number // 12}-{1 + number % 12:02}-01/month",
            published=True, position=number,
        )  # fmt: skip
    ahead = {"programme": programme, "phase": phases[2], "published": True}
    MapNoteFactory(title="Bänkar prövas", kind="experiment", state="now", position=30, **ahead)
    MapNoteFactory(title="Torget byggs om", kind="measure", state="planned", position=31, **ahead)
    MapNoteFactory(title="Vem sköter odlingen?", kind="milestone", state="open_question", position=32, **ahead)
    return reverse("overview:process_map", args=[programme.slug])


def scroll(visitor) -> float:
    return visitor.ask("window.scrollY")


def is_in_view(visitor, selector: str) -> bool:
    box = visitor.page.locator(selector).bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= visitor.page.viewport_size["height"]


def test_wide_screen_shows_the_map_at_once_and_leads_to_the_list_and_back(visitor, walked):
    page = visitor.open(walked).page
    expect(page.locator(".process-map--desktop")).to_be_visible()
    assert scroll(visitor) == 0
    assert is_in_view(visitor, "#process-map-now-desktop")
    visitor.check()
    page.get_by_role("link", name=re.compile("Steg 20 på vägen")).first.focus()
    page.keyboard.press("Enter")
    entry = page.locator(".process-map-list__station:target")
    expect(entry).to_contain_text("Steg 20 på vägen")
    visitor.check()
    page.keyboard.press("Tab")
    expect(entry.get_by_role("link", name="Visa på kartan")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".process-map--desktop .process-map__station:target")).to_be_in_viewport()


def test_counted_station_shows_in_the_list_which_ones_it_stands_for(visitor_at, programme):
    for number in range(150):
        MapNoteFactory(
            programme=programme, title=f"Samtal {number}", published=True, map_weight=1 + number % 5,
            happens_on=f"20{20 + number // 24}-{1 + number % 12:02}-01/month",
        )  # fmt: skip
    phone = visitor_at("phone")
    page = phone.open(reverse("overview:process_map", args=[programme.slug]) + "#karta").page
    plate = page.locator(".process-map--phone .process-map__station--counted").nth(1)
    count = int(plate.locator("text").first.text_content().removeprefix("+"))
    expect(page.locator(".process-map-list__gathered:visible")).to_have_count(0)
    plate.locator("text").first.click()
    told = page.locator(".process-map-list__gathered:visible")
    expect(told).to_be_in_viewport()
    expect(told).to_contain_text(f"Här börjar de {count} händelser som står samlade på kartan (+{count}).")
    is_marked = "getComputedStyle(entry).boxShadow !== 'none'"
    marked = f"[...document.querySelectorAll('.process-map-list__station')].filter(entry => {is_marked}).length"
    assert page.evaluate(marked) == count
    phone.check()
    told.get_by_role("link", name="Visa på kartan").click()
    expect(plate).to_be_in_viewport()


def test_choice_is_made_without_leaving_the_place_and_undone_by_going_back(visitor, walked):
    page = visitor.open(walked).page
    page.get_by_role("link", name=re.compile("^Berättelser")).click()
    expect(page).to_have_url(re.compile("/berattelser/$"))
    expect(page.get_by_text("3 av 23 händelser visas: berättelser.")).to_be_visible()
    expect(page).to_have_title(re.compile("^Berättelser"))
    expect(page.locator("#announcer")).to_have_text("Berättelser: 3 av 23 visas")
    expect(page.get_by_role("link", name=re.compile("^Berättelser"))).to_be_focused()
    visitor.check()
    page.go_back()
    expect(page.locator(".process-map-list__station")).to_have_count(24)
    expect(page.get_by_text("händelser visas")).to_have_count(0)
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_phone_opens_at_now_without_moving_focus(visitor_at, walked):
    phone = visitor_at("phone")
    page = phone.open(walked).page
    expect(page.locator("#process-map-now-phone")).to_be_in_viewport()
    assert is_in_view(phone, "#process-map-now-phone")
    assert page.evaluate("document.activeElement === document.body")
    phone.check()
    bar = page.get_by_role("navigation", name="På kartan")
    expect(bar.get_by_text("vad som händer här")).to_be_in_viewport()  # whose map this is
    bar.get_by_role("link", name="Till början").click()
    expect(page.get_by_role("link", name=re.compile("Steg 1 på vägen")).first).to_be_in_viewport()
    bar.get_by_role("link", name="Just nu", exact=True).click()
    expect(page.locator("#process-map-now-phone")).to_be_in_viewport()
    bar.get_by_role("link", name="Som lista").click()
    expect(page.get_by_role("heading", name="Samma sak som lista")).to_be_in_viewport()
    phone.check()


def test_tablet_gets_the_ribbon_in_rows_with_ways_around_it(visitor_at, walked):
    tablet = visitor_at("tablet")
    page = tablet.open(walked).page
    shown = page.locator(".process-map:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_class(re.compile("process-map--tablet"))
    assert is_in_view(tablet, "#process-map-now-tablet")
    tablet.check()
    bar = page.get_by_role("navigation", name="På kartan")
    bar.get_by_role("link", name="Till början").click()
    first = page.get_by_role("link", name=re.compile("Steg 1 på vägen")).first
    expect(first).to_be_in_viewport()
    bar.get_by_role("link", name="Just nu", exact=True).click()
    expect(page.locator("#process-map-now-tablet")).to_be_in_viewport()
    first.locator("text").first.click()
    page.locator(".process-map-list__station:target").get_by_role("link", name="Visa på kartan").click()
    expect(page.locator(".process-map--tablet .process-map__station:target")).to_be_in_viewport()
    tablet.check()


def test_phone_keeps_to_the_place_the_visitor_came_for(visitor_at, walked):
    phone = visitor_at("phone")
    page = phone.open(walked + "#think").page
    expect(page.locator("#process-map-now-phone")).not_to_be_in_viewport()
    phone.open(walked + "dialoger/")
    assert scroll(phone) == 0


def test_without_scripts_links_do_it_all(visitor_at, walked):
    phone = visitor_at("phone", javascript=False)
    page = phone.open(walked).page
    page.get_by_role("link", name="Just nu", exact=True).click()
    expect(page.locator("#process-map-now-phone")).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("Steg 2 på vägen")).first.click()
    entry = page.locator(".process-map-list__station:target")
    entry.get_by_role("link", name="Visa på kartan").click()
    expect(page.locator(".process-map--phone .process-map__station:target")).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("^Öppna frågor")).click()
    expect(page.get_by_text("1 av 23 händelser visas: öppna frågor.")).to_be_visible()


def test_much_enlarged_nothing_but_the_drawing_is_wider_than_the_window(visitor_at, walked):
    small = visitor_at("phone")
    small.page.set_viewport_size({"width": 320, "height": 256})
    small.open(walked).check()


def read_by_ear(page) -> list[tuple[str, str]]:
    """Return role and name of everything a screen reader meets, in its order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    heard = []

    def visit(node):
        if not node.get("ignored"):
            heard.append((node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")))
        for child in node.get("childIds", []):
            if child in by_id:
                visit(by_id[child])

    visit(nodes[0])
    return heard


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_ear_hears_headings_and_stations_in_order_with_their_state(visitor_at, walked, size):
    visitor = visitor_at(size)
    heard = read_by_ear(visitor.open(walked).page)
    links = [name for role, name in heard if role == "link" and re.search(r"Steg|Bänkar|Torget|Vem sköter", name)]
    titles = [f"Steg {number + 1} på vägen" for number in range(20)]
    assert [next(title for title in titles if title in name) for name in links[:20]] == titles
    assert all("har hänt" in name for name in links[:20])
    ahead = [("Bänkar prövas", "pågår nu"), ("Torget byggs om", "planerat"), ("Vem sköter odlingen?", "öppen fråga")]
    assert [(title in name, state in name) for (title, state), name in zip(ahead, links[20:], strict=True)] == [
        (True, True)
    ] * 3
    now = next(index for index, (_role, name) in enumerate(heard) if name.startswith("Just nu, "))
    assert ("link", links[19]) in heard[:now]
    assert ("link", links[21]) in heard[now:]
    headings = [name for role, name in heard if role == "heading"]
    first = headings.index("Samma sak som lista")
    assert [name[0] for name in headings[first + 1 : first + 5]] == ["1", "2", "3", "4"]
    lists = [role for role, _name in heard if role == "listitem"]
    assert len(lists) >= 24


def test_keyboard_reaches_every_station_once_and_in_order(visitor, walked):
    page = visitor.open(walked).page
    page.get_by_role("link", name=re.compile("^Öppna frågor")).focus()
    names = []
    for _press in range(23):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(set(names)) == 23
    assert None not in names
    assert "Steg 1 på vägen" in names[0]


def test_frame_earlier_map_and_sharing_page_hold_at_all_widths(visitor_at, walked, programme, process_leader):
    take_snapshot(programme, on=dt.date(2025, 3, 3))
    for size in ("desktop", "tablet", "phone"):
        visitor = visitor_at(size)
        visitor.open(reverse("overview:map_embedded", args=[programme.slug])).check()
        expect(visitor.page.locator(f"#process-map-now-{size}")).to_be_in_viewport()
        visitor.open(reverse("overview:map_on_day", args=[programme.slug, "2025-03-03"])).check()
        visitor.page.get_by_role("link", name="Till kartan i dag").click()
        visitor.page.get_by_role("link", name="3 mars 2025").click()
        expect(visitor.page.get_by_role("heading", level=2).first).to_have_text("Så här såg kartan ut den 3 mars 2025")
        visitor.arrive_as(process_leader).open(reverse("overview:map_sharing", args=[programme.slug])).check()
        expect(visitor.page.locator("#copy-frame")).to_contain_text("<iframe src=")
