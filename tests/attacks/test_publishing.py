"""Who may write but not publish shows nothing to everyone, whatever they move, set or send."""

from itertools import chain

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

import dialogues.enums
import programmes.enums
import programmes.enums.actors
import programmes.enums.knowledge
import programmes.enums.planning
from programmes.enums import Move
from programmes.roles import ROLES, Permission
from tests.access_matrix import ROWS
from tests.addresses import arguments

pytestmark = pytest.mark.once
MODULES = (dialogues.enums, programmes.enums, programmes.enums.actors, programmes.enums.knowledge,
           programmes.enums.planning)  # fmt: skip
WRITERS = [
    role for role in ("facilitator", "idea_coach")
    if not ROLES[role].permissions & {Permission.PUBLISH, Permission.PUBLISH_DIALOGUES}
]  # fmt: skip


def targets() -> set[str]:
    """Return every state that anything can be moved to."""
    lists = chain.from_iterable(vars(module).values() for module in MODULES)
    moves = chain.from_iterable(each for each in lists if isinstance(each, list | tuple))
    return {move.target for move in moves if isinstance(move, Move)}


def shown_to_everyone() -> set[tuple[str, int]]:
    kinds = [model for model in apps.get_models() if hasattr(model._default_manager, "public")]
    assert len(kinds) > 8
    return {(kind.__name__, pk) for kind in kinds for pk in kind._default_manager.public().values_list("pk", flat=True)}


@pytest.mark.parametrize("writer", WRITERS)
def test_no_move_publishes(house, writer):
    client, before = Client(), shown_to_everyone()
    client.force_login(house.people[writer])
    moved, shown = 0, {}
    for name in ROWS:
        values = arguments(house, name)
        for to in targets() if "to" in values and name.split(":")[0] in ("programmes", "dialogues") else ():
            with transaction.atomic():
                sent = {"reason": "x", "version": "1", "is_public": "yes", "published_at": "2026-01-01", "how": "x"}
                is_done = client.post(reverse(name, kwargs={**values, "to": to}), sent).status_code == 302
                new = shown_to_everyone() - before if is_done else set()
                transaction.set_rollback(True)
            moved += is_done
            if new:
                shown[name, to] = new
    assert shown == {}
    assert moved > 3


def test_somebody_writes_without_publishing():
    assert WRITERS == ["facilitator", "idea_coach"]
