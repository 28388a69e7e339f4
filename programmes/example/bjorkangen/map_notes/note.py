"""How a note on the process map of Björkängen (exempel) is written down."""

from programmes.enums import NoteKind, NoteState, PhaseKind
from programmes.example.rows import row


def note(phase: PhaseKind, kind: NoteKind, when: str, title: str, text: str, weight: int = 3, **fields) -> dict:
    """Return the fields of one note: public and done unless they say otherwise."""
    given = {"state": NoteState.DONE, "is_public": True, **fields}
    return row(phase=phase, kind=kind, happens_on=when, title=title, text=text, map_weight=weight, **given)
