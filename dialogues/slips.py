"""What fits on one of eight slips: the words measured with the font, the most important of each kind first."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogues.degrees import degrees_of
from dialogues.enums import InfluenceState
from dialogues.formal_texts import FormalText
from dialogues.invitation_words import words_in
from dialogues.models import Dialogue
from dialogues.queries.invitations import Invitation, Source, decider_of, question_of, source_of
from dialogues.queries.promises import say_channels, say_when
from programmes.processmap.fonts import break_text, text_width

SLIPS_ON_SHEET = 8
# How many times its body type a slip is wide between its margins, and how many times the small type its columns are.
_SLIP_EMS, _WIDE_EMS, _NARROW_EMS = 27, 32, 21.5
_MOST_FACTS = 6  # lines beside the code; what is said of a procedure in law takes the room of one


def slip_words(dialogue: Dialogue, invitation: Invitation, practical: list[tuple[str, str]],
               formal: FormalText | None) -> dict[str, Any]:  # fmt: skip
    """Return what stands on each slip, every part cut to its lines; the page that the code leads to holds the rest."""
    language = invitation.language
    is_long = text_width(invitation.title, 1.5, 700) > _SLIP_EMS * 0.9
    when = ", ".join(part for part in (practical[0] if practical else ()) if part)
    facts, left = [], _MOST_FACTS - bool(formal)
    for label, words in _facts(dialogue, invitation):
        text = _cut(f"{label}: {words}" if label else words, _NARROW_EMS, min(left, 2), language)
        facts.append((label if text.startswith(label) else "", text.removeprefix(label)))
        left -= 1 if text_width(text, 1) <= _NARROW_EMS else 2
    return {
        "slips": range(SLIPS_ON_SHEET),
        "title_size": 1.2 if is_long else 1.5,
        "slip_title": _cut(invitation.title, _SLIP_EMS / (1.2 if is_long else 1.5), 2, language, 700),
        "slip_question": _cut(invitation.question, _SLIP_EMS, 1 if formal else 2, language),
        "slip_when": _cut(when, _SLIP_EMS, 1 if is_long and formal else 2, language, 700),
        "slip_facts": facts,
        "slip_formal": str(formal.brief) if formal else "",
    }


def _cut(words: str, ems: float, lines: int, language: str, weight: int = 400) -> str:
    # A little less than there is: the printer's own breaks come where words end.
    return " ".join(break_text(words, ems * 0.96, weight, lines, language).lines) if words and lines > 0 else ""


def _facts(dialogue: Dialogue, invitation: Invitation) -> Iterator[tuple[str, str]]:
    """Yield (label, words): how much one can influence, who decides, when the answer comes."""
    degree, words = degrees_of(dialogue)[invitation.language], words_in(invitation.language)
    if invitation.language == dialogue.content_language:
        told = _own_words(source_of(dialogue))
        labels = (_("You can influence"), _("Decides"), _("You get an answer"))
    else:
        told = [text.partition("\n")[0] for text in (invitation.influence, invitation.decided, invitation.promise)]
        labels = (words.influence, words.decided, words.promise)
    if dialogue.is_information:
        yield "", degree.sentences
    else:
        label = f"{degree.name}. {labels[0]}" if degree.name else labels[0]
        yield label, told[0]
    yield from ((label, text) for label, text in zip(labels[1:], told[1:], strict=True) if text)


def _own_words(source: Source) -> list[str]:
    """Return of the first question that can be influenced what it is and who decides, and the first promise."""
    order = (InfluenceState.OPEN, InfluenceState.PARTLY, InfluenceState.FIXED)
    row = min(source.influences, key=lambda one: order.index(one.state), default=None)
    promise = source.promises[0] if source.promises else None
    decided = (decider_of(row), str(row.decided_on or "")) if row else ()
    return [
        question_of(row) if row else "",
        ", ".join(part for part in decided if part),
        f"{say_when(promise)} {capfirst(say_channels(promise.channels, promise.channel_note))}." if promise else "",
    ]
