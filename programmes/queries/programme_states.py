"""What a programme needs before it changes state, and how its state has changed."""

import datetime as dt
from dataclasses import dataclass

from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import describe_verb
from programmes.enums.planning import Impact
from programmes.models import Programme


@dataclass(frozen=True)
class StateChange:
    """One change of a programme's state; ``who`` is empty when the system made it."""

    at: dt.datetime
    sentence: str
    who: str
    reason: str


def lacks_protection(programme: Programme) -> bool:
    """Whether nobody has answered yet if an assessment of data protection is done or needed (sweden.md C-13)."""
    return programme.impact_state == Impact.MISSING


def state_history(programme: Programme) -> list[StateChange]:
    """Return how the programme's state has changed, newest first, beginning with its creation; one query."""
    entries = AuditEntry.objects.filter(
        programme_id=programme.pk, target_type=Programme._meta.label_lower, target_id=str(programme.pk)
    ).select_related("actor")
    return [
        StateChange(entry.at, describe_verb(entry.verb), entry.actor.display_name if entry.actor else "", entry.reason)
        for entry in entries
        if entry.verb == "programme.create" or entry.verb.startswith("programme.to_")
    ]
