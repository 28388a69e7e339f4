"""The process map as a picture that stands alone: for link previews, and as SVG and PNG at addresses that never change.

All are drawn with the colours of print. The SVG carries the letters it uses of our fonts; the PNG is made from it with
the font files we ship and no other, so the same map gives the same bytes on every machine.
"""

import base64
import re
from collections import defaultdict
from dataclasses import replace
from html import unescape
from io import BytesIO

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from fontTools import subset

from kraftsamling.documents.pictures import ARABIC_FONT, SHARE_HEIGHT, SHARE_WIDTH, TEXT, as_png, fit, sheet, text
from kraftsamling.overview.map import drawings
from kraftsamling.overview.map.drawings import Slot, fingerprint, keep
from programmes.models import Programme
from programmes.processmap import draw_print, joined
from programmes.processmap.draw_print import FONT, INK, QUIET
from programmes.processmap.fonts import FILES, FONT_DIR
from programmes.processmap.items import ProcessMap
from programmes.processmap.joined import ARABIC
from programmes.processmap.layout import LayoutError, lay_out
from programmes.processmap.sheets import DESKTOP, Flow, Sheet

SHARE_MARGIN, SHARE_TOP = 20, 190
# In a preview the picture is shown less than half as wide: type is large, and one row of the ribbon says most.
SHARE = Sheet(
    name="share", unit="px", flow=Flow.ROWS, width=SHARE_WIDTH - 2 * SHARE_MARGIN,
    height=SHARE_HEIGHT - SHARE_TOP - SHARE_MARGIN, margin=2, ribbon=42, pitch=0, field_gap=8, title_size=24,
    small_size=20, phase_sizes=(34, 30, 27, 24, 21), years_size=20, sign_size=28, now_size=28, label_width=230,
    leader=8, station=14, row_counts=(3, 1),
)  # fmt: skip
# For a map with so many or so long-named phases that they do not fit in one row at that size.
SHARE_DENSE = replace(SHARE, ribbon=30, title_size=18, small_size=16, phase_sizes=(20, 18, 16, 14), sign_size=22)
TITLE_SIZES, NOW_SIZES = (68, 60, 52, 46, 40), (32, 28, 25)
FILE_MARGIN, FILE_HEAD, FILE_FOOT = 30, 84, 62
PNG_ZOOM = 2
TAG = re.compile("<[^>]+>")


def share_picture(programme: Programme, process_map: ProcessMap) -> bytes:
    """Return the picture of the map for link previews, a PNG of 1200 x 630 pixels."""
    slot = Slot(programme.pk, get_language(), drawings.SHARE_PICTURE)
    return keep(slot, fingerprint("share", process_map, SHARE), lambda: (as_png(draw_share(process_map), 1), {}))[0]


def map_file(programme: Programme, process_map: ProcessMap) -> bytes:
    """Return the whole map as an SVG file that needs nothing else."""
    slot = Slot(programme.pk, get_language(), drawings.SVG_FILE)
    address = _page_address(programme)
    made_from = fingerprint("file", process_map, DESKTOP, address)
    return keep(slot, made_from, lambda: (embed_fonts(draw_file(process_map, address)).encode(), {}))[0]


def map_picture(programme: Programme, process_map: ProcessMap) -> bytes:
    """Return the whole map as a PNG, twice as fine as it is shown."""
    slot = Slot(programme.pk, get_language(), drawings.PNG_FILE)
    address = _page_address(programme)
    made_from = fingerprint("picture", process_map, DESKTOP, address)
    return keep(slot, made_from, lambda: (as_png(draw_file(process_map, address), PNG_ZOOM), {}))[0]


def draw_share(process_map: ProcessMap) -> str:
    """Return the picture for link previews as SVG: title, what goes on, and the ribbon if it fits."""
    room, language = SHARE_WIDTH - 2 * SHARE_MARGIN, process_map.texts.language
    title, title_size = fit(process_map.title, TITLE_SIZES, 700, room, language)
    said = process_map.now_text or process_map.mission
    words = f"{process_map.texts.now}: {said}" if process_map.now_text else said
    now, now_size = fit(words, NOW_SIZES, 400, room, language)
    parts = [
        text(_("Process map"), SHARE_MARGIN + 4, 46, 26, 700, QUIET),
        text(title, SHARE_MARGIN + 2, 114, title_size, 700, INK),
        text(now, SHARE_MARGIN + 4, 164, now_size, 400, INK),
    ]
    for size in (SHARE, SHARE_DENSE):
        try:
            placed = lay_out(process_map, size)
        except LayoutError:
            continue
        parts.append(_nested(draw_print.draw(placed, shapes_joined=True), SHARE_MARGIN, SHARE_TOP))
        break
    return sheet(SHARE_WIDTH, SHARE_HEIGHT, process_map.title, process_map.texts.language, parts)


def draw_file(process_map: ProcessMap, address: str) -> str:
    """Return the whole map as SVG with its title above, and below it the legend and where to read more."""
    placed = lay_out(process_map, DESKTOP)
    legend = draw_print.draw_legend(process_map, DESKTOP)
    legend_top = FILE_HEAD + placed.height + 22
    foot = legend_top + float(re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', legend)[1]) + FILE_FOOT
    title, size = fit(process_map.title, (44, 38, 33, 28, 24), 700, placed.width, process_map.texts.language)
    parts = [
        text(title, FILE_MARGIN, 58, size, 700, INK),
        _nested(draw_print.draw(placed, shapes_joined=True), FILE_MARGIN, FILE_HEAD),
        _nested(legend, FILE_MARGIN, legend_top),
        text(_("Read more: %(address)s") % {"address": address}, FILE_MARGIN, foot - 24, 18, 400, INK),
    ]
    return sheet(placed.width + 2 * FILE_MARGIN, foot, process_map.title, process_map.texts.language, parts)


def embed_fonts(svg: str) -> str:
    """Return the SVG with the letters it uses of our fonts in it, for each font and weight."""
    used: dict[tuple[str, int], set[str]] = defaultdict(set)
    for weight, words in TEXT.findall(svg):
        for letter in unescape(TAG.sub("", words)):
            used[ARABIC_FONT if ARABIC.match(letter) else FONT, int(weight)].add(letter)
    faces = "".join(
        f"@font-face{{font-family:'{font}';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{base64.b64encode(_subset(font, weight, letters)).decode()})}}"
        for (font, weight), letters in sorted(used.items())
    )
    start = svg.index(">") + 1
    return f"{svg[:start]}<style>{faces}</style>{svg[start:]}"


def _subset(font: str, weight: int, letters: set[str]) -> bytes:
    """Return the letters of the font of this weight as a WOFF2 file, with the forms they take when they join."""
    name = joined.font_file(weight) if font == ARABIC_FONT else FILES[weight]
    options = subset.Options(flavor="woff2", hinting=False, notdef_outline=True)
    with subset.load_font(str(FONT_DIR / name), options) as whole:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(letters | {" "})))
        subsetter.subset(whole)
        file = BytesIO()
        subset.save_font(whole, file, options)
    return file.getvalue()


def _page_address(programme: Programme) -> str:
    return settings.PUBLIC_URL + reverse("overview:process_map", args=[programme.slug])


def _nested(svg: str, x: float, y: float) -> str:
    return svg.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" ', 1)
