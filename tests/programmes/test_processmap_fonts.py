"""Measuring and breaking text; tests/browser compares the widths with a real browser's."""

import io

import pikepdf
import pytest

from kraftsamling.documents.services.pdf import render_pdf
from programmes.processmap.fonts import break_text, text_width
from programmes.processmap.joined import is_shaped

pytestmark = pytest.mark.once


def test_text_that_fits_stands_on_one_line():
    assert break_text("Ny belysning", 20, 700, 3, "sv").lines == ("Ny belysning",)


def test_lines_become_about_equally_long():
    assert break_text("Rådslag om huset på torget", 13, 700, 3, "sv").lines == ("Rådslag om", "huset på torget")


def test_a_long_compound_is_hyphenated_only_when_it_must_be():
    assert break_text("hyresgästföreningen", 12, 700, 3, "sv").lines == ("hyresgästföreningen",)
    assert break_text("hyresgästföreningen", 8, 700, 3, "sv").lines[0].endswith("\u2010")


def test_a_hyphen_already_there_is_used_first():
    lines = break_text("Implementerings- och förvaltningsfas", 12, 700, 3, "sv").lines
    assert lines == ("Implementerings-", "och förvaltningsfas")


def test_what_does_not_fit_is_marked_with_an_ellipsis():
    broken = break_text("ett två tre fyra fem sex sju åtta nio tio", 5, 400, 2, "sv")
    assert broken.is_cut
    assert broken.lines[-1].endswith("…")


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "字" * 40, "a\u0301" * 30, "مرحبا بكم في ساحة الحي"])
def test_no_line_is_wider_than_asked_for(text):
    for line in break_text(text, 6, 400, 3, "sv").lines:
        assert text_width(line, 1) <= 6


@pytest.mark.parametrize("text", ["مرحبا بكم في ساحة الحي", "ماذا ينقص في حينا؟", "الساحة"])
def test_joined_letters_are_measured_joined(text):
    apart = sum(text_width(char, 1) for char in text)
    assert text_width(text, 1) < apart


def test_a_text_that_must_be_shaped_is_known():
    assert [is_shaped(text) for text in ("Torget – الساحة", "שלום", "Ćevapčići", "Площадь", "Ny belysning · 2026")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize(
    "text", ["Kommunstyrelsen beslutar om kraftsamling", "Åtta förvaltningar · hösten 2026–2027", "Va? Tål Wåxnäs AVY:"]
)
def test_measured_widths_agree_with_the_pdf(text, weight):
    name = {400: "NotoSans-Regular.ttf", 700: "NotoSans-Bold.ttf"}[weight]
    page = (
        f'<style>@font-face{{font-family:"Own";font-weight:{weight};src:url("static:fonts/{name}")}}</style>'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="40" viewBox="0 0 800 40"><text x="0" y="30" '
        f'font-size="20" font-weight="{weight}" font-family="Own">{text}</text></svg>'
    )
    assert drawn_ems(render_pdf(page)) == pytest.approx(text_width(text, 1, weight), rel=0.02)


def drawn_ems(pdf_bytes):
    """Return how wide the one line of a PDF is drawn, in ems: WeasyPrint places each glyph of an SVG text by itself."""
    right = 0.0
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        page = pdf.pages[0]
        widths, size, x = {}, 1.0, 0.0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                widths, size = glyph_widths(page.Resources.Font[str(operands[0])]), float(operands[1])
            elif str(operator) == "Tm":
                x = float(operands[4])
            elif str(operator) == "TJ":
                codes = bytes(operands[0][0])
                right = max(right, x / size + widths[codes[0] << 8 | codes[1]] / 1000)
    return right


def glyph_widths(font):
    widths, entries = {}, iter(font.DescendantFonts[0].W)
    for first in entries:
        following = next(entries)
        if isinstance(following, pikepdf.Array):
            widths |= {int(first) + at: float(width) for at, width in enumerate(following)}
        else:
            width = float(next(entries))
            widths |= dict.fromkeys(range(int(first), int(following) + 1), width)
    return widths
