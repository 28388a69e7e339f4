"""What the handbook and a municipality's dialogue strategy teach about dialogues, said at each question."""

from dialogues.guidance.occasions import OCCASIONS
from programmes.guidance import Guide

GUIDES: dict[str, Guide] = {**OCCASIONS}

# Forms whose questions belong to another subject's page.
PARENTS: dict[str, str] = {}
