"""What a dialogue says otherwise since somebody signed up for it, for whoever writes to them or calls them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Max, Prefetch
from django.utils.translation import gettext as _

from dialogues.enums import CallAbout, PromiseState
from dialogues.models import Dialogue, Influence, LevelChange, Promise, PromiseVersion, Registration
from dialogues.queries.dialogues import name_levels
from dialogues.queries.promises import earlier_promises, say_when
from dialogues.sentences import end_sentence

Change = LevelChange | Influence | Promise


def say_change(change: Change) -> str:
    """Return in words what was changed and why; of form and level, and of the day of an answer, what was promised
    before, and what took its place."""
    if isinstance(change, LevelChange):
        return next(_say(row) for row in _level_changes({change.dialogue_id}) if row == change)
    return _say(change)


def _say(change: Change) -> str:
    if isinstance(change, Promise):
        return _say_promise(change)
    if isinstance(change, Influence):
        return f"{change.question} – {change.change_reason}"
    words = {"before": _degree(change), "now": _degree(change.replaced_by), "reason": change.reason}
    return _("Before: %(before)s. Now: %(now)s. %(reason)s") % words


def _say_promise(promise: Promise) -> str:
    what = end_sentence(promise.what.strip())
    if promise.state == PromiseState.NOT_KEPT:
        words = {"what": what, "reason": promise.state_reason}
        return _("You were to be told: %(what)s It will not come: %(reason)s") % words
    before, now = earlier_promises(promise)[0].when, say_when(promise)
    words = {"before": before.rstrip("."), "now": now.rstrip("."), "reason": promise.change_reason}
    when = f"{now} {promise.change_reason}"
    if before != now:
        when = _("Before: %(before)s. Now: %(now)s. %(reason)s") % words
    return _("You will be told: %(what)s %(when)s") % {"what": what, "when": when}


def _degree(row: LevelChange | Dialogue) -> str:
    form, level = row.get_form_display(), row.level_name
    if form and level and form != level:
        return _("%(form)s, degree “%(level)s”") % {"form": form, "level": level}
    return form or level


def changes_for(registrations: Iterable[Registration]) -> dict[int, list[str]]:
    """Return by the key of each registration what its dialogue says otherwise since they signed up, or were called the
    last time before they are to be called now; the earliest first. Seven queries for a municipality.

    The registrations come with their occasions.
    """
    rows = list(registrations)
    dialogues = {row.occasion.dialogue_id for row in rows}
    asked = Influence.objects.filter(dialogue__in=dialogues).exclude(change_reason="")
    found: dict[int, list[tuple[dt.datetime, Change]]] = defaultdict(list)
    for change in _level_changes(dialogues):
        found[change.dialogue_id].append((change.changed_at, change))
    for influence in asked.annotate(replaced_at=Max("versions__replaced_at")):
        found[influence.dialogue_id].append((influence.replaced_at or influence.created_at, influence))
    for promise in _changed_promises(dialogues):
        found[promise.dialogue_id].append((_changed_at(promise), promise))
    return {row.pk: _since(_last_told(row), found[row.occasion.dialogue_id]) for row in rows}


def _level_changes(dialogues: Collection[int]) -> list[LevelChange]:
    """Return what was promised before of form and level, the earliest first, each with ``replaced_by``: what took its
    place, which may have been replaced since. Their steps are named as the municipality words them."""
    today = Dialogue.objects.filter(pk__in=dialogues).select_related("programme__municipality").in_bulk()
    changes = list(LevelChange.objects.filter(dialogue__in=dialogues).order_by("changed_at", "pk"))
    by_municipality = defaultdict(list)
    for row in (*today.values(), *changes):
        dialogue = today[row.dialogue_id] if isinstance(row, LevelChange) else row
        by_municipality[dialogue.programme.municipality].append(row)
    for municipality, rows in by_municipality.items():
        name_levels(rows, municipality)
    following: dict[int, LevelChange | Dialogue] = dict(today)
    for change in reversed(changes):
        change.replaced_by = following[change.dialogue_id]
        following[change.dialogue_id] = change
    return changes


def _changed_promises(dialogues: Collection[int]) -> list[Promise]:
    """Return the answers that come on another day or in another way than was promised, and those that do not come."""
    versions = Prefetch("versions", PromiseVersion.objects.order_by("-replaced_at", "-pk"))
    given = Promise.objects.current().filter(dialogue__in=dialogues, published_at__isnull=False)
    rows = given.exclude(state=PromiseState.KEPT).prefetch_related(versions)
    return [row for row in rows if row.state == PromiseState.NOT_KEPT or row.versions.all()]


def _changed_at(promise: Promise) -> dt.datetime:
    # Of what will not come nothing that people are told is changed afterwards.
    return promise.updated_at if promise.state == PromiseState.NOT_KEPT else promise.versions.all()[0].replaced_at


def _last_told(registration: Registration) -> dt.datetime:
    called, asked = registration.called_at, registration.call_since
    # Whoever was not reached after all has not been told.
    return called if called and asked and called < asked else registration.queued_at


def _since(moment: dt.datetime, changes: list[tuple[dt.datetime, Change]]) -> list[str]:
    told = sorted(((at, change) for at, change in changes if at > moment), key=lambda pair: pair[0])
    reasons = {change.reason for _at, change in told if isinstance(change, LevelChange)}
    # What becomes information lets every question be decided for the same reason: that is told once.
    return [
        _say(change) for _at, change in told
        if not isinstance(change, Influence) or change.change_reason not in reasons
    ]  # fmt: skip


def with_news(registrations: Iterable[Registration]) -> list[Registration]:
    """Return the registrations with ``news``: what to tell those who are to be called, besides what it is about."""
    rows = list(registrations)
    changes = changes_for(rows)
    for row in rows:
        why = [row.occasion.state_reason] if row.call_about == CallAbout.CANCELLED and row.occasion.state_reason else []
        row.news = why + changes[row.pk]
    return rows
