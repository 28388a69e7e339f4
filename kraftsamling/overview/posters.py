"""The process map as a poster: what stands on it, and the kind under which it is ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.documents.registry import BuiltDocument, DocumentKind, Option
from kraftsamling.overview.process_map import build_process_map
from kraftsamling.shared import clock
from kraftsamling.shared.public_pages import SITE, get_versions, programme_scope
from programmes.models import Programme
from programmes.processmap import draw_print
from programmes.processmap.fonts import Lines, break_text
from programmes.processmap.items import MapItem
from programmes.processmap.layout import lay_out
from programmes.processmap.placed import TITLE_POINTS, PlacedMap
from programmes.processmap.sheets import A2_LANDSCAPE, A2_PORTRAIT, POINT
from programmes.queries.decisions import named_bodies
from programmes.queries.map_items import Audience
from programmes.roles import Permission

SHEETS = {sheet.name: sheet for sheet in (A2_PORTRAIT, A2_LANDSCAPE)}
# Width and height in millimetres that the style sheet leaves for area, title and mission, above the map.
HEAD_ROOM = {A2_PORTRAIT.name: (286, 62), A2_LANDSCAPE.name: (436, 61)}
MISSION_POINTS, LEAST_MISSION_POINTS, LEAST_TITLE_POINTS = (24, 22, 20), 18, 66
LONGEST_TITLE_POINTS = 34  # for a name that takes two lines
AREA_HEIGHT, TITLE_LEADING, MISSION_LEADING = 13.5, 1.1, 1.25
# What the part of a station's key before the hyphen names; each app that adds stations adds a line.
SOURCE_MODELS = {"note": "programmes.mapnote", "story": "programmes.story", "decision": "programmes.decision"}


@dataclass(frozen=True)
class Head:
    """The words above the map and the sizes, in points, at which they keep clear of it."""

    title_points: int
    mission_points: int
    mission: str


def build_poster(programme: Programme, options: Mapping[str, str], language: str) -> BuiltDocument:
    """Return the poster of what everyone may see, as it stands today (docs/process-map.md, "Poster")."""
    sheet, today = SHEETS[options["sheet"]], clock.today()
    process_map = build_process_map(programme, audience=Audience.PUBLIC, on=today)
    placed = lay_out(process_map, sheet)
    short_path = reverse("short_address", args=[programme.short_address.code])
    short_address = settings.PUBLIC_URL + short_path
    logo = programme.municipality.logo.name
    context = {
        "language": language,
        "programme": programme,
        "process_map": process_map,
        "head": fit_head(placed, language),
        "map_svg": mark_safe(draw_print.draw(placed)),  # noqa: S308 - the drawer escapes all text
        "legend_svg": mark_safe(draw_print.draw_legend(process_map.texts, sheet)),  # noqa: S308 - as above
        "qr_svg": mark_safe(_draw_code(short_address)),  # noqa: S308 - a drawing of squares
        "short_host": settings.PUBLIC_URL.partition("://")[2],
        "short_path": short_path,
        "short_url": short_address,
        "printed_on": date_format(today, "j F Y"),
        "municipality": programme.municipality,
        "logo_url": f"stored:{logo}" if logo else "",
        "is_example": programme.is_example,
        "example_line": first_sentence(programme.example_note),
        "font_dir": "static:fonts",
        "sheet": sheet,
    }
    return BuiltDocument(
        html=render_to_string("programmes/pdf/process_map_poster.html", context),
        stored_files=frozenset([logo] if logo else []),
        sources=(
            ("programmes.programme", programme.pk),
            *(_source_of(item) for item in process_map.items),
            *(("programmes.body", pk) for pk in named_bodies(programme, Audience.PUBLIC)),
        ),
    )


def fit_head(placed: PlacedMap, language: str) -> Head:
    """Return the largest title that leaves room for the mission; a mission too long for every size is cut."""
    largest = placed.title_points
    titles = [size for size in TITLE_POINTS if min(largest, LEAST_TITLE_POINTS) <= size <= largest]
    if largest == TITLE_POINTS[-1]:
        titles.append(LONGEST_TITLE_POINTS)
    for title, points in product(titles, MISSION_POINTS):
        if not _set_mission(placed, title, points, language).is_cut:
            return Head(title, points, placed.process_map.mission)
    lines = _set_mission(placed, titles[-1], LEAST_MISSION_POINTS, language).lines
    return Head(titles[-1], LEAST_MISSION_POINTS, " ".join(lines))


def first_sentence(text: str) -> str:
    """Return what comes before the first full stop that a space follows, with the full stop."""
    sentence, stop, _rest = text.partition(". ")
    return sentence + stop.strip()


def _set_mission(placed: PlacedMap, title: int, points: int, language: str) -> Lines:
    """Return the mission in the lines left under a title of `title` points, set as the style sheet sets it."""
    width, height = HEAD_ROOM[placed.sheet.name]
    title_lines = break_text(placed.process_map.title, width / (title * POINT), 700, 4, language).lines
    left = height - AREA_HEIGHT - len(title_lines) * title * TITLE_LEADING * POINT
    most_lines = int(left / (points * MISSION_LEADING * POINT))
    if most_lines < 1:
        return Lines((), True)
    return break_text(placed.process_map.mission, width / (points * POINT), 400, most_lines, language)


def _draw_code(address: str) -> str:
    """Return a QR code as SVG that still reads when a quarter of it is dirty or torn."""
    label = _("QR code that leads to %(address)s") % {"address": address}
    # Two modules of the quiet zone; the template's white frame gives the rest.
    return segno.make(address, error="q", micro=False).svg_inline(omitsize=True, border=2, title=label)


def _source_of(item: MapItem) -> tuple[str, int]:
    prefix, _hyphen, key = item.key.partition("-")
    return SOURCE_MODELS[prefix], int(key)


def _content_version(programme: Programme, options: Mapping[str, str], language: str) -> str:
    scopes = (SITE, programme_scope(programme.pk))
    versions = get_versions(scopes)
    counted = [f"{scope}={versions.get(scope, 0)}" for scope in scopes]
    return "|".join([*counted, clock.today().isoformat(), settings.RELEASE])


def _file_stem(programme: Programme, options: Mapping[str, str]) -> str:
    size = PROCESS_MAP_POSTER.options[0].get_label(options["sheet"])
    return slugify(f"{_('Process map')} {programme.slug} {size}")


PROCESS_MAP_POSTER = DocumentKind(
    key="process_map_poster",
    title=gettext_lazy("Poster with the process map"),
    description=gettext_lazy(
        "The whole way on one sheet to hang up, with a code that leads to the process map on the web. "
        "It shows what is published today."
    ),
    permission=Permission.ORDER_DOCUMENTS,
    options=(
        Option(
            "sheet",
            gettext_lazy("Size"),
            (
                (A2_PORTRAIT.name, gettext_lazy("A2, portrait")),
                (A2_LANDSCAPE.name, gettext_lazy("A2, landscape")),
            ),
        ),
    ),
    build=build_poster,
    content_version=_content_version,
    file_stem=_file_stem,
    is_public=True,
)
