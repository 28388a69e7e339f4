"""What the handbook teaches, said where the work is done: a hint, an example, and what good looks like.

A key names a page ("page.goal"), a phase ("phase.initiation") or a question ("asset.title": the form's name and the
field's). The wordings here are ours; a municipality may replace each in each language (``GuidanceText``).
"""

from collections.abc import Mapping

from programmes.guidance.actors import ACTORS
from programmes.guidance.guides import Guide
from programmes.guidance.knowledge import KNOWLEDGE
from programmes.guidance.pages import PAGES
from programmes.guidance.planning import PLANNING

GUIDES: dict[str, Guide] = {**PAGES, **PLANNING, **KNOWLEDGE, **ACTORS}

# Where each of the handbook's ten lessons is said (domain.md 10; docs/guidance.md).
TEN_LESSONS = {
    "process_leader": "page.responsibility",
    "permissive_place": "phase.build_up",
    "led_by_challenge": "phase.problem_tackling",
    "hold_on": "page.planning",
    "facilitation": "picture.took_part",
    "managers_anchor": "page.body",
    "trust": "page.contact",
    "stay_in_conflict": "page.challenge",
    "start_local": "page.asset",
    "step_by_step": "page.lesson",
}

# Forms whose questions belong to another subject's page.
_PARENTS = {
    "basis": "picture",
    "figure": "source",
    "contact_event": "contact",
    "membership": "body",
    "checklist_item": "planning",
    "passage": "planning",
    "phase": "planning",
    "matrix": "challenge",
}


def register_guides(guides: Mapping[str, Guide], parents: Mapping[str, str]) -> None:
    """Add an app's guidance; ``parents`` names, for a form without a page of its own, the page it is listed under."""
    GUIDES.update(guides)
    _PARENTS.update(parents)


def group_of(key: str) -> str:
    """Return the key of the page that ``key`` is listed under ("page.goal" for "goal.title")."""
    first, _dot, rest = key.partition(".")
    subject = rest if first == "page" else first
    return f"page.{_PARENTS.get(subject, subject)}"


__all__ = ["GUIDES", "TEN_LESSONS", "Guide", "group_of", "register_guides"]
