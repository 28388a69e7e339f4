"""How each form of conversation goes with each step of the ladder: one table, for the ranking and for the warnings.

The handbook says of the forms: information and consultation invite nobody to decide, a discussion seldom has a next
step, a dialogue invites to much influence, and in co-creation the responsibility is shared. The steps mean what SKR's
ladder, or Boverket's, says of them. Where neither says it in so many words the judgement is ours.
"""

from enum import Enum

from dialogues.enums import Form, Level


class Pair(Enum):
    """How a form and a step go together; what stretches can be done, if something is added."""

    FITS = "fits"
    STRETCHES = "stretches"
    CONTRADICTS = "contradicts"


_STEPS = (
    Level.INFORMATION, Level.CONSULTATION, Level.DIALOGUE, Level.PARTICIPATION, Level.INFLUENCE, Level.CO_DECISION,
)  # fmt: skip
_SIGNS = {"+": Pair.FITS, "~": Pair.STRETCHES, "-": Pair.CONTRADICTS}
# The columns are the steps in the order above; participation is Boverket's for dialogue and influence.
_TABLE = {
    #                  Inf Con Dia Par Flu Dec
    Form.INFORMATION:  "+   -   -   -   -   -",
    Form.CONSULTATION: "-   +   ~   ~   -   -",
    Form.DISCUSSION:   "-   +   +   +   ~   -",
    Form.LEARNING:     "-   -   +   +   +   ~",
    Form.CO_CREATION:  "-   -   ~   +   +   +",
}  # fmt: skip
PAIRS: dict[tuple[str, str], Pair] = {
    (form, step): _SIGNS[sign] for form, row in _TABLE.items() for step, sign in zip(_STEPS, row.split(), strict=True)
}
# More against what does not fit than all other rules together speak for it, so that what is advised goes together.
_POINTS = {Pair.FITS: 3, Pair.STRETCHES: -20, Pair.CONTRADICTS: -30}


def points_with(form: str) -> dict[str, int]:
    """Return the points that a form of conversation gives each step."""
    return {step: _POINTS[PAIRS[form, step]] for step in _STEPS}
