"""One content, two writers: a tagged PDF and a Word document."""

import datetime as dt
import io
import zipfile

import docx
import pikepdf
import pytest

from kraftsamling.documents import registry
from kraftsamling.documents.models import Document
from kraftsamling.documents.outline import Bullets, Facts, Outline, Section, Table, paragraphs
from kraftsamling.documents.registry import FORMAT_OPTION, BuiltDocument
from kraftsamling.documents.services.docx import render_docx
from kraftsamling.documents.services.outlines import render_html
from kraftsamling.documents.services.pdf import render_pdf

OUTLINE = Outline(
    title="Att lämna över <Provet>",
    subtitle="Det som nästa person behöver",
    language="sv",
    dated=dt.date(2026, 3, 9),
    facts=(("Område", "Provet"),),
    sections=(
        Section("Vad vi vill", 1, paragraphs("Första stycket\nmed radbrytning\n\nAndra \x0bstycket")),
        Section("Vilka som är med", 2, (Bullets(("Kulturnämnden", "Biblioteket")), Facts((("Sedan", "mars 2026"),)))),
        Section("Beslut", 1, (Table("Allt som beslutats", ("Beslut", "När"), (("Vi börjar", "mars"),) * 60),), True),
    ),
    foot="Kraftsamling Provet",
)  # fmt: skip


def read_docx(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


def test_pdf_is_tagged_a4_with_title_and_language():
    with pikepdf.open(io.BytesIO(render_pdf(render_html(OUTLINE)))) as pdf:
        box = [round(float(number)) for number in pdf.pages[0].mediabox]
        assert box == [0, 0, 595, 842]
        assert str(pdf.Root.Lang) == "sv"
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.docinfo["/Title"]) == OUTLINE.title
        assert len(pdf.pages) >= 3


def test_word_document_has_headings_language_title_and_page():
    document = read_docx(render_docx(OUTLINE))
    styles = [(p.style.name, p.text) for p in document.paragraphs]
    assert ("Heading 1", "Vad vi vill") in styles
    assert ("Heading 2", "Vilka som är med") in styles
    assert ("List Bullet", "Biblioteket") in styles
    assert ("Normal", "Andra stycket") in styles
    assert document.core_properties.title == OUTLINE.title
    assert document.core_properties.language == "sv-SE"
    assert 'w:lang w:val="sv-SE"' in document.styles.element.xml
    assert round(document.sections[0].page_width.cm, 1) == 21.0
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml


def test_word_tables_repeat_their_header_row():
    table = read_docx(render_docx(OUTLINE)).tables[0]
    assert len(table.rows) == 61
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml


def test_same_outline_gives_the_same_bytes():
    content = render_docx(OUTLINE)
    assert render_docx(OUTLINE) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


@pytest.fixture
def two_formats(kind):
    """Offer the test leaflet as an outline in both formats."""
    changed = registry.DocumentKind(
        **{**kind.__dict__, "options": (FORMAT_OPTION,), "build": lambda *given: BuiltDocument(outline=OUTLINE)}
    )
    registry._kinds[kind.key] = changed
    return changed


@pytest.mark.parametrize(("made_as", "starts"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_orderer_chooses_the_format(two_formats, order, work, client, process_leader, made_as, starts):
    document = order(options={"format": made_as})
    work()
    document = Document.objects.get(pk=document.pk)
    assert document.state == "ready"
    assert document.file.name.endswith(f".{made_as}")
    client.force_login(process_leader)
    response = client.get(f"/arbete/{document.programme.slug}/dokument/{document.pk}/hamta/")
    assert b"".join(response.streaming_content).startswith(starts)
    assert f'provblad-{document.programme.slug}.{made_as}"' in response["Content-Disposition"]


def test_unknown_format_is_refused(two_formats, order):
    with pytest.raises(ValueError, match="not offer"):
        order(options={"format": "xlsx"})
