"""Draw a placed map for the browser: shapes carry classes, static/css/process-map.css carries every colour."""

from __future__ import annotations

from html import escape

from programmes.processmap import drawing, legend
from programmes.processmap.items import MapTexts
from programmes.processmap.path import number
from programmes.processmap.placed import PlacedMap, PlacedNow, PlacedStation

LEGEND_SIDE = 40


def draw(placed: PlacedMap, *, list_url: str | None = None) -> str:
    """Return the map as an SVG element without styles or scripts.

    `list_url` is the address of the page with the list that says the same ("" on that page itself). With it, stations
    without an address of their own lead to their entry there, and counted ones to the first of theirs; without it they
    are groups that can take focus. Each is named by kind, date, title and state, and has an id (`station_ids`). The
    ids hold the sheet's name, so several sheets can stand on one page. "Now" has the id `process-map-now-<sheet>`.
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
            *_stations_and_now(placed, list_url),
            "</svg>",
        ]
    )


def draw_legend(texts: MapTexts) -> str:
    """Return the legend as an HTML list with a heading for those who listen; signs are hidden from them."""
    entries = "".join(
        f'<li><svg viewBox="0 0 {LEGEND_SIDE} {LEGEND_SIDE}" width="{LEGEND_SIDE}" height="{LEGEND_SIDE}" '
        f'aria-hidden="true" focusable="false">{sample.shapes}</svg><span>{escape(sample.words)}</span></li>'
        for sample in legend.samples(texts, _pen, LEGEND_SIDE / 2, LEGEND_SIDE / 3.1)
    )
    return f'<ul class="process-map-legend" aria-label="{escape(texts.legend)}">{entries}</ul>'


def station_ids(placed: PlacedMap) -> dict[str, str]:
    """Return the id of the station that shows each item, by the item's key; gathered items share one."""
    return {item.key: _id(station, placed) for station in placed.stations for item in station.items}


def _id(station: PlacedStation, placed: PlacedMap) -> str:
    return f"process-map-{placed.sheet.name}-{station.items[0].key}"


def _stations_and_now(placed: PlacedMap, list_url: str | None) -> list[str]:
    """Return stations and "now" in the order of the ribbon, which is the order of the keyboard."""
    parts = [_station(station, placed, list_url) for station in placed.stations]
    parts.insert(sum(station.s < placed.now.s for station in placed.stations), _now(placed.now, placed))
    return parts


def _station(station: PlacedStation, placed: PlacedMap, list_url: str | None) -> str:
    name = escape(drawing.spoken_name(station, placed))
    station_id = escape(_id(station, placed))
    body = f"<title>{name}</title>{drawing.station(station, _pen)}"
    classes = f"process-map__station process-map__station--{_modifier(station)}"
    url = "" if station.is_counted else safe_url(station.items[0].url)
    if not url and list_url is not None:
        url = f"{list_url}#station-{station.items[0].key}"
    if url:
        return f'<a id="{station_id}" class="{classes}" href="{escape(url)}" aria-label="{name}">{body}</a>'
    return f'<g id="{station_id}" class="{classes}" tabindex="0" role="img" aria-label="{name}">{body}</g>'


def _modifier(station: PlacedStation) -> str:
    return "counted" if station.is_counted else station.kind.value


def _now(now: PlacedNow, placed: PlacedMap) -> str:
    name = drawing.spoken_now(placed)
    body = drawing.now_layer(now, _pen, placed.sheet.small_size * 0.5)
    return (
        f'<g class="process-map__now" id="process-map-now-{placed.sheet.name}" role="img" '
        f'aria-label="{escape(name)}">{body}</g>'
    )


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
