"""What stands in a document of text, apart from how it looks: written to PDF and to DOCX from the same content."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line break in it stays one."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]
    kind: str = "bullets"


@dataclass(frozen=True)
class Facts:
    """Labels with what they stand for."""

    items: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """A table with a caption and one row of headings; the first cell of each row names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "table"


Block = Paragraph | Bullets | Facts | Table


@dataclass(frozen=True)
class Section:
    """A heading (level 1 to 3) and what stands under it."""

    title: str
    level: int = 1
    blocks: tuple[Block, ...] = ()
    starts_page: bool = False


@dataclass(frozen=True)
class Outline:
    """A document. ``dated`` stands in the file as the day of its content; ``foot`` at the bottom of every page."""

    title: str
    subtitle: str
    language: str
    dated: dt.date
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    foot: str = ""


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Return what people wrote as paragraphs, divided at empty lines; empty texts give none."""
    parts = [part.strip() for text in texts for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    return tuple(Paragraph(part) for part in parts if part)


def facts(items: Iterable[tuple[object, object]]) -> tuple[tuple[str, str], ...]:
    """Return labels and values as texts, without those that have no value."""
    return tuple((str(label), str(value)) for label, value in items if value not in (None, ""))
