"""The process map as an A2 poster, from order to paper."""

import datetime as dt
import io

import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kraftsamling.documents.registry import get_kind
from kraftsamling.documents.services.orders import order_document
from kraftsamling.documents.services.pdf import render_pdf
from kraftsamling.overview.posters import build_poster
from kraftsamling.shared import clock
from kraftsamling.shared.public_pages import bump, programme_scope
from tests.factories import MapNoteFactory

SIZES = {"a2-portrait": (420, 594), "a2-landscape": (594, 420)}


@pytest.fixture
def order_poster(programme, process_leader):
    def act(sheet="a2-portrait", language="sv"):
        return order_document(
            kind="process_map_poster", programme=programme, options={"sheet": sheet}, language=language,
            by=process_leader,
        )  # fmt: skip

    return act


@pytest.fixture
def poster_html(programme, settings):
    """Return a function that builds the poster's HTML in Swedish."""
    return lambda sheet="a2-portrait": build_poster(programme, {"sheet": sheet}, "sv").html


def open_pdf(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


@pytest.mark.parametrize("sheet", SIZES)
def test_poster_is_one_tagged_page_of_its_size(order_poster, work, programme, sheet):
    MapNoteFactory(programme=programme, published=True, title="Första mötet")
    document = order_poster(sheet)
    work()
    document.refresh_from_db()
    with document.file.open() as file, open_pdf(file.read()) as pdf:
        (page,) = pdf.pages
        size = tuple(round(float(value) * 25.4 / 72) for value in page.mediabox[2:])
        assert (size, str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (SIZES[sheet], "sv", True)
        assert str(pdf.docinfo["/Title"]).startswith("Kraftsamling Provet")


def test_poster_carries_every_font_it_uses(programme, poster_html):
    MapNoteFactory(programme=programme, published=True, title="Åtgärder för Żółć och Ağaç")
    with open_pdf(render_pdf(poster_html())) as pdf:
        fonts = [font.DescendantFonts[0].FontDescriptor for font in pdf.pages[0].Resources.Font.values()]
        assert all("+Noto-Sans" in str(font.FontName) for font in fonts)
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_poster_links_to_the_short_address(programme, poster_html):
    with open_pdf(render_pdf(poster_html())) as pdf:
        links = {str(note.A.URI) for note in pdf.pages[0].Annots if "/A" in note}
    assert links == {f"{settings.PUBLIC_URL}/k/{programme.short_address.code}"}


def test_poster_shows_only_what_is_public(programme, poster_html):
    MapNoteFactory(programme=programme, published=True, title="Offentligt")
    MapNoteFactory(programme=programme, title="Internt")
    html = poster_html()
    assert ("Offentligt" in html, "Internt" in html) == (True, False)


def test_poster_escapes_what_people_wrote(programme, poster_html):
    MapNoteFactory(programme=programme, published=True, title='<img src="x">&"')
    programme.mission = "<script>1</script>"
    html = poster_html()
    assert "<script>1" not in html
    assert '<img src="x"' not in html


def test_poster_is_in_the_language_ordered(order_poster, work):
    document = order_poster(language="en")
    work()
    document.refresh_from_db()
    with document.file.open() as file, open_pdf(file.read()) as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_poster_loads_the_municipality_logo_and_no_other_file(programme):
    programme.municipality.logo.save("logo.png", ContentFile(b"x"))
    built = build_poster(programme, {"sheet": "a2-portrait"}, "sv")
    assert built.stored_files == {programme.municipality.logo.name}
    assert f'src="stored:{programme.municipality.logo.name}"' in built.html


def test_poster_names_the_records_it_shows(programme):
    note = MapNoteFactory(programme=programme, published=True)
    built = build_poster(programme, {"sheet": "a2-portrait"}, "sv")
    assert built.sources == (("programmes.programme", programme.pk), ("programmes.mapnote", note.pk))


def test_same_content_on_the_same_day_is_the_same_poster(order_poster):
    assert order_poster() == order_poster()


def test_changed_content_is_another_poster(order_poster, programme):
    first = order_poster()
    bump(programme_scope(programme.pk))
    assert order_poster() != first


def test_next_day_is_another_poster(order_poster, monkeypatch):
    first = order_poster()
    tomorrow = clock.now() + dt.timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert order_poster() != first


def test_same_poster_has_the_same_bytes(programme, poster_html):
    MapNoteFactory(programme=programme, published=True)
    html = poster_html()
    assert render_pdf(html) == render_pdf(html)


@pytest.mark.parametrize("count", [1, 60])
def test_poster_takes_the_same_number_of_queries(programme, poster_html, count):
    MapNoteFactory.create_batch(count, programme=programme, published=True)
    with CaptureQueriesContext(connection) as captured:
        poster_html()
    assert len(captured) == 2


def test_file_name_says_what_it_is(programme):
    kind = get_kind("process_map_poster")
    assert kind.file_stem(programme, {"sheet": "a2-portrait"}) == "processkarta-provet-a2-staende"
