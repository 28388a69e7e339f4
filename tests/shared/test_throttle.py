import datetime as dt

import pytest
from django.core.cache import cache
from django.test import RequestFactory, override_settings
from django.utils import timezone

from kraftsamling.shared import clock
from kraftsamling.shared.throttle import is_too_often


@pytest.fixture(autouse=True)
def _empty_cache(db):
    cache.clear()


def _send(address, **headers):
    return is_too_often(RequestFactory().post("/", REMOTE_ADDR=address, **headers), "prov", limit=2)


def test_too_often_after_the_limit_for_one_sender_only():
    assert [_send("192.0.2.1") for _ in range(3)] == [False, False, True]
    assert _send("192.0.2.2") is False


def test_too_often_is_forgotten_when_the_hour_turns(monkeypatch):
    assert [_send("192.0.2.1") for _ in range(3)][-1] is True
    later = clock.now() + dt.timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert _send("192.0.2.1") is False


@override_settings(BEHIND_PROXY=True)
def test_too_often_trusts_only_the_proxys_own_word():
    answers = [_send("10.0.0.1", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}, 192.0.2.1") for n in range(3)]
    assert answers == [False, False, True]


def test_too_often_still_counts_after_half_an_hour(monkeypatch):
    """Counting in the database would by itself be forgotten after the cache's own five minutes."""
    assert [_send("192.0.2.1") for _ in range(2)] == [False, False]
    half_an_hour = dt.timedelta(minutes=30)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: timezone.now() + half_an_hour)
    assert _send("192.0.2.1") is True
