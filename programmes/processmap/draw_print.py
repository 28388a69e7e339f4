"""Draw a placed map for paper: literal colours, and only what the PDF engine is known to draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from programmes.processmap import drawing, legend
from programmes.processmap.drawing import tone_of
from programmes.processmap.fonts import text_width
from programmes.processmap.items import ProcessMap
from programmes.processmap.joined import is_shaped
from programmes.processmap.labels import LINE_HEIGHT
from programmes.processmap.path import number
from programmes.processmap.placed import PlacedLine, PlacedMap, PlacedText
from programmes.processmap.sheets import Sheet

FONT = "Noto Sans"
# From the top of an HTML line to its baseline, in type sizes: half of what the line is higher than Noto Sans (1.069
# above the baseline, 0.293 below it), and what that stands above it.
HTML_BASELINE = (LINE_HEIGHT - 1.069 - 0.293) / 2 + 1.069
HTML_FONTS = "'Noto Sans','Noto Sans Arabic'"
INK, QUIET, PAPER, WHITE = "#1b2330", "#454e5c", "#fcfaf5", "#ffffff"


# In type sizes: a sign's square, and between it and its words; from sign to sign; of the square, from line to line.
LEGEND_SIDE, LEGEND_SPACE, LEGEND_GAPS, LEGEND_LEADING = 1.9, 0.45, (0.8, 0.5), 1.12
DASHES = {"ribbon-edge": (0.22, 0.13), "mark-open": (0.15, 0.1), "loop-open": (0.14, 0.09)}


@dataclass(frozen=True)
class Tone:
    """A phase's colours: tint behind text; ribbon, and words on it; lines and large words on the tint."""

    tint: str
    strong: str
    deep: str
    on_strong: str = WHITE


TONES = (
    Tone("#f8e7c0", "#c98a17", "#7a4f05", INK),
    Tone("#d5ece6", "#1c7f71", "#0f5a50"),
    Tone("#fadcd1", "#c04a2b", "#94331a"),
    Tone("#dce4f5", "#33509d", "#2a4284"),
)


def draw(placed: PlacedMap, *, shapes_joined: bool = False) -> str:
    """Return the map as an SVG element, sized in the sheet's unit, for WeasyPrint (docs/process-map.md, "Paper").

    Lines in scripts that the PDF engine cannot set in SVG are left out; `html_texts` has them. With `shapes_joined`
    they stand in the drawing, for whoever shapes them there (browsers, resvg).
    """
    if not shapes_joined:
        placed = _without_shaped(placed)
    unit = placed.sheet.unit
    pen = _Pen(placed.sheet.ribbon)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(placed.width)}{unit}" '
            f'height="{number(placed.height)}{unit}" viewBox="0 0 {number(placed.width)} {number(placed.height)}">',
            f"<title>{escape(drawing.spoken_map(placed))}</title>",
            drawing.ground_layer(placed, pen),
            drawing.heading_layer(placed, pen),
            *(drawing.loop(loop, pen) for loop in placed.loops),
            *(drawing.station(station, pen) for station in placed.stations),
            drawing.now_layer(placed.now, pen, placed.sheet.small_size * 0.5),
            "</svg>",
        ]
    )


@dataclass(frozen=True)
class HtmlText:
    """A line to lay over the drawing: its box from the drawing's upper left corner, all in the sheet's unit.

    `align` is left, center or right; `colour` is a literal colour.
    """

    text: str
    left: float
    top: float
    width: float
    height: float
    size: float
    weight: int
    align: str
    colour: str


def html_texts(placed: PlacedMap) -> tuple[HtmlText, ...]:
    """Return the lines in scripts whose letters join or turn (Arabic above all), which `draw` leaves out."""
    texts = [(station.label, tone_of(station.phase_index)) for station in placed.stations]
    texts += [(loop.label, tone_of(loop.again_index)) for loop in placed.loops]
    texts += [(field.heading, tone_of(field.index)) for field in placed.fields]
    texts.append((placed.now.sign, 0))
    lines = [(line, tone) for text, tone in texts if text for line in text.lines]
    lines += [(line, 0) for line in placed.now.words]
    return tuple(_html_text(line, tone) for line, tone in lines if is_shaped(line.text))


def draw_html_texts(placed: PlacedMap) -> str:
    """Return those lines as HTML elements, placed absolutely; their parent must be positioned and hold the drawing."""
    unit = placed.sheet.unit
    return "".join(
        f'<p dir="auto" style="position:absolute;margin:0;white-space:nowrap;left:{number(text.left)}{unit};'
        f"top:{number(text.top)}{unit};width:{number(text.width)}{unit};height:{number(text.height)}{unit};"
        f"font:{text.weight} {number(text.size)}{unit}/{number(text.height)}{unit} {HTML_FONTS};"
        f'text-align:{text.align};color:{text.colour}">{escape(text.text)}</p>'
        for text in html_texts(placed)
    )


def _html_text(line: PlacedLine, tone: int) -> HtmlText:
    align = {"start": "left", "middle": "center", "end": "right"}[line.anchor]
    shift = {"start": 0.0, "middle": line.width / 2, "end": line.width}[line.anchor]
    return HtmlText(
        text=line.text,
        left=line.x - shift,
        top=line.y - line.size * HTML_BASELINE,
        width=line.width,
        height=line.size * LINE_HEIGHT,
        size=line.size,
        weight=line.weight,
        align=align,
        colour=_text_colour(f"text-{line.role}", TONES[tone - 1] if tone else TONES[0], walked=False),
    )


def _without_shaped(placed: PlacedMap) -> PlacedMap:
    """Return the map without the lines that are laid over the drawing."""
    if not html_texts(placed):
        return placed

    def keep(text: PlacedText | None) -> PlacedText | None:
        return text and replace(text, lines=_plain(text.lines))

    return replace(
        placed,
        stations=tuple(replace(station, label=keep(station.label)) for station in placed.stations),
        loops=tuple(replace(loop, label=keep(loop.label)) for loop in placed.loops),
        fields=tuple(replace(field, heading=keep(field.heading)) for field in placed.fields),
        now=replace(placed.now, sign=keep(placed.now.sign), words=_plain(placed.now.words)),
    )


def _plain(lines: tuple[PlacedLine, ...]) -> tuple[PlacedLine, ...]:
    return tuple(line for line in lines if not is_shaped(line.text))


def _text_colour(role: str, colours: Tone, *, walked: bool) -> str:
    fills = {
        "text-small": QUIET,
        "text-note": QUIET,
        "text-phase": colours.deep,
        "text-figure": colours.strong,
        "text-years": colours.deep,
        "text-question": colours.deep,
        "text-beside": colours.deep,
        "text-year": colours.on_strong if walked else colours.deep,
        "text-sign-date": WHITE,
        "text-sign-text": WHITE,
    }
    return fills.get(role, INK)


def draw_legend(process_map: ProcessMap, sheet: Sheet) -> str:
    """Return the legend of the signs on a map as an SVG element as wide as the sheet, in lines about equally long."""
    size = sheet.small_size
    side = size * LEGEND_SIDE
    samples = legend.samples(process_map, _Pen(size * 1.75), side / 2, size * 0.62)
    widths = [side + size * LEGEND_SPACE + text_width(sample.words, size) for sample in samples]
    # Closer together if that saves a line; then no line longer than it takes to need no more lines.
    gap = min((size * share for share in LEGEND_GAPS), key=lambda gap: len(_legend_lines(widths, gap, sheet.width)))
    count = len(_legend_lines(widths, gap, sheet.width))
    room = sheet.width
    while count > 1 and len(_legend_lines(widths, gap, room - size)) == count:
        room -= size
    parts, y = [], 0.0
    for line in _legend_lines(widths, gap, room):
        x = 0.0
        for index in line:
            words = PlacedLine(
                samples[index].words, side + size * LEGEND_SPACE, side / 2 + size * 0.36, "start", "legend", size, 400,
                widths[index],
            )  # fmt: skip
            label = drawing.text_line(words, f'fill="{INK}" font-family="{FONT}"')
            parts.append(f'<g transform="translate({number(x)} {number(y)})">{samples[index].shapes}{label}</g>')
            x += widths[index] + gap
        y += side * LEGEND_LEADING
    height = y - side * (LEGEND_LEADING - 1)
    title = f"{process_map.texts.legend}: {', '.join(sample.words for sample in samples)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(sheet.width)}{sheet.unit}" '
        f'height="{number(height)}{sheet.unit}" viewBox="0 0 {number(sheet.width)} {number(height)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _legend_lines(widths: list[float], gap: float, room: float) -> list[list[int]]:
    """Return which samples stand on each line when as many as fit follow one another."""
    lines: list[list[int]] = [[]]
    filled = 0.0
    for index, width in enumerate(widths):
        if lines[-1] and filled + width > room:
            lines.append([])
            filled = 0.0
        lines[-1].append(index)
        filled += width + gap
    return lines


class _Pen:
    """Literal attributes per role. Line widths are shares of the ribbon's width."""

    def __init__(self, ribbon: float) -> None:
        self._ribbon = ribbon

    def __call__(self, role: str, tone: int = 0, *, walked: bool = False) -> str:
        colours = TONES[tone - 1] if tone else TONES[0]
        if role.startswith("text-"):
            return f'fill="{_text_colour(role, colours, walked=walked)}" font-family="{FONT}"'
        return self._shape(role, colours, walked)

    def _shape(self, role: str, colours: Tone, walked: bool) -> str:
        fill, stroke, width = self._look(role, colours, walked)
        attributes = [f'fill="{fill}"']
        if stroke:
            attributes.append(f'stroke="{stroke}" stroke-width="{number(width * self._ribbon)}"')
        if role in DASHES:
            dash = DASHES[role]
            attributes.append(f'stroke-dasharray="{number(dash[0] * self._ribbon)} {number(dash[1] * self._ribbon)}"')
        attributes.append('stroke-linejoin="round"' if role != "chevron" else 'stroke-linecap="round"')
        return " ".join(attributes)

    def _look(self, role: str, colours: Tone, walked: bool) -> tuple[str, str, float]:
        looks = {
            "field": (colours.tint, "", 0),
            "ribbon": (colours.strong if walked else WHITE, WHITE if walked else "", 0.06),
            "ribbon-edge": ("none", colours.deep, 0.045),
            "goal": (colours.strong, WHITE, 0.05) if walked else (WHITE, colours.deep, 0.045),
            "seam": ("none", WHITE, 0.1),
            "chevron": ("none", WHITE if walked else colours.strong, 0.07),
            "tick": ("none", colours.on_strong if walked else colours.deep, 0.045),
            "leader": ("none", INK, 0.03),
            "voice": (WHITE if walked else colours.deep, "", 0),
            "plate": (WHITE, INK, 0.05),
            "loop": (colours.strong, WHITE, 0.05),
            "loop-open": (WHITE, colours.deep, 0.05),
            "loop-chevron": ("none", colours.on_strong if walked else colours.deep, 0.045),
            "again": ("none", INK, 0.06),
            "beside": (colours.strong, colours.deep, 0.015),
            "cut": (colours.tint, colours.tint, 0.02),
            "cut-edge": ("none", colours.deep, 0.04),
            "promise": ("none", INK, 0.035),
            "mark-halo": (WHITE, WHITE, 0.19),
            "mark-open-halo": (WHITE, WHITE, 0.19),
            "mark-done": (INK, INK, 0.05),
            "mark-now": (INK, INK, 0.05),
            "mark-now-ring": (WHITE, INK, 0.06),
            "mark-planned": (WHITE, colours.deep, 0.075),
            "mark-dropped": (WHITE, QUIET, 0.06),
            "mark-open-ground": (WHITE, WHITE, 0.1),
            "mark-open": (WHITE, colours.deep, 0.07),
            "strike-halo": ("none", WHITE, 0.16),
            "strike": ("none", QUIET, 0.07),
            "now-leader": ("none", INK, 0.07),
            "now-halo": (WHITE, "", 0),
            "now": (WHITE, INK, 0.13),
            "sign": (INK, "", 0),
        }
        return looks[role]
