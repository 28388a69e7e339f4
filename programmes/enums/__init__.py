"""States, kinds and their allowed moves, divided by subject. Nothing here imports models."""

from programmes.enums.base import (
    DECIDING_KINDS,
    PROGRAMME_MOVES,
    REPORT_MOVES,
    RESERVED_SLUGS,
    Conformance,
    Initiative,
    LegalPageKind,
    Move,
    NoteKind,
    NoteState,
    OrganisationKind,
    Palette,
    PhaseKind,
    ProgrammeState,
    ReportKind,
    ReportState,
)

__all__ = [
    "DECIDING_KINDS",
    "PROGRAMME_MOVES",
    "REPORT_MOVES",
    "RESERVED_SLUGS",
    "Conformance",
    "Initiative",
    "LegalPageKind",
    "Move",
    "NoteKind",
    "NoteState",
    "OrganisationKind",
    "Palette",
    "PhaseKind",
    "ProgrammeState",
    "ReportKind",
    "ReportState",
]
