"""How the process map looked on earlier days: what of a map is kept, and how it is shown again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.overview.models import MapSnapshot
from programmes.models import Decision, PhasePassage, Programme
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

WORDS = ("title", "area", "mission", "now_text")
ITEM_TEXTS = ("text", "asked", "decided_by", "short_title")
_DATES = {"starts_on": dt.date.fromisoformat, "ends_on": dt.date.fromisoformat}
_ITEM = {"kind": Kind, "state": State, "promise": Promise, "side": Side, **_DATES}


def as_content(process_map: ProcessMap) -> dict[str, Any]:
    """Return what is kept of a map, as it is stored in JSON: all but the day and the drawing's own words."""
    return {
        **{name: getattr(process_map, name) for name in WORDS},
        "phases": [_as_json(asdict(phase)) for phase in process_map.phases],
        "items": [_as_json(asdict(item)) for item in process_map.items],
    }


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
    """Return the map of an earlier day, without the stations that ``today_map`` no longer shows.

    What a decision says, and who took it, is told as it may be told today: a group may have been named then that must
    not be named now.
    """
    content = snapshot.content.get(get_language()) or next(iter(snapshot.content.values()))
    public = {item.key: item for item in today_map.items}
    items = [_read(MapItem, row, _ITEM) for row in content["items"] if row["key"] in public]
    return ProcessMap(
        **{name: content[name] for name in WORDS},
        phases=[_read_phase(row) for row in content["phases"]],
        items=[_as_may_be_told(item, public[item.key]) for item in items],
        today=snapshot.day,
        texts=past_texts(today_map.texts),
        now_label=date_format(snapshot.day, "F Y"),
    )


def _as_may_be_told(item: MapItem, today_item: MapItem) -> MapItem:
    text = today_item.text if item.key.startswith(f"{Decision.MAP_PREFIX}-") else item.text
    return replace(item, text=text, decided_by=today_item.decided_by, url="")


def past_texts(texts: MapTexts) -> MapTexts:
    """Return the drawing's own words for a map of an earlier day."""
    states = {State.DONE: _("had happened"), State.NOW: _("went on then"), State.PLANNED: _("was planned")}
    return replace(texts, now=_("Just then"), states={**texts.states, **states})


def _read_phase(row: dict[str, Any]) -> MapPhase:
    return replace(_read(MapPhase, row, _DATES), again=tuple(_read(MapAgain, part, _DATES) for part in row["again"]))


def _read(kind: type, row: dict[str, Any], readers: dict[str, Callable[[str], Any]]) -> Any:
    """Return one part of a map from what is kept of it; what a later release has added stays at its default."""
    known = {field.name for field in fields(kind)} & row.keys()
    return kind(**{name: readers[name](row[name]) if name in readers and row[name] else row[name] for name in known})


def remove_words(content: dict[str, Any], record: Any, removed: dict[str, str], note: str) -> None:
    """Remove the words of a redacted record from one language's content, in place.

    A station's texts are derived from its record's and may hold earlier wordings, so all of them go; its title is
    replaced if it was removed. Elsewhere removed words are replaced wherever they stand.
    """
    if isinstance(record, Programme):
        content.update(title=record.name, area=record.area_name, mission=record.mission, now_text=record.now_text)
    for phase in content["phases"]:
        for again in phase["again"]:
            if isinstance(record, PhasePassage) and phase["key"] == str(record.phase_id):
                again["reason"] = note
    key = getattr(record, "map_key", "")
    for item in content["items"]:
        if key and item["key"] == key:
            item.update(dict.fromkeys(ITEM_TEXTS, ""))
            if "title" in removed:
                item["title"] = note
    parts = [(content, WORDS), *((item, ("title", *ITEM_TEXTS)) for item in content["items"])]
    parts += [(again, ("reason",)) for phase in content["phases"] for again in phase["again"]]
    for words in filter(None, removed.values()):
        for part, names in parts:
            part.update({name: part[name].replace(words, note) for name in names if words in part.get(name, "")})
