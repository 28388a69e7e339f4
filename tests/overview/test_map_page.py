"""The public page with the process map: what it shows, in which order, and what can be chosen."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from django.core.cache import caches
from django.urls import reverse

from kraftsamling.overview.map import drawings
from kraftsamling.overview.map.filters import MapFilter
from kraftsamling.overview.map.listing import ListedStation, list_phases
from kraftsamling.shared import clock
from programmes.models import MapNote, PhasePassage, Programme
from programmes.processmap.items import Kind, State
from programmes.services.map_notes import update_map_note
from tests.factories import MapNoteFactory
from tests.programmes.processmap_samples import PHASES, make_item, make_map

MAP, PART = "overview:process_map", "overview:process_map_part"
STATIONS = len(Kind) + 1  # of the walked map


@pytest.fixture
def walked(programme):
    """A map with each kind of station, an open question and a walk that is on now."""
    for month, kind in enumerate(Kind, start=1):
        MapNoteFactory(
            programme=programme, title=f"Station {kind}", kind=kind, state="done", published=True,
            happens_on=f"2024-{month:02}-01/month", position=month,
        )  # fmt: skip
    MapNoteFactory(
        programme=programme, title="Vem tar över nyckeln?", kind="milestone", state="open_question", published=True,
        position=9,
    )  # fmt: skip
    return programme


def fetch(client, programme, show=None):
    address = reverse(PART, args=[programme.slug, show]) if show else reverse(MAP, args=[programme.slug])
    return client.get(address)


def drawing_of(body: str, sheet: str) -> ET.Element:
    found = re.search(rf'<svg [^>]*process-map--{sheet}".*?</svg>', body, re.DOTALL)
    return ET.fromstring(found[0])


def listed_keys(body: str) -> list[str]:
    return re.findall(r'id="station-([a-z]+-\d+)"', body)


def test_map_comes_before_everything_but_title_mission_and_choice(client, walked):
    body = fetch(client, walked).content.decode()
    drawings_in_order = [f"process-map--{sheet}" for sheet in ("desktop", "tablet", "phone")]
    order = ["<h1", "k-map-choices", *drawings_in_order, "process-map-legend", 'id="as-list"']
    places = [body.index(mark, body.index("<main")) for mark in order]
    assert places == sorted(places)


def test_every_drawn_station_leads_to_its_entry_and_every_entry_back(client, walked):
    body = fetch(client, walked).content.decode()
    keys = listed_keys(body)
    for sheet in ("desktop", "tablet", "phone"):
        stations = [part for part in drawing_of(body, sheet) if "process-map__station" in (part.get("class") or "")]
        assert len(stations) == len(keys) == STATIONS
        assert {part.get("href") for part in stations} == {f"#station-{key}" for key in keys}
        back = re.findall(rf'class="k-map-back k-map-on-{sheet}"><a href="#([^"]+)"', body)
        assert sorted(back) == sorted(part.get("id") for part in stations)


def test_gathered_stations_lead_to_where_theirs_begin_and_each_of_theirs_back(client, programme):
    for number in range(120):
        MapNoteFactory(
            programme=programme, title=f"Samtal {number} om torget och stigen", published=True,
            happens_on=f"20{20 + number // 24}-{1 + number % 12:02}-01/month", map_weight=1 + number % 5,
        )  # fmt: skip
    body = fetch(client, programme).content.decode()
    counted = [part for part in drawing_of(body, "phone") if "station--counted" in (part.get("class") or "")]
    assert counted
    keys = listed_keys(body)
    for part in counted:
        place = part.get("id")
        assert part.get("href") == f"#{place}-list"
        begins = re.search(rf'<li [^>]*id="{place}-list">.*?</li>', body, re.DOTALL)
        count, last = re.search(r"\(\+(\d+)\).*?#station-([a-z]+-\d+)", begins[0], re.DOTALL).groups()
        first = re.search(r'id="station-([a-z]+-\d+)"', body[begins.end() :])[1]
        theirs = keys[keys.index(first) : keys.index(last) + 1]
        assert len(theirs) == int(count)
        assert body.count(f'href="#{place}"') == len(theirs) + 1
        entry = re.search(rf'<li class="([^"]*)" id="station-{last}"', body)[1]
        assert "process-map-list__station--last-phone" in entry
    assert body.count('class="k-map-back k-map-on-phone"') == len(keys) + len(counted) == 120 + len(counted)


@pytest.mark.parametrize("show", list(MapFilter))
def test_choice_applies_to_drawing_and_list_alike_and_says_how_many(client, walked, show):
    body = fetch(client, walked, show).content.decode()
    assert len(listed_keys(body)) == 1
    stations = [part for part in drawing_of(body, "desktop") if "process-map__station" in (part.get("class") or "")]
    assert [part.get("href") for part in stations] == [f"#station-{key}" for key in listed_keys(body)]
    assert f"1 av {STATIONS} händelser visas" in body
    assert f'id="choice-{show}"' in body
    assert len(re.findall(r'class="k-map-choice[^>]+aria-current="true"', body)) == 1
    assert "data-opens-at-now" not in body


def test_choices_count_each_station_once(client, walked):
    choices = fetch(client, walked).context["choices"]
    assert choices[0].count == sum(choice.count for choice in choices[1:]) == STATIONS
    assert choices[0].is_current


def test_choice_without_stations_is_not_offered_but_answers(client, programme):
    MapNoteFactory(programme=programme, kind="story", published=True)
    assert [choice.show for choice in fetch(client, programme).context["choices"]] == [None, MapFilter.STORIES]
    answer = fetch(client, programme, MapFilter.DECISIONS)
    assert answer.status_code == 200
    assert listed_keys(answer.content.decode()) == []


def test_word_that_is_no_choice_is_no_page(client, programme):
    assert client.get(f"/{programme.slug}/processkarta/torg/").status_code == 404


def test_choice_is_kept_as_a_page_of_its_own(client, walked, django_assert_num_queries):
    whole, part = fetch(client, walked), fetch(client, walked, MapFilter.STORIES)
    assert whole["ETag"] != part["ETag"]
    with django_assert_num_queries(1):
        again = client.get(reverse(PART, args=[walked.slug, MapFilter.STORIES]) + "?fbclid=x")
    assert again.content == part.content


def test_choice_of_a_renamed_programme_leads_on(client, walked, process_leader):
    walked.former_slugs.create(slug="forr")
    answer = client.get("/forr/processkarta/berattelser/")
    assert (answer.status_code, answer["Location"]) == (301, f"/{walked.slug}/processkarta/berattelser/")


def test_list_says_what_the_drawing_says(client, programme):
    phase = programme.phases.first()
    MapNoteFactory(
        programme=programme, phase=phase, title="Samtal på torget", kind="dialogue", state="done", published=True,
        asked="Vad saknas här?", voices=74, answer_due_on="2024-05-01/month", happens_on="2024-03-01/month",
    )  # fmt: skip
    MapNoteFactory(
        programme=programme, phase=phase, title="Ny bro", kind="decision", state="done", published=True,
        decided_by="Tekniska nämnden", happens_on="2024-04-01/month",
    )  # fmt: skip
    type(programme).objects.filter(pk=programme.pk).update(now_text="Vi bygger bänkar")
    body = fetch(client, programme).content.decode()
    listed = body[body.index('id="as-list"') :]
    said = (
        "Vad saknas här?", "74 personer har kommit till tals", "svaret är försenat", "Tekniska nämnden", "Vi bygger",
    )  # fmt: skip
    assert [words for words in said if words not in listed] == []


def test_list_does_not_say_of_a_planned_decision_that_it_is_taken(client, programme):
    MapNoteFactory(
        programme=programme, title="Labbet får ett hem", kind="decision", state="planned", published=True,
        decided_by="Kommunfullmäktige",
    )  # fmt: skip
    body = fetch(client, programme).content.decode()
    assert "Beslutas av:" in body
    assert "Beslutat av:" not in body


@pytest.mark.parametrize(("prefix", "is_said"), [("", False), ("/en", True)])
def test_visitor_in_another_language_is_told_that_the_texts_are_not_translated(client, walked, prefix, is_said):
    for page in (reverse(MAP, args=[walked.slug]), reverse("overview:programme_public", args=[walked.slug])):
        body = client.get(prefix + page).content.decode()
        assert ("The texts from the area have not been translated. Their language: Swedish." in body) is is_said


def test_now_stands_in_the_list_where_it_stands_on_the_ribbon(client, programme):
    today = clock.today()
    for year, title in ((today.year - 1, "Har varit"), (today.year + 1, "Kommer")):
        MapNoteFactory(
            programme=programme, title=title, kind="milestone", published=True, happens_on=f"{year}-05-01/month",
            state="done" if title == "Har varit" else "planned",
        )  # fmt: skip
    body = fetch(client, programme).content.decode()
    listed = body[body.index('id="as-list"') :]
    assert listed.index("Har varit") < listed.index("Just nu,") < listed.index("Kommer")
    svg = re.search(r'<svg [^>]*process-map--desktop".*?</svg>', body, re.DOTALL)[0]
    assert svg.index("Har varit") < svg.index('id="process-map-now-desktop"') < svg.index("Kommer")


# --- Kept drawings ---------------------------------------------------------------------------------------------------


@pytest.fixture
def drawn(monkeypatch):
    """The sheets that have been laid out since, in order; nothing was kept before."""
    caches["drawings"].clear()
    names, lay_out = [], drawings.lay_out
    monkeypatch.setattr(drawings, "lay_out", lambda given, sheet: names.append(sheet.name) or lay_out(given, sheet))
    return names


def test_page_made_anew_is_not_drawn_anew(client, walked, drawn):
    first = fetch(client, walked).content
    caches["pages"].clear()
    assert fetch(client, walked).content == first
    assert drawn == ["desktop", "tablet", "phone"]


def test_change_draws_anew_and_shows_nothing_old(client, walked, process_leader, drawn):
    fetch(client, walked)
    note = MapNote.objects.get(title="Station story")
    update_map_note(note=note, changes={"title": "Ny titel"}, expected_version=note.version, by=process_leader)
    body = fetch(client, walked).content.decode()
    assert "Station story" not in body
    assert body.count("Ny titel") >= 3
    assert drawn.count("desktop") >= 2


def test_languages_and_choices_have_drawings_of_their_own(client, walked, drawn):
    fetch(client, walked)
    client.get("/en" + reverse(MAP, args=[walked.slug]))
    fetch(client, walked, MapFilter.STORIES)
    caches["pages"].clear()
    fetch(client, walked)
    client.get("/en" + reverse(MAP, args=[walked.slug]))
    fetch(client, walked, MapFilter.STORIES)
    assert len(drawn) == 9


def test_preview_is_not_kept(client, walked, process_leader, drawn):
    client.force_login(process_leader)
    for _visit in range(2):
        assert client.get(reverse("overview:programme_preview", args=[walked.slug])).status_code == 200
    assert drawn == ["desktop", "tablet", "phone"] * 2


@pytest.mark.parametrize("is_published", [True, False])
def test_preview_says_whether_everyone_sees_the_same_already(client, walked, process_leader, is_published):
    Programme.objects.filter(pk=walked.pk).update(published_at=clock.now() if is_published else None)
    client.force_login(process_leader)
    page = client.get(reverse("overview:programme_preview", args=[walked.slug])).content.decode()
    assert ("Så här ser sidan ut för alla i dag." in page) is is_published
    assert ("Så här ser sidan ut för alla när kraftsamlingen är publicerad." in page) is not is_published


def test_headings_begin_with_the_page_s_own_whatever_stands_above_it(client, walked, process_leader):
    Programme.objects.filter(pk=walked.pk).update(is_example=True, example_note="Påhittat.")
    client.force_login(process_leader)
    for name, above in (("programme_public", "Ett exempel"), ("programme_preview", "Det här är en förhandsvisning")):
        page = client.get(reverse(f"overview:{name}", args=[walked.slug])).content.decode()
        assert page.index(f'<p class="k-notice__title">{above}</p>') < page.index("<h1")
        assert re.search(r"<h\d", page).group() == "<h1"
    assert "<title>Förhandsvisning: Processkarta – " in page


def test_forgetting_leaves_no_drawing_of_the_programme(client, walked, drawn):
    fetch(client, walked)
    fetch(client, walked, MapFilter.STORIES)
    drawings.forget_drawings(walked.pk)
    caches["pages"].clear()
    fetch(client, walked)
    fetch(client, walked, MapFilter.STORIES)
    assert len(drawn) == 12


def test_forgetting_reaches_every_drawing_that_any_public_page_keeps(client, walked, monkeypatch):
    keys, write = set(), type(caches["drawings"]).set
    monkeypatch.setattr(
        type(caches["drawings"]),
        "set",
        lambda store, key, *args, **more: keys.add(key) or write(store, key, *args, **more),
    )
    pages = ["process_map", "map_embedded", "map_svg", "map_png", "map_share_picture", "shop_window"]
    for prefix in ("", "/en"):
        for name in pages:
            assert client.get(prefix + reverse(f"overview:{name}", args=[walked.slug])).status_code == 200
        for show in MapFilter:
            client.get(prefix + reverse(PART, args=[walked.slug, show]))
    assert len(keys) > 20
    drawings.forget_drawings(walked.pk)
    assert [key for key in keys if caches["drawings"].get(key)] == []


def test_phase_taken_up_again_and_a_long_silence_stand_in_the_list_where_they_are_drawn(client, programme):
    first, second = programme.phases.all()[:2]
    PhasePassage.objects.create(
        phase=first, number=1, state="finished", started_on="2023-01-01/month", finished_on="2024-02-01/month"
    )
    PhasePassage.objects.create(phase=second, number=1, started_on="2024-01-01/month")
    PhasePassage.objects.create(phase=first, number=2, started_on="2024-03-01/month", reason="Fler ville vara med")
    months = ["2024-01", "2024-02", "2024-04", "2024-05", "2025-06"]
    for number, month in enumerate(months):
        MapNoteFactory(
            programme=programme, phase=second, title=f"Steg {number}", published=True, happens_on=f"{month}-01/month"
        )
    body = fetch(client, programme).content.decode()
    listed = body[body.index('id="as-list"') :].replace("\xa0", " ")
    order = ["Steg 1", "Tillbaka till fas 1", "Fler ville vara med", "Steg 2", "Steg 3", "tysta månader", "Steg 4"]
    assert sorted(order, key=listed.index) == order
    assert "Samtidigt med fas 1" in listed
    for sheet in ("desktop", "tablet", "phone"):
        loop = next(part for part in drawing_of(body, sheet).iter() if "__loop" in (part.get("class") or ""))
        key = loop.get("href").removeprefix("#station-")
        assert f'id="station-{key}"' in listed
        assert f'href="#{loop.get("id")}"' in listed


def test_what_lies_ahead_of_an_earlier_phase_says_where_it_belongs():
    phases = [replace(phase, is_open=index in (1, 2)) for index, phase in enumerate(PHASES)]
    ahead = make_item("ahead", phase_key="p1", starts_on=dt.date(2027, 3, 1), state=State.PLANNED)
    own = make_item("own", phase_key="p2", starts_on=dt.date(2027, 4, 1), state=State.PLANNED)
    rows = [row for row in list_phases(make_map([ahead, own], phases), {})[2].rows if isinstance(row, ListedStation)]
    assert [row.of_phase and row.of_phase.key for row in rows] == ["p1", None]
