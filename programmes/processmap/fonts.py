"""How wide text is, and where it may be broken: measured with the metrics of the fonts we ship."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pyphen
from fontTools.ttLib import TTFont

from programmes.processmap.joined import ARABIC, width_in_ems

FONT_DIR = Path(__file__).resolve().parents[2] / "static" / "fonts"
FILES = {400: "NotoSans-Regular.ttf", 600: "NotoSans-SemiBold.ttf", 700: "NotoSans-Bold.ttf"}
ELLIPSIS, HYPHEN = "…", "\u2010"
# A line may end after a space that may be broken, or after a hyphen, dash or slash inside a word.
SPACES = re.compile(r"[^\S\u00a0\u202f]+")
CHUNKS = re.compile(r"[^ \-–—/]*[\-–—/]+|[^ \-–—/]+| ")


@dataclass(frozen=True)
class Metrics:
    """Advance widths of one font file, as shares of the type size."""

    advances: dict[int, float]
    missing: float


@cache
def metrics(weight: int) -> Metrics:
    """Load the advance widths of the vendored font of this weight (400, 600 or 700) once per process."""
    with TTFont(FONT_DIR / FILES[weight], lazy=True) as font:
        units = font["head"].unitsPerEm
        table = font["hmtx"]
        advances = {code: table[name][0] / units for code, name in font.getBestCmap().items()}
        return Metrics(advances, table[".notdef"][0] / units)


@lru_cache(maxsize=20_000)
def _ems(text: str, weight: int) -> float:
    joined = ARABIC.findall(text)
    if joined:
        return _ems(ARABIC.sub("", text), weight) + sum(width_in_ems(run, weight) for run in joined)
    known = metrics(weight)
    # Signs our font lacks are set in another font: assume a full em, which is wider than nearly all of them.
    return sum(known.advances.get(ord(char), 1.0) for char in text)


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Return the width of one line of text, in the unit of `size`."""
    return _ems(text, weight) * size


@dataclass(frozen=True)
class Lines:
    """Text broken into lines; `is_cut` tells that words were left out."""

    lines: tuple[str, ...]
    is_cut: bool


@lru_cache(maxsize=20_000)
def break_text(text: str, width_ems: float, weight: int, max_lines: int, language: str) -> Lines:
    """Break text into at most `max_lines` lines no wider than `width_ems` (in ems of the type size).

    Lines are made about equally long. Words are hyphenated only when they do not fit on a line of their own; what does
    not fit in the lines allowed is left out and marked with an ellipsis.
    """
    lines = _fill(text, width_ems, weight, language)
    if len(lines) > max_lines:
        kept = lines[:max_lines]
        return Lines((*kept[:-1], _with_ellipsis(kept[-1], width_ems, weight)), True)
    if len(lines) > 1:
        lines = _balance(text, lines, width_ems, weight, language)
    return Lines(tuple(lines), False)


def _balance(text: str, lines: list[str], width: float, weight: int, language: str) -> list[str]:
    """Return as many lines of the least width, without hyphenating more."""
    low, high = width / 2, width
    for _ in range(5):
        middle = (low + high) / 2
        tighter = _fill(text, middle, weight, language)
        if len(tighter) <= len(lines) and _broken_words(tighter) <= _broken_words(lines):
            high, lines = middle, tighter
        else:
            low = middle
    return lines


def _broken_words(lines: list[str]) -> int:
    return sum(line.endswith(HYPHEN) for line in lines)


def _with_ellipsis(line: str, width: float, weight: int) -> str:
    words = line.rstrip(HYPHEN).rstrip()
    while words and _ems(words + ELLIPSIS, weight) > width:
        words = words[:-1].rstrip()
    return words + ELLIPSIS


@lru_cache(maxsize=5_000)
def _chunks(text: str, weight: int) -> tuple[tuple[str, float, float], ...]:
    """Return the pieces a text may be broken into, each with its width and its width without a space at its end."""
    pieces = CHUNKS.findall(SPACES.sub(" ", text).strip())
    return tuple((piece, _ems(piece, weight), _ems(piece.rstrip(), weight)) for piece in pieces)


def widest_piece(text: str, weight: int) -> float:
    """Return the width in ems of the longest piece of a text that can only be broken by hyphenating it."""
    return max((bare for _, _, bare in _chunks(text, weight)), default=0.0)


def _fill(text: str, width: float, weight: int, language: str) -> list[str]:
    lines: list[str] = []
    line, filled = "", 0.0
    for chunk, full, bare in _chunks(text, weight):
        if filled + bare <= width:
            line, filled = line + chunk, filled + full
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = chunk.lstrip()
        filled = _ems(line, weight)
        while filled > width:
            head, line = _hyphenate(line, width, weight, language)
            lines.append(head)
            filled = _ems(line, weight)
    if line.strip():
        lines.append(line.rstrip())
    return lines


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=3, right=3) if known else None


def _hyphenate(word: str, width: float, weight: int, language: str) -> tuple[str, str]:
    """Split a word too long for a line, after a syllable if the language is known, else after any letter."""
    dictionary = _dictionary(language)
    places = dictionary.positions(word) if dictionary else []
    for place in sorted(places, reverse=True):
        if _ems(word[:place] + HYPHEN, weight) <= width:
            return word[:place] + HYPHEN, word[place:]
    place = max(1, len(word) - 1)
    while place > 1 and _ems(word[:place] + HYPHEN, weight) > width:
        place -= 1
    return word[:place] + HYPHEN, word[place:]
