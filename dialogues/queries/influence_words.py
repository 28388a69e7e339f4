"""A question of a dialogue in words: what it is, what place it is about, who decides it and when."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dialogues.enums import InfluenceState
from dialogues.models import Influence, InfluenceVersion
from kraftsamling.shared.dates import Precision
from kraftsamling.shared.enums import Openness, RecordState


def question_of(influence: Influence) -> str:
    """Return the question, and which place it is about where it is about one: two places may ask the same."""
    place = place_of(influence)
    return f"{influence.question} ({place})" if place else influence.question


def decider_of(influence: Influence | InfluenceVersion) -> str:
    """Return who decides the question, as anyone may read it; empty when nobody has said so or it may not be told."""
    return _name_of(influence, "decided_by") or influence.decided_by_other


def place_of(influence: Influence | InfluenceVersion) -> str:
    """Return the one place the question is about, as anyone may read it; empty when there is none to be named."""
    return _name_of(influence, "place")


def _name_of(influence: Influence | InfluenceVersion, field: str) -> str:
    """Return the name that people are told. What has been withdrawn keeps it: a published question goes on saying who
    decides; an earlier wording names it as it was called then."""
    named = getattr(influence, field)
    if named is None or named.openness != Openness.OPEN or named.record_state == RecordState.DRAFT:
        return ""
    return influence.texts.get(field, str(named)) if isinstance(influence, InfluenceVersion) else str(named)


def deciders_of(influences: Iterable[Influence]) -> list[str]:
    """Return who decides each question and when, in few words; "" for one of which nobody has said it.

    What is still to be decided comes first.
    """
    return list(dict.fromkeys(_name_decider(one) for one in _open_first(influences)))


def _open_first(influences: Iterable[Influence]) -> list[Influence]:
    return sorted(influences, key=lambda one: one.state == InfluenceState.FIXED)


def _name_decider(influence: Influence) -> str:
    return ", ".join(filter(None, (decider_of(influence), str(influence.decided_on or ""))))


def influence_line(influence: Influence) -> str:
    """Return the question, whether it can be influenced, and its limits, in one line."""
    sentences = {
        InfluenceState.OPEN: _("This can be influenced."),
        InfluenceState.PARTLY: _("This can be influenced in part."),
        InfluenceState.FIXED: _("This is already decided."),
    }
    return f"{question_of(influence)} {sentences[InfluenceState(influence.state)]} {influence.limits}".strip()


def decided_lines(influences: tuple[Influence, ...]) -> list[str]:
    """Return who decides and when, a line for each; which questions only where they are not all decided alike."""
    beside_open = any(one.state != InfluenceState.FIXED for one in influences)
    found: dict[str, list[str]] = {}
    for one in _open_first(influences):
        found.setdefault(_say_decider(one, beside_open=beside_open), []).append(question_of(one))
    if len(found) == 1 or len(deciders_of(influences)) == 1:
        return [words for words in found if words][:1]
    return [f"{words}: {' '.join(asked)}" for words, asked in found.items() if words]


def _say_decider(influence: Influence, *, beside_open: bool) -> str:
    """Return who decides and when; of what is decided ``beside_open`` questions, that it is."""
    decider, day = decider_of(influence), influence.decided_on
    if influence.state == InfluenceState.FIXED:
        words = _name_decider(influence)
        return _("Decided by %(who)s") % {"who": words} if decider and beside_open else words
    if not decider or not day:
        return _name_decider(influence)
    words = {"who": decider, "when": str(day)}
    match day.precision:
        case Precision.DAY:
            return _("%(who)s decides on %(when)s") % words
        case Precision.MONTH:
            return pgettext("month", "%(who)s decides in %(when)s") % words
    return pgettext("season, quarter, week or year", "%(who)s decides %(when)s") % words
