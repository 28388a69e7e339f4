"""The adviser: what form of conversation, which step of the ladder and which methods the answers of a plan point to.

Pure: it knows no tables. It advises; a person decides (docs/adviser.md).
"""

from dialogues.adviser.advising import Advice, Ranked, Reason, advise, one_for_each_method, one_for_what_suits
from dialogues.adviser.answers import Answers, MethodFacts, OccasionFacts

__all__ = [
    "Advice", "Answers", "MethodFacts", "OccasionFacts", "Ranked", "Reason", "advise", "one_for_each_method",
    "one_for_what_suits",
]  # fmt: skip
