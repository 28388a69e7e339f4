"""Scripts whose letters join or turn: how wide Arabic is, and which texts a plain drawing cannot set.

The form a letter takes is read from the font's own tables (OpenType GSUB features init, medi, fina and rlig).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_DIR = Path(__file__).resolve().parents[2] / "static" / "fonts"
FILES = {400: "NotoSansArabic-Regular.ttf", 700: "NotoSansArabic-Bold.ttf"}
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]+")
# Hebrew to Myanmar, Khmer, Mongolian, and the presentation forms of Hebrew and Arabic.
SHAPED = re.compile("[\u0590-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
FIRST_STRONG, POP = "\u2068", "\u2069"


@dataclass(frozen=True)
class Forms:
    """One font's glyphs: by code, their widths in shares of the type size, their joined forms, and ligatures of two."""

    glyphs: dict[int, str]
    widths: dict[str, float]
    initial: dict[str, str]
    medial: dict[str, str]
    final: dict[str, str]
    ligatures: dict[tuple[str, str], str]


def font_file(weight: int) -> str:
    """Return the name of the vendored Arabic font for this weight: regular, or bold from 600 on."""
    return FILES[700 if weight >= 600 else 400]


@cache
def forms(weight: int) -> Forms:
    """Load the joined forms of the vendored font of this weight once per process."""
    with TTFont(FONT_DIR / font_file(weight), lazy=True) as font:
        units, table = font["head"].unitsPerEm, font["GSUB"].table
        tables = {
            tag: [
                subtable
                for record in table.FeatureList.FeatureRecord
                if record.FeatureTag == tag
                for index in record.Feature.LookupListIndex
                for subtable in table.LookupList.Lookup[index].SubTable
            ]
            for tag in ("init", "medi", "fina", "rlig")
        }
        single = {
            tag: {glyph: form for subtable in tables[tag] for glyph, form in subtable.mapping.items()}
            for tag in ("init", "medi", "fina")
        }
        ligatures = {
            (first, ligature.Component[0]): ligature.LigGlyph
            for subtable in tables["rlig"]
            for first, found in subtable.ligatures.items()
            for ligature in found
            if len(ligature.Component) == 1
        }
        widths = {glyph: advance / units for glyph, (advance, _) in font["hmtx"].metrics.items()}
        return Forms(font.getBestCmap(), widths, single["init"], single["medi"], single["fina"], ligatures)


def width_in_ems(run: str, weight: int) -> float:
    """Return the width of a run of Arabic letters as shares of the type size, its letters joined."""
    font = forms(weight)
    glyphs = [font.glyphs.get(ord(char)) for char in run if not unicodedata.combining(char)]
    drawn: list[str] = []
    for index, glyph in enumerate(glyphs):
        if glyph is None:
            continue
        before = glyphs[index - 1] if index else None
        after = glyphs[index + 1] if index + 1 < len(glyphs) else None
        # A letter that has an initial form joins the one after it, one that has a final form the one before it.
        is_joined_before = before in font.initial and glyph in font.final
        is_joined_after = glyph in font.initial and after in font.final
        if is_joined_before and is_joined_after:
            glyph = font.medial.get(glyph, glyph)
        elif is_joined_after:
            glyph = font.initial[glyph]
        elif is_joined_before:
            glyph = font.final[glyph]
        if drawn and (drawn[-1], glyph) in font.ligatures:
            drawn[-1] = font.ligatures[drawn[-1], glyph]
        else:
            drawn.append(glyph)
    missing = sum(glyph is None for glyph in glyphs)
    return sum(font.widths[glyph] for glyph in drawn) + missing


def is_shaped(text: str) -> bool:
    """Tell whether a text has letters that join, turn or run from right to left, so that setting it takes a shaper."""
    return SHAPED.search(text) is not None


def isolated(text: str) -> str:
    """Return a line that keeps its own direction whatever stands around it."""
    return f"{FIRST_STRONG}{text}{POP}" if is_shaped(text) else text
