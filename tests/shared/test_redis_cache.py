import logging

import pytest
from django.core.cache import caches
from django.test import RequestFactory
from django.urls import reverse

from kraftsamling.shared.throttle import is_too_often
from programmes.services.map_notes import redact_map_note
from tests.factories import PASSWORD, MapNoteFactory, UserFactory


@pytest.fixture
def _redis_away(settings):
    """The shared cache as it is set up in production, where nothing listens on the port."""
    away = {
        "BACKEND": "kraftsamling.shared.redis_cache.ForgivingRedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    settings.CACHES = settings.CACHES | {"default": away, "drawings": away}


@pytest.mark.usefixtures("_redis_away")
def test_cache_without_redis_answers_as_an_empty_one(caplog):
    cache = caches["default"]
    with caplog.at_level(logging.WARNING):
        answers = [cache.add("a", 1), cache.get("a", "none"), cache.set("a", 1), cache.incr("a"), cache.touch("a")]
    assert [*answers, cache.delete("a"), cache.delete_many(["a"])] == [True, "none", None, 1, False, False, None]
    assert "The shared cache does not answer" in caplog.records[0].getMessage()


@pytest.mark.usefixtures("_redis_away")
def test_throttle_without_redis_holds_nobody_back():
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    assert [is_too_often(request, "prov", limit=1) for _ in range(3)] == [False, False, False]


@pytest.mark.usefixtures("_redis_away")
def test_people_sign_in_while_redis_is_away(client, db):
    person = UserFactory()
    wrong = client.post(reverse("account_login"), {"login": person.email, "password": "fel"})
    assert wrong.status_code == 200
    right = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert (right.status_code, right["Location"]) == (302, "/arbete/")


@pytest.mark.usefixtures("_redis_away")
def test_map_is_shown_and_texts_are_removed_while_redis_is_away(
    client, programme, process_leader, caplog, django_capture_on_commit_callbacks
):
    note = MapNoteFactory(programme=programme, title="Granntanten", published=True)
    page = reverse("overview:process_map", args=[programme.slug])
    assert "Granntanten" in client.get(page).content.decode()
    caplog.clear()
    with django_capture_on_commit_callbacks(execute=True):
        redact_map_note(note=note, fields=["title"], by=process_leader, reason="Namn")
    assert [record.getMessage() for record in caplog.records if "cache" in record.getMessage()] == [
        "The shared cache does not answer, nobody is held back: ConnectionError"
    ]
    assert "Granntanten" not in client.get(page).content.decode()
