"""What the page with the process map shows: the choice of stations, the drawing, and the same as a list."""

from dataclasses import replace
from typing import Any

from django.urls import reverse

from kraftsamling.overview.map.filters import LABELS, MapFilter, list_choices
from kraftsamling.overview.map.listing import list_phases
from kraftsamling.overview.map.process_map import draw_for_screen
from programmes.models import Programme
from programmes.processmap.items import ProcessMap


def choose(process_map: ProcessMap, show: MapFilter | None) -> ProcessMap:
    """Return the map with the chosen stations only; None leaves all."""
    if show is None:
        return process_map
    return replace(process_map, items=[item for item in process_map.items if show.takes(item)])


def map_context(
    process_map: ProcessMap, programme: Programme, *, show: MapFilter | None = None, keep: bool = False
) -> dict[str, Any]:
    """Return what the template of the map page needs beside the whole ``process_map``.

    ``keep``: the map is what everyone may see today, so the drawings may be kept for the next visitor.
    """
    chosen = choose(process_map, show)
    drawing = draw_for_screen(chosen, keep_for=programme if keep else None, show=show)
    phases = list_phases(chosen, drawing["ids"])
    on_phone = (getattr(row, "on_phone", "") for phase in phases for row in phase.rows)
    return {
        "shown_map": chosen,
        "drawing": drawing,
        "map_phases": phases,
        "choices": list_choices(process_map.items, programme.slug, show),
        "show": show,
        "show_label": LABELS[show] if show else "",
        "shown_count": len(chosen.items),
        "first_on_phone": next(filter(None, on_phone), ""),
    }


def embedded_context(process_map: ProcessMap, programme: Programme) -> dict[str, Any]:
    """Return what the page for frames on other sites shows; stations lead to the list on the map's own page."""
    page = reverse("overview:process_map", args=[programme.slug])
    drawing = draw_for_screen(process_map, list_url=page, keep_for=programme, is_embedded=True)
    return {"programme": programme, "process_map": process_map, "drawing": drawing, "page_url": page}
