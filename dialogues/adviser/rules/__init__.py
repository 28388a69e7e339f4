"""All rules of the adviser, one table: key, condition, what it gives, the sentence people read, and its source."""

from dialogues.adviser.kinds import Rule
from dialogues.adviser.rules.choosing import CHOOSING
from dialogues.adviser.rules.methods import METHODS
from dialogues.adviser.rules.warnings import WARNINGS

RULES: tuple[Rule, ...] = (*CHOOSING, *METHODS, *WARNINGS)

__all__ = ["CHOOSING", "METHODS", "RULES", "WARNINGS"]
