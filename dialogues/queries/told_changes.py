"""What a dialogue says otherwise since somebody signed up for it, for whoever writes to them or calls them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Max, Prefetch, QuerySet
from django.utils.translation import gettext as _

from dialogues.enums import CallAbout, PromiseState
from dialogues.models import Dialogue, Influence, LevelChange, Promise, PromiseVersion, Registration
from dialogues.queries.dialogues import name_levels
from dialogues.queries.promises import EarlierPromise, earlier_promises, say_channels, say_when
from dialogues.words.sentences import end_sentence

Change = LevelChange | Influence | Promise


def say_change(change: LevelChange | Influence) -> str:
    """Return in words what was changed and why; of form and level, as ``find_level_changes`` gives them, what was
    promised before and what took its place."""
    if isinstance(change, Influence):
        return f"{change.question} – {change.change_reason}"
    words = {"before": _degree(change), "now": _degree(change.replaced_by), "reason": change.reason}
    return _("Before: %(before)s. Now: %(now)s. %(reason)s") % words


def say_promise_change(promise: Promise, version: int) -> str:
    """Return what is promised otherwise now than before the change that made it ``version``, and why; empty when
    nothing is, or the answer has been given."""
    unheard = [row for row in promise.versions.all() if row.version >= version - 1]
    # A change that left no version of its own noted that no answer comes.
    was_settled = bool(unheard) and unheard[-1].version < version and unheard[-1].state != PromiseState.OPEN
    return _say_promise(promise, len(unheard), was_settled=was_settled)


def _say_promise_since(promise: Promise, moment: dt.datetime) -> str:
    """Return what is promised otherwise now than at ``moment``, as ``say_promise_change`` does."""
    unheard = [row for row in promise.versions.all() if row.replaced_at > moment]
    noted_at = unheard[-1].noted_at if unheard and unheard[-1].state != PromiseState.OPEN else None
    return _say_promise(promise, len(unheard), was_settled=noted_at is not None and noted_at <= moment)


def _say_promise(promise: Promise, unheard: int, *, was_settled: bool) -> str:
    """Return what people who know it as it read ``unheard`` changes ago are to be told. ``was_settled``: they know that
    it was not to come, or had come."""
    earlier = earlier_promises(promise, is_elsewhere=True)[:unheard]
    before, now = _wording(earlier[-1] if earlier else promise), _wording(promise)
    if promise.state == PromiseState.KEPT or (promise.state == PromiseState.NOT_KEPT and was_settled):
        return ""
    if promise.state == PromiseState.NOT_KEPT:
        words = {"what": end_sentence(before["what"]), "reason": promise.state_reason}
        return _("You were to be told: %(what)s It will not come: %(reason)s") % words
    changed = [name for name in now if before[name] and before[name] != now[name]]
    if not changed and not was_settled:
        return ""
    told = [_("Before: %(before)s. Now: %(now)s.") % {"before": before[name], "now": now[name]} for name in changed]
    told += [] if "when" in changed else [f"{now['when']}."]
    told += dict.fromkeys(end_sentence(row.reason.strip()) for row in reversed(earlier) if row.reason)
    if "what" in changed:
        return " ".join(told)
    return _("You will be told: %(what)s %(when)s") % {"what": end_sentence(now["what"]), "when": " ".join(told)}


def _wording(row: Promise | EarlierPromise) -> dict[str, str]:
    """Return what a promise consists of in words, each without its full stop."""
    if isinstance(row, Promise):
        how, when = say_channels(row.channels, row.channel_note, is_elsewhere=True), say_when(row)
    else:
        how, when = row.channels, row.when
    words = {"what": row.what, "to_whom": row.to_whom, "how": how, "when": when}
    return {name: text.strip().rstrip(".") for name, text in words.items()}


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


def find_level_changes(keys: Collection[int]) -> dict[int, LevelChange]:
    """Return earlier forms and levels by their keys, each with what took its place: as many queries for one as for
    all."""
    changes = _level_changes(LevelChange.objects.filter(pk__in=keys).values("dialogue"))
    return {row.pk: row for row in changes if row.pk in keys}


def _level_changes(dialogues: Collection[int] | QuerySet) -> list[LevelChange]:
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
    return promise.noted_at if promise.state == PromiseState.NOT_KEPT else promise.versions.all()[0].replaced_at


def _last_told(registration: Registration) -> dt.datetime:
    called, asked = registration.called_at, registration.call_since
    # Whoever was not reached after all has not been told.
    return called if called and asked and called < asked else registration.queued_at


def _since(moment: dt.datetime, changes: list[tuple[dt.datetime, Change]]) -> list[str]:
    told = sorted(((at, change) for at, change in changes if at > moment), key=lambda pair: pair[0])
    reasons = {change.reason for _at, change in told if isinstance(change, LevelChange)}
    # What becomes information lets every question be decided for the same reason: that is told once.
    said = [
        _say_promise_since(change, moment) if isinstance(change, Promise) else say_change(change)
        for _at, change in told
        if not isinstance(change, Influence) or change.change_reason not in reasons
    ]
    return list(filter(None, said))


def with_news(registrations: Iterable[Registration]) -> list[Registration]:
    """Return the registrations with ``news``: what to tell those who are to be called, besides what it is about."""
    rows = list(registrations)
    changes = changes_for(rows)
    for row in rows:
        why = [row.occasion.state_reason] if row.call_about == CallAbout.CANCELLED and row.occasion.state_reason else []
        row.news = why + changes[row.pk]
        if row.call_about == CallAbout.DIALOGUE and not row.news:
            row.news = [_("There is nothing new to tell any more. You need not call.")]
    return rows
