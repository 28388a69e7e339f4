"""The page where the process map is made clear: what it tells of a sheet, its changes, and the steps back."""

import datetime as dt
import re

import pytest

from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.overview.posters.changes import shown_on
from kraftsamling.overview.posters.looks import (
    Shows,
    characters_that_fit,
    describe_difference,
    larger_sheet,
    look_at,
    sheet_choices,
    suggestions,
)
from programmes.models import MapAdjustment
from programmes.processmap.fonts import break_text
from programmes.processmap.sheets import A2_PORTRAIT, DESKTOP, PHONE, POSTERS, SHEETS
from programmes.queries.map_adjustments import last_steps
from programmes.queries.map_items import Audience
from programmes.roles import RoleKey
from programmes.services.map_adjustments import adjust_station
from programmes.services.map_notes import update_map_note, withdraw_map_note
from tests.factories import MapNoteFactory, make_member

PAGE = "/arbete/provet/processkarta/utseende/"
CHANGE, UNDO = PAGE + "andra/", PAGE + "angra/"
ON = dt.date(2026, 6, 1)


@pytest.fixture
def note(programme):
    return MapNoteFactory(programme=programme, published=True, title="Bänkar vid torget, med ryggstöd")


@pytest.fixture
def leader(client, process_leader):
    client.force_login(process_leader)
    return client


def send(client, note, *, step=0, address=CHANGE, **fields):
    """Send one of the page's forms and return the page it leads to."""
    sent = {"ark": "a2-portrait", "item_key": note.map_key, "seen_step": step, "fore": "1", **fields}
    return client.post(address, sent, follow=True)


def make_full(programme, count=70):
    """Give the programme more stations than an A3 holds, of all weights."""
    for number in range(count):
        MapNoteFactory(
            programme=programme, published=True, title=f"Station nummer {number} med en ganska lång rubrik",
            map_weight=number % 5 + 1,
        )  # fmt: skip
    process_map = build_process_map(programme, audience=Audience.PREVIEW, on=ON)
    return look_at(programme, process_map, SHEETS["a3-portrait"])


def test_every_sheet_can_be_looked_at(leader, note):
    assert {name for name, _label in sheet_choices()} == set(SHEETS)
    for sheet in (A2_PORTRAIT, DESKTOP, PHONE, SHEETS["roll-up"]):
        page = leader.get(PAGE, {"ark": sheet.name}).content.decode()
        assert f'<option value="{sheet.name}" selected>' in page
        assert "1 station med ord" in page


def test_page_without_stations_leads_to_the_notes(leader):
    page = leader.get(PAGE, {"ark": "finns-inte", "station": "note-1", "fore": "många"}).content.decode()
    assert "Till anteckningarna" in page


def test_every_control_changes_what_is_drawn_and_says_so(leader, programme, note):
    page = send(leader, note, short_title="Bänkar", side="below")
    assert "Sparat. Lika många stationer som förut får plats med ord." in page.content.decode()
    send(leader, note, step=1, weight="5")
    send(leader, note, step=2, is_hidden="yes")
    row = last_steps(programme)[note.map_key]
    assert (row.short_title, row.side, row.weight, row.is_hidden, row.step) == ("Bänkar", "below", 5, True, 3)
    page = send(leader, note, step=3, is_hidden="no").content.decode()
    drawing = page.split('class="k-looks__drawing"')[1].split('class="k-looks__places"')[0]
    assert ">Bänkar<" in drawing
    send(leader, note, step=4, reset="yes")
    assert last_steps(programme)[note.map_key].short_title == ""


def test_htmx_gets_the_part_that_changes_with_the_station_open(client, leader, note):
    page = leader.post(
        CHANGE, {"ark": "desktop", "item_key": note.map_key, "seen_step": 0, "weight": "4"}, follow=True,
        headers={"HX-Request": "true"},
    )  # fmt: skip
    body = page.content.decode()
    assert "<html" not in body
    assert f'data-selected="{note.map_key}"' in body


def test_too_long_short_title_is_kept_with_what_is_wrong(leader, note):
    page = send(leader, note, short_title="Bänk " * 20).content.decode()
    assert "Bänk Bänk Bänk" in page
    assert "k-field--invalid" in page
    assert MapAdjustment.objects.count() == 0


def test_double_click_makes_one_step(leader, note):
    key = re.search(r'name="form_key" value="([^"]+)"', leader.get(PAGE).content.decode())[1]
    for _click in range(2):
        send(leader, note, form_key=key, weight="5")
    assert MapAdjustment.objects.count() == 1
    send(leader, note, step=1, is_hidden="yes")
    last = MapAdjustment.objects.get(step=2)
    key = re.search(r'name="form_key" value="([^"]+)"', leader.get(PAGE).content.decode())[1]
    for _click in range(2):
        send(leader, note, address=UNDO, form_key=key, adjustment=last.pk)
    assert list(MapAdjustment.objects.values_list("undoes", flat=True)) == [None, None, last.pk]


def test_two_people_at_the_same_station(leader, note):
    send(leader, note, weight="5")
    page = send(leader, note, weight="1").content.decode()
    assert "Någon annan" in page
    assert MapAdjustment.objects.get().weight == 5


def test_short_title_that_clashes_is_kept_beside_the_colleagues(leader, note):
    send(leader, note, short_title="Bänkar", side="above")
    page = send(leader, note, short_title="Sittplatser", side="below").content.decode()
    assert "av någon annan, eller av dig i en annan flik" in page
    row = page[page.index(f'id="station-{note.map_key}"') :]
    assert ">Bänkar <" in row
    assert 'value="Sittplatser"' in row
    assert re.search('value="below"[^>]* checked', row)
    assert MapAdjustment.objects.get().short_title == "Bänkar"
    # The page was the answer to a form, so its links must not lead back to where only forms are taken.
    links = re.findall('href="([^"#]*[?]ark=[^"#]*)', page)
    assert links
    assert all(link.startswith(PAGE) for link in links)
    page = send(leader, note, step=1, short_title="Sittplatser", side="below").content.decode()
    assert "Sparat." in page


def test_steps_back_say_what_they_undo(leader, programme, note):
    send(leader, note, short_title="Bänkar")
    send(leader, note, step=1, is_hidden="yes")
    first, second = MapAdjustment.objects.order_by("pk")
    page = send(leader, note, address=UNDO, adjustment=first.pk).content.decode()
    assert "Någon annan" in page
    page = send(leader, note, address=UNDO, adjustment=second.pk).content.decode()
    assert f"Ångrat: ”{note.title}” doldes." in page
    page = send(leader, note, address=UNDO, adjustment=first.pk).content.decode()
    assert f"Ångrat: ”{note.title}” kortades till ”Bänkar”." in page
    assert 'id="looks-undo"' not in page
    assert last_steps(programme)[note.map_key].short_title == ""


def test_withdrawn_note_leaves_nothing_behind_on_the_page(leader, note, process_leader):
    send(leader, note, short_title="Granntanten")
    assert "Granntanten" in leader.get(PAGE).content.decode()
    withdraw_map_note(note=note, by=process_leader, reason="Dubblett")
    assert "Granntanten" not in leader.get(PAGE).content.decode()
    assert "finns inte längre på kartan" in send(leader, note, step=1, weight="2").content.decode()


def test_changed_title_is_drawn_in_full_and_the_page_says_why(leader, note, process_leader):
    send(leader, note, short_title="Bänkar")
    update_map_note(note=note, changes={"title": "Inga bänkar"}, expected_version=1, by=process_leader)
    page = leader.get(PAGE).content.decode()
    assert "Rubriken har ändrats sedan den kortades till ”Bänkar”" in page
    page = send(leader, note, step=1, short_title="Bänkar").content.decode()
    assert "Rubriken har ändrats" not in page


def test_internal_notes_are_not_on_the_sheet(leader, programme):
    MapNoteFactory(programme=programme, title="Bara för oss")
    assert "Bara för oss" not in leader.get(PAGE).content.decode()


def test_only_who_edits_the_map_sees_the_page(client, programme):
    client.force_login(make_member(programme, RoleKey.POLITICIAN))
    assert client.get(PAGE).status_code == 403
    assert "Utseende" not in client.get("/arbete/provet/karta/").content.decode()


def test_limit_is_what_two_lines_hold():
    titles = ["Bänkar vid torget", "Överenskommelse om trygghetsvandringar", "Ljus på Stigen", "Vi börjar om"]
    fits = characters_that_fit(titles, A2_PORTRAIT, "sv")
    ems = A2_PORTRAIT.label_width / A2_PORTRAIT.title_size
    assert 15 < fits < 45
    assert len(break_text("Ljus på Stigen när sista tåget kommer"[:fits], ems, 700, 9, "sv").lines) == 2
    assert characters_that_fit([], A2_PORTRAIT, "sv") == 0


def test_full_sheet_is_told_as_it_is_and_suggestions_help(programme, process_leader):
    look = make_full(programme)
    assert look.without_words > 10
    assert look.in_words + look.without_words == 70
    drawn = {item.key for station in look.placed.stations if station.label and not station.is_counted
             for item in station.items}  # fmt: skip
    assert {found.item.key for found in look.standings if found.shows == Shows.WORDS} == drawn
    found = suggestions(look)
    hiding = [suggestion for suggestion in found if suggestion.hide]
    assert hiding
    assert all(suggestion.item.weight <= 2 for suggestion in hiding)
    assert MapAdjustment.objects.count() == 0
    for suggestion in hiding:
        adjust_station(
            programme=programme, item_key=suggestion.item.key, title=suggestion.item.title,
            changes={"is_hidden": True}, seen_step=0, by=process_leader,
        )  # fmt: skip
    process_map = build_process_map(programme, audience=Audience.PREVIEW, on=ON)
    after = look_at(programme, process_map, SHEETS["a3-portrait"])
    assert after.hidden == len(hiding)
    assert after.without_words <= look.without_words


def test_sheet_with_room_has_no_suggestions(programme, note):
    process_map = build_process_map(programme, audience=Audience.PREVIEW, on=ON)
    assert suggestions(look_at(programme, process_map, A2_PORTRAIT)) == []


def test_larger_sheet_has_the_same_shape():
    assert larger_sheet(POSTERS["a3-landscape"]).name == "a2-landscape"
    assert [larger_sheet(SHEETS[name]) for name in ("a0-portrait", "desktop", "roll-up")] == [None, None, None]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(3, 6, "Nu är det 3 stationer till"), (3, 2, "Nu är det 1 station färre"), (3, 3, "Lika många stationer")],
)
def test_difference_is_said_in_words(before, after, words):
    assert describe_difference(before, after).startswith(words)


def test_page_costs_the_same_with_one_station_and_with_sixty(leader, programme, django_assert_max_num_queries):
    MapNoteFactory.create_batch(60, programme=programme, published=True)
    with django_assert_max_num_queries(45):
        leader.get(PAGE, {"ark": "desktop"})


def test_hidden_station_leaves_the_drawings_and_stays_in_the_public_list(client, leader, programme, note):
    other = MapNoteFactory(programme=programme, published=True, title="Ljus på Stigen")
    send(leader, note, short_title="Bänkar", is_hidden="yes")
    page = client.get("/provet/processkarta/").content.decode()
    words = page[page.index(f'id="station-{other.map_key}"') :]
    assert note.title in page[page.index(f'id="station-{note.map_key}"') :]
    assert other.title in words
    assert ">Bänkar<" not in page
    assert f'href="#{note.map_key}' not in page
    process_map = build_process_map(programme, audience=Audience.PUBLIC, on=ON)
    assert [row["title"] for row in shown_on(process_map) if row["key"].startswith("note-")] == [other.title]
