"""States and kinds of dialogues, their promises, occasions, registrations, methods and texts."""

from dialogues.enums.dialogues import (
    DIALOGUE_MOVES,
    FORMAL_LINKS,
    LADDERS,
    Answer,
    DecisionTiming,
    DialogueState,
    Facilitation,
    Form,
    FormalLink,
    InfluenceState,
    Ladder,
    Level,
    PlanSize,
    Venue,
)
from dialogues.enums.methods import Cost, Group, Purpose, Span
from dialogues.enums.occasions import (
    OCCASION_MOVES,
    REGISTRATION_MOVES,
    Facility,
    OccasionKind,
    OccasionState,
    RegistrationState,
)
from dialogues.enums.promises import PROMISE_MOVES, FeedbackChannel, PromiseStanding, PromiseState
from dialogues.enums.texts import LANGUAGES, TextStatus, is_right_to_left

__all__ = [
    "DIALOGUE_MOVES",
    "FORMAL_LINKS",
    "LADDERS",
    "LANGUAGES",
    "OCCASION_MOVES",
    "PROMISE_MOVES",
    "REGISTRATION_MOVES",
    "Answer",
    "Cost",
    "DecisionTiming",
    "DialogueState",
    "Facilitation",
    "Facility",
    "FeedbackChannel",
    "Form",
    "FormalLink",
    "Group",
    "InfluenceState",
    "Ladder",
    "Level",
    "OccasionKind",
    "OccasionState",
    "PlanSize",
    "PromiseStanding",
    "PromiseState",
    "Purpose",
    "RegistrationState",
    "Span",
    "TextStatus",
    "Venue",
    "is_right_to_left",
]
