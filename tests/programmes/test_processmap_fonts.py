"""Measuring and breaking text; tests/browser compares the widths with a real browser's."""

import pytest

from programmes.processmap.fonts import break_text, text_width


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
