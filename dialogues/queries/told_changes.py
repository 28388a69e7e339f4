"""What a dialogue says otherwise since somebody signed up for it, for whoever writes to them or calls them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max
from django.utils.translation import gettext as _

from dialogues.enums import CallAbout
from dialogues.models import Dialogue, Influence, LevelChange, Registration


def say_change(change: LevelChange | Influence, dialogue: Dialogue) -> str:
    """Return in words what was changed and why; of form and level what was promised before, and what is now."""
    if isinstance(change, Influence):
        return f"{change.question} – {change.change_reason}"
    before, now = _promise(change), _promise(dialogue)
    if before == now:
        return change.reason
    words = {"before": before, "now": now, "reason": change.reason}
    return _("Before: %(before)s. Now: %(now)s. %(reason)s") % words


def _promise(row: LevelChange | Dialogue) -> str:
    form, level = row.get_form_display(), row.get_level_display()
    if form and level and form != level:
        return _("%(form)s, degree “%(level)s”") % {"form": form, "level": level}
    return form or level


def changes_for(registrations: Iterable[Registration]) -> dict[int, list[str]]:
    """Return by the key of each registration what its dialogue says otherwise since they signed up, or were called the
    last time before they are to be called now; the earliest first. Two queries.

    The registrations come with their occasions' dialogues.
    """
    rows = list(registrations)
    dialogues = {row.occasion.dialogue_id for row in rows}
    levels = LevelChange.objects.filter(dialogue__in=dialogues)
    asked = Influence.objects.filter(dialogue__in=dialogues).exclude(change_reason="")
    found: dict[int, list[tuple[dt.datetime, LevelChange | Influence]]] = defaultdict(list)
    for change in levels:
        found[change.dialogue_id].append((change.changed_at, change))
    for influence in asked.annotate(replaced_at=Max("versions__replaced_at")):
        found[influence.dialogue_id].append((influence.replaced_at or influence.created_at, influence))
    return {row.pk: _since(_last_told(row), found[row.occasion.dialogue_id], row.occasion.dialogue) for row in rows}


def _last_told(registration: Registration) -> dt.datetime:
    called, asked = registration.called_at, registration.call_since
    # Whoever was not reached after all has not been told.
    return called if called and asked and called < asked else registration.queued_at


def _since(
    moment: dt.datetime, changes: list[tuple[dt.datetime, LevelChange | Influence]], dialogue: Dialogue
) -> list[str]:
    told = sorted(((at, change) for at, change in changes if at > moment), key=lambda pair: pair[0])
    reasons = {change.reason for _at, change in told if isinstance(change, LevelChange)}
    # What becomes information lets every question be decided for the same reason: that is told once.
    return [
        say_change(change, dialogue) for _at, change in told
        if isinstance(change, LevelChange) or change.change_reason not in reasons
    ]  # fmt: skip


def with_news(registrations: Iterable[Registration]) -> list[Registration]:
    """Return the registrations with ``news``: what to tell those who are to be called, besides what it is about."""
    rows = list(registrations)
    changes = changes_for(rows)
    for row in rows:
        why = [row.occasion.state_reason] if row.call_about == CallAbout.CANCELLED and row.occasion.state_reason else []
        row.news = why + changes[row.pk]
    return rows
