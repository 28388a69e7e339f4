"""What the handbook and a municipality's dialogue strategy teach about dialogues, said at each question."""

from dialogues.guidance.contributions import CONTRIBUTIONS
from dialogues.guidance.information import INFORMATION
from dialogues.guidance.methods import METHODS
from dialogues.guidance.occasions import OCCASIONS
from dialogues.guidance.plan import PLAN
from dialogues.guidance.promises import PROMISES
from dialogues.guidance.rows import ROW_PARENTS, ROWS
from programmes.guidance import Guide

GUIDES: dict[str, Guide] = {**PLAN, **INFORMATION, **ROWS, **METHODS, **OCCASIONS, **PROMISES, **CONTRIBUTIONS}

# Forms whose questions belong to another subject's page.
PARENTS: dict[str, str] = {**ROW_PARENTS, "information": "dialogue", "undertaking": "promise"}
