"""The shop window: which scenes there are, what stands in them, and what a screen gets when nothing is public."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.urls import reverse

from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.overview.map.window import NEARER, build_window, find_origin
from kraftsamling.shared import clock
from kraftsamling.shared.dates import add_months
from programmes.models import FormerSlug, Programme
from programmes.processmap.boxes import Box
from programmes.processmap.layout import lay_out
from programmes.processmap.sheets import WINDOW_LANDSCAPE, WINDOW_PORTRAIT
from programmes.queries.map_items import Audience
from tests.factories import MapNoteFactory

pytestmark = pytest.mark.once

TODAY = dt.date(2026, 5, 6)


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC))
    return TODAY


@pytest.fixture
def programme(programme, today):
    return programme


def note(programme, title, **fields):
    return MapNoteFactory(programme=programme, title=title, published=True, **fields)


def get(client, slug="provet"):
    return client.get(reverse("overview:shop_window", args=[slug]))


def scenes(response) -> list[str]:
    return re.findall(r'data-scene="(\w+)"', response.content.decode())


def titles(entries) -> list[str]:
    return [entry.title for entry in entries]


def test_scene_is_there_only_with_something_in_it(client, programme):
    assert scenes(get(client)) == []
    steps = [
        ({"kind": "milestone", "state": "done", "title": "Starten"}, ["way", "happened"]),
        ({"kind": "dialogue", "state": "done", "title": "Kafferep"}, ["way", "asked", "happened"]),
        ({"kind": "story", "state": "done", "title": "Bryggan"}, ["way", "asked", "happened", "story"]),
        (
            {"kind": "decision", "state": "open_question", "title": "Vem tar över?"},
            ["way", "asked", "happened", "story", "questions"],
        ),
        (
            {"kind": "measure", "state": "planned", "title": "Loppis", "happens_on": "2026-05-09/day"},
            ["way", "asked", "happened", "story", "questions", "come"],
        ),
        (
            {"kind": "experiment", "state": "now", "title": "Öppet hus"},
            ["way", "now", "asked", "happened", "story", "questions", "come"],
        ),
    ]  # fmt: skip
    for fields, expected in steps:
        note(programme, **fields)
        caches["pages"].clear()
        assert scenes(get(client)) == expected


def test_words_and_a_telephone_alone_make_scenes(client, programme):
    Programme.objects.filter(pk=programme.pk).update(now_text="Vi dukar upp på torget.", contact_phone="031-390 06 01")
    assert scenes(get(client)) == ["now", "come"]


def test_only_what_everyone_may_see_and_what_is_to_come(programme):
    for title, when, state in [
        ("i går", "2026-05-05/day", "planned"),
        ("i dag", "2026-05-06/day", "planned"),
        ("i morgon", "2026-05-07/day", "planned"),
        ("i höst", "2026-09-01/season", "planned"),
        ("någon gång", "", "planned"),
        ("struket", "2026-05-08/day", "dropped"),
    ]:
        note(programme, title, happens_on=when, state=state)
    note(programme, "ett beslut", happens_on="2026-06-01/day", state="planned", kind="decision")
    MapNoteFactory(programme=programme, title="internt", happens_on="2026-05-08/day", state="planned")
    window = build_window(programme, TODAY)
    assert titles(window.planned) == ["i morgon", "i höst"]
    assert titles(window.next_dates) == ["i morgon", "ett beslut", "i höst"]
    assert titles(window.going_on) == ["i dag"]
    assert titles(window.happened) == []
    assert [entry.until for entry in window.planned] == [dt.date(2026, 5, 7), dt.date(2026, 12, 31)]


def test_newest_first_and_not_everything(programme):
    for month in range(1, 13):
        phase = programme.phases.get(position=1 + month % 4)
        note(programme, f"steg {month}", happens_on=f"2025-{month:02d}-01/month", kind="measure", phase=phase)
    assert titles(build_window(programme, TODAY).happened) == [f"steg {month}" for month in range(12, 4, -1)]


@pytest.mark.parametrize("sheet", [WINDOW_LANDSCAPE, WINDOW_PORTRAIT])
@pytest.mark.parametrize("months_ahead", [0, 6, 60])
def test_enlarged_map_shows_all_of_now_and_its_sign(programme, sheet, months_ahead):
    Programme.objects.filter(pk=programme.pk).update(now_text="Vi dukar upp på torget.")
    programme.refresh_from_db()
    for month in range(60):
        note(programme, f"steg {month}", happens_on=f"{2021 + month // 12}-{month % 12 + 1:02d}-01/month")
    day = add_months(dt.date(2021, 1, 1), months_ahead)
    placed = lay_out(build_process_map(programme, audience=Audience.PUBLIC, on=day), sheet)
    origin = find_origin(placed)
    left, top = (origin[name] / 100 * (1 - 1 / NEARER) for name in ("origin_x", "origin_y"))
    for box in (placed.now.sign.box, Box(placed.now.x, placed.now.y, placed.now.x, placed.now.y)):
        assert left * placed.width <= box.x0 + 1
        assert box.x1 - 1 <= (left + 1 / NEARER) * placed.width
        assert top * placed.height <= box.y0 + 1
        assert box.y1 - 1 <= (top + 1 / NEARER) * placed.height


def test_number_of_queries_does_not_grow(client, programme, django_assert_num_queries, django_assert_max_num_queries):
    def ask():
        caches["pages"].clear()
        return get(client)

    note(programme, "ett")
    with django_assert_max_num_queries(20) as few:
        ask()
    for number in range(20):
        note(programme, f"steg {number}", kind="dialogue", happens_on="2025-03-01/month")
    with django_assert_num_queries(len(few)):
        ask()


def test_page_is_public_and_cached_and_shows_the_permanent_address(client, programme):
    note(programme, "Starten")
    response = get(client)
    assert response["Cache-Control"] == "public, no-cache"
    assert response["ETag"]
    assert not response.cookies
    assert client.get(response.request["PATH_INFO"], headers={"If-None-Match": response["ETag"]}).status_code == 304
    text = response.content.decode()
    assert reverse("short_address", args=[programme.short_address.code]) in text
    assert "<svg" in text
    assert 'class="segno"' in text
    english = client.get("/en/provet/skyltfonster/").content.decode()
    assert "The whole way" in english
    assert 'data-worker="/en/provet/skyltfonster/tjanst.js"' in english


def test_every_file_the_page_needs_is_kept_for_the_dark_days(client, programme):
    """What the page refers to, and what its styles refer to, stands in the list that the service worker keeps."""
    note(programme, "Starten")
    text = get(client).content.decode()
    kept = set(re.search(r'data-assets="([^"]+)"', text)[1].split())
    used = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
    for style in [address for address in used if address.endswith(".css")]:
        path = Path(finders.find(style.removeprefix("/static/")))
        for inner in re.findall(r'url\("?([^)"]+)"?\)', path.read_text()):
            found = (path.parent / inner).resolve()
            used.add("/static/" + "/".join(found.parts[-2:]))
    assert used <= kept


@pytest.mark.parametrize("slug", ["provet", "finns-inte"])
def test_screen_rests_when_the_programme_is_not_public(client, programme, slug):
    note(programme, "Hemligheten på torget")
    Programme.objects.filter(slug="provet").update(published_at=None)
    response = get(client, slug)
    text = response.content.decode()
    assert response.status_code == 404
    assert 'data-state="rest"' in text
    assert "data-assets" in text
    assert programme.municipality.name in text
    assert "Hemligheten" not in text
    assert "Provet" not in text


def test_renamed_programme_keeps_its_screens(client, programme):
    FormerSlug.objects.create(slug="det-gamla", programme=programme)
    response = get(client, "det-gamla")
    assert response.status_code == 301
    assert response["Location"] == "/provet/skyltfonster/"


def test_worker_answers_for_the_page_only_and_is_asked_about_each_time(client, programme):
    response = client.get("/provet/skyltfonster/tjanst.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert "no-cache" in response["Cache-Control"]
    assert "Service-Worker-Allowed" not in response
    assert not response.cookies
    assert client.get("/provet/skyltfonster/tjanst.js", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_leader_finds_the_address_and_how_to_start_the_screen(client, programme, process_leader, settings):
    client.force_login(process_leader)
    text = client.get(reverse("overview:shop_window_setup", args=["provet"])).content.decode()
    assert f"{settings.PUBLIC_URL}/provet/skyltfonster/" in text
    assert "--kiosk" in text
    assert "inte publicerad än" not in text
    Programme.objects.filter(slug="provet").update(published_at=None)
    text = client.get(reverse("overview:shop_window_setup", args=["provet"])).content.decode()
    assert "inte publicerad än" in text
