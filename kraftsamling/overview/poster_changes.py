"""How a poster that hangs somewhere differs from the map of today."""

from collections.abc import Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from kraftsamling.documents.registry import Changes
from kraftsamling.overview.process_map import build_process_map
from kraftsamling.shared import clock
from programmes.enums import NoteState
from programmes.models import Programme
from programmes.processmap.items import ProcessMap
from programmes.queries.map_items import Audience

NOW = "now"


def shown_on(process_map: ProcessMap) -> tuple[dict[str, str], ...]:
    """Return what a poster of this map says, in rows to compare later: its stations, its phases, what goes on."""
    return (
        *({"key": NOW, "title": text, "state": "", "date": ""} for text in [process_map.now_text] if text),
        *(
            {"key": f"phase-{phase.key}", "title": phase.name, "state": "", "date": phase.years_label}
            for phase in process_map.phases
        ),
        *(
            {"key": item.key, "title": item.title, "state": str(item.state), "date": item.date_label}
            for item in process_map.drawn.items
        ),
    )


def compare_poster(programme: Programme, shown: Sequence[Mapping[str, str]], language: str) -> Changes:
    """Return what is new, changed and gone since a poster in ``language`` showed this; words in the active language."""
    with translation.override(language):
        today = shown_on(build_process_map(programme, audience=Audience.PUBLIC, on=clock.today()))
    before, after = ({row["key"]: row for row in rows} for rows in (shown, today))
    kept = [(before[key], row) for key, row in after.items() if key in before]
    return Changes(
        new=tuple(row["title"] for key, row in after.items() if key not in before),
        changed=tuple(_describe(old, new) for old, new in kept if old != new),
        gone=tuple(row["title"] for key, row in before.items() if key not in after),
    )


def _describe(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return a station's title with everything about it that is no longer as printed."""
    parts = []
    if before["title"] != after["title"]:
        parts.append(_("earlier “%(old)s”") % {"old": before["title"]})
    undated = _("no date")
    pairs = [(before["date"] or undated, after["date"] or undated), (_state(before), _state(after))]
    parts += [_("earlier “%(old)s”, now “%(new)s”") % {"old": old, "new": new} for old, new in pairs if old != new]
    return f"{after['title']} ({'; '.join(parts)})"


def _state(row: Mapping[str, str]) -> str:
    return str(NoteState(row["state"]).label) if row["state"] else ""
