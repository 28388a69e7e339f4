"""The shop window in a real browser: it fits every screen, and goes on through whatever befalls a screen."""

import datetime as dt
import re
from contextlib import suppress

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from kraftsamling.overview.views import window
from kraftsamling.shared.public_pages import bump, programme_scope
from programmes.models import MapNote, Programme
from programmes.services.map_notes import withdraw_map_note
from tests.factories import MapNoteFactory, ProgrammeFactory, make_member
from tools.cable import Cable

SIZES = [(1920, 1080), (1080, 1920), (1280, 720), (3840, 2160), (390, 844), (1024, 768), (844, 390)]
NOON = dt.datetime(2026, 5, 6, 10, 0, tzinfo=dt.UTC)
SECOND = 1000
MINUTE = 60 * SECOND
LONG_WORD = "Områdesutvecklingssamordningsansvarig"
LONG_TEXT = " ".join(["Vi satte oss på bänken vid torget och frågade alla som gick förbi vad de saknar."] * 7)

PAGE = "/provet/skyltfonster/"
SHOWN = "document.querySelector('[data-shown]')"
# What a scene must not do on any screen: reach beyond the screen, or be cut off.
MISPLACED = """() => {
  const found = [];
  const inside = ({left, top, right, bottom}) =>
    left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) found.push("the page scrolls");
  for (const scene of document.querySelectorAll(".window-scene")) {
    if (scene.scrollHeight > scene.clientHeight + 1 || scene.scrollWidth > scene.clientWidth + 1) {
      found.push(`${scene.dataset.scene} overflows`);
    }
    const frame = scene.getBoundingClientRect();
    for (const child of scene.querySelectorAll(".window-entry, .window-now, .window-next li, .window-contact p")) {
      const box = child.getBoundingClientRect();
      if (box.bottom > frame.bottom + 2 || box.right > frame.right + 2 || child.scrollWidth > child.clientWidth + 1) {
        found.push(`${scene.dataset.scene}: ${child.textContent.trim().slice(0, 40)}`);
      }
    }
  }
  const parts = ".window-head > *, .window-foot > *:not([hidden])";
  for (const part of document.querySelectorAll(parts)) {
    if (!inside(part.getBoundingClientRect())) found.push(`${part.className} is off the screen`);
  }
  const head = document.querySelector(".window-head").lastElementChild.getBoundingClientRect();
  const foot = document.querySelector(".window-invitation").getBoundingClientRect();
  if (head.bottom > foot.top && head.left < foot.right) found.push("the frame's parts overlap");
  const code = document.querySelector(".window-code").getBoundingClientRect();
  if (Math.min(code.width, code.height) < 0.2 * Math.min(innerWidth, innerHeight)) found.push("the code is too small");
  return found;
}"""


@pytest.fixture
def programme(transactional_db):
    return ProgrammeFactory(
        name="Kraftsamling Provet", slug="provet", published=True, now_text="Vi dukar upp på torget.",
        contact_phone="031-390 06 01", contact_email="processledare@example.org",
    )  # fmt: skip


@pytest.fixture
def crowded(programme):
    """As much of everything as can be written."""
    name = f"Kraftsamling {LONG_WORD} för {LONG_WORD}"[:80]
    Programme.objects.filter(pk=programme.pk).update(name=name, now_text=f"{LONG_WORD}: {LONG_TEXT}"[:120])
    kinds = [("dialogue", "done"), ("measure", "done"), ("story", "done"), ("decision", "open_question"),
             ("experiment", "now"), ("milestone", "planned")]  # fmt: skip
    for kind, state in kinds:
        for number in range(9):
            add(programme, f"{number} {LONG_WORD} i {LONG_WORD}"[:80], kind, state, text=LONG_TEXT[: number * 75],
                happens_on=f"{2027 if state == 'planned' else 2025}-0{number + 1}-01/month")  # fmt: skip
    return programme


def add(programme, title, kind="measure", state="done", **fields):
    return MapNoteFactory(programme=programme, title=title, kind=kind, state=state, published=True, **fields)


def change(programme, **fields):
    """Change what everyone sees, as the services do."""
    with transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(**fields)
        bump(programme_scope(programme.pk))


@pytest.fixture
def cable(live_server, site):
    """The screen's network cable."""
    cable = Cable(live_server.thread.port)
    yield cable
    cable.cut()


def open_window(visitor, *, time=NOON, path=PAGE):
    """Open the page with a clock that can be moved on."""
    visitor.page.clock.install(time=time)
    visitor.open(path)
    visitor.page.wait_for_selector("[data-shown]", state="attached")
    return visitor.page


def shown(page) -> str:
    return page.evaluate(f"{SHOWN}?.textContent.replace(/\\s+/g, ' ') ?? ''")


def wait_for(page, words: str, seconds: int = 400):
    """Let the time go on until the words stand on the screen."""
    for _second in range(seconds):
        with suppress(PlaywrightError):
            if words in page.evaluate("document.getElementById('window').innerText"):
                return
        page.clock.run_for(SECOND)
        page.wait_for_timeout(20)
    pytest.fail(f"{words!r} never came; {page.evaluate('document.body.innerText')!r}")


def test_everything_fits_on_every_screen(visitor_at, crowded):
    visitor = visitor_at("desktop", service_workers="block")
    visitor.problems = Blocked()
    page = open_window(visitor)
    found = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for _turn in range(40):
            page.clock.run_for(2 * SECOND)
            found[width, height] = page.evaluate(MISPLACED)
            if not found[width, height]:
                break
            page.wait_for_timeout(50)  # what is set anew when the size changes takes its time by the clock on the wall
    assert found == {size: [] for size in SIZES}
    assert page.evaluate("getComputedStyle(document.body).cursor") == "none"
    assert page.locator("button, input, select, [onclick]").count() == 0


class Blocked(list):
    """Takes note of every problem but the word that this test lets no service worker in."""

    def append(self, problem):
        if "Service Worker registration blocked" not in problem:
            super().append(problem)


def test_looks_by_day_and_by_night(visitor_at, programme):
    add(programme, "Vad saknas på torget?", "dialogue", happens_on="2026-03-01/month")
    add(programme, "Vem tar över labbet?", "decision", "open_question")
    visitor = visitor_at("desktop")
    page = open_window(visitor)
    seen = set()
    for _look in range(10):
        scene = page.evaluate(f"{SHOWN}.dataset.scene")
        if scene not in seen:
            visitor.check()
        seen.add(scene)
        page.clock.run_for(17 * SECOND)
    assert seen == {"way", "now", "asked", "questions", "come"}
    assert page.evaluate("document.documentElement.dataset.colorScheme") == "light"
    page.clock.set_system_time(dt.datetime(2026, 5, 6, 20, 0, tzinfo=dt.UTC))
    page.clock.run_for(2 * SECOND)
    assert page.evaluate("document.documentElement.dataset.colorScheme") == "dark"
    assert page.locator(".window-head .window-clock").inner_text() == "22.00"
    visitor.check()


def test_shows_the_way_without_script(visitor_at, programme):
    add(programme, "Starten")
    visitor = visitor_at("desktop", javascript=False).open(PAGE)
    assert visitor.page.locator(".window-scene:visible").count() == 1
    expect(visitor.page.locator(".window-scene--way svg").first).to_be_visible()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_moves_only_for_those_who_have_not_asked_for_stillness(visitor_at, programme, motion):
    add(programme, "Starten")
    page = open_window(visitor_at("desktop", reduced_motion=motion))
    page.clock.run_for(20 * SECOND)
    assert page.locator(".window-map[data-near]").count() == (0 if motion == "reduce" else 2)
    fades = page.evaluate(
        "[...document.querySelectorAll('.window-scene')].map((s) => getComputedStyle(s).transitionDuration)"
    )
    assert set(fades) == {"0s"} if motion == "reduce" else "0s" not in fades


def test_space_bar_makes_it_stand_still(visitor_at, programme):
    add(programme, "Starten")
    page = open_window(visitor_at("desktop"))
    first = shown(page)
    page.keyboard.press("Space")
    page.clock.run_for(2 * MINUTE)
    assert shown(page) == first
    page.keyboard.press("Space")
    page.clock.run_for(5 * SECOND)
    assert shown(page) != first


def test_what_is_taken_back_goes_also_while_the_window_stands_still(visitor_at, programme):
    note = add(programme, "Granntanten i port 7")
    add(programme, "Starten")
    page = open_window(visitor_at("desktop"))
    page.keyboard.press("Space")
    assert "Granntanten" in page.content()
    withdraw_map_note(note=note, by=None, reason="Namn")
    for _turn in range(400):
        page.clock.run_for(10 * SECOND)
        page.wait_for_timeout(30)  # by the clock on the wall: what is fetched has to come back
        if "Granntanten" not in page.locator("#window").inner_text():
            break
    expect(page.locator("#window")).not_to_contain_text("Granntanten")
    expect(page.locator("[data-shown]")).to_have_count(1)


def test_does_not_grow_in_hundreds_of_turns(visitor_at, programme):
    for month in range(1, 13):
        add(programme, f"Dialog {month}", "dialogue", happens_on=f"2025-{month:02d}-01/month", text=LONG_TEXT[:200])
    page = open_window(visitor_at("desktop"))
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate(
        "window.turns = 0; new MutationObserver((changes) => {"
        " window.turns += changes.filter((change) => 'shown' in change.target.dataset).length; })"
        ".observe(document, {subtree: true, attributes: true, attributeFilter: ['data-shown']})"
    )

    def count():
        session.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return {name: metrics[name] for name in ("Nodes", "JSEventListeners", "Documents", "JSHeapUsedSize")}

    def live(minutes, texts):
        for text in texts:
            change(programme, now_text=text)
            page.clock.run_for(minutes * MINUTE)
            page.wait_for_timeout(200)
            wait_for(page, text)

    live(12, ["Första", "Andra"])
    before = count()
    live(70, ["Tredje", "Fjärde", "Femte"])
    live(12, ["Första", "Andra"])
    after = count()
    assert page.evaluate("window.turns") > 400
    assert after["Nodes"] <= before["Nodes"] + 20
    assert after["JSEventListeners"] <= before["JSEventListeners"]
    assert after["Documents"] <= before["Documents"]
    assert after["JSHeapUsedSize"] <= before["JSHeapUsedSize"] * 1.15


def test_goes_on_without_network_and_comes_back(visitor_at, programme, cable):
    add(programme, "Starten")
    visitor = visitor_at("desktop")
    visitor.site = f"http://localhost:{cable.port}"
    page = open_window(visitor)
    while not page.evaluate("navigator.serviceWorker.controller !== null"):
        page.wait_for_timeout(100)
    wait_for(page, "Vi dukar upp på torget.")

    cable.cut()
    visitor.problems = Offline()
    page.clock.run_for(40 * MINUTE)
    assert "Vi dukar upp" in page.content()
    wait_for(page, "Uppdaterad 6 maj", seconds=60)

    # A power cut: the page is opened anew, with nothing but what the service worker has and when it last heard.
    page.evaluate(
        "async (when) => { for (const name of await caches.keys())"
        " await (await caches.open(name)).put('/provet/skyltfonster/senast', new Response(String(when))); }",
        (NOON - dt.timedelta(hours=3)).timestamp() * 1000,
    )
    page.reload()
    page.wait_for_selector("[data-shown]", state="attached")
    wait_for(page, "Vi dukar upp på torget.")
    expect(page.locator(".window-age")).to_have_text("Uppdaterad 6 maj 09.00")
    assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")
    assert page.locator(".window-map svg").first.bounding_box()["width"] > 400

    change(programme, now_text="Torget är dukat.")
    cable.mend()
    wait_for(page, "Torget är dukat.")
    expect(page.locator(".window-age")).to_be_hidden()


class Offline(list):
    """Takes note of what goes wrong, but not of the network that is gone."""

    def append(self, problem):
        if not re.search(r"net::ERR_|Failed to fetch|status of 50\d|^500 ", problem):
            super().append(problem)


def test_new_styles_come_by_opening_the_page_anew(visitor_at, programme, monkeypatch):
    add(programme, "Starten")
    page = open_window(visitor_at("desktop"))
    while not page.evaluate("navigator.serviceWorker.controller !== null"):
        page.wait_for_timeout(100)
    page.evaluate("window.isOld = true")
    assets = window.list_assets
    monkeypatch.setattr(window, "list_assets", lambda *more: assets(*more, "/static/css/work.css"))
    change(programme, now_text="Ny version")
    for _minute in range(60):
        page.clock.run_for(10 * SECOND)
        page.wait_for_timeout(50)
        # While the page is opened anew there is nothing to ask.
        with suppress(PlaywrightError):
            if page.evaluate("!window.isOld && document.querySelector('[data-shown]') !== null"):
                break
    wait_for(page, "Ny version")
    assert page.evaluate("caches.match('/static/css/work.css').then(Boolean)")
    assert page.evaluate("caches.keys().then((names) => names.length)") == 1


def kept_for_a_start_without_network(page) -> str:
    """Return the window's page as the browser keeps it."""
    return page.evaluate(
        "(async () => { let all = ''; for (const name of await caches.keys()) { const cache = await caches.open(name);"
        " for (const request of await cache.keys()) if (request.url.endsWith('/skyltfonster/'))"
        " all += await (await cache.match(request)).text(); } return all; })()"
    )


def test_error_of_the_server_is_never_shown_and_withdrawal_at_once(visitor_at, programme, monkeypatch):
    add(programme, "Hemligheten")
    visitor = visitor_at("desktop")
    visitor.expected_statuses |= {404, 500}
    visitor.problems = Offline()
    page = open_window(visitor)
    while not page.evaluate("navigator.serviceWorker.controller !== null"):
        page.wait_for_timeout(100)

    monkeypatch.setattr(window, "build_window", lambda *_given: 1 / 0)
    change(programme, now_text="Nytt")
    page.clock.run_for(20 * MINUTE)
    page.wait_for_timeout(300)
    page.clock.run_for(20 * MINUTE)
    assert "Vi dukar upp" in page.content()
    page.reload()
    page.wait_for_selector("[data-shown]", state="attached")
    assert "Vi dukar upp" in page.content()
    monkeypatch.undo()

    change(programme, published_at=None)
    for _minute in range(20):
        page.clock.run_for(30 * SECOND)
        page.wait_for_timeout(50)
        if page.locator("[data-state=rest]").count():
            break
    assert "Hemligheten" not in page.content()
    assert "Provet" not in page.content()
    expect(page.locator(".window-rest__name")).to_have_text(programme.municipality.name)
    visitor.check()
    # Not even a power cut brings it back.
    kept = kept_for_a_start_without_network(page)
    assert 'data-state="rest"' in kept
    assert "Hemligheten" not in kept

    change(programme, published_at=NOON)
    wait_for(page, "Nytt")


def test_what_has_passed_goes_at_midnight_even_without_network(visitor_at, programme, cable):
    add(programme, "Loppis på torget", state="planned", happens_on="2026-05-06/day")
    MapNote.objects.update(state="planned")
    add(programme, "Kafferep", state="planned", happens_on="2026-12-24/day")
    visitor = visitor_at("desktop")
    visitor.site = f"http://localhost:{cable.port}"
    evening = dt.datetime(2026, 5, 6, 21, 50, tzinfo=dt.UTC)
    page = open_window(visitor, time=evening)
    visitor.problems = Offline()
    assert page.locator(".window-clock").first.inner_text() == "23.50"
    cable.cut()
    page.clock.run_for(15 * MINUTE)
    page.wait_for_timeout(300)
    page.clock.run_for(5 * MINUTE)
    page.wait_for_timeout(300)
    page.clock.run_for(2 * SECOND)
    text = page.evaluate("document.querySelector('.window-stage').textContent")
    assert "Loppis på torget" not in text.split("Kom och var med")[-1]
    assert page.locator("[data-aged]").first.text_content().startswith("Det här var på gång")
    page.clock.fast_forward(15 * 24 * 60 * MINUTE)
    expect(page.locator(".window-rest__name")).to_be_visible()
    expect(page.locator(".window-stage")).to_be_hidden()


def test_setting_up_is_explained(visitor_at, programme):
    visitor = visitor_at("phone")
    visitor.arrive_as(make_member(programme))
    visitor.open(reverse("programmes:map_note_list", args=["provet"]))
    visitor.page.get_by_role("button", name="Sida: Anteckningar").click()
    visitor.page.get_by_role("link", name="Skyltfönster").click()
    visitor.check()
    expect(visitor.page.locator("main a[href$='/provet/skyltfonster/']").first).to_be_visible()
