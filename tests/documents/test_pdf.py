"""The PDF is tagged, speaks its language, carries its fonts, and loads nothing from elsewhere."""

import io

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from kraftsamling.documents.services.pdf import ForbiddenAddress, load, render_pdf

pytestmark = pytest.mark.once

PAGE = """<!doctype html><html lang="sv"><head><title>Blad</title><style>
@font-face { font-family: "Own"; src: url("static:fonts/NotoSans-Regular.ttf") }
@page { size: 420mm 594mm } body { font-family: "Own" } </style></head>
<body><h1>Rubrik</h1><p>Åtgärd %s</p></body></html>"""


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(io.BytesIO(render_pdf(PAGE % ""))) as opened:
        yield opened


def test_pdf_is_tagged_and_says_so(pdf):
    assert bool(pdf.Root.MarkInfo.Marked)
    assert "/StructTreeRoot" in pdf.Root
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_pdf_has_language_and_title(pdf):
    assert str(pdf.Root.Lang) == "sv"
    assert str(pdf.docinfo["/Title"]) == "Blad"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_pdf_page_has_the_size_asked_for(pdf):
    width, height = (float(value) * 25.4 / 72 for value in pdf.pages[0].mediabox[2:])
    assert (round(width, 1), round(height, 1)) == (420.0, 594.0)


def test_pdf_carries_its_fonts(pdf):
    fonts = pdf.pages[0].Resources.Font.values()
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert {str(descriptor.FontName).partition("+")[2] for descriptor in descriptors} == {"Own", "Own-Bold"}
    assert all("/FontFile2" in descriptor or "/FontFile3" in descriptor for descriptor in descriptors)


def test_photograph_is_no_finer_than_paper_shows():
    sheet = io.BytesIO()
    Image.effect_noise((2000, 1000), 60).convert("RGB").save(sheet, "JPEG")
    name = default_storage.save("photo.jpg", ContentFile(sheet.getvalue()))
    html = PAGE % f'<img style="width: 50.8mm" alt="Torget" src="stored:{name}">'
    assert len(render_pdf(html, stored_files=[name])) < len(sheet.getvalue()) / 4


def test_same_html_gives_the_same_bytes():
    assert render_pdf(PAGE % "") == render_pdf(PAGE % "")


def test_steps_are_reported_in_order():
    steps = []
    render_pdf(PAGE % "", report=steps.append)
    assert steps == [20, 70]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "static:../kraftsamling/settings.py",
        "static:/etc/passwd",
        "static:img/../../manage.py",
        "static:missing.png",
        "stored:municipality/other.png",
    ],
)
def test_picture_from_elsewhere_stops_the_document(url):
    with pytest.raises(ForbiddenAddress):
        render_pdf(PAGE % f'<img src="{url}" alt="">', stored_files={"municipality/logo.png"})


@pytest.mark.parametrize("url", ["", "static:", "static:\0", "static:..\\x", "stored:", "STATIC:fonts", "javascript:1"])
def test_odd_addresses_are_refused(url):
    with pytest.raises(ForbiddenAddress):
        load(url, ())


def test_stylesheet_from_elsewhere_stops_the_document():
    with pytest.raises(ForbiddenAddress):
        render_pdf('<!doctype html><title>x</title><style>@import url("http://example.org/x.css")</style>')


def test_stored_file_is_loaded_when_the_document_names_it():
    name = default_storage.save("municipality/logo-test.bin", ContentFile(b"logo"))
    assert load(f"stored:{name}", {name}) == b"logo"


@pytest.mark.parametrize("word", ["a" * 4_000, "ab\N{NO-BREAK SPACE}" * 1_000], ids=["one", "held_together"])
def test_word_that_no_line_holds_goes_on_in_the_next_and_leaves_addresses_alone(word):
    """Else the renderer tries each of its syllables again for each line."""
    address = f"https://example.org/{'b' * 400}"
    html = PAGE % f'<a href="{address}" style="font-size: 100pt">{word}</a>'
    with pikepdf.open(io.BytesIO(render_pdf(html))) as opened:
        assert len(opened.pages) > 1
        links = [note.A.URI for page in opened.pages for note in page.get("/Annots", [])]
    assert {str(link) for link in links} == {address}
