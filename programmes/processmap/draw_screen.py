"""Draw a placed map for the browser: shapes carry classes, static/css/process-map.css carries every colour."""

from __future__ import annotations

from html import escape

from programmes.processmap import drawing, legend
from programmes.processmap.items import MapItem, Passage, ProcessMap
from programmes.processmap.path import number
from programmes.processmap.placed import PlacedLoop, PlacedMap, PlacedQuiet, PlacedStation

LEGEND_SIDE = 40


def draw(placed: PlacedMap, *, list_url: str | None = None) -> str:
    """Return the map as an SVG element without styles or scripts.

    `list_url` is the address of the page with the list that says the same ("" on that page itself). With it, loops and
    stations without an address of their own lead to their entry there, counted ones to where theirs begin (`-list`
    after their id); without it they are groups that can take focus. Each is named by kind, date, title and state, and
    has an id (`station_ids`). The ids hold the sheet's name, so several sheets can stand on one page. "Now" has the id
    `process-map-now-<sheet>`.
    Every text from outside is escaped; only local and http(s) addresses become links.
    """
    texts = placed.process_map.texts
    title_id = f"process-map-title-{placed.sheet.name}"
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="process-map process-map--{placed.sheet.name}" '
            f'viewBox="0 0 {number(placed.width)} {number(placed.height)}" role="group" '
            f'aria-labelledby="{title_id}" lang="{escape(texts.language)}">',
            f'<title id="{title_id}">{escape(texts.map_label)}</title>',
            f'<g aria-hidden="true">{drawing.ground_layer(placed, _pen)}{drawing.heading_layer(placed, _pen)}</g>',
            *_named(placed, list_url),
            "</svg>",
        ]
    )


def draw_legend(process_map: ProcessMap) -> str:
    """Return the legend of the signs on a map as a named HTML list; the signs are hidden from those who listen."""
    entries = "".join(
        f'<li><svg viewBox="0 0 {LEGEND_SIDE} {LEGEND_SIDE}" width="{LEGEND_SIDE}" height="{LEGEND_SIDE}" '
        f'aria-hidden="true" focusable="false">{sample.shapes}</svg><span>{escape(sample.words)}</span></li>'
        for sample in legend.samples(process_map, _pen, LEGEND_SIDE / 2, LEGEND_SIDE / 3.1)
    )
    return f'<ul class="process-map-legend" aria-label="{escape(process_map.texts.legend)}">{entries}</ul>'


def station_ids(placed: PlacedMap) -> dict[str, str]:
    """Return the id of what shows each item and each passage, by its key; what is gathered shares one."""
    return {member.key: _id(it, placed) for it in (*placed.stations, *placed.loops) for member in _members(it)}


def _members(it: PlacedStation | PlacedLoop) -> tuple[MapItem, ...] | tuple[Passage, ...]:
    return it.items if isinstance(it, PlacedStation) else it.passages


def _id(it: PlacedStation | PlacedLoop, placed: PlacedMap) -> str:
    return f"process-map-{placed.sheet.name}-{_members(it)[0].key}"


def _named(placed: PlacedMap, list_url: str | None) -> list[str]:
    """Return stations, loops, silences and "now" in the order of the ribbon, which is the order of the keyboard."""
    return [_one(it, placed, list_url) for it in drawing.in_order(placed)]


def _one(it: drawing.Named, placed: PlacedMap, list_url: str | None) -> str:
    name = escape(drawing.spoken(it, placed))
    if isinstance(it, PlacedStation):
        url = "" if it.is_counted else safe_url(it.items[0].url)
        if not url and list_url is not None:
            place = f"{_id(it, placed)}-list" if it.is_counted else f"station-{it.items[0].key}"
            url = f"{list_url}#{place}"
        classes = f"process-map__station process-map__station--{_modifier(it)}"
        return _focusable(classes, name, drawing.station(it, _pen), url, _id(it, placed))
    if isinstance(it, PlacedLoop):
        url = f"{list_url}#station-{it.passages[0].key}" if list_url is not None else ""
        return _focusable("process-map__station process-map__loop", name, drawing.loop(it, _pen), url, _id(it, placed))
    if isinstance(it, PlacedQuiet):
        # Drawn with the ribbon; here it only has its place among what is heard.
        return f'<g class="process-map__quiet" role="img" aria-label="{name}"></g>'
    body = drawing.now_layer(it, _pen, placed.sheet.small_size * 0.5)
    return (
        f'<g class="process-map__now" id="process-map-now-{placed.sheet.name}" role="img" '
        f'aria-label="{name}">{body}</g>'
    )


def _focusable(classes: str, name: str, shapes: str, url: str, element_id: str) -> str:
    """Return a link or, without an address, a group that can take focus; `name` is escaped already."""
    attributes = f'id="{escape(element_id)}" class="{classes}" aria-label="{name}"'
    body = f"<title>{name}</title>{shapes}"
    if url:
        return f'<a {attributes} href="{escape(url)}">{body}</a>'
    return f'<g {attributes} tabindex="0" role="img">{body}</g>'


def _modifier(station: PlacedStation) -> str:
    return "counted" if station.is_counted else station.kind.value


def safe_url(url: str) -> str:
    """Return the address if it is local or http(s), else nothing."""
    if url.startswith(("https://", "http://", "#")) or (url.startswith("/") and not url.startswith("//")):
        return url
    return ""


def _pen(role: str, tone: int = 0, *, walked: bool = False) -> str:
    classes = [f"pm-{role}"]
    if tone:
        classes.append(f"pm-tone-{tone}")
    if walked:
        classes.append("pm-walked")
    return f'class="{" ".join(classes)}"'
