"""Stacey's matrix: how predictable and how agreed a matter is tells how to go about it (source text 004).

Both are whole numbers from 1 (not at all) to 5 (fully). The further a matter lies from the corner where both are 5,
the less planning helps and the more exploring and dialogue does. The borders between the zones are ours.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.enums.knowledge import StaceyZone

LEVELS = range(1, 6)


@dataclass(frozen=True)
class Advice:
    """What a zone advises, in a word to remember it by and two sentences."""

    headline: str | Promise
    text: str | Promise


ADVICE = {
    StaceyZone.SIMPLE: Advice(
        _("Plan and do"),
        _("You know what helps and agree on it. Decide who does what and when, do it, and follow up."),
    ),
    StaceyZone.COMPLICATED: Advice(
        _("Ask those who know, then plan"),
        _("There are answers, but not at hand. Ask experts and those concerned, weigh what they say, then plan."),
    ),
    StaceyZone.COMPLEX: Advice(
        _("Try small, and talk all along"),
        _(
            "Nobody can know beforehand what helps. Make small tests that may fail, see what happens, and keep the "
            "dialogue open with those concerned. A detailed plan would only look safe."
        ),
    ),
    StaceyZone.CHAOTIC: Advice(
        _("Steady it first, then listen"),
        _(
            "Begin with something that gives calm and safety here and now. Then listen widely to understand what the "
            "problem is. Do not avoid the matter because it is hard, and do not plan as if it were simple."
        ),
    ),
}


def zone(predictability: int, agreement: int) -> StaceyZone:
    """Return the zone of a matter; raises ValueError outside 1 to 5."""
    if predictability not in LEVELS or agreement not in LEVELS:
        raise ValueError(f"{predictability} and {agreement} do not both lie between 1 and 5")
    unsure, apart = 5 - predictability, 5 - agreement
    if max(unsure, apart) <= 1:
        return StaceyZone.SIMPLE
    if min(unsure, apart) >= 3:
        return StaceyZone.CHAOTIC
    if unsure + apart <= 4 and min(unsure, apart) <= 1:
        return StaceyZone.COMPLICATED
    return StaceyZone.COMPLEX


def what_lacks_most(predictability: int, agreement: int) -> str | Promise:
    """Return a sentence on which of the two lies further off, since that is where to begin; "" when both lie alike."""
    if predictability > agreement:
        return _("Agreement lacks most: begin by bringing together those who see it differently.")
    if agreement > predictability:
        return _("Knowledge lacks most: begin by finding out more about what helps.")
    return ""


def cells_of(wanted: StaceyZone) -> list[tuple[int, int]]:
    """Return the places (predictability, agreement) that lie in the zone."""
    return [(known, agreed) for known in LEVELS for agreed in LEVELS if zone(known, agreed) == wanted]
