"""How an invitation that was printed differs from what the dialogue says today."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Choices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from dialogues.enums import Facility, Form, InfluenceState, Level
from dialogues.models import Dialogue, Influence, Occasion, Promise
from dialogues.queries.influence_words import decider_of, place_of
from dialogues.queries.invitations import (
    InvitationSource,
    occasion_facts,
    promise_line,
    source_of,
    there_facts,
    why_over,
)
from dialogues.queries.occasion_words import facilities_of, place_and_address
from dialogues.queries.periods import period_of
from dialogues.queries.public import inviters_of
from dialogues.words.formal_texts import formal_points, formal_text
from kraftsamling.documents.registry import Changes
from kraftsamling.shared.dates import ImpreciseDate
from programmes.models import Programme

Row = dict[str, Any]
_SUBJECT, _THERE = "dialogue", "there-"
# Of what is there for those who come, what is written in words of its own.
_WRITTEN = ("interpreter_languages", "food", "cost", "support_how", "support_until")


def shown_on(source: InvitationSource) -> tuple[Row, ...]:
    """Return what an invitation tells, in rows to compare later; in whatever language it is printed, the facts count.

    The first row names the dialogue. ``facts`` are compared: what people wrote, days, states. ``title`` and ``words``
    tell a reader of them, and may be worded otherwise another day.
    """
    dialogue = source.dialogue
    with override(dialogue.content_language):
        return (
            _row(_SUBJECT, dialogue.title, str(dialogue.pk)),
            _row("question", _("The question"), dialogue.question, [dialogue.question]),
            _row("form", _("Form of conversation"), _label(Form, dialogue.form), [dialogue.form]),
            _row("level", _("Degree of influence"), _label(Level, dialogue.level), [dialogue.level]),
            *map(_influence, source.influences),
            *map(_promise, source.promises),
            *map(_occasion, source.occasions),
            *map(_there, source.occasions),
            *_period(source),
            *(_row(f"inviter-{one.pk}", one.name) for one in inviters_of(dialogue)),
            *_formal(dialogue),
        )


def _row(key: str, title: str, words: str = "", facts: Sequence[object] | None = None) -> Row:
    told = (title, words) if facts is None else facts
    return {"key": key, "title": title, "words": words, "facts": [str(each or "") for each in told]}


def _label(choices: type[Choices], value: str) -> str:
    return str(choices(value).label) if value else ""


def _influence(row: Influence) -> Row:
    place, decider, day = place_of(row), decider_of(row), str(row.decided_on or "")
    parts = (place, str(InfluenceState(row.state).label), row.limits, decider, day)
    facts = (row.question, place, row.state, row.limits, decider, _span(row.decided_on))
    return _row(f"influence-{row.pk}", row.question, ", ".join(filter(None, parts)), facts)


def _promise(row: Promise) -> Row:
    facts = (
        row.what, row.to_whom, *row.channels, row.channel_note, row.due_on, row.condition, row.next_message_on
    )  # fmt: skip
    return _row(f"promise-{row.pk}", row.what, promise_line(row), facts)


def _occasion(row: Occasion) -> Row:
    facts = (
        row.kind, row.title, row.starts_at.isoformat(), row.ends_at.isoformat(), row.is_all_day,
        *place_and_address(row), bool(row.online_url), row.needs_registration, row.registration_until, row.capacity,
    )  # fmt: skip
    return _row(f"occasion-{row.pk}", capfirst(str(row)), occasion_facts(row), facts)


def _there(row: Occasion) -> Row:
    """What is told to be there for those who come: what is told besides another day makes no print wrong."""
    told = {name: getattr(row, name) for name in facilities_of(row) if getattr(row, name) != Facility.UNKNOWN}
    written = {name: getattr(row, name) for name in _WRITTEN if getattr(row, name)}
    facts = [f"{name}={value}" for name, value in (told | written).items()]
    return _row(f"{_THERE}{row.pk}", capfirst(str(row)), there_facts(row), facts)


def _period(source: InvitationSource) -> list[Row]:
    """When the dialogue takes place is printed as long as no occasion says it."""
    period = None if source.occasions else period_of(source.dialogue, ())
    return (
        [_row("period", _("When it takes place"), str(period), [_span(period.begin), _span(period.end)])]
        if period
        else []
    )


def _span(day: ImpreciseDate | None) -> str:
    """From when until when the day may be."""
    return f"{day.first}/{day.last}" if day else ""


def _formal(dialogue: Dialogue) -> list[Row]:
    """The procedure in law beside it: which one, and each point of its notice."""
    fixed = formal_text(dialogue.formal_link)
    if fixed is None:
        return []
    points = formal_points(dialogue)
    return [
        _row("formal", str(fixed.title), facts=[dialogue.formal_link]),
        *(_row(f"formal-{point.name}", point.label, point.text, point.facts) for point in points),
        _row("formal-page", _("The official page"), dialogue.official_url, [dialogue.official_url]),
    ]


def compare_invitation(programme: Programme, shown: Sequence[Row], language: str) -> Changes:
    """Return what is new, changed and gone since an invitation with these rows was printed; three queries or four."""
    pk = next(row["words"] for row in shown if row["key"] == _SUBJECT)
    dialogue = Dialogue.objects.public().filter(programme=programme, pk=pk).prefetch_related("inviters").first()
    return changes_since(shown, source_of(dialogue) if dialogue else None)


def changes_since(shown: Sequence[Row], source: InvitationSource | None) -> Changes:
    """Return how ``shown`` differs from what ``source`` tells; None of a dialogue that is no longer public.

    Of a dialogue that nobody can join any more nothing else matters.
    """
    if source is None:
        return Changes(over=_("The invitation has been taken back."))
    over = why_over(source.dialogue, source.occasions)
    if over:
        return Changes(over=over)
    before, after = ({row["key"]: row for row in rows} for rows in (shown, shown_on(source)))
    cancelled = {f"occasion-{one.pk}" for one in source.cancelled}
    kept = [(before[key], row) for key, row in after.items() if key in before]
    return Changes(
        new=tuple(_name(row) for key, row in after.items() if _is_told_alone(key) and key not in before),
        changed=tuple(_describe(old, new) for old, new in kept if not _is_same(old, new)),
        gone=tuple(
            _("%(what)s (cancelled)") % {"what": _name(row)} if key in cancelled else _name(row)
            for key, row in before.items()
            if _is_told_alone(key) and key not in after
        ),
    )


def _is_told_alone(key: str) -> bool:
    """Whether the row comes and goes by itself: what is there is told with its occasion."""
    return not key.startswith(_THERE)


def _is_same(before: Row, after: Row) -> bool:
    if "facts" in before:
        told, now = ([_plain(fact) for fact in row["facts"]] for row in (before, after))
        return told == now or (before["key"].startswith(_THERE) and set(told) <= set(now))
    # Made before facts were kept. What was told in sentences of ours may read otherwise without being otherwise.
    if before["key"].startswith("occasion-"):
        return True
    names = ("title",) if before["key"].startswith("promise-") else ("title", "words")
    return all(_plain(before[name]) == _plain(after[name]) for name in names)


def _plain(words: str) -> str:
    """What is read, whatever kinds of space are between the words."""
    return " ".join(words.split())


def _name(row: Row) -> str:
    return row["words"] if row["key"].startswith(("promise-", "occasion-")) else row["title"]


def _describe(before: Row, after: Row) -> str:
    # A title that was changed says more than the words that go with it.
    told = list(filter(None, (_tell_apart(before[name], after[name]) for name in ("title", "words"))))
    return f"{before['title']} ({'; '.join(told)})" if told else before["title"]


def _tell_apart(before: str, after: str) -> str:
    """Say what the words were and are, of several facts in a line only those that differ; empty where none does."""
    earlier, now = (_plain(words).split(" · ") for words in (before, after))
    old = " · ".join(fact for fact in earlier if fact not in now)
    new = " · ".join(fact for fact in now if fact not in earlier)
    if not old and not new:
        return ""
    if not old:
        return _("now “%(new)s”") % {"new": new}
    if not new:
        return _("earlier “%(old)s”") % {"old": old}
    return _("earlier “%(old)s”, now “%(new)s”") % {"old": old, "new": new}
