"""Blocks of text: the words of a station, a phase heading or the "now" sign, broken into lines and measured."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Protocol

from programmes.processmap.fonts import HYPHEN, break_text, text_width, widest_piece
from programmes.processmap.items import (
    Kind,
    MapItem,
    MapPhase,
    MapTexts,
    Passage,
    ProcessMap,
    Promise,
    State,
    phases_beside,
)
from programmes.processmap.sheets import Flow, Sheet

SHORT_NUMBER = re.compile(r" (?=\d{1,2}\b)")
LINE_HEIGHT = 1.22
BASELINE = 0.94
HEADING_LEADING = 1.12
REGULAR, BOLD = 400, 700
SEPARATOR, TIED = " · ", "\u00a0· "
SIGN = "\ue000"  # holds an em free for a sign; no font has it, so it is measured as one em
SIGN_PADDING = 0.75  # in small type sizes
SIGN_LEADING = 1.12
SIGN_SHARES = (1.0, 0.9, 0.8, 0.72)
WIDENINGS = (1.0, 1.15, 1.3, 1.7, 2.2)
SMALL_STRETCH = 1.25
NARROWINGS = (1.0, 0.9, 0.8, 0.68, 0.55, 0.42)


@dataclass(frozen=True)
class TextLine:
    """One line; `dx` and `dy` are measured from the block's left edge and top to the line's start and baseline.

    A line with a sign has it before its words, in the first em of its width.
    """

    text: str
    role: str
    size: float
    weight: int
    dx: float
    dy: float
    width: float
    sign: Promise | None = None


@dataclass(frozen=True)
class Block:
    """Lines set under one another; `is_cut` tells that words were left out, `is_broken` that a word was hyphenated."""

    lines: tuple[TextLine, ...]
    width: float
    height: float
    is_cut: bool = False
    is_broken: bool = False


class BlockMaker(Protocol):
    """Makes a block of about this width and at most this height; a block is made wider than `widest` on no account."""

    def __call__(self, width: float, height: float, widest: float = math.inf) -> Block: ...


@dataclass(frozen=True)
class Part:
    """A piece of a block before it is broken into lines. `stretch` lets small lines run wider than the title.

    `sign` stands before its first word. An optional part is left out before any words of the others are.
    """

    text: str
    role: str
    size: float
    weight: int
    max_lines: int
    stretch: float = 1.0
    leading: float = LINE_HEIGHT
    sign: Promise | None = None
    is_optional: bool = False


def set_block(parts: list[Part], width: float, language: str) -> Block:
    """Break the parts to `width` (in the sheet's unit) and stack them."""
    lines: list[TextLine] = []
    top, is_cut = 0.0, False
    for part in parts:
        if not part.text.strip():
            continue
        ems = round(width * part.stretch / part.size, 2)
        # A line may end after a separator, which is left out there, and not before it.
        words = (SIGN if part.sign else "") + part.text.replace(SEPARATOR, TIED)
        broken = break_text(words, ems, part.weight, part.max_lines, language)
        is_cut = is_cut or broken.is_cut
        for index, line in enumerate(broken.lines):
            text = line.removesuffix(TIED.rstrip()).replace(TIED, SEPARATOR)
            sign = None if index else part.sign
            measure = text_width(text, part.size, part.weight)
            bare = text.removeprefix(SIGN) if sign else text
            dy = top + BASELINE * part.size
            lines.append(TextLine(bare, part.role, part.size, part.weight, 0.0, dy, measure, sign))
            top += part.leading * part.size
    is_broken = any(line.text.endswith(HYPHEN) for line in lines)
    return Block(tuple(lines), max((line.width for line in lines), default=0.0), top, is_cut, is_broken)


def small_line(item: MapItem, texts: MapTexts) -> str:
    """Return the words over a station's title: its kind and its date."""
    kind = texts.states[State.OPEN_QUESTION] if item.state == State.OPEN_QUESTION else texts.kind_of(item)
    return SEPARATOR.join(word for word in (kind, item.date_label) if word)


def drawn_title(item: MapItem) -> str:
    """Return the title as it is drawn: the short one, if there is one."""
    return item.short_title or item.title


def note_line(item: MapItem, texts: MapTexts) -> str:
    """Return the words under a station's title: the promise, how many were heard, that it was dropped."""
    promise = texts.promises[item.promise] if item.promise else ""
    voices = texts.voices.replace("{n}", str(item.voices)) if item.voices else ""
    dropped = texts.states[State.DROPPED] if item.state == State.DROPPED else ""
    return SEPARATOR.join(word for word in (promise, voices, dropped) if word)


def decided_line(item: MapItem) -> str:
    """Return who decided, for a decision."""
    return item.decided_by if item.kind == Kind.DECISION else ""


def passage_line(passage: Passage, texts: MapTexts) -> str:
    """Return the words over the reason of a loop: which phase was taken up again, and when."""
    again = texts.again.replace("{n}", _number_or_name(passage.phase))
    return SEPARATOR.join(word for word in (again, passage.date_label) if word)


def beside_lines(process_map: ProcessMap) -> list[str]:
    """Return for each phase the words that tell which earlier ones were open in its time."""
    earlier: list[list[int]] = [[] for _ in process_map.phases]
    for beside in phases_beside(process_map):
        if beside.earlier not in earlier[beside.later]:
            earlier[beside.later].append(beside.earlier)
    phases = process_map.phases
    names = (", ".join(_number_or_name(phases[index]) for index in indexes) for indexes in earlier)
    return [process_map.texts.beside.replace("{n}", name) if name else "" for name in names]


def _tied(words: str) -> str:
    """Return the words with each short number, a phase's, tied to the word before it."""
    return SHORT_NUMBER.sub("\u00a0", words)


def _number_or_name(phase: MapPhase) -> str:
    return str(phase.number) if phase.number else phase.name


def station_maker(item: MapItem, texts: MapTexts, sheet: Sheet, scale: float) -> BlockMaker:
    """Return a function (width, height) -> Block for a station's label; it may use up to 2.2 times the width."""
    title, small = sheet.title_size * scale, max(sheet.small_size, sheet.small_size * scale * 0.92)
    title_lines = 5 if item.state == State.OPEN_QUESTION or sheet.flow == Flow.COLUMN else 4
    parts = [
        Part(small_line(item, texts), "small", small, REGULAR, 2, SMALL_STRETCH),
        Part(drawn_title(item), "title", title, BOLD, title_lines),
        Part(decided_line(item), "note", small, REGULAR, 2, SMALL_STRETCH, is_optional=True),
        Part(note_line(item, texts), "note", small, REGULAR, 2, SMALL_STRETCH, sign=item.promise),
    ]
    return _widening_maker(parts, texts.language)


def passage_maker(passage: Passage, texts: MapTexts, sheet: Sheet, scale: float) -> BlockMaker:
    """Return a block maker for the words outside a loop: which phase was taken up again, when and why."""
    small = max(sheet.small_size, sheet.small_size * scale * 0.92)
    parts = [
        Part(_tied(passage_line(passage, texts)), "small", small, REGULAR, 2, SMALL_STRETCH),
        Part(passage.title, "title", sheet.title_size * scale, BOLD, 5 if sheet.flow == Flow.COLUMN else 3),
    ]
    return _widening_maker(parts, texts.language)


def counted_maker(items: tuple[MapItem | Passage, ...], texts: MapTexts, sheet: Sheet, scale: float) -> BlockMaker:
    """Return a block maker for stations gathered into one: how many, and from when to when."""
    first = next((item.date_label for item in items if item.date_label), "")
    last = next((item.date_label for item in reversed(items) if item.date_label), "")
    span = first if first == last else f"{first} – {last}"
    parts = [
        Part(span, "small", sheet.small_size * max(1.0, scale * 0.92), REGULAR, 2),
        Part(texts.more.replace("{n}", str(len(items))), "title", sheet.title_size * scale, BOLD, 2),
    ]
    return _widening_maker(parts, texts.language)


def _widening_maker(parts: list[Part], language: str) -> BlockMaker:
    """Return a block maker that widens the block step by step until no word is lost or, failing that, broken."""
    cache: dict[tuple[float, float, float], Block] = {}
    # No narrower block keeps all words whole, so none is set to find that out.
    least = max((widest_piece(part.text, part.weight) * part.size / part.stretch for part in parts), default=0.0)
    needed = [part for part in parts if not (part.is_optional and part.text)]
    choices = [parts] if len(needed) == len(parts) else [parts, needed]

    def make(width: float, height: float, widest: float = math.inf) -> Block:
        key = (round(width, 1), round(height, 1), widest)
        if key not in cache:
            widths = [key[0] * widening for widening in WIDENINGS if widening == 1.0 or key[0] * widening <= widest]
            cache[key] = _first_good(widths, key[1])
        return cache[key]

    def _first_good(widths: list[float], height: float) -> Block:
        whole = (set_block(parts, width, language) for width in widths if width >= least * 0.99)
        for block in whole:
            if block.height <= height and not block.is_cut and not block.is_broken:
                return block
        broken = (set_block(part, width, language) for part in choices for width in widths)
        fitting = (block for block in broken if block.height <= height and not block.is_cut)
        return next(fitting, None) or _shortened(needed, widths[-1], height, language)

    return make


def _shortened(parts: list[Part], width: float, height: float, language: str) -> Block:
    """Return the block with as many lines as the height allows, the rest left out."""
    for most in (3, 2, 1):
        block = set_block([replace(part, max_lines=min(part.max_lines, most)) for part in parts], width, language)
        if block.height <= height:
            break
    return block


def narrow(maker: BlockMaker, room: float, height: float, *, may_cut: bool) -> Block | None:
    """Return the best block no wider than `room`; words are left out only if allowed.

    It is the widest that fits: what is broken or left out there is so in all that are narrower.
    """
    for share in NARROWINGS:
        block = maker(room * share, height, room * share)
        if block.width <= room and block.height <= height:
            return block if may_cut or not block.is_cut else None
    return None


def phase_block(
    phase: MapPhase, beside: str, sheet: Sheet, size: float, width: float, language: str, max_lines: int = 3
) -> Block:
    """Return a phase's heading: figure and name large, under them the years and the words that tell what is beside."""
    figure = f"{phase.number}" if phase.number else ""
    indent = text_width(figure + " ", size, BOLD) if figure else 0.0
    name = set_block(
        [Part(phase.name, "phase", size, BOLD, max_lines, leading=HEADING_LEADING)], width - indent, language
    )
    under = [
        Part(phase.years_label, "years", sheet.years_size, REGULAR, 1),
        Part(_tied(beside), "beside", sheet.small_size, REGULAR, 2),
    ]
    years = set_block(under, width - indent, language)
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

    def make_padded(width: float, height: float, widest: float = math.inf) -> Block:
        blocks = [make(width - 2 * pad, height - 1.1 * pad, widest - 2 * pad) for make in makers]
        fitting = [block for block in blocks if block.height <= height - 1.1 * pad]
        fitting.sort(key=lambda block: (block.is_cut, block.is_broken))
        block = (fitting or blocks[-1:])[0]
        lines = tuple(replace(line, dx=line.dx + pad, dy=line.dy + pad * 0.55) for line in block.lines)
        return Block(lines, block.width + 2 * pad, block.height + 1.1 * pad, block.is_cut, block.is_broken)

    return make_padded
