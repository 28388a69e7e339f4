"""What the handbook and a municipality's dialogue strategy teach about dialogues, said at each question."""

from dialogues.guidance.methods import METHODS
from dialogues.guidance.occasions import OCCASIONS
from dialogues.guidance.plan import PLAN, PLAN_PARENTS
from dialogues.guidance.promises import PROMISES
from programmes.guidance import Guide

GUIDES: dict[str, Guide] = {**PLAN, **METHODS, **OCCASIONS, **PROMISES}

# Forms whose questions belong to another subject's page.
PARENTS: dict[str, str] = {**PLAN_PARENTS}
