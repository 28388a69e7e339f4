"""Holding a dialogue while something is done to what belongs to it."""

from dialogues.models import Dialogue
from kraftsamling.shared import records
from kraftsamling.shared.errors import StateConflict


def hold_dialogue(dialogue: Dialogue) -> None:
    """Let nobody publish, close or withdraw the dialogue meanwhile; from here on ``dialogue`` says how it stands.

    Raises StateConflict when somebody has withdrawn it: what is added to it would be in lists that it has left.
    """
    records.hold(dialogue)
    dialogue.refresh_from_db(fields=["state", "published_at", "withdrawn_at"])
    if dialogue.withdrawn_at:
        raise StateConflict()
