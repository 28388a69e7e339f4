"""Changing how stations of the process map are drawn, and stepping back through the changes.

A station's history is a chain of numbered steps. Two who change the same station at once are told apart by the number
of the step they had before them; what only one of them touched goes through.
"""

from dataclasses import asdict, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, public_pages
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.models import Record
from programmes.models import MapAdjustment, Programme, ProgrammeRecord
from programmes.queries.map_adjustments import PLAIN, Look, find_record, look_of, mark_title, steps_of


def adjust_station(
    *, programme: Programme, item_key: str, title: str, changes: dict[str, Any], seen_step: int, by
) -> MapAdjustment | None:
    """Change how a station is drawn, and return the new step; None when it is drawn so already.

    ``title`` is the station's own, for which a short one is written. ``changes`` holds any of short_title, weight (1 to
    5), is_hidden and side; ``seen_step`` is the step that the person had before them, 0 if there was none.
    Raises EditConflict when somebody else changed the same thing in between, RuleViolation for a station that is not
    the programme's.
    """
    rows = {row.step: row for row in steps_of(programme, item_key)}
    step = max(rows, default=0)
    seen, current = look_of(rows.get(seen_step)), look_of(rows.get(step))
    changes = _with_mark(changes, title)
    wanted = {name: value for name, value in changes.items() if value != getattr(seen, name)}
    if any(getattr(current, name) not in (getattr(seen, name), value) for name, value in wanted.items()):
        raise EditConflict()
    look = replace(current, **wanted)
    return _add(programme, item_key, step + 1, look, current, by=by) if look != current else None


def reset_station(*, programme: Programme, item_key: str, seen_step: int, by) -> MapAdjustment | None:
    """Draw a station as it would be had nobody adjusted it; None when it is drawn so already.

    Raises EditConflict when somebody else changed it in between.
    """
    last = steps_of(programme, item_key).order_by("-step").first()
    if last is None or look_of(last) == PLAIN:
        return None
    if last.step != seen_step:
        raise EditConflict()
    return _add(programme, item_key, last.step + 1, PLAIN, look_of(last), by=by)


def undo_adjustment(adjustment: MapAdjustment, *, by) -> MapAdjustment:
    """Draw the station as before ``adjustment``, which must be the last of its steps that still stands.

    Raises StateConflict when it is undone already, or is an undo, or a later step still stands.
    """
    rows = {row.step: row for row in steps_of(adjustment.programme, adjustment.item_key)}
    undone = {row.undoes_id for row in rows.values()}
    standing = [row for row in rows.values() if row.undoes_id is None and row.pk not in undone]
    if not standing or standing[-1].pk != adjustment.pk:
        raise StateConflict()
    step = max(rows)
    look, current = look_of(rows.get(adjustment.step - 1)), look_of(rows[step])
    return _add(adjustment.programme, adjustment.item_key, step + 1, look, current, by=by, undoes=adjustment)


def remove_short_titles(record: Record, removed: dict[str, str]) -> None:
    """Empty the short titles of a record's station, past ones too: they may say what was removed from its texts."""
    if removed and isinstance(record, ProgrammeRecord) and record.map_key:
        steps = steps_of(record.programme, record.map_key)
        steps.exclude(short_title="").update(short_title="", title_mark="")


def _with_mark(changes: dict[str, Any], title: str) -> dict[str, Any]:
    if "short_title" not in changes:
        return changes
    short = " ".join(changes["short_title"].split())
    short = "" if short == title else short
    return {**changes, "short_title": short, "title_mark": mark_title(title) if short else ""}


def _add(
    programme: Programme, item_key: str, step: int, look: Look, before: Look, *, by, undoes: MapAdjustment | None = None
) -> MapAdjustment:
    record = find_record(programme, item_key)
    if record is None:
        raise RuleViolation(_("This station is no longer on the map."))
    values = asdict(look)
    try:
        with transaction.atomic():
            row = MapAdjustment.objects.create(
                programme=programme,
                item_key=item_key,
                step=step,
                undoes=undoes,
                made_at=clock.now(),
                made_by=by,
                **values,
            )
            public_pages.bump(public_pages.programme_scope(programme.pk))
            changed = [name for name in values if name != "title_mark" and values[name] != getattr(before, name)]
            verb = "map.undo" if undoes else "map.adjust"
            audit.record(verb, record, by=by, programme_id=programme.pk, fields=changed)
    except IntegrityError as error:  # somebody else took this step a moment ago
        raise EditConflict() from error
    return row
