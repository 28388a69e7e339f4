import http.client

import pytest

from kraftsamling.jobs import processes
from kraftsamling.jobs.processes import get_commands, is_answering, is_up
from kraftsamling.jobs.queries import Health


def test_web_server_listens_where_the_installation_says(settings):
    settings.BIND_ADDRESS, settings.PORT = "192.0.2.7", 8123
    command = get_commands()["web"]
    assert command[command.index("--bind") + 1] == "192.0.2.7:8123"


@pytest.mark.parametrize(("bound", "asked"), [("0.0.0.0", "127.0.0.1"), ("192.0.2.7", "192.0.2.7")])
def test_web_server_is_asked_where_it_listens(settings, monkeypatch, bound, asked):
    settings.BIND_ADDRESS, addresses = bound, []

    def refuse(connection):
        addresses.append(connection.host)
        raise ConnectionRefusedError

    monkeypatch.setattr(http.client.HTTPConnection, "connect", refuse)
    assert is_answering() is False
    assert addresses == [asked]


@pytest.mark.parametrize(("sweep_age", "asked"), [(None, 0), (301, 0), (4, 1)])
def test_web_server_is_not_asked_before_the_first_sweep(monkeypatch, sweep_age, asked):
    """A web server that must say no notes an error, and at a start there is none."""
    answers = []
    monkeypatch.setattr(processes, "get_health", lambda: Health(True, True, sweep_age))
    monkeypatch.setattr(processes, "is_answering", lambda: answers.append(True) or True)
    assert (is_up(), len(answers)) == (bool(asked), asked)
