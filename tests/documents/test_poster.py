"""The process map as an A2 poster, from order to paper."""

import datetime as dt
import io

import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.urls import URLFetcher, URLFetcherResponse

from kraftsamling.documents.registry import get_kind
from kraftsamling.documents.services.orders import order_document
from kraftsamling.documents.services.pdf import load, render_pdf
from kraftsamling.overview.posters import build_poster, first_sentence
from kraftsamling.shared import clock
from kraftsamling.shared.public_pages import bump, programme_scope
from tests.factories import MapNoteFactory

SIZES = {"a2-portrait": (420, 594), "a2-landscape": (594, 420)}
# Where the style sheet lets the map begin, in millimetres from the top.
MAP_TOP = {"a2-portrait": 79, "a2-landscape": 77}
LONGEST_NAME = "Kraftsamling för hela norra delen av staden och byarna runt omkring gamla sjön!!"
SENTENCE = "Här ska de som bor trivas, må bra och ha något att göra. "


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


class OwnFonts(URLFetcher):
    def fetch(self, url, headers=None):
        return URLFetcherResponse(url, load(url, ()), {"Content-Type": "font/ttf"})


def lowest_word(html: str, tag: str) -> float:
    """Return how far down the sheet the last line of text in the first such element reaches, in millimetres."""
    page = HTML(string=html, url_fetcher=OwnFonts()).render().pages[0]
    element = next(box for box in page._page_box.descendants() if box.element_tag == tag)
    texts = [box for box in element.descendants() if isinstance(box, TextBox)]
    return max(box.position_y + box.height for box in texts) * 25.4 / 96


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


@pytest.mark.parametrize("sheet", SIZES)
@pytest.mark.parametrize("name", ["Kraftsamling Provet", LONGEST_NAME])
@pytest.mark.parametrize("sentences", [1, 3, 10])
def test_words_above_the_map_keep_clear_of_it(programme, poster_html, sheet, name, sentences):
    programme.name, programme.mission = name, (SENTENCE * sentences).strip()
    assert lowest_word(poster_html(sheet), "header") <= MAP_TOP[sheet]


@pytest.mark.parametrize("sheet", SIZES)
def test_words_below_the_map_stay_on_the_sheet(programme, poster_html, sheet):
    programme.is_example, programme.example_note = True, "Det här är ett exempel. Mer står på webben."
    assert lowest_word(poster_html(sheet), "footer") <= SIZES[sheet][1] - 5


@pytest.mark.parametrize(("sentences", "is_whole"), [(2, True), (10, False)])
def test_mission_too_long_for_the_sheet_is_cut(programme, poster_html, sentences, is_whole):
    programme.mission = (SENTENCE * sentences).strip()
    assert (f">{programme.mission}</p>" in poster_html(), "…</p>" in poster_html()) == (is_whole, not is_whole)


@pytest.mark.parametrize(
    ("text", "sentence"), [("Ett. Två.", "Ett."), ("Bara en", "Bara en"), ("Bara en.", "Bara en."), ("", "")]
)
def test_first_sentence_is_all_before_the_first_full_stop(text, sentence):
    assert first_sentence(text) == sentence


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
    assert len(captured) == 7


def test_file_name_says_what_it_is(programme):
    kind = get_kind("process_map_poster")
    assert kind.file_stem(programme, {"sheet": "a2-portrait"}) == "processkarta-provet-a2-staende"
