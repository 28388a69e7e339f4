"""The process map as a poster of any size, from order to paper."""

import datetime as dt
import io
import subprocess

import pikepdf
import pytest
import segno
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from PIL import Image, ImageColor
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.urls import URLFetcher, URLFetcherResponse

from kraftsamling.documents.forms import OrderForm
from kraftsamling.documents.paper import ACCENTS
from kraftsamling.documents.registry import get_kind
from kraftsamling.documents.services.orders import order_document
from kraftsamling.documents.services.pdf import load, render_pdf
from kraftsamling.overview.posters.frame import CODE_PADDING, SCAN_SHARE, Frame
from kraftsamling.overview.posters.poster import PROCESS_MAP_POSTER, build_poster, first_sentence
from kraftsamling.shared import clock
from kraftsamling.shared.public_pages import bump, programme_scope
from programmes.enums import Palette
from programmes.processmap import draw_print
from programmes.processmap.sheets import POSTERS
from tests.factories import MapNoteFactory

pytestmark = pytest.mark.once

SIZES = {
    "a3-portrait": (297, 420), "a3-landscape": (420, 297), "a2-portrait": (420, 594), "a2-landscape": (594, 420),
    "a1-portrait": (594, 841), "a1-landscape": (841, 594), "a0-portrait": (841, 1189), "a0-landscape": (1189, 841),
    "roll-up": (850, 2000),
}  # fmt: skip
# A printing house wants three millimetres; the engine gives a little more.
LEAST_BLEED = 3
A2 = {"sheet": "a2-portrait", "bleed": "none"}
LONGEST_NAME = "Kraftsamling för hela norra delen av staden och byarna runt omkring gamla sjön!!"
SENTENCE = "Här ska de som bor trivas, må bra och ha något att göra. "


@pytest.fixture
def order_poster(programme, process_leader):
    def act(sheet="a2-portrait", language="sv", bleed="none"):
        return order_document(
            kind="process_map_poster", programme=programme, options={"sheet": sheet, "bleed": bleed}, language=language,
            by=process_leader,
        )  # fmt: skip

    return act


@pytest.fixture
def poster_html(programme, settings):
    """Return a function that builds the poster's HTML in Swedish."""
    return lambda sheet="a2-portrait", bleed="none": (
        build_poster(programme, {"sheet": sheet, "bleed": bleed}, "sv").html
    )


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


def in_millimetres(box) -> tuple[float, ...]:
    return tuple(float(value) * 25.4 / 72 for value in box)


@pytest.mark.parametrize("sheet", SIZES)
def test_poster_is_one_tagged_page_of_its_size(programme, poster_html, sheet):
    MapNoteFactory(programme=programme, published=True, title="Åtgärder för Żółć och Ağaç")
    with open_pdf(render_pdf(poster_html(sheet))) as pdf:
        (page,) = pdf.pages
        assert tuple(round(value) for value in in_millimetres(page.mediabox)) == (0, 0, *SIZES[sheet])
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("sv", True)
        assert (str(pdf.docinfo["/Title"]), "/StructTreeRoot" in pdf.Root) == (
            "Kraftsamling Provet – Processkarta",
            True,
        )
        fonts = [font.DescendantFonts[0].FontDescriptor for font in page.Resources.Font.values()]
        assert all("+Noto-Sans" in str(font.FontName) for font in fonts)
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        links = {str(note.A.URI) for note in page.Annots if "/A" in note}
        assert links == {f"{settings.PUBLIC_URL}/k/{programme.short_address.code}"}


@pytest.mark.parametrize("sheet", ["a3-landscape", "roll-up"])
def test_poster_for_a_printing_house_has_bleed_around_the_sheet_and_marks_outside_it(poster_html, sheet):
    with open_pdf(render_pdf(poster_html(sheet, "bleed"))) as pdf:
        page = pdf.pages[0]
        boxes = [in_millimetres(box) for box in (page.trimbox, page.bleedbox, page.mediabox)]
    sizes = [(right - left, top - bottom) for left, bottom, right, top in boxes]
    trim, bleed, media = sizes
    assert tuple(round(side) for side in trim) == SIZES[sheet]
    assert all(outer >= inner + 2 * LEAST_BLEED for inner, outer in zip(trim, bleed, strict=True))
    # Marks stand in the outer half of the ten millimetres, so they are clear of what is cut into.
    assert all(outer - inner > 2 * 6 for inner, outer in zip(bleed, media, strict=True))


def test_ground_and_edge_run_into_the_bleed(poster_html, tmp_path):
    file = tmp_path / "poster.pdf"
    file.write_bytes(render_pdf(poster_html("a3-portrait", "bleed")))
    subprocess.run(["pdftoppm", "-r", "25.4", "-png", "-singlefile", file, tmp_path / "poster"], check=True)
    picture = Image.open(tmp_path / "poster.png").convert("RGB")
    # One pixel is a millimetre; the trimmed sheet begins at the tenth. Beside the marks, which stand at the corners.
    assert picture.getpixel((100, 8)) == ImageColor.getrgb(ACCENTS[Palette.TEAL])
    assert picture.getpixel((8, 100)) == picture.getpixel((12, 100)) == (252, 250, 245)


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


@pytest.fixture
def without_drawing(monkeypatch):
    monkeypatch.setattr(draw_print, "draw", lambda placed: "")


@pytest.mark.usefixtures("without_drawing")
@pytest.mark.parametrize("sheet", SIZES)
@pytest.mark.parametrize(("name", "sentences"), [("Kraftsamling Provet", 3), (LONGEST_NAME, 10), ("K" * 40, 1)])
def test_words_around_the_map_keep_clear_of_it_and_stay_on_the_sheet(programme, poster_html, sheet, name, sentences):
    programme.name, programme.mission = name, (SENTENCE * sentences).strip()
    programme.is_example, programme.example_note = True, "Det här är ett exempel. Mer står på webben."
    html = poster_html(sheet)
    assert lowest_word(html, "header") <= POSTERS[sheet].head
    assert lowest_word(html, "footer") <= SIZES[sheet][1] - 5


def test_arabic_stands_on_the_poster_with_its_letters_joined(programme, poster_html):
    MapNoteFactory(programme=programme, published=True, title="مختبر المواطنين", happens_on="2026-03-01/month")
    programme.mission = "معا نصنع مكانا"
    with open_pdf(render_pdf(poster_html())) as pdf:
        fonts = [str(font.DescendantFonts[0].FontDescriptor.FontName) for font in pdf.pages[0].Resources.Font.values()]
    assert any("Arabic" in name for name in fonts)
    assert all("+Noto-Sans" in name for name in fonts)


@pytest.mark.usefixtures("without_drawing")
@pytest.mark.parametrize("address", ["https://a.se", "https://kraftsamling.en-kommun-med-ett-ovanligt-langt-namn.se"])
def test_an_address_of_any_length_stays_under_the_code(programme, poster_html, settings, address):
    settings.PUBLIC_URL = address
    programme.mission = (SENTENCE * 3).strip()
    assert lowest_word(poster_html(), "header") <= POSTERS["a2-portrait"].head


@pytest.mark.parametrize(("sheet", "points"), [("a3-portrait", 13), ("a1-landscape", 24), ("a0-portrait", 32)])
def test_type_is_as_large_as_the_reading_distance_asks(sheet, points):
    assert POSTERS[sheet].small_size == pytest.approx(points * 25.4 / 72)


@pytest.mark.parametrize("sheet", POSTERS)
def test_code_is_a_tenth_of_the_distance_from_which_it_is_scanned(sheet):
    frame = Frame(POSTERS[sheet], "kraftsamling.kommunen.se/k/abcdef")
    modules, quiet = segno.make(f"https://{frame.address}", error="q", micro=False).symbol_size()[0] - 8, 4
    code = (frame.code_side - 2 * CODE_PADDING * frame.em) * modules / (modules + quiet)
    assert code >= frame.reading_distance * 1000 / SCAN_SHARE / 10


def test_offered_sizes_are_the_sheets_and_tell_their_distance():
    offered = dict(PROCESS_MAP_POSTER.options[0].choices)
    assert offered.keys() == POSTERS.keys() == SIZES.keys()
    with translation.override("en"):
        for name, label in offered.items():
            distance = f"{Frame(POSTERS[name], '').reading_distance:.1f}".removesuffix(".0")
            assert f"read from {distance} metre" in str(label)


@pytest.mark.parametrize("palette", Palette)
def test_poster_wears_the_colours_of_the_municipality(programme, poster_html, palette):
    programme.municipality.palette = palette
    theme = (settings.BASE_DIR / "static/theme/theme.css").read_text()
    assert f"--ds-color-{palette}-base-default: {ACCENTS[palette]};" in theme
    assert f"background: {ACCENTS[palette]};" in poster_html()


def test_sizes_are_offered_from_small_to_large_with_the_usual_one_chosen():
    form = OrderForm(kind=PROCESS_MAP_POSTER)
    offered = [value for value, _label in form.fields["sheet"].choices]
    assert [value[:2] for value in offered] == ["a3", "a3", "a2", "a2", "a1", "a1", "a0", "a0", "ro"]
    assert form.fields["sheet"].initial == "a2-portrait"


def test_a_poster_ordered_before_there_was_a_choice_of_edges_is_made_without_bleed():
    assert PROCESS_MAP_POSTER.complete({"sheet": "a2-portrait"}) == {"sheet": "a2-portrait", "bleed": "none"}


@pytest.mark.parametrize(("sentences", "is_whole"), [(2, True), (10, False)])
def test_mission_too_long_for_the_sheet_is_cut(programme, poster_html, sentences, is_whole):
    programme.mission = (SENTENCE * sentences).strip()
    html = poster_html()
    is_there = f">{programme.mission}</p>" in html.replace("<br>", " ")
    assert (is_there, "…</p>" in html) == (is_whole, not is_whole)


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
    built = build_poster(programme, A2, "sv")
    assert built.stored_files == {programme.municipality.logo.name}
    assert f'src="stored:{programme.municipality.logo.name}"' in built.html


def test_poster_names_the_records_it_shows(programme):
    note = MapNoteFactory(programme=programme, published=True)
    built = build_poster(programme, A2, "sv")
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
    assert len(captured) == 10


def test_file_name_says_what_it_is(programme):
    kind = get_kind("process_map_poster")
    assert kind.file_stem(programme, A2) == "processkarta-provet-a2-staende"
