"""Blocks of text: the words of a station, a phase heading or the "now" sign, broken into lines and measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from programmes.processmap.fonts import HYPHEN, break_text, text_width
from programmes.processmap.items import MapItem, MapPhase, MapTexts, State
from programmes.processmap.sheets import Flow, Sheet

LINE_HEIGHT = 1.22
BASELINE = 0.94
HEADING_LEADING = 1.12
REGULAR, BOLD = 400, 700
SEPARATOR = " · "
SIGN_PADDING = 0.75  # in small type sizes
SIGN_LEADING = 1.12
SIGN_SHARES = (1.0, 0.9, 0.8, 0.72)
WIDENINGS = (1.0, 1.15, 1.3, 1.7, 2.2)
SMALL_STRETCH = 1.25
NARROWINGS = (1.0, 0.9, 0.8, 0.68, 0.55, 0.42)


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
    """Lines set under one another; `is_cut` tells that words were left out, `is_broken` that a word was hyphenated."""

    lines: tuple[TextLine, ...]
    width: float
    height: float
    is_cut: bool = False
    is_broken: bool = False


BlockMaker = Callable[[float, float], Block]


@dataclass(frozen=True)
class Part:
    """A piece of a block before it is broken into lines. `stretch` lets small lines run wider than the title."""

    text: str
    role: str
    size: float
    weight: int
    max_lines: int
    stretch: float = 1.0
    leading: float = LINE_HEIGHT


def set_block(parts: list[Part], width: float, language: str) -> Block:
    """Break the parts to `width` (in the sheet's unit) and stack them."""
    lines: list[TextLine] = []
    top, is_cut = 0.0, False
    for part in parts:
        if not part.text.strip():
            continue
        ems = round(width * part.stretch / part.size, 2)
        broken = break_text(part.text, ems, part.weight, part.max_lines, language)
        is_cut = is_cut or broken.is_cut
        for text in broken.lines:
            measure = text_width(text, part.size, part.weight)
            lines.append(TextLine(text, part.role, part.size, part.weight, 0.0, top + BASELINE * part.size, measure))
            top += part.leading * part.size
    is_broken = any(line.text.endswith(HYPHEN) for line in lines)
    return Block(tuple(lines), max((line.width for line in lines), default=0.0), top, is_cut, is_broken)


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
    title_lines = 5 if item.state == State.OPEN_QUESTION or sheet.flow == Flow.COLUMN else 3
    parts = [
        Part(small_line(item, texts), "small", small, REGULAR, 2, SMALL_STRETCH),
        Part(item.title, "title", title, BOLD, title_lines),
        Part(note_line(item, texts), "note", small, REGULAR, 2, SMALL_STRETCH),
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
    """Return a block maker that widens the block step by step until no word is lost or, failing that, broken."""
    cache: dict[tuple[float, float], Block] = {}

    def make(width: float, height: float) -> Block:
        key = (round(width, 1), round(height, 1))
        if key not in cache:
            cache[key] = _first_good([key[0] * widening for widening in WIDENINGS], key[1])
        return cache[key]

    def _first_good(widths: list[float], height: float) -> Block:
        fallback: Block | None = None
        for width in widths:
            block = set_block(parts, width, language)
            if block.height <= height and not block.is_cut:
                if not block.is_broken:
                    return block
                fallback = fallback or block
        return fallback or _shortened(parts, widths[-1], height, language)

    return make


def _shortened(parts: list[Part], width: float, height: float, language: str) -> Block:
    """Return the block with as many lines as the height allows, the rest left out."""
    for most in (3, 2, 1):
        block = set_block([replace(part, max_lines=min(part.max_lines, most)) for part in parts], width, language)
        if block.height <= height:
            break
    return block


def narrow(maker: BlockMaker, room: float, height: float, *, may_cut: bool) -> Block | None:
    """Return the best block no wider than `room`: whole words if possible; words are left out only if allowed."""
    found: list[Block] = []
    for share in NARROWINGS:
        block = maker(room * share, height)
        if block.width <= room and block.height <= height:
            if not block.is_cut and not block.is_broken:
                return block
            found.append(block)
    found.sort(key=lambda block: (block.is_cut, block.is_broken))
    return found[0] if found and (may_cut or not found[0].is_cut) else None


def phase_block(phase: MapPhase, sheet: Sheet, size: float, width: float, language: str, max_lines: int = 3) -> Block:
    """Return a phase's heading: figure and name large, the years under them."""
    figure = f"{phase.number}" if phase.number else ""
    indent = text_width(figure + " ", size, BOLD) if figure else 0.0
    name = set_block(
        [Part(phase.name, "phase", size, BOLD, max_lines, leading=HEADING_LEADING)], width - indent, language
    )
    years = set_block([Part(phase.years_label, "years", sheet.years_size, REGULAR, 1)], width - indent, language)
    lines = [replace(line, dx=indent) for line in name.lines]
    lines += [replace(line, dx=indent, dy=line.dy + name.height) for line in years.lines]
    if figure and lines:
        lines.insert(0, TextLine(figure, "figure", size, BOLD, 0.0, BASELINE * size, indent))
    is_cut, width = name.is_cut or years.is_cut, indent + max(name.width, years.width)
    return Block(tuple(lines), width, name.height + years.height, is_cut, name.is_broken)


def sign_maker(label: str, text: str, sheet: Sheet, language: str) -> BlockMaker:
    """Return a block maker for the sign at "now"; its padding belongs to the block, its type shrinks if it must."""
    pad = sheet.small_size * SIGN_PADDING
    makers = []
    for share in SIGN_SHARES:
        parts = [
            Part(label, "sign-date", sheet.small_size, REGULAR, 1, 2.0),
            Part(text, "sign-text", max(sheet.sign_size * share, sheet.small_size), BOLD, 5, leading=SIGN_LEADING),
        ]
        makers.append(_widening_maker(parts, language))

    def make_padded(width: float, height: float) -> Block:
        blocks = [make(width - 2 * pad, height - 1.1 * pad) for make in makers]
        fitting = [block for block in blocks if block.height <= height - 1.1 * pad]
        fitting.sort(key=lambda block: (block.is_cut, block.is_broken))
        block = (fitting or blocks[-1:])[0]
        lines = tuple(replace(line, dx=line.dx + pad, dy=line.dy + pad * 0.55) for line in block.lines)
        return Block(lines, block.width + 2 * pad, block.height + 1.1 * pad, block.is_cut, block.is_broken)

    return make_padded
