"""Drawings of the process map, kept until what is drawn changes, since laying out a full map takes a while.

Each drawing has one slot for each programme, language and choice of stations. It holds what was drawn last with a
fingerprint of all that went into it, so what is kept can be old but is never shown when it is. All processes share
the slots: the worker draws after a change, before anybody asks (services.redraw). Slots have names that can be listed,
so that a removed text is removed from here too.
"""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

from kraftsamling.overview.map.filters import MapFilter
from programmes import processmap
from programmes.processmap import draw_screen
from programmes.processmap.items import ProcessMap
from programmes.processmap.layout import lay_out
from programmes.processmap.sheets import SCREENS, Sheet

KEEP_SECONDS = 60 * 86_400
EVERYTHING = "everything"
# What is kept of each programme in each language: drawings for screens by choice, and others by name.
CHOICES = (EVERYTHING, *MapFilter)
EMBEDDED = "embedded"
SHARE_PICTURE, SVG_FILE, PNG_FILE = "share", "svg", "png"


@dataclass(frozen=True)
class Slot:
    """Where a drawing is kept."""

    programme_id: int
    language: str
    name: str

    @property
    def key(self) -> str:
        return f"map:{self.programme_id}:{self.language}:{self.name}"


@dataclass(frozen=True)
class Drawing:
    """A map drawn as SVG, and by which id each item's station is found in it (item's key -> id)."""

    svg: str
    ids: dict[str, str]


def draw_sheet(process_map: ProcessMap, sheet: Sheet, *, list_url: str, slot: Slot | None) -> Drawing:
    """Return the map on one sheet for the screen. Without ``slot`` nothing is kept: for what not everyone may see."""

    def draw() -> tuple[bytes, dict[str, str]]:
        placed = lay_out(process_map, sheet)
        return draw_screen.draw(placed, list_url=list_url).encode(), draw_screen.station_ids(placed)

    body, ids = keep(slot, fingerprint(process_map, sheet, list_url), draw)
    return Drawing(body.decode(), ids)


def keep(slot: Slot | None, made_from: str, make: Callable[[], tuple[bytes, dict]]) -> tuple[bytes, dict]:
    """Return what the slot holds if it was made from the same (a fingerprint), else what ``make`` returns, kept there.

    A drawing is bytes with what else is known of it.
    """
    store = caches["drawings"]
    kept = store.get(slot.key) if slot else None
    if kept and kept[0] == made_from:
        return zlib.decompress(kept[1]), kept[2]
    body, extra = make()
    if slot:
        store.set(slot.key, (made_from, zlib.compress(body, 6), extra), KEEP_SECONDS)
    return body, extra


def screen_slot(programme_id: int, language: str, choice: str, sheet: Sheet) -> Slot:
    """Return the slot of a drawing for the screen; ``choice`` is one of CHOICES or EMBEDDED."""
    return Slot(programme_id, language, f"{choice}:{sheet.name}")


def forget_drawings(*programme_ids: int) -> None:
    """Remove all drawings of these programmes' maps; the cache is asked once, since it may be slow to say no."""
    screens = [f"{choice}:{sheet.name}" for choice in (*CHOICES, EMBEDDED) for sheet in SCREENS]
    names = (*screens, SHARE_PICTURE, SVG_FILE, PNG_FILE)
    languages = [language for language, _name in settings.LANGUAGES]
    slots = (Slot(pk, language, name) for pk in programme_ids for language in languages for name in names)
    caches["drawings"].delete_many([slot.key for slot in slots])


def fingerprint(*parts: object) -> str:
    """Return a digest of the drawing code, the release and ``parts``, which must tell all they hold in their repr."""
    digest = hashlib.sha256(_code_fingerprint())
    for part in (settings.RELEASE, *parts):
        digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()


@cache
def _code_fingerprint() -> bytes:
    """Return a digest of the package that draws, so that what older code drew is not taken for its work."""
    digest = hashlib.sha256()
    for path in sorted(Path(processmap.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
