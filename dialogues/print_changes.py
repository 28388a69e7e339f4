"""How an invitation that was printed differs from what the dialogue says today."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from dialogues.enums import Form, InfluenceState, Level
from dialogues.formal_texts import formal_notice, formal_text
from dialogues.models import Dialogue, Influence
from dialogues.queries.invitations import (
    Source,
    decider_of,
    occasion_line,
    place_of,
    promise_line,
    source_of,
    why_over,
)
from dialogues.queries.periods import period_of
from dialogues.queries.public import inviters_of
from kraftsamling.documents.registry import Changes
from programmes.models import Programme

Row = dict[str, str]
_SUBJECT = "dialogue"


def shown_on(source: Source) -> tuple[Row, ...]:
    """Return what an invitation tells, in rows to compare later; in whatever language it is printed, the facts count.

    The first row names the dialogue.
    """
    dialogue = source.dialogue
    with override(dialogue.content_language):
        return (
            _row(_SUBJECT, dialogue.title, str(dialogue.pk)),
            _row("question", _("The question"), dialogue.question),
            _row("form", _("Form of conversation"), str(Form(dialogue.form).label) if dialogue.form else ""),
            _row("level", _("Degree of influence"), str(Level(dialogue.level).label) if dialogue.level else ""),
            *(_row(f"influence-{row.pk}", row.question, _influence_words(row)) for row in source.influences),
            *(_row(f"promise-{row.pk}", row.what, promise_line(row)) for row in source.promises),
            *(_row(f"occasion-{row.pk}", str(row), occasion_line(row)) for row in source.occasions),
            *_period(source),
            *(_row(f"inviter-{one.pk}", one.name) for one in inviters_of(dialogue)),
            *_formal(dialogue),
        )


def _row(key: str, title: str, words: str = "") -> Row:
    return {"key": key, "title": title, "words": words}


def _influence_words(influence: Influence) -> str:
    state = str(InfluenceState(influence.state).label)
    parts = (place_of(influence), state, influence.limits, decider_of(influence), str(influence.decided_on or ""))
    return ", ".join(part for part in parts if part)


def _period(source: Source) -> list[Row]:
    """When the dialogue takes place is printed as long as no occasion says it."""
    period = None if source.occasions else period_of(source.dialogue, ())
    return [_row("period", _("When it takes place"), str(period))] if period else []


def _formal(dialogue: Dialogue) -> list[Row]:
    """The procedure in law beside it: which one, and each point of its notice."""
    fixed = formal_text(dialogue.formal_link)
    points = [_row(f"formal-{point}", point, text) for point, text in formal_notice(dialogue)]
    return [_row("formal", str(fixed.title)), *points] if fixed else []


def compare_invitation(programme: Programme, shown: Sequence[Mapping[str, str]], language: str) -> Changes:
    """Return what is new, changed and gone since an invitation with these rows was printed; three queries or four."""
    pk = next(row["words"] for row in shown if row["key"] == _SUBJECT)
    dialogue = Dialogue.objects.public().filter(programme=programme, pk=pk).prefetch_related("inviters").first()
    return changes_since(shown, source_of(dialogue) if dialogue else None)


def changes_since(shown: Sequence[Mapping[str, str]], source: Source | None) -> Changes:
    """Return how ``shown`` differs from what ``source`` tells; None of a dialogue that is no longer public.

    Of a dialogue that nobody can join any more nothing else matters.
    """
    if source is None:
        return Changes(over=_("The invitation has been taken back."))
    over = why_over(source.dialogue, source.occasions)
    if over:
        return Changes(over=over)
    before, after = ({row["key"]: row for row in rows} for rows in (shown, shown_on(source)))
    kept = [(before[key], row) for key, row in after.items() if key in before]
    return Changes(
        new=tuple(_name(row) for key, row in after.items() if key not in before),
        changed=tuple(_describe(old, new) for old, new in kept if old != new),
        gone=tuple(_name(row) for key, row in before.items() if key not in after),
    )


def _name(row: Mapping[str, str]) -> str:
    return row["words"] if row["key"].startswith(("promise-", "occasion-")) else row["title"]


def _describe(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    # A title that was changed says more than the words that go with it.
    pairs = [(before[name], after[name]) for name in ("title", "words") if before[name] != after[name]]
    told = [_("earlier “%(old)s”, now “%(new)s”") % {"old": old, "new": new} for old, new in pairs]
    return f"{before['title']} ({'; '.join(told)})"
