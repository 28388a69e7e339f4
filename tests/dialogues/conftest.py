"""The moment that the tests of occasions and registrations look from, and an evening to sign up for."""

import pytest
from django.core.cache import cache

from tests.dialogues.occasions import TODAY, add_dialogue, add_evening, at, let_it_be


@pytest.fixture
def on_the_day(monkeypatch, db):
    let_it_be(monkeypatch, at(TODAY))
    cache.clear()  # counts how often somebody has signed up, and on Redis outlives a test


@pytest.fixture
def evening(programme):
    return add_evening(add_dialogue(programme), capacity=4)
