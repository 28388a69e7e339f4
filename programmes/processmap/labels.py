"""Blocks of text: the words of a station, a phase heading or the "now" sign, broken into lines and measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from programmes.processmap.fonts import break_text, text_width
from programmes.processmap.items import MapItem, MapPhase, MapTexts, State
from programmes.processmap.sheets import Sheet

LINE_HEIGHT = 1.22
BASELINE = 0.94
REGULAR, BOLD = 400, 700
SEPARATOR = " · "
SIGN_PADDING = 0.75  # in small type sizes
WIDENINGS = (1.0, 1.3, 1.7, 2.2)


@dataclass(frozen=True)
class TextLine:
    """One line; `dx` and `dy` are measured from the block's left edge and top to the line's start and baseline."""

    text: str
    role: str
    size: float
    weight: int
    dx: float
    dy: float
    width: float


@dataclass(frozen=True)
class Block:
    """Lines set under one another; `is_cut` tells that words were left out."""

    lines: tuple[TextLine, ...]
    width: float
    height: float
    is_cut: bool = False


BlockMaker = Callable[[float, float], Block]


@dataclass(frozen=True)
class Part:
    """A piece of a block before it is broken into lines."""

    text: str
    role: str
    size: float
    weight: int
    max_lines: int


def set_block(parts: list[Part], width: float, language: str) -> Block:
    """Break the parts to `width` (in the sheet's unit) and stack them."""
    lines: list[TextLine] = []
    top, is_cut = 0.0, False
    for part in parts:
        if not part.text.strip():
            continue
        broken = break_text(part.text, round(width / part.size, 2), part.weight, part.max_lines, language)
        is_cut = is_cut or broken.is_cut
        for text in broken.lines:
            measure = text_width(text, part.size, part.weight)
            lines.append(TextLine(text, part.role, part.size, part.weight, 0.0, top + BASELINE * part.size, measure))
            top += LINE_HEIGHT * part.size
    return Block(tuple(lines), max((line.width for line in lines), default=0.0), top, is_cut)


def small_line(item: MapItem, texts: MapTexts) -> str:
    """Return the words over a station's title: its kind and its date."""
    kind = texts.states[State.OPEN_QUESTION] if item.state == State.OPEN_QUESTION else texts.kinds[item.kind]
    return SEPARATOR.join(word for word in (kind, item.date_label) if word)


def note_line(item: MapItem, texts: MapTexts) -> str:
    """Return the words under a station's title: how many were heard, the promise, that it was dropped."""
    voices = texts.voices.replace("{n}", str(item.voices)) if item.voices else ""
    dropped = texts.states[State.DROPPED] if item.state == State.DROPPED else ""
    return SEPARATOR.join(word for word in (voices, item.promise or "", dropped) if word)


def station_maker(item: MapItem, texts: MapTexts, sheet: Sheet, scale: float) -> BlockMaker:
    """Return a function (width, height) -> Block for a station's label; it may use up to 2.2 times the width."""
    title, small = sheet.title_size * scale, max(sheet.small_size, sheet.small_size * scale * 0.92)
    title_lines = 5 if item.state == State.OPEN_QUESTION else 3
    parts = [
        Part(small_line(item, texts), "small", small, REGULAR, 2),
        Part(item.title, "title", title, BOLD, title_lines),
        Part(note_line(item, texts), "note", small, REGULAR, 2),
    ]
    return _widening_maker(parts, texts.language)


def counted_maker(items: tuple[MapItem, ...], texts: MapTexts, sheet: Sheet, scale: float) -> BlockMaker:
    """Return a block maker for stations gathered into one: how many, and from when to when."""
    dates = [item.date_label for item in items if item.date_label]
    span = "" if not dates else dates[0] if dates[0] == dates[-1] else f"{dates[0]} – {dates[-1]}"
    parts = [
        Part(span, "small", sheet.small_size * max(1.0, scale * 0.92), REGULAR, 2),
        Part(texts.more.replace("{n}", str(len(items))), "title", sheet.title_size * scale, BOLD, 2),
    ]
    return _widening_maker(parts, texts.language)


def _widening_maker(parts: list[Part], language: str) -> BlockMaker:
    cache: dict[tuple[float, float], Block] = {}

    def make(width: float, height: float) -> Block:
        key = (round(width, 1), round(height, 1))
        if key not in cache:
            blocks = [set_block(parts, key[0] * widening, language) for widening in WIDENINGS]
            fitting = [block for block in blocks if block.height <= height]
            whole = [block for block in fitting if not block.is_cut]
            cache[key] = (whole or fitting[-1:] or blocks[-1:])[0]
        return cache[key]

    return make


def narrow(maker: BlockMaker, room: float, height: float) -> Block | None:
    """Return the block at a width no larger than `room`, or None if it does not get that narrow or loses words."""
    for share in (1.0, 1 / 1.3, 1 / 1.7, 1 / 2.2):
        block = maker(room * share, height)
        if block.width <= room and block.height <= height and not block.is_cut:
            return block
    return None


def phase_block(phase: MapPhase, sheet: Sheet, size: float, width: float, language: str) -> Block:
    """Return a phase's heading: figure and name large, the years under them."""
    figure = f"{phase.number}" if phase.number else ""
    indent = text_width(figure + " ", size, BOLD) if figure else 0.0
    name = set_block([Part(phase.name, "phase", size, BOLD, 3)], width - indent, language)
    years = set_block([Part(phase.years_label, "years", sheet.years_size, REGULAR, 1)], width - indent, language)
    lines = [replace(line, dx=indent) for line in name.lines]
    lines += [replace(line, dx=indent, dy=line.dy + name.height) for line in years.lines]
    if figure and lines:
        lines.insert(0, TextLine(figure, "figure", size, BOLD, 0.0, BASELINE * size, indent))
    is_cut = name.is_cut or years.is_cut or any(line.text.endswith("\u2010") for line in name.lines)
    return Block(tuple(lines), indent + max(name.width, years.width), name.height + years.height, is_cut)


def sign_maker(label: str, text: str, sheet: Sheet, language: str) -> BlockMaker:
    """Return a block maker for the sign at "now"; its padding belongs to the block."""
    parts = [
        Part(label, "sign-date", sheet.small_size, REGULAR, 1),
        Part(text, "sign-text", sheet.sign_size, BOLD, 4),
    ]
    pad = sheet.small_size * SIGN_PADDING
    make = _widening_maker(parts, language)

    def make_padded(width: float, height: float) -> Block:
        block = make(width - 2 * pad, height - 1.4 * pad)
        lines = tuple(replace(line, dx=line.dx + pad, dy=line.dy + pad * 0.7) for line in block.lines)
        return Block(lines, block.width + 2 * pad, block.height + 1.4 * pad, block.is_cut)

    return make_padded
