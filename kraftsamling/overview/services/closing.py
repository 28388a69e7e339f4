"""Closing a programme: every app says what stands in the way."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.queries.closing import dialogues_in_the_way
from dialogues.queries.promise_places import promises_in_the_way
from kraftsamling.shared.errors import RuleViolation
from programmes.enums import ProgrammeState
from programmes.models import Programme
from programmes.queries import closing
from programmes.queries.closing import Obstacle
from programmes.services.programmes import move_programme

# One function for each app that keeps something which may be left open.
ASKED: tuple[Callable[[Programme], list[Obstacle]], ...] = (
    closing.closing_obstacles,
    dialogues_in_the_way,
    promises_in_the_way,
)


def all_closing_obstacles(programme: Programme) -> list[Obstacle]:
    """Return what stands in the way in any app, what is blocking first."""
    obstacles = [obstacle for ask in ASKED for obstacle in ask(programme)]
    return sorted(obstacles, key=lambda obstacle: not obstacle.is_blocking)


def close_programme(*, programme: Programme, by, reason: str) -> Programme:
    """Close the programme; what is left open is explained by ``reason``.

    Raises RuleViolation while something blocking is left or without a reason, StateConflict when the programme is not
    in its exit part.
    """
    with transaction.atomic():
        if any(obstacle.is_blocking for obstacle in all_closing_obstacles(programme)):
            raise RuleViolation(_("Something must be solved first. It stands at the top of this page."))
        return move_programme(programme=programme, to=ProgrammeState.CLOSED, by=by, reason=reason)
