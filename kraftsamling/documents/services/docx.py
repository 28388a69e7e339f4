"""From an outline to a Word document with real headings, header rows that repeat, and a language."""

import datetime as dt
import io
import re
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from kraftsamling.documents.outline import Block, Bullets, Facts, Outline, Section, Table

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
# What XML cannot hold; people paste it without seeing it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
_FONT, _INK = "Calibri", RGBColor(0x1A, 0x1A, 0x1A)


def render_docx(outline: Outline) -> bytes:
    """Return the outline as DOCX; the same bytes for the same outline."""
    document = Document()
    _prepare(document, outline)
    document.add_paragraph(_clean(outline.title), style="Title")
    if outline.subtitle:
        document.add_paragraph(_clean(outline.subtitle), style="Subtitle")
    if outline.facts:
        _write_facts(document, outline.facts)
    for section in outline.sections:
        _write_section(document, section)
    stream = io.BytesIO()
    document.save(stream)
    return _with_fixed_times(stream)


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _prepare(document: WordDocument, outline: Outline) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.2)
    locale = LOCALES.get(outline.language, outline.language)
    _set_language(document, locale)
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            style.font.name = _FONT
            style.font.color.rgb = _INK
            _drop_theme_font(style)
    for name, size in {"Normal": 11, "Heading 1": 18, "Heading 2": 13, "Heading 3": 11}.items():
        document.styles[name].font.size = Pt(size)
    properties = document.core_properties
    properties.title, properties.language = _clean(outline.title), locale
    properties.subject = _clean(outline.subtitle)
    properties.author = properties.last_modified_by = properties.comments = ""
    moment = dt.datetime.combine(outline.dated, dt.time())
    properties.created = properties.modified = moment
    _write_foot(page.footer.paragraphs[0], outline.foot)


def _set_language(document: WordDocument, locale: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), locale)


def _drop_theme_font(style) -> None:
    """Let the named font hold: a theme's font would win over it."""
    fonts = style.element.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)


def _write_foot(paragraph: WordParagraph, foot: str) -> None:
    paragraph.add_run(f"{_clean(foot)}   " if foot else "")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def _write_section(document: WordDocument, section: Section) -> None:
    heading = document.add_heading(_clean(section.title), level=section.level)
    heading.paragraph_format.page_break_before = section.starts_page
    for block in section.blocks:
        _write_block(document, block)


def _write_block(document: WordDocument, block: Block) -> None:
    if isinstance(block, Bullets):
        for item in block.items:
            document.add_paragraph(_clean(item), style="List Bullet")
    elif isinstance(block, Facts):
        _write_facts(document, block.items)
    elif isinstance(block, Table):
        _write_table(document, block)
    else:
        document.add_paragraph(_clean(block.text))


def _write_facts(document: WordDocument, items: tuple[tuple[str, str], ...]) -> None:
    for label, value in items:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{_clean(label)} " if label.endswith("?") else f"{_clean(label)}: ").bold = True
        paragraph.add_run(_clean(value))


def _write_table(document: WordDocument, table: Table) -> None:
    caption = document.add_paragraph(_clean(table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    drawn = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    _fill_row(drawn.add_row(), table.header, is_header=True)
    for row in table.rows:
        _fill_row(drawn.add_row(), row)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill_row(row, texts: tuple[str, ...], *, is_header: bool = False) -> None:
    # Word repeats a header row on every page and tells screen readers about it; no row is cut at the foot of a page.
    for name in ("w:cantSplit", "w:tblHeader") if is_header else ("w:cantSplit",):
        row._tr.get_or_add_trPr().append(OxmlElement(name))
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = is_header


def _with_fixed_times(stream: io.BytesIO) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return written.getvalue()
