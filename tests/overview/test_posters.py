"""The strip of a poster: what happened last and photographs, where the map leaves room."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from django.urls import reverse
from PIL import Image

from kraftsamling.documents.enums import DocumentState
from kraftsamling.documents.models import Attachment, StoredFile
from kraftsamling.documents.services.files import FILE_ITSELF, redact_file, set_file_public, store_file
from kraftsamling.documents.services.orders import order_document
from kraftsamling.jobs.services import run
from kraftsamling.overview.posters.frame import Frame
from kraftsamling.overview.posters.poster import build_poster
from kraftsamling.overview.posters.strip import find_photos, latest, make_strip, place_with_strip
from kraftsamling.shared import clock
from kraftsamling.shared.dates import parse_imprecise
from kraftsamling.shared.uploads import CheckedUpload, UploadKind
from programmes.models import PhasePassage
from programmes.processmap.items import State
from programmes.processmap.layout import lay_out
from programmes.processmap.sheets import POSTERS
from programmes.services import stories
from programmes.services.keeping import redact_part
from programmes.services.passages import finish_passage, start_phase, take_up_again
from tests.factories import MapNoteFactory, UserFactory
from tests.programmes.processmap_samples import TODAY, make_item, make_map

pytestmark = pytest.mark.once

LARGE = {"sheet": "a0-portrait", "bleed": "none"}


def happened(number: int, **more):
    day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
    return make_item(f"i{number}", title=f"Station {number}", starts_on=day, text="Så blev det.", **more)


def whole_words(placed) -> int:
    """Return how many stations stand there with every word of their title."""
    titles = {item.title for item in placed.process_map.items}
    written = [
        " ".join(line.text for line in station.label.lines if line.role == "title")
        for station in placed.stations
        if station.label
    ]
    return sum(words in titles for words in written)


@pytest.fixture
def notes(programme):
    """Stations enough for a strip, on a map with room for one."""
    return [
        MapNoteFactory(
            programme=programme, published=True, title=f"Station {month}", text="Så blev det.",
            happens_on=f"2026-0{month}-01/month",
        )
        for month in range(1, 6)
    ]  # fmt: skip


@pytest.fixture
def photo(programme, process_leader):
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(picture, "JPEG")
    stored = store_file(
        programme=programme, upload=CheckedUpload(UploadKind.JPEG, picture.getvalue()), by=process_leader,
        title="Bryggan", alt_text="Barn på bryggan", photographer="Exempel",
    )  # fmt: skip
    story = stories.add_story(
        programme=programme, by=process_leader, title="Bryggan", text="Vi lagade den.", teller="En granne",
        consent="given", consent_on=dt.date(2026, 5, 1), consent_note="Pärm 3",
    )  # fmt: skip
    stories.move_story(story, to="in_review", by=process_leader)
    stories.move_story(story, to="approved", by=UserFactory())
    stories.set_story_public(story, is_public=True, by=process_leader)
    Attachment.objects.create(file=stored, story=story)
    return set_file_public(stored=stored, is_public=True, by=process_leader)


def test_what_happened_last_comes_first_and_nothing_that_is_to_come():
    items = [*(happened(number) for number in range(9)), happened(900), happened(5, state=State.PLANNED)]
    assert [item.key for item in latest(make_map(items), 3)] == ["i8", "i7", "i6"]
    assert latest(make_map(items), 3)[0].starts_on <= TODAY


@pytest.mark.parametrize("sheet", POSTERS.values(), ids=POSTERS.keys())
def test_strip_has_at_most_five_columns_as_wide_as_the_sheet(sheet):
    strip = make_strip(make_map([happened(number) for number in range(9)]), [], Frame(sheet, "a.se/k/abcdef"))
    assert 2 <= len(strip.news) <= 5
    assert strip.column_width * len(strip.news) < sheet.width


def test_little_that_has_happened_makes_no_strip():
    assert make_strip(make_map([happened(1)]), [], Frame(POSTERS["a0-portrait"], "a.se")) is None


def test_sparse_map_leaves_room_for_what_happened_last(programme, notes):
    html = build_poster(programme, LARGE, "sv").html
    assert "Senaste nytt" in html
    assert "Det som står som +3" not in html


def test_full_map_keeps_its_words_and_has_no_strip(programme, notes):
    for number in range(120):
        MapNoteFactory(programme=programme, published=True, title=f"Ännu en station med långt namn, nummer {number}")
    html = build_poster(programme, {"sheet": "a3-landscape", "bleed": "none"}, "sv").html
    assert "Senaste nytt" not in html
    assert "Det som står som +3" in html


@pytest.mark.parametrize("count", [5, 12, 25, 60])
@pytest.mark.parametrize("name", ["a3-portrait", "a2-landscape"])
def test_strip_takes_no_words_from_the_map(name, count):
    title = "Ett ganska långt namn på en station, nummer"
    process_map = make_map([replace(happened(number), title=f"{title} {number}") for number in range(count)])
    frame = Frame(POSTERS[name], "a.se/k/abcdef")
    strip = make_strip(process_map, [], frame)
    whole = frame.with_room(10)
    placed, shown = place_with_strip(process_map, strip, whole, frame.with_room(10, strip.height))
    assert whole_words(placed) >= whole_words(lay_out(process_map, whole))
    assert placed.sheet.height == (whole.height - strip.height if shown else whole.height)


def test_photograph_of_a_public_story_stands_in_the_strip(programme, notes, photo):
    built = build_poster(programme, LARGE, "sv")
    assert photo.file.name in built.stored_files
    assert 'alt="Barn på bryggan"' in built.html
    assert "Foto: Exempel" in built.html
    assert ("documents.storedfile", photo.pk) in built.sources


@pytest.mark.parametrize(
    "change", [{"published_at": None}, {"content_type": "application/pdf"}, {"openness": "may_be"}]
)
def test_photograph_that_is_not_public_stays_off(programme, photo, change):
    StoredFile.objects.filter(pk=photo.pk).update(**change)
    assert find_photos(programme) == []


def test_photograph_taken_off_its_story_stays_off(programme, photo):
    Attachment.objects.update(detached_at=clock.now())
    assert find_photos(programme) == []


def test_poster_with_a_photograph_goes_when_the_photograph_is_removed_for_good(programme, process_leader, notes, photo):
    document = order_document(
        kind="process_map_poster", programme=programme, options=LARGE, language="sv", by=process_leader
    )
    run(document.job_id)
    redact_file(photo, fields=[FILE_ITSELF], by=process_leader, reason="Familjen ångrade sig.")
    document.refresh_from_db()
    assert (document.state, document.file.name) == (DocumentState.REMOVED, "")


def test_poster_goes_when_the_reason_of_a_loop_is_removed_and_closes_when_the_loop_is_called_off(
    client, programme, process_leader, notes
):
    phase = programme.phases.first()
    first = start_phase(phase, started_on=parse_imprecise("2024"), by=process_leader)
    finish_passage(first, finished_on=parse_imprecise("2025"), outcome="", by=process_leader)
    again = take_up_again(phase, started_on=parse_imprecise("2026"), reason="Granntantens brev", by=process_leader)
    document = order_document(
        kind="process_map_poster", programme=programme, options=LARGE, language="sv", by=process_leader
    )
    run(document.job_id)
    address = reverse("documents:public_document", args=[document.uuid])
    assert b"".join(client.get(address)).startswith(b"%PDF")
    PhasePassage.objects.filter(pk=again.pk).update(state="cancelled")
    assert client.get(address).status_code == 404
    redact_part(again, programme=programme, fields=["reason"], by=process_leader, reason="Pekar ut en person")
    document.refresh_from_db()
    assert (document.state, document.file.name) == (DocumentState.REMOVED, "")
