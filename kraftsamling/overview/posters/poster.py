"""The process map as a poster: what stands on it, and the kind under which it is ordered (docs/posters.md)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.documents.paper import ACCENTS
from kraftsamling.documents.registry import BuiltDocument, DocumentKind, Option, public_content_version
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.overview.posters.changes import compare_poster, shown_on
from kraftsamling.overview.posters.frame import CODE_PADDING, Frame
from kraftsamling.overview.posters.strip import Strip, find_photos, make_strip, place_with_strip
from kraftsamling.shared import clock
from programmes.enums import Palette
from programmes.models import PhasePassage, Programme
from programmes.processmap import draw_print
from programmes.processmap.items import MapItem, ProcessMap
from programmes.processmap.placed import PlacedMap
from programmes.processmap.sheets import POSTERS
from programmes.queries.decisions import named_bodies
from programmes.queries.map_adjustments import model_of
from programmes.queries.map_items import Audience
from programmes.queries.short_addresses import get_short_address
from programmes.roles import Permission

NO_BLEED, BLEED = "none", "bleed"
USUAL_SHEET = "a2-portrait"


@dataclass(frozen=True)
class PlacedPoster:
    """A poster whose parts have their places: what stands around the map, the map, and the strip if there is room."""

    frame: Frame
    legend_svg: str
    placed: PlacedMap
    strip: Strip | None


def lay_out_poster(programme: Programme, process_map: ProcessMap, sheet_name: str) -> PlacedPoster:
    """Place the map on a sheet of paper beside all else that stands there. Raises LayoutError as ``lay_out`` does."""
    drawn = process_map.drawn
    address = get_short_address(programme)
    frame = Frame(POSTERS[sheet_name], address.host + address.path)
    legend_svg = draw_print.draw_legend(drawn, frame.sheet)
    legend_height = _height_of(legend_svg)
    strip = make_strip(drawn, find_photos(programme), frame)
    placed, strip = place_with_strip(
        drawn, strip, frame.with_room(legend_height), frame.with_room(legend_height, strip.height if strip else 0.0)
    )
    return PlacedPoster(frame, legend_svg, placed, strip)


def build_poster(programme: Programme, options: Mapping[str, str], language: str) -> BuiltDocument:
    """Return the poster of what everyone may see, as it stands today."""
    today = clock.today()
    process_map = build_process_map(programme, audience=Audience.PUBLIC, on=today)
    address = get_short_address(programme)
    poster = lay_out_poster(programme, process_map, options["sheet"])
    frame, placed, strip = poster.frame, poster.placed, poster.strip
    municipality = programme.municipality
    logo = municipality.logo.name
    pictures = frozenset([*([logo] if logo else []), *(photo.file.name for photo in (strip.photos if strip else ()))])
    context = {
        "language": language,
        "programme": programme,
        "process_map": process_map,
        "frame": frame,
        "placed": placed,
        "head": frame.fit_head(process_map.title, process_map.mission, language),
        "map_svg": _safe(draw_print.draw(placed)),
        "map_words": _safe(draw_print.draw_html_texts(placed)),
        "legend_svg": _safe(poster.legend_svg),
        "code": address.draw_code(),
        "strip": strip,
        "address": address,
        "has_counted": any(station.is_counted for station in placed.stations),
        "printed_on": date_format(today, "j F Y"),
        "municipality": municipality,
        "accent": ACCENTS[Palette(municipality.palette)],
        "logo_url": f"stored:{logo}" if logo else "",
        "is_example": programme.is_example,
        "example_line": first_sentence(programme.example_note),
        "font_dir": "static:fonts",
        "has_bleed": options.get("bleed") == BLEED,
        "code_padding": CODE_PADDING,
    }
    return BuiltDocument(
        html=render_to_string("programmes/pdf/process_map_poster.html", context),
        stored_files=pictures,
        sources=_sources(programme, process_map.items, strip),
        shown=shown_on(process_map),
    )


def _sources(programme: Programme, items: list[MapItem], strip: Strip | None) -> tuple[tuple[str, int], ...]:
    taken_up_again = PhasePassage.objects.public().filter(phase__programme=programme, number__gt=1)
    return (
        ("programmes.programme", programme.pk),
        *(_source_of(item) for item in items),
        *(("programmes.phasepassage", pk) for pk in taken_up_again.values_list("pk", flat=True)),
        *(("programmes.body", pk) for pk in named_bodies(programme, Audience.PUBLIC)),
        *(("documents.storedfile", photo.pk) for photo in (strip.photos if strip else ())),
    )


def _safe(drawing: str) -> SafeString:
    """Mark one of our own drawings as HTML: the drawers escape every text."""
    return mark_safe(drawing)  # noqa: S308


def _height_of(drawing: str) -> float:
    """Return how high a drawing says that it is, in millimetres."""
    found = re.search(r' height="([\d.]+)mm"', drawing)
    return float(found[1]) if found else 0.0


def first_sentence(text: str) -> str:
    """Return what comes before the first full stop that a space follows, with the full stop."""
    sentence, stop, _rest = text.partition(". ")
    return sentence + stop.strip()


def _source_of(item: MapItem) -> tuple[str, int]:
    return model_of(item.key)._meta.label_lower, int(item.key.rpartition("-")[2])


def _file_stem(programme: Programme, options: Mapping[str, str]) -> str:
    size = PROCESS_MAP_POSTER.options[0].get_label(options["sheet"])
    return slugify(" ".join((_("Process map"), programme.slug, str(size))))


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
                ("a3-portrait", gettext_lazy("A3, portrait – read from 1 metre")),
                ("a3-landscape", gettext_lazy("A3, landscape – read from 1 metre")),
                ("a2-portrait", gettext_lazy("A2, portrait – read from 1.4 metres")),
                ("a2-landscape", gettext_lazy("A2, landscape – read from 1.4 metres")),
                ("a1-portrait", gettext_lazy("A1, portrait – read from 1.8 metres")),
                ("a1-landscape", gettext_lazy("A1, landscape – read from 1.8 metres")),
                ("a0-portrait", gettext_lazy("A0, portrait – read from 2.4 metres")),
                ("a0-landscape", gettext_lazy("A0, landscape – read from 2.4 metres")),
                ("roll-up", gettext_lazy("Roll-up, 850 × 2000 mm – read from 2.4 metres")),
            ),
            usual=USUAL_SHEET,
        ),
        Option(
            "bleed",
            gettext_lazy("Edges"),
            (
                (NO_BLEED, gettext_lazy("Cut to size – for your own printer")),
                (BLEED, gettext_lazy("With bleed and crop marks – for a printing house")),
            ),
        ),
    ),
    build=build_poster,
    content_version=public_content_version,
    file_stem=_file_stem,
    is_public=True,
    compare=compare_poster,
)
