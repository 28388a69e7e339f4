"""Drawings with words that become a picture file: made with the fonts we ship and no other, the same everywhere.

Arabic stands in them as text: whatever shows the picture shapes it, unlike the engine that makes the PDFs.
"""

import re
from functools import cache
from html import escape

import resvg_py

from programmes.processmap import joined
from programmes.processmap.draw_print import FONT, PAPER
from programmes.processmap.fonts import FILES, FONT_DIR, break_text, text_width
from programmes.processmap.joined import ARABIC, isolated

# Of a picture for link previews, in pixels.
SHARE_WIDTH, SHARE_HEIGHT = 1200, 630
ARABIC_FONT = "Noto Sans Arabic"
TEXT = re.compile(r'<text[^>]*font-weight="(\d+)"[^>]*>(.*?)</text>', re.DOTALL)
# Characters that no XML may hold: they come along unseen in what is pasted, and one of them would spoil the picture.
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Whole phrases, so that the shaper sees the words beside each other.
ARABIC_PHRASE = re.compile(f"(?:{ARABIC.pattern})(?: (?:{ARABIC.pattern}))*")


def as_png(svg: str, zoom: int) -> bytes:
    """Return the SVG as a PNG, ``zoom`` times as fine as it says."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, zoom=zoom, skip_system_fonts=True, font_files=_font_files(), font_family=FONT
        )
    )


def fit(words: str, sizes: tuple[int, ...], weight: int, room: float, language: str) -> tuple[str, int]:
    """Return the words on one line and the largest size at which they fit; cut, if they fit at none."""
    for size in sizes:
        if text_width(words, size, weight) <= room:
            return words, size
    lines = break_text(words, room / sizes[-1], weight, 1, language).lines
    return " ".join(lines), sizes[-1]


def text(words: str, x: float, y: float, size: float, weight: int, colour: str, anchor: str = "start") -> str:
    """Return one line of words; ``anchor`` tells which end of it stands at ``x`` ("start" is the left one)."""
    at_end = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" fill="{colour}" '
        f'font-family="{FONT}"{at_end}>{escape(isolated(words))}</text>'
    )


def sheet(width: float, height: float, title: str, language: str, parts: list[str]) -> str:
    """Return a whole SVG of these parts on paper."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" lang="{escape(language)}">'
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="{PAPER}"/>'
        f"{_name_arabic(''.join(parts))}</svg>"
    )
    return NOT_XML.sub("", svg)


def _name_arabic(svg: str) -> str:
    """Return the SVG with its Arabic in the font made for it.

    Left to choose among the fonts it was given, resvg takes the first that has the letters, whatever its weight.
    """
    wrap = rf'<tspan font-family="{ARABIC_FONT}">\g<0></tspan>'
    return TEXT.sub(lambda found: ARABIC_PHRASE.sub(wrap, found[0]), svg)


@cache
def _font_files() -> list[str]:
    return [str(FONT_DIR / name) for name in (*FILES.values(), *joined.FILES.values())]
