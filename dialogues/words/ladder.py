"""The ladder of participation: what each step means, and where it stands beside the steps of the other ladder.

Municipalities use SKR's five steps or Boverket's four (sweden.md 7.1) and may word each for themselves
(``models.LadderStep``); these are our words.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogues.enums import Level

SENTENCES: dict[str, str | Promise] = {
    Level.INFORMATION: _("You are told what is going on or decided, and may ask about it. Nothing is up for change."),
    Level.CONSULTATION: _("You say what you think or which proposal you prefer. Those who decide weigh it in."),
    Level.DIALOGUE: _("You meet others and those who answer for the matter, and give your reasons to each other."),
    Level.PARTICIPATION: _("You take part over time in developing the matter, together with those who answer for it."),
    Level.INFLUENCE: _("You take part over time in working out what the decision will build on."),
    Level.CO_DECISION: _("You who take part decide, within the limits that are said here."),
}

# How high a step stands, whichever ladder it belongs to: a promise of more is never less than one of little.
HEIGHTS: dict[str, int] = {
    Level.INFORMATION: 0,
    Level.CONSULTATION: 1,
    Level.DIALOGUE: 2,
    Level.PARTICIPATION: 2,
    Level.INFLUENCE: 3,
    Level.CO_DECISION: 4,
}

# What a step of one ladder comes nearest to on the other.
_NEAREST = {
    Level.DIALOGUE: Level.PARTICIPATION,
    Level.INFLUENCE: Level.PARTICIPATION,
    Level.PARTICIPATION: Level.DIALOGUE,
}


def on_ladder(level: str, ladder: tuple[str, ...]) -> str:
    """Return the step of ``ladder`` that ``level`` is, or comes nearest to."""
    return level if level in ladder else _NEAREST[Level(level)]
