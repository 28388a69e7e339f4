"""Earlier maps for the example, which is loaded in one go and so has no history of its own.

They are made up from the map of today: what lies after the day is left out, or shown as planned if it is near. Only
for the invented programme; nobody knows how the map of a real one looked.
"""

import datetime as dt
from dataclasses import replace

from kraftsamling.overview.models import MapSnapshot
from kraftsamling.overview.services.redrawing import take_snapshot
from programmes.example.bjorkangen.programme import SLUG
from programmes.models import Programme
from programmes.processmap.items import Kind, MapItem, MapPhase, ProcessMap, Promise, State

DAYS = (
    dt.date(2023, 6, 15), dt.date(2024, 1, 15), dt.date(2024, 9, 2), dt.date(2025, 3, 3), dt.date(2025, 11, 10),
    dt.date(2026, 5, 4),
)  # fmt: skip
AHEAD = dt.timedelta(days=270)  # how far ahead a map of the example shows what is planned
ANSWERED_AFTER = dt.timedelta(days=90)


def load_history() -> int:
    """Keep the earlier maps of the invented example programme; return how many there are. May be run again."""
    programme = Programme.objects.public().filter(slug=SLUG, is_example=True).select_related("municipality").first()
    if programme is None:
        return 0
    for day in DAYS:
        take_snapshot(programme, on=day, as_of=_as_of)
    return MapSnapshot.objects.filter(programme=programme, day__in=DAYS).count()


def _as_of(process_map: ProcessMap) -> ProcessMap:
    """Return the map as it may have looked on its day."""
    items = [item for item in (_item_as_of(item, process_map.today) for item in process_map.items) if item]
    going_on = [item.title for item in items if item.state == State.NOW]
    phases = [_phase_as_of(phase, process_map.today) for phase in process_map.phases]
    return replace(process_map, items=items, phases=phases, now_text=going_on[-1] if going_on else "")


def _item_as_of(item: MapItem, day: dt.date) -> MapItem | None:
    if item.starts_on is None or item.starts_on > day + AHEAD:
        return None
    if item.state == State.OPEN_QUESTION:
        return item
    if item.starts_on > day:
        # Nobody plans a story, and what came of a thing was not known before it was there.
        unknown = {"text": "", "voices": None, "promise": None, "promise_note": "", "decided_by": ""}
        return None if item.kind == Kind.STORY else replace(item, state=State.PLANNED, **unknown)
    is_new = item.starts_on > day - ANSWERED_AFTER
    promise = Promise.OPEN if item.promise and is_new else item.promise
    is_on = item.state != State.DROPPED and item.ends_on is not None and item.ends_on >= day
    return replace(item, state=State.NOW if is_on else item.state, promise=promise, promise_note="")


def _phase_as_of(phase: MapPhase, day: dt.date) -> MapPhase:
    again = tuple(part for part in phase.again if part.starts_on is None or part.starts_on <= day)
    has_begun = phase.starts_on is not None and phase.starts_on <= day
    is_open = has_begun and (phase.ends_on is None or phase.ends_on >= day)
    return replace(phase, again=again, is_open=is_open)
