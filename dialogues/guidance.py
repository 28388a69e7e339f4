"""What the handbook and a municipality's dialogue strategy teach about dialogues, said at each question."""

from programmes.guidance import Guide

GUIDES: dict[str, Guide] = {}

# Forms whose questions belong to another subject's page.
PARENTS: dict[str, str] = {}
