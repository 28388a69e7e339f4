"""The shop window: what a screen on the square shows, scene by scene (docs/shop-window.md)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kraftsamling.overview.map.drawings import EVERYTHING, fingerprint, keep, screen_slot
from kraftsamling.overview.map.process_map import build_process_map
from programmes.models import Programme
from programmes.processmap import draw_screen
from programmes.processmap.boxes import Box
from programmes.processmap.items import Kind, MapItem, ProcessMap, Promise, State, sort_items
from programmes.processmap.layout import lay_out
from programmes.processmap.placed import PlacedMap
from programmes.processmap.sheets import WINDOW_LANDSCAPE, WINDOW_PORTRAIT, Sheet
from programmes.queries.map_items import Audience

# How many entries a round of scenes holds at most: whoever stops to read sees the newest, not everything.
MOST_GOING_ON, MOST_NEXT, MOST_ASKED, MOST_HAPPENED, MOST_STORIES, MOST_OPEN, MOST_PLANNED = 4, 3, 8, 8, 3, 6, 6
NEARER = 1.55  # how much larger the map becomes when the eye is led to "now"; static/css/window.css has it too
# What a screen must have at hand to go on without network, besides the page and the municipality's mark.
ASSETS = (
    "css/fonts.css", "theme/theme.css", "css/process-map.css", "css/window.css", "js/window.js", "img/favicon.svg",
    "fonts/noto-sans-latin-wght-normal.woff2", "fonts/noto-sans-latin-ext-wght-normal.woff2",
    "fonts/noto-sans-arabic-arabic-wght-normal.woff2", "fonts/noto-sans-cyrillic-wght-normal.woff2",
    "fonts/noto-sans-ethiopic-ethiopic-wght-normal.woff2", "fonts/noto-sans-thai-thai-wght-normal.woff2",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One thing to read: its kind, when and what; ``tone`` is the number of its phase, 0 without one.

    ``until`` is the last day it may be shown: a screen without network lets go of what has passed by itself.
    ``voices`` is how many were heard, ``promise`` a Promise with its word in ``promise_word``.
    """

    kind: str
    date: str
    title: str
    text: str
    tone: int
    until: dt.date | None = None
    asked: str = ""
    voices: int | None = None
    promise: Promise | None = None
    promise_word: str = ""
    decided_by: str = ""


@dataclass(frozen=True)
class Drawing:
    """The map for one shape of screen, and from where to enlarge it, in per cent from the left and the top."""

    name: str
    svg: SafeString
    origin_x: int
    origin_y: int


@dataclass(frozen=True)
class Window:
    """All that the screen shows. A scene without entries is not shown."""

    drawings: list[Drawing]
    going_on: list[Entry]
    next_dates: list[Entry]
    asked: list[Entry]
    happened: list[Entry]
    stories: list[Entry]
    questions: list[Entry]
    planned: list[Entry]


def build_window(programme: Programme, on: dt.date) -> Window:
    """Return what everyone may see of ``programme`` on the date ``on``, cut into scenes."""
    process_map = build_process_map(programme, audience=Audience.PUBLIC, on=on)
    entries = list(_walk(process_map))
    # What was planned and has passed is no news.
    coming = [
        (item, entry) for item, entry in entries
        if item.state == State.PLANNED and item.starts_on and (item.ends_on or item.starts_on) >= on
    ]  # fmt: skip
    coming.sort(key=lambda pair: pair[1].until or dt.date.max)
    newest = [(item, entry) for item, entry in entries[::-1] if item.starts_on is None or item.starts_on <= on]
    newest.sort(key=lambda pair: pair[0].starts_on or dt.date.min, reverse=True)
    return Window(
        drawings=draw_window(programme, process_map),
        going_on=_pick(entries, MOST_GOING_ON, states=[State.NOW]),
        next_dates=_pick(coming, MOST_NEXT, states=[State.PLANNED]),
        # What people are told goes under a word of its own, and was asked of nobody.
        asked=_pick(
            [pair for pair in newest if not pair[0].kind_word],
            MOST_ASKED,
            states=[State.DONE, State.NOW],
            kinds=[Kind.DIALOGUE],
        ),
        happened=_pick(
            newest,
            MOST_HAPPENED,
            states=[State.DONE, State.DROPPED],
            kinds=set(Kind) - {Kind.DIALOGUE, Kind.STORY},
        ),
        stories=_pick(newest, MOST_STORIES, states=[State.DONE, State.NOW], kinds=[Kind.STORY]),
        questions=_pick(entries, MOST_OPEN, states=[State.OPEN_QUESTION]),
        # Nobody can come along to a decision.
        planned=_pick(
            coming,
            MOST_PLANNED,
            states=[State.PLANNED],
            kinds=set(Kind) - {Kind.DECISION},
        ),
    )


def _walk(process_map: ProcessMap) -> Iterable[tuple[MapItem, Entry]]:
    """Go through the stations in the order of the ribbon."""
    texts = process_map.texts
    for group in sort_items(process_map):
        for item in group.items:
            yield (
                item,
                Entry(
                    kind=texts.states[item.state] if item.state == State.DROPPED else texts.kind_of(item),
                    date=item.date_label,
                    title=item.title,
                    text=item.text,
                    tone=group.phase.number if group.phase else 0,
                    until=item.ends_on or item.starts_on if item.state in (State.PLANNED, State.NOW) else None,
                    asked=item.asked,
                    voices=item.voices,
                    promise=item.promise,
                    promise_word=item.promise_note or (texts.promises[item.promise] if item.promise else ""),
                    decided_by=item.decided_by if item.decided_by not in item.text else "",
                ),
            )


def _pick(
    entries: list[tuple[MapItem, Entry]], most: int, *, states: list[State], kinds: Iterable[Kind] = tuple(Kind)
) -> list[Entry]:
    return [entry for item, entry in entries if item.state in states and item.kind in kinds][:most]


def draw_window(programme: Programme, process_map: ProcessMap) -> list[Drawing]:
    """Return the public map drawn for a lying and an upright screen, kept for next time; nothing of an empty map."""
    if not process_map.items:
        return []
    return [_draw(programme, process_map, sheet) for sheet in (WINDOW_LANDSCAPE, WINDOW_PORTRAIT)]


def _draw(programme: Programme, process_map: ProcessMap, sheet: Sheet) -> Drawing:
    """Draw the map without addresses: nobody can press anything through glass."""
    unlinked = replace(process_map, items=[replace(item, url="") for item in process_map.items])

    def draw() -> tuple[bytes, dict[str, int]]:
        placed = lay_out(unlinked, sheet)
        return draw_screen.draw(placed).encode(), find_origin(placed)

    slot = screen_slot(programme.pk, get_language(), EVERYTHING, sheet)
    svg, origin = keep(slot, fingerprint(unlinked, sheet, NEARER), draw)
    return Drawing(name=sheet.name, svg=mark_safe(svg.decode()), **origin)  # noqa: S308 - the drawer escapes all text


def find_origin(placed: PlacedMap) -> dict[str, int]:
    """Return the point to enlarge the drawing from so that "now" and its sign come as near the middle as its edges let.

    Enlarged k times from o, what lay at c comes to lie at o + k (c - o).
    """
    now = placed.now
    boxes = [Box(now.x - now.radius, now.y - now.radius, now.x + now.radius, now.y + now.radius)]
    boxes += [now.sign.box] if now.sign else []
    centre_x = (min(box.x0 for box in boxes) + max(box.x1 for box in boxes)) / 2 / placed.width
    centre_y = (min(box.y0 for box in boxes) + max(box.y1 for box in boxes)) / 2 / placed.height
    origins = [(NEARER * centre - 0.5) / (NEARER - 1) for centre in (centre_x, centre_y)]
    x, y = (round(100 * min(max(origin, 0), 1)) for origin in origins)
    return {"origin_x": x, "origin_y": y}


def list_assets(*more: str) -> str:
    """Return the addresses of all the page needs, with spaces between; ``more`` are addresses already."""
    return " ".join(chain(map(staticfiles_storage.url, ASSETS), more))
