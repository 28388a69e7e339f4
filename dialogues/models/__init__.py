"""Dialogues: plans, what can be influenced, methods, promises, occasions, sign-ups, invitations, contributions."""

from dialogues.models.contributions import Contribution, ContributionVersion, FollowCode, Theme
from dialogues.models.dialogues import (
    Dialogue,
    DialogueAddress,
    DialogueVersion,
    Influence,
    InfluenceVersion,
    LevelChange,
    TargetGroup,
)
from dialogues.models.invitations import InvitationText
from dialogues.models.methods import DialogueSettings, LadderStep, Method, MethodCase
from dialogues.models.occasions import Occasion, OccasionVersion, Registration
from dialogues.models.promises import Promise, PromiseVersion

__all__ = [
    "Contribution",
    "ContributionVersion",
    "Dialogue",
    "DialogueAddress",
    "DialogueSettings",
    "DialogueVersion",
    "FollowCode",
    "Influence",
    "InfluenceVersion",
    "InvitationText",
    "LadderStep",
    "LevelChange",
    "Method",
    "MethodCase",
    "Occasion",
    "OccasionVersion",
    "Promise",
    "PromiseVersion",
    "Registration",
    "TargetGroup",
    "Theme",
]
