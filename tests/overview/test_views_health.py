import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.urls import reverse

from kraftsamling.jobs import queries
from kraftsamling.jobs.models import Heartbeat
from kraftsamling.shared import clock

pytestmark = pytest.mark.django_db


def sweep_was(seconds):
    Heartbeat.objects.create(name="sweep", at=clock.now() - dt.timedelta(seconds=seconds))


def fail_with(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def test_health_is_open_uncached_and_without_cookie(client):
    sweep_was(10)
    response = client.get("/halsa/")
    assert (response.status_code, reverse("health")) == (200, "/halsa/")
    assert response.json() == {"database": True, "broker": True, "sweep_age_seconds": 10, "release": "1"}
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("seconds", [None, 301, 3600])
def test_health_warns_when_nothing_sweeps(client, seconds):
    if seconds is not None:
        sweep_was(seconds)
    response = client.get("/halsa/")
    assert (response.status_code, response.json()["sweep_age_seconds"]) == (503, seconds)


def test_health_warns_when_the_broker_is_silent(client, monkeypatch):
    sweep_was(10)
    monkeypatch.setattr(queries, "count_waiting_messages", fail_with(ConnectionRefusedError()))
    response = client.get("/halsa/")
    assert (response.status_code, response.json()["broker"], response.json()["database"]) == (503, False, True)


def test_health_answers_when_the_database_is_silent(client, monkeypatch):
    monkeypatch.setattr(queries, "get_sweep_age", fail_with(OperationalError("gone")))
    response = client.get("/halsa/")
    assert (response.status_code, response.json()["database"], response.json()["sweep_age_seconds"]) == (
        503,
        False,
        None,
    )


def test_health_changes_nothing_and_says_so(client):
    assert client.post("/halsa/").status_code == 405


def test_health_command_ends_badly_when_something_is_wrong(capsys):
    with pytest.raises(CommandError):
        call_command("health")
    sweep_was(10)
    call_command("health")
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["broker"] is True
