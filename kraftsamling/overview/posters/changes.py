"""How a poster that hangs somewhere differs from the map of today."""

from collections.abc import Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from kraftsamling.documents.registry import Changes
from kraftsamling.overview.map.process_map import build_process_map, map_texts
from kraftsamling.shared import clock
from programmes.enums import NoteState
from programmes.models import Programme
from programmes.processmap.items import MapAgain, MapPhase, ProcessMap, Promise
from programmes.queries.map_items import Audience


def shown_on(process_map: ProcessMap) -> tuple[dict[str, str], ...]:
    """Return what a poster of this map says, in rows to compare later.

    That is its heading, what goes on, its phases, the loops of those taken up again, and its stations.
    """
    now = [f"{process_map.texts.now}: {process_map.now_text}"] if process_map.now_text else []
    return (
        _row("programme", process_map.title),
        *(_row("now", text) for text in now),
        *(_row(f"phase-{phase.key}", phase.name, phase.years_label) for phase in process_map.phases),
        *(
            _row(f"again-{phase.key}-{number}", _describe_loop(phase, again), again.date_label)
            for phase in process_map.phases
            for number, again in enumerate(phase.again, 2)
        ),
        *(
            _row(item.key, item.title, item.date_label, state=item.state, promise=item.promise or "")
            for item in process_map.drawn.items
        ),
    )


def _row(key: str, title: str, date: str = "", *, state: str = "", promise: str = "") -> dict[str, str]:
    return {"key": key, "title": title, "state": str(state), "promise": str(promise), "date": date}


def _describe_loop(phase: MapPhase, again: MapAgain) -> str:
    back = _("Back to phase %(n)s, %(name)s") % {"n": phase.number, "name": phase.name}
    return f"{back}: {again.reason}" if again.reason else back


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
    """Return a row's title with everything about it that is no longer as printed."""
    parts = []
    if before["title"] != after["title"]:
        parts.append(_("earlier “%(old)s”") % {"old": before["title"]})
    undated, without = _("no date"), _("no answer promised")
    pairs = [
        (before["date"] or undated, after["date"] or undated),
        (_state(before), _state(after)),
        (_promise(before) or without, _promise(after) or without),
    ]
    parts += [_("earlier “%(old)s”, now “%(new)s”") % {"old": old, "new": new} for old, new in pairs if old != new]
    return f"{after['title']} ({'; '.join(parts)})"


def _state(row: Mapping[str, str]) -> str:
    return str(NoteState(row["state"]).label) if row["state"] else ""


def _promise(row: Mapping[str, str]) -> str:
    return map_texts().promises[Promise(row["promise"])] if row["promise"] else ""
