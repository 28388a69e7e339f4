"""The methods that a municipality's catalogue begins with, in Swedish and in our own words (sweden.md 7.3).

They are the municipality's own from then on: it rewords, retires and adds. The handbook's twelve are here by its names.
"""

from dialogues.method_proposals.asking import ASKING
from dialogues.method_proposals.deliberating import DELIBERATING
from dialogues.method_proposals.lasting import LASTING
from dialogues.method_proposals.meeting import MEETING
from dialogues.method_proposals.planning import PLANNING
from dialogues.method_proposals.proposal import MethodProposal
from dialogues.method_proposals.reaching import REACHING
from dialogues.method_proposals.telling import TELLING
from dialogues.method_proposals.walking import WALKING

METHOD_PROPOSALS: tuple[MethodProposal, ...] = (
    *TELLING,
    *REACHING,
    *ASKING,
    *WALKING,
    *MEETING,
    *DELIBERATING,
    *PLANNING,
    *LASTING,
)

__all__ = ["METHOD_PROPOSALS", "MethodProposal"]
