"""Fixtures and guards of the whole suite."""

import os

import pytest
from django.core.cache import caches

from kraftsamling.shared import clock
from tests.factories import MunicipalityFactory, ProgrammeFactory, make_member, make_municipal

# Playwright's synchronous interface runs inside an event loop; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    """Whatever asks no database is not run again on another."""
    for item in items:
        if not {"db", "transactional_db"} & {*item.fixturenames} and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def _empty_page_cache():
    caches["pages"].clear()


@pytest.fixture
def today(monkeypatch):
    """The day of the test; may be moved on."""
    days = [clock.today()]
    monkeypatch.setattr(clock, "today", lambda: days[0])
    return days


@pytest.fixture
def municipality(db):
    return MunicipalityFactory()


@pytest.fixture
def programme(municipality):
    return ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)


@pytest.fixture
def process_leader(programme):
    return make_member(programme, name="Processledaren", email="processledare@example.org")


@pytest.fixture
def signed_in(client, process_leader):
    """The process leader's browser."""
    client.force_login(process_leader)
    return client


@pytest.fixture
def administrator(municipality):
    return make_municipal(name="Administratören", email="administrator@example.org")


pytest_plugins = ["tests.full_house"]
