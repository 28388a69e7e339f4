"""Slips to cut apart: all that fits on one of eight, set as large as it fits.

One slip is set on a page of its own size and measured, so nothing is cut off in silence: what is left out is counted or
ends in an ellipsis, and the page that the code leads to holds the rest. The day of the answer is never left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dialogues.enums import InfluenceState
from dialogues.models import Promise
from dialogues.prints.blocks import Block, answer_days, cancelled_lines, more_occasions, say_more
from dialogues.queries.invitations import Invitation, InvitationSource
from dialogues.queries.promises import say_channels, say_when
from dialogues.words.sentences import cut_words, end_sentence
from kraftsamling.documents.services.pdf import largest_on_one_page

SLIPS_ON_SHEET = 8
# Millimetres; four rows are a little less high than the sheet. Where a page ends, an empty edge counts for nothing: a
# slip is measured on a page that ends where its lower edge begins.
_SHEET, _SLIP, _EDGE = (210, 297), (105, 74.2), 4
_TYPE_SIZES = (11, 10.5, 10, 9.5, 9, 8.5, 8)  # points, the least of them read with ease in the hand

# Unicode's first strong isolate: the words run as their first letter does.
_ISOLATE = ("\u2068", "\u2069")

# A label, and what is told under it.
Fact = tuple[str, str]


@dataclass(frozen=True)
class Room:
    """What there is room for: how many occasions and questions, how many characters of each text (None: all of it),
    whether it names those who decide and those who invite, and tells what is there for those who come, and how many
    cancelled occasions it names; the others are counted."""

    occasions: int
    questions: int
    characters: int | None
    has_deciders: bool = True
    has_inviters: bool = False
    has_facts: bool = False
    cancelled: int = 1

    def cut(self, words: str) -> str:
        return cut_words(words, self.characters) if self.characters else words


_ROOMS = (
    Room(3, 9, None, has_inviters=True, has_facts=True), Room(2, 3, None, has_inviters=True, has_facts=True),
    Room(1, 2, None, has_facts=True), Room(2, 3, None), Room(1, 1, None), Room(1, 1, 120),
    Room(1, 1, 80, cancelled=0), Room(1, 1, 60, cancelled=0), Room(1, 1, 40, has_deciders=False, cancelled=0),
)  # fmt: skip


def set_slips(source: InvitationSource, invitation: Invitation, context: dict[str, Any]) -> str:
    """Return the sheet of slips; ``context`` is what all prints of the invitation are made of."""
    for room in _ROOMS:
        words = {**context, **_words(source, invitation, context, room)}
        size = largest_on_one_page(partial(_render_one, words), _TYPE_SIZES)
        if size:
            return _render(words, size, SLIPS_ON_SHEET, _SHEET)
    return _render(words, _TYPE_SIZES[-1], SLIPS_ON_SHEET, _SHEET)


def _render_one(words: dict[str, Any], type_size: float) -> str:
    return _render(words, type_size, 1, (_SLIP[0], _SLIP[1] - _EDGE))


def _render(words: dict[str, Any], type_size: float, count: int, page: tuple[float, float]) -> str:
    layout = {"type_size": type_size, "slips": range(count), "page": page, "slip": _SLIP, "edge": _EDGE}
    return render_to_string("dialogues/pdf/invitation_slips.html", {**words, **layout})


def _words(source: InvitationSource, invitation: Invitation, context: dict[str, Any], room: Room) -> dict[str, Any]:
    told, words = context["practical"], context["words"]
    return {
        "slip_question": room.cut(invitation.question),
        "slip_occasions": [
            # A kind that is told in a language written from the right keeps its full stop to the left.
            (one, _isolated(end_sentence(one.name)) if one.name else "", end_sentence(room.cut(one.address)))
            for one in told[: room.occasions]
        ],
        "slip_has_facts": room.has_facts,
        "slip_more": more_occasions(told, room.occasions, words),
        "slip_cancelled": cancelled_lines(context["cancelled"], room.cancelled, words),
        "slip_facts": list(_facts(source, invitation, context, room)),
        "slip_inviters": context["inviters"] if room.has_inviters else (),
        "slip_official": room.cut(context["official"]),
    }


def _isolated(words: str) -> str:
    return f"{_ISOLATE[0]}{words}{_ISOLATE[1]}"


def _facts(source: InvitationSource, invitation: Invitation, context: dict[str, Any], room: Room) -> Iterator[Fact]:
    """Yield how much one can influence, who decides, and when the answer comes."""
    blocks, degree = {block.name: block for block in context["blocks"]}, context["degree"]
    is_own = invitation.language == source.dialogue.content_language
    if source.dialogue.is_information:
        yield "", degree.sentences
    elif "influence" in blocks:
        for number, (label, text) in enumerate(_influences(blocks["influence"], room)):
            name = "" if number else end_sentence(degree.name)
            yield f"{name} {label}".strip(), text
    if "decided" in blocks and room.has_deciders:
        decided = blocks["decided"]
        yield (
            # In full it says of each question who decides it.
            _("Decides") if decided.brief and not source.dialogue.is_information else decided.title,
            room.cut(" ".join(decided.brief or decided.lines)),
        )
    if source.unanswered:
        yield blocks["promise"].title, room.cut(" ".join(blocks["promise"].lines))
    elif source.promises and is_own:
        label = _("You will hear more") if source.dialogue.is_information else _("You get an answer")
        yield label, _own_answer(min(source.promises, key=lambda one: one.next_day), room)
    elif source.promises:
        day = answer_days(source, invitation.language)[0]
        yield context["words"].promise, f"{end_sentence(day)} {room.cut(invitation.promise)}"


def _influences(block: Block, room: Room) -> list[Fact]:
    """Return the questions by how much they can be influenced; what is decided only where nothing else is asked."""
    if not block.groups:
        return [(block.title, room.cut(" ".join(block.lines)))]
    asked = [one for one in block.groups if one[1].state != InfluenceState.FIXED] or block.groups
    rows = [(title, row) for title, group in asked for row in group.rows]
    shown: dict[str, list[str]] = {}
    for title, row in rows[: room.questions]:
        place = f" ({row.place})" if row.place else ""
        shown.setdefault(title, []).append(f"{room.cut(row.question)}{place}")
    left_out = say_more(len(rows) - room.questions)
    return [(title, " ".join(each)) for title, each in shown.items()] + ([("", left_out)] if left_out else [])


def _own_answer(promise: Promise, room: Room) -> str:
    how = room.cut(say_channels(promise.channels, promise.channel_note, is_elsewhere=True))
    when = say_when(promise, is_brief=room.characters is not None).rstrip(".")
    return f"{when}, {how}{'' if how.endswith('…') else '.'}"
