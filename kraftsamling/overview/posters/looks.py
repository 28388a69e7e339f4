"""The process map as it will be on one sheet, station by station: what shows there, and what would make it clearer.

Everything is read off the placed map, so that what the page says is what the printer gets. Nothing is changed here.
"""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kraftsamling.overview.posters.poster import PROCESS_MAP_POSTER, USUAL_SHEET, lay_out_poster
from programmes.enums import LabelSide
from programmes.models import Programme
from programmes.processmap.boxes import Box
from programmes.processmap.fonts import ELLIPSIS, HYPHEN, break_text
from programmes.processmap.items import MapItem, MapPhase, ProcessMap, State, sort_items
from programmes.processmap.labels import BOLD
from programmes.processmap.layout import lay_out
from programmes.processmap.placed import PlacedMap, PlacedStation
from programmes.processmap.sheets import (
    DESKTOP,
    PHONE,
    POSTERS,
    SHEETS,
    TABLET,
    WINDOW_LANDSCAPE,
    WINDOW_PORTRAIT,
    Sheet,
)
from programmes.queries.map_adjustments import Change

SCREEN_LABELS = {
    DESKTOP.name: gettext_lazy("The web page, on a computer"),
    TABLET.name: gettext_lazy("The web page, on a tablet"),
    PHONE.name: gettext_lazy("The web page, on a phone"),
    WINDOW_LANDSCAPE.name: gettext_lazy("Shop window, landscape"),
    WINDOW_PORTRAIT.name: gettext_lazy("Shop window, portrait"),
}
GOOD_LINES = 2  # a title of more lines takes room from others
HEAVY, LIGHT = 4, 2  # a weight from here up must be read from afar; up to here it may stand back
MOST_SUGGESTIONS = 4  # of one kind


class Shows(StrEnum):
    """What is seen of a station on a sheet."""

    WORDS = "words"
    MARK = "mark"
    GATHERED = "gathered"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Standing:
    """How a station stands on the sheet. ``together`` counts those it is gathered with, itself included.

    ``title_lines`` are the lines of its title as drawn; ``box`` is what it takes of the sheet.
    """

    item: MapItem
    shows: Shows
    together: int = 1
    title_lines: tuple[str, ...] = ()
    box: Box | None = None

    @property
    def is_cut(self) -> bool:
        """Whether words of its title are left out."""
        return (
            bool(self.title_lines) and self.title_lines[-1].endswith(ELLIPSIS) and not _title(self.item).endswith("…")
        )

    @property
    def is_broken(self) -> bool:
        """Whether a word of its title is hyphenated."""
        return any(line.endswith(HYPHEN) for line in self.title_lines)

    @property
    def is_long(self) -> bool:
        """Whether its title takes more lines than is good. An open question is written out in full."""
        return len(self.title_lines) > GOOD_LINES and self.item.state != State.OPEN_QUESTION

    @property
    def words(self) -> str:
        """What is seen of it, in words."""
        match self.shows:
            case Shows.HIDDEN:
                return _("hidden on the map")
            case Shows.GATHERED:
                others = self.together - 1
                return ngettext("gathered with %(n)d other", "gathered with %(n)d others", others) % {"n": others}
            case Shows.MARK:
                return _("only its sign, no words")
        if self.is_cut:
            return _("the title is cut")
        if self.is_broken:
            return _("a word is divided")
        lines = len(self.title_lines)
        return ngettext("title on %(n)d line", "title on %(n)d lines", lines) % {"n": lines}

    @property
    def is_good(self) -> bool:
        """Whether it shows as well as it can."""
        return self.shows == Shows.WORDS and not (self.is_cut or self.is_broken or self.is_long)


@dataclass(frozen=True)
class PhaseStandings:
    """A phase, None on a map without any, with its stations in the order of the ribbon."""

    phase: MapPhase | None
    standings: list[Standing]


@dataclass(frozen=True)
class Suggestion:
    """Something that would make the sheet clearer, for a person to do. ``weight`` or ``hide`` is what a button does."""

    text: str
    item: MapItem
    weight: int | None = None
    hide: bool = False


@dataclass(frozen=True)
class SheetLook:
    """A map on a sheet and all that is told of it. ``fits`` is how many characters two lines of a label hold."""

    placed: PlacedMap
    phases: list[PhaseStandings]
    fits: int

    @property
    def standings(self) -> list[Standing]:
        return [standing for group in self.phases for standing in group.standings]

    def count(self, *shows: Shows) -> int:
        """Return how many stations are seen in one of these ways."""
        return sum(standing.shows in shows for standing in self.standings)

    @property
    def in_words(self) -> int:
        """How many stations have words."""
        return self.count(Shows.WORDS)

    @property
    def without_words(self) -> int:
        """How many stand as a sign, alone or gathered, for want of room."""
        return self.count(Shows.MARK, Shows.GATHERED)

    @property
    def hidden(self) -> int:
        """How many are hidden on drawings."""
        return self.count(Shows.HIDDEN)


def sheet_choices() -> list[tuple[str, str | Promise]]:
    """Return the names of the sheets a map can be looked at on, with what people call them."""
    paper = next(option for option in PROCESS_MAP_POSTER.options if option.name == "sheet")
    return [*paper.choices, *SCREEN_LABELS.items()]


def look_at(programme: Programme, process_map: ProcessMap, sheet: Sheet) -> SheetLook:
    """Lay the map out on the sheet and tell how each station stands there. Raises LayoutError as ``lay_out`` does."""
    if sheet.name in POSTERS:
        placed = lay_out_poster(programme, process_map, sheet.name).placed
    else:
        placed = lay_out(process_map, sheet)
    found = {item.key: (station, len(station.items)) for station in placed.stations for item in station.items}
    phases = [
        PhaseStandings(group.phase, [_stand(item, *found.get(item.key, (None, 0))) for item in group.items])
        for group in sort_items(process_map)
    ]
    titles = [_title(item) for item in process_map.items]
    return SheetLook(placed, phases, characters_that_fit(titles, sheet, process_map.texts.language))


def larger_sheet(sheet: Sheet) -> Sheet | None:
    """Return the next larger paper of the same shape, None where there is none."""
    shape = sheet.name.rpartition("-")[2]
    larger = [
        other for other in POSTERS.values()
        if sheet.name in POSTERS and other.name.endswith(f"-{shape}") and other.page_width > sheet.page_width
    ]  # fmt: skip
    return min(larger, key=lambda other: other.page_width, default=None)


def sheet_named(name: str) -> Sheet:
    """Return the sheet with this name, the usual one if there is none."""
    return SHEETS.get(name) or SHEETS[USUAL_SHEET]


def characters_that_fit(titles: Iterable[str], sheet: Sheet, language: str) -> int:
    """Return how many characters a good title has at most on this sheet: what fits on two lines of a usual label.

    Measured with the map's own words: as many characters as fit from the beginning of each title on, the other titles
    following it. Three of four titles of so many characters fit.
    """
    words = [title for title in titles if title.strip()]
    if not words:
        return 0
    ems = round(sheet.label_width / sheet.title_size, 2)
    counts = []
    for index in range(len(words)):
        text = " ".join([*words[index:], *words[:index]])[:200]
        lines = break_text(text, ems, BOLD, GOOD_LINES + 1, language).lines[:GOOD_LINES]
        counts.append(len(" ".join(lines)))
    return int(statistics.quantiles([*counts, counts[-1]], n=4, method="inclusive")[0])


def suggestions(look: SheetLook) -> list[Suggestion]:
    """Return what would make the sheet clearer, the most pressing first.

    Words that are cut or divided are always worth mending. The rest is for a crowded sheet: room for the heavy ones,
    shorter titles, and what is light enough to be left out.
    """
    standings = look.standings
    found = _first(_suggest_shorter(standing, look.fits) for standing in standings if standing.is_cut)
    found += _first(
        _suggest_other_words(standing) for standing in standings if standing.is_broken and not standing.is_cut
    )
    if not look.without_words:
        return found
    found += _suggest_room_for_heavy(standings)
    long = [standing for standing in standings if standing.is_long and not standing.is_cut and not standing.is_broken]
    long.sort(key=lambda standing: -len(_title(standing.item)))
    found += _first(_suggest_shorter(standing, look.fits) for standing in long)
    light = [standing for standing in standings if _may_be_left_out(standing.item) and standing.box]
    # Those with words take most room; then come those that make a count longer.
    light.sort(key=lambda standing: (standing.shows != Shows.WORDS, standing.item.weight))
    return found + _first(_suggest_hiding(standing) for standing in light)


def _may_be_left_out(item: MapItem) -> bool:
    """Whether a station may be proposed for hiding: light, and over. What is to come, or kept as a promise, stays."""
    return item.weight <= LIGHT and item.state == State.DONE and item.promise is None


def _first(found: Iterable[Suggestion]) -> list[Suggestion]:
    return list(found)[:MOST_SUGGESTIONS]


def _suggest_shorter(standing: Standing, fits: int) -> Suggestion:
    text = _("Shorten “%(title)s” to at most %(n)d characters.") % {"title": _title(standing.item), "n": fits}
    return Suggestion(text, standing.item)


def _suggest_other_words(standing: Standing) -> Suggestion:
    word = next(line for line in standing.title_lines if line.endswith(HYPHEN)).split()[-1]
    text = _("A word in “%(title)s” is divided after “%(part)s”. Choose a shorter word.")
    return Suggestion(text % {"title": _title(standing.item), "part": word}, standing.item)


def _suggest_hiding(standing: Standing) -> Suggestion:
    text = _("“%(title)s” weighs %(weight)d and is over. Hidden, it leaves room for others.")
    return Suggestion(text % {"title": _title(standing.item), "weight": standing.item.weight}, standing.item, hide=True)


def _suggest_room_for_heavy(standings: list[Standing]) -> list[Suggestion]:
    """Suggest to weigh down what takes the words from heavy stations: the most wordy of the same phase and weight."""
    found, used = [], set()
    for standing in standings:
        if standing.item.weight < HEAVY or standing.shows not in (Shows.MARK, Shows.GATHERED):
            continue
        rivals = [
            rival for rival in _phase_mates(standing, standings)
            if rival.shows == Shows.WORDS and rival.item.weight >= HEAVY and rival.item.key not in used
            and rival.item.state not in (State.NOW, State.OPEN_QUESTION)
        ]  # fmt: skip
        if not rivals:
            continue
        rival = max(rivals, key=lambda rival: (-rival.item.weight, len(rival.title_lines), len(_title(rival.item))))
        used.add(rival.item.key)
        text = _("“%(title)s” weighs %(weight)d but has no words here. Weigh down “%(other)s” to make room.")
        values = {"title": _title(standing.item), "weight": standing.item.weight, "other": _title(rival.item)}
        found.append(Suggestion(text % values, rival.item, weight=rival.item.weight - 1))
    return _first(found)


def _phase_mates(standing: Standing, standings: list[Standing]) -> list[Standing]:
    """Return the stations near this one: the six before and after it on the ribbon."""
    place = standings.index(standing)
    return [rival for rival in standings[max(place - 6, 0) : place + 7] if rival is not standing]


def describe_change(change: Change, title: str) -> str:
    """Return in words what a change made of the station that is called ``title``."""
    before, after = change.before, change.after
    words = {"title": title, "short": after.short_title, "weight": after.weight}
    said = []
    if after.short_title != before.short_title:
        said.append(
            _("“%(title)s” was shortened to “%(short)s”") % words if after.short_title
            else _("“%(title)s” got its full title back") % words
        )  # fmt: skip
    if after.weight != before.weight:
        said.append(
            _("“%(title)s” got weight %(weight)d") % words if after.weight
            else _("“%(title)s” got its own weight back") % words
        )  # fmt: skip
    if after.is_hidden != before.is_hidden:
        said.append(
            _("“%(title)s” was hidden") % words if after.is_hidden else _("“%(title)s” was brought back") % words
        )
    if after.side != before.side:
        sides = {LabelSide.ABOVE: _("the label of “%(title)s” was put above the band"),
                 LabelSide.BELOW: _("the label of “%(title)s” was put below the band")}  # fmt: skip
        said.append(sides.get(after.side, _("the label of “%(title)s” was put where there is room")) % words)
    return "; ".join(said) or _("“%(title)s” was changed") % words


def describe_difference(before: int, after: int) -> str:
    """Return in words how many stations more or fewer than before have room with words, given their numbers."""
    gained = after - before
    if gained > 0:
        return ngettext(
            "Now %(n)d more station has room with words.", "Now %(n)d more stations have room with words.", gained
        ) % {"n": gained}  # fmt: skip
    if gained < 0:
        return ngettext(
            "Now %(n)d station fewer has room with words.", "Now %(n)d stations fewer have room with words.", -gained
        ) % {"n": -gained}  # fmt: skip
    return _("As many stations as before have room with words.")


def _title(item: MapItem) -> str:
    return item.short_title or item.title


def _stand(item: MapItem, station: PlacedStation | None, together: int) -> Standing:
    if station is None:
        return Standing(item, Shows.HIDDEN if item.is_hidden else Shows.MARK)
    if station.is_counted:
        return Standing(item, Shows.GATHERED, together, box=_box_of(station))
    if station.label is None:
        return Standing(item, Shows.MARK, box=_box_of(station))
    lines = tuple(line.text for line in station.label.lines if line.role == "title")
    return Standing(item, Shows.WORDS, title_lines=lines, box=_box_of(station))


def _box_of(station: PlacedStation) -> Box:
    """Return the rectangle around a station's mark and label."""
    x, y, reach = station.x, station.y, station.radius * 1.3
    mark = Box(x - reach, y - reach, x + reach, y + reach)
    label = station.label.box if station.label else mark
    return Box(min(mark.x0, label.x0), min(mark.y0, label.y0), max(mark.x1, label.x1), max(mark.y1, label.y1))
