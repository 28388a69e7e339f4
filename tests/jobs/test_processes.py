import http.client

import pytest

from kraftsamling.jobs.processes import get_commands, is_answering


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
