"""What stands under headings on an invitation that is printed, and what is left of it where there is little room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.queries.influence_words import decider_of, deciders_of
from dialogues.queries.influences import InfluenceGroup, influences_of
from dialogues.queries.invitations import Invitation, InvitationSource
from dialogues.queries.promises import describe_promises, say_when
from dialogues.queries.translated import say_day_in, say_standing_in
from dialogues.words.invitations import InvitationWords, words_in
from dialogues.words.sentences import cut_words, end_sentence

# Characters in which a day is told, however many lines share the room.
_LEAST = 60


@dataclass(frozen=True)
class Block:
    """A heading, and what stands under it: lines, or in the language of the plan the questions by what can be done.

    ``brief`` are the lines for a sheet with little room, each with the most important words first; ``more`` tells how
    many questions were left out.
    """

    name: str
    title: str
    lines: tuple[str, ...] = ()
    groups: tuple[tuple[str, InfluenceGroup], ...] = ()
    brief: tuple[str, ...] = ()
    more: str = ""

    def cut_to(self, room: int | None, *, has_limits: bool = True) -> "Block":
        """Return the block with its first ``room`` characters, shared by its lines; of questions, whole ones."""
        if room is None:
            return self
        groups, left_out = [], 0
        for title, group in self.groups:
            rows = [row if has_limits else replace(row, limits="") for row in group.rows]
            kept = [row for place, row in enumerate(rows) if sum(len(one.question) for one in rows[:place]) < room]
            groups.append((title, replace(group, rows=kept)))
            left_out += len(rows) - len(kept)
        told = self.brief or ((" ".join(self.lines),) if self.lines else ())
        each = max(room // max(len(told), 1), min(room, _LEAST))
        texts = tuple(cut_words(words, each) for words in told)
        return replace(self, lines=texts, groups=tuple(groups), more=say_more(left_out))


def say_more(count: int) -> str:
    """Return how many questions stand only on the web; empty for none."""
    words = ngettext("%(count)d more question, on the web", "%(count)d more questions, on the web", count)
    return words % {"count": count} if count > 0 else ""


def more_occasions(told: Sequence[object], most: int, words: InvitationWords) -> str:
    """Return how many occasions stand only on the web when ``most`` are told; empty for none."""
    return words.more.format(count=len(told) - most) if len(told) > most else ""


def cancelled_lines(lines: Sequence[str], most: int, words: InvitationWords) -> list[str]:
    """Return the first ``most`` lines on what is cancelled, and how many more such occasions there are; where there is
    no room for one, how many it is."""
    if lines and not most:
        return [str(len(lines))]
    return [*lines[:most], *filter(None, [more_occasions(lines, most, words)])]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def make_blocks(source: InvitationSource, invitation: Invitation, words: InvitationWords) -> list[Block]:
    """Return what stands under headings, in the order in which it is read."""
    dialogue = source.dialogue
    is_own = invitation.language == dialogue.content_language
    if is_own:
        names = {
            "open": _("You can influence"),
            "partly": _("You can influence in part"),
            "fixed": _("Already decided"),
        }
        groups = tuple((names[group.state], group) for group in influences_of(dialogue).groups)
        influence = Block("influence", words.influence, groups=groups)
    else:
        title = "" if dialogue.is_information else words.influence
        influence = Block("influence", title, _lines(invitation.influence))
    blocks = [
        Block("summary", "", _lines(invitation.summary)),
        influence,
        Block("decided", words.decided, _lines(invitation.decided), brief=_brief_deciders(source) if is_own else ()),
        _promises(source, invitation, words, is_own=is_own),
        Block("practical", words.practical, () if is_own else _lines(invitation.practical)),
    ]
    return [block for block in blocks if block.lines or block.groups]


def _brief_deciders(source: InvitationSource) -> tuple[str, ...]:
    """Who decides and when, without the questions; nothing where that would speak of a question nobody decides."""
    rows = source.influences
    if not rows or "" in deciders_of(rows):
        return ()
    # Whoever is named with a day is not named again without one.
    dated = {decider_of(row) for row in rows if row.decided_on}
    named = deciders_of(row for row in rows if row.decided_on or decider_of(row) not in dated)
    return (" ".join(end_sentence(words) for words in named),)


def answer_days(source: InvitationSource, language: str) -> list[str]:
    """Return by which days the answers come, the nearest first, in one of LANGUAGES: whatever a translator wrote."""
    days = sorted({promise.next_day for promise in source.promises})
    return [words_in(language).by.format(day=say_day_in(day, language)) for day in days]


def tell_unanswered(source: InvitationSource, words: InvitationWords) -> list[str]:
    """Return that no answer comes, in one of LANGUAGES, and why, as that was written: the translator promised one."""
    return [
        f"{capfirst(say_standing_in(row, words))}: \u2068{row.promise.state_reason}\u2069"
        for row in describe_promises(source.unanswered)
    ]


def _promises(source: InvitationSource, invitation: Invitation, words: InvitationWords, *, is_own: bool) -> Block:
    """Return when the answer comes: the days first where room is short, and whatever a translator wrote of them."""
    if source.unanswered:
        lines = _lines(invitation.promise) if is_own else tell_unanswered(source, words)
        return Block("promise", words.promise, tuple(lines))
    if not is_own:
        days = answer_days(source, invitation.language)
        lines = _lines(invitation.promise)
        return Block("promise", words.promise, (*lines, *days), brief=(" ".join(map(end_sentence, (*days, *lines))),))
    rows = sorted(source.promises, key=lambda one: one.next_day)
    brief = tuple(f"{say_when(row, is_brief=True).rstrip('.')}: {row.what.strip()}" for row in rows)
    return Block("promise", words.promise, _lines(invitation.promise), brief=brief)
