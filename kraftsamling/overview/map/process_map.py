"""The process map of a programme: what all apps put on it, placed and drawn."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dialogues.queries import map_items as dialogue_items
from kraftsamling.overview.map.drawings import EMBEDDED, EVERYTHING, draw_sheet, screen_slot
from kraftsamling.overview.map.filters import MapFilter
from programmes.enums import NoteKind, NoteState
from programmes.models import Programme
from programmes.processmap import draw_screen
from programmes.processmap.items import Kind, MapTexts, ProcessMap, Promise, State
from programmes.processmap.sheets import DESKTOP, PHONE, TABLET
from programmes.queries import map_items as programme_items
from programmes.queries.decisions import decision_items
from programmes.queries.map_adjustments import adjusted
from programmes.queries.map_items import Audience
from programmes.queries.stories import story_items

# Each app that puts stations on the map is asked through a function of the same name (docs/add-map-items.md).
SOURCES = [programme_items.map_items, story_items, decision_items, dialogue_items.map_items]


def map_texts() -> MapTexts:
    """Return every word the drawing adds, in the active language."""
    return MapTexts(
        language=get_language(),
        now=_("Just now"),
        more=_("+ {n} more"),
        voices=_("{n} voices"),
        map_label=_("The process map drawn as a winding path"),
        legend=_("What the signs mean"),
        voices_legend=_("one dot is ten voices"),
        again=_("back to phase {n}"),
        beside=_("alongside phase {n}"),
        quiet=_("{n} months"),
        promises={
            Promise.KEPT: _("answer given"),
            Promise.OPEN: _("answer to come"),
            Promise.LATE: _("answer late"),
            Promise.NOT_KEPT: _("no answer came"),
        },
        kinds={Kind(value): str(label) for value, label in NoteKind.choices},
        states={State(value): str(label) for value, label in NoteState.choices},
    )


def build_process_map(programme: Programme, *, audience: Audience, on: dt.date) -> ProcessMap:
    """Return all that is drawn for ``audience`` as it stands on the date ``on``; one query per source and one more."""
    return ProcessMap(
        title=programme.name,
        area=programme.area_name,
        mission=programme.mission,
        phases=programme_items.map_phases(programme),
        items=adjusted(programme, (item for source in SOURCES for item in source(programme, audience, on))),
        today=on,
        texts=map_texts(),
        now_label=date_format(on, "F Y"),
        now_text=programme.now_text,
    )


def draw_for_screen(
    process_map: ProcessMap,
    *,
    list_url: str = "",
    keep_for: Programme | None = None,
    show: MapFilter | None = None,
    is_embedded: bool = False,
) -> dict[str, Any]:
    """Return the map drawn for a wide screen ("wide"), a "tablet" and a "phone", and its "legend", as SVG and HTML.

    "ids" tells by drawing and item's key by which id the station is found. ``list_url`` is the address of the page with
    the list that says the same, "" for this one. With ``keep_for``, the drawings are kept for whoever asks next: only
    for what everyone may see. The drawer escapes all text.
    """
    choice = EMBEDDED if is_embedded else show or EVERYTHING
    drawn = {
        name: draw_sheet(
            process_map,
            sheet,
            list_url=list_url,
            slot=screen_slot(keep_for.pk, get_language(), choice, sheet) if keep_for else None,
        )
        for name, sheet in (("wide", DESKTOP), ("tablet", TABLET), ("phone", PHONE))
    }
    return {
        "wide": mark_safe(drawn["wide"].svg),  # noqa: S308 - escaped by the drawer
        "tablet": mark_safe(drawn["tablet"].svg),  # noqa: S308 - escaped by the drawer
        "phone": mark_safe(drawn["phone"].svg),  # noqa: S308 - escaped by the drawer
        "legend": mark_safe(draw_screen.draw_legend(process_map)),  # noqa: S308 - escaped by the drawer
        "ids": {name: drawing.ids for name, drawing in drawn.items()},
    }
