"""How the process map looked on earlier days: what of a map is kept, and how it is shown again."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import asdict, fields, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.overview.models import MapSnapshot
from programmes.models import Decision, PhasePassage, Programme, Story
from programmes.processmap.items import (
    Kind,
    MapAgain,
    MapItem,
    MapPhase,
    MapTexts,
    ProcessMap,
    Promise,
    Side,
    State,
)

# What is kept of a programme's own words, and the programme's columns they come from.
WORDS = {"title": "name", "area": "area_name", "mission": "mission", "now_text": "now_text"}
# What these say depends on whom they may name: a group that is public, a teller who consents. It is never kept, but
# told as it may be told today.
TOLD_ANEW = (Decision.MAP_PREFIX, Story.MAP_PREFIX)
_DATES = {"starts_on": dt.date.fromisoformat, "ends_on": dt.date.fromisoformat}
_ITEM = {"kind": Kind, "state": State, "promise": Promise, "side": Side, **_DATES}


def as_content(process_map: ProcessMap) -> dict[str, Any]:
    """Return what is kept of a map, as it is stored in JSON: all but the day, the drawing's own words, who decided,
    and what is told anew each day (TOLD_ANEW).
    """
    return {
        **{name: getattr(process_map, name) for name in WORDS},
        "phases": [_as_json(asdict(phase)) for phase in process_map.phases],
        "items": [_as_json(asdict(_without_names(item))) for item in process_map.items],
    }


def _without_names(item: MapItem) -> MapItem:
    return replace(item, decided_by="", text="" if _is_told_anew(item) else item.text)


def _is_told_anew(item: MapItem) -> bool:
    return item.key.rpartition("-")[0] in TOLD_ANEW


def _as_json(value: Any) -> Any:
    match value:
        case dict():
            return {name: _as_json(part) for name, part in value.items()}
        case list() | tuple():
            return [_as_json(part) for part in value]
        case dt.date():
            return value.isoformat()
        case str():
            return str(value)
    return value


def as_map(snapshot: MapSnapshot, today_map: ProcessMap) -> ProcessMap:
    """Return the map of an earlier day, without the stations and passages that ``today_map`` no longer shows."""
    content = snapshot.content.get(get_language()) or next(iter(snapshot.content.values()))
    public = {item.key: item for item in today_map.items}
    passages = {(phase.key, again.starts_on) for phase in today_map.phases for again in phase.again}
    items = [_read(MapItem, row, _ITEM) for row in content["items"] if row["key"] in public]
    return ProcessMap(
        **{name: content[name] for name in WORDS},
        phases=[_read_phase(row, passages) for row in content["phases"]],
        items=[_as_may_be_told(item, public[item.key]) for item in items],
        today=snapshot.day,
        texts=past_texts(today_map.texts),
        now_label=date_format(snapshot.day, "F Y"),
    )


def _as_may_be_told(item: MapItem, today_item: MapItem) -> MapItem:
    """Return the station with what is not kept of it, unless that came later: while a decision was planned, nobody
    knew what it would say.
    """
    is_as_today = item.state == today_item.state
    text = item.text
    if _is_told_anew(item):
        text = today_item.text if is_as_today else ""
    return replace(item, text=text, decided_by=today_item.decided_by if is_as_today else "", url="")


def past_texts(texts: MapTexts) -> MapTexts:
    """Return the drawing's own words for a map of an earlier day."""
    states = {State.DONE: _("had happened"), State.NOW: _("went on then"), State.PLANNED: _("was planned")}
    return replace(texts, now=_("Just then"), states={**texts.states, **states})


def _read_phase(row: dict[str, Any], passages: Collection[tuple[str, dt.date | None]]) -> MapPhase:
    again = tuple(_read(MapAgain, part, _DATES) for part in row["again"])
    return replace(
        _read(MapPhase, row, _DATES), again=tuple(part for part in again if (row["key"], part.starts_on) in passages)
    )


def _read(kind: type, row: dict[str, Any], readers: dict[str, Callable[[str], Any]]) -> Any:
    """Return one part of a map from what is kept of it; what a later release has added stays at its default."""
    known = {field.name for field in fields(kind)} & row.keys()
    return kind(**{name: readers[name](row[name]) if name in readers and row[name] else row[name] for name in known})


def can_hold(record: Any) -> bool:
    """Whether words of this record may be kept: those of a programme, a loop or a station."""
    return isinstance(record, Programme | PhasePassage) or bool(getattr(record, "map_key", ""))


def remove_words(content: dict[str, Any], record: Any, names: Collection[str], note: str) -> None:
    """Put ``note`` in place of a redacted record's texts in one language's content, in place.

    ``names`` are the record's columns. What is kept may be earlier wordings, so nothing is compared: each text knows
    which column it comes from. A short title may say what any of them said.
    """
    if isinstance(record, Programme):
        content.update({kept: note for kept, name in WORDS.items() if name in names and content[kept]})
    if isinstance(record, PhasePassage) and "reason" in names:
        for phase in content["phases"]:
            if phase["key"] == str(record.phase_id):
                phase["again"] = [{**again, "reason": note} for again in phase["again"]]
    key = getattr(record, "map_key", "")
    for item in content["items"]:
        if key and item["key"] == key:
            texts = record.MAP_TEXTS.items()
            item.update({name: note for name, column in texts if column in names and item[name]})
            item["short_title"] = ""
