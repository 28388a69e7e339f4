"""The strip under the map where there is room: what happened last, in words, and photographs (docs/posters.md)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from kraftsamling.documents.models import StoredFile
from kraftsamling.overview.posters.frame import Frame
from kraftsamling.shared.uploads import PICTURES
from programmes.models import Programme, Story
from programmes.processmap.fonts import ELLIPSIS, HYPHEN, Lines, break_text
from programmes.processmap.items import MapItem, ProcessMap, State
from programmes.processmap.layout import LayoutError, lay_out
from programmes.processmap.placed import PlacedMap
from programmes.processmap.sheets import Sheet

# In body type sizes, as the style sheet sets them.
COLUMN, COLUMN_GAP = 15.0, 1.6
HEADING, DATE, PADDING = 2.6, 1.3, 0.8
TITLE_SIZE, TITLE_LEADING, TEXT_LEADING = 1.06, 1.2, 1.3
FEWEST, MOST = 3, 5
LONGEST_TEXT = 4  # lines
PHOTO_HEIGHT = 9.9  # with the line that tells who took it
MOST_PHOTOS = 2
# Labels may be set down to this scale to make room, and the names of phases down to this share of their size.
ROOMY_SCALE = 1.15
LEAST_PHASE_SHARE = 0.75


@dataclass(frozen=True)
class News:
    """A station in words: when, what, and as much of its text as the strip holds."""

    date_label: str
    title: str
    text: str


@dataclass(frozen=True)
class Strip:
    """What stands in the strip, how high it is (in the sheet's unit), and how wide a column is."""

    news: tuple[News, ...]
    photos: tuple[StoredFile, ...]
    height: float
    column_width: float


def find_photos(programme: Programme) -> list[StoredFile]:
    """Return the newest published photographs of the programme's public stories; people in them have consented."""
    stories = Story.objects.public().filter(programme=programme)
    shown = Q(attachments__story__in=stories, attachments__detached_at__isnull=True)
    photos = StoredFile.objects.public().filter(shown, programme=programme, content_type__in=PICTURES).exclude(file="")
    return list(photos.distinct().order_by("-taken_on", "-pk")[:MOST_PHOTOS])


def latest(process_map: ProcessMap, most: int) -> list[MapItem]:
    """Return what happened or began last, the newest first; what everyone can read in words on the map as well."""
    happened = [
        item for item in process_map.items
        if item.state in (State.DONE, State.NOW) and item.starts_on and item.starts_on <= process_map.today
    ]  # fmt: skip
    return sorted(happened, key=lambda item: (item.starts_on or dt.date.min, item.weight), reverse=True)[:most]


def make_strip(process_map: ProcessMap, photos: list[StoredFile], frame: Frame) -> Strip | None:
    """Return the strip for this sheet, None when too little has happened to fill it."""
    em, language = frame.em, process_map.texts.language
    columns = min(int((frame.sheet.width / em + COLUMN_GAP) / (COLUMN + COLUMN_GAP)), MOST)
    photos = photos[: max(columns - FEWEST, 0)]
    items = latest(process_map, columns - len(photos))
    if len(items) < min(FEWEST, columns):
        return None
    count = len(items) + len(photos)
    column = (frame.sheet.width / em - (count - 1) * COLUMN_GAP) / count
    told = [_tell(item, column, language) for item in items]
    height = HEADING + max([height for _news, height in told] + [PHOTO_HEIGHT] * bool(photos)) + PADDING
    return Strip(tuple(news for news, _height in told), tuple(photos), height * em, column * em)


def _tell(item: MapItem, column: float, language: str) -> tuple[News, float]:
    """Return a station in words and how high they stand in a column of this width."""
    title = item.short_title or item.title
    title_lines = break_text(title, column / TITLE_SIZE, 700, 3, language).lines
    text = break_text(item.text, column, 400, LONGEST_TEXT, language) if item.text else Lines((), False)
    height = DATE + len(title_lines) * TITLE_SIZE * TITLE_LEADING + len(text.lines) * TEXT_LEADING
    shown = " ".join(text.lines).replace(f"{HYPHEN} ", "") if text.is_cut else item.text
    return News(item.date_label, title, shown), height


def place_with_strip(
    process_map: ProcessMap, strip: Strip | None, whole: Sheet, shortened: Sheet
) -> tuple[PlacedMap, Strip | None]:
    """Return the map and the strip that stands under it: none where the map would lose words or much of its size.

    `whole` is the sheet without a strip, `shortened` the one that is less high by it.
    """
    placed = lay_out(process_map, whole)
    # A full map has no words to spare, so no second one is laid out beside it.
    if strip is None or any(station.is_counted for station in placed.stations):
        return placed, None
    try:
        beside = lay_out(process_map, shortened)
    except LayoutError:
        return placed, None
    is_large = beside.scale >= min(placed.scale, ROOMY_SCALE)
    has_names = _phase_size(beside) >= _phase_size(placed) * LEAST_PHASE_SHARE
    is_whole = _count_whole(beside) >= _count_whole(placed)
    return (beside, strip) if is_large and has_names and is_whole else (placed, None)


def _phase_size(placed: PlacedMap) -> float:
    """Return the size of the phases' names, 0 where there are none."""
    return max((field.heading.lines[0].size for field in placed.fields if field.heading), default=0.0)


def _count_whole(placed: PlacedMap) -> int:
    """Return how many stations and loops stand on the map with all their own words."""
    stations = [station.label for station in placed.stations if not station.is_counted]
    labels = [label for label in (*stations, *(loop.label for loop in placed.loops)) if label]
    return sum(not any(line.text.endswith(ELLIPSIS) for line in label.lines) for label in labels)
