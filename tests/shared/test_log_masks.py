"""No log line holds the secret of an address."""

import io
import logging
import logging.config
import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dialogues.models import Registration
from dialogues.queries.registrations import hash_secret
from kraftsamling.shared.log_masks import mask
from tests.addresses import named_patterns

SECRET = "0123456789abcdef" * 4
# The addresses whose variable parts let whoever has them do something.
SECRET_PARTS = {"secret", "token", "uidb36"}


def secret_addresses() -> list[str]:
    names = [name for name, parts in named_patterns().items() if SECRET_PARTS & set(parts)]
    return [reverse(name, kwargs=dict.fromkeys(named_patterns()[name], SECRET)) for name in names]


def encoded(address: str) -> list[str]:
    whole = quote(address, safe="")
    return [whole, whole.replace("%2F", "%2f")]


def test_every_address_with_a_secret_is_masked():
    assert len(secret_addresses()) >= 6
    for address in [*secret_addresses(), *(f"/en{address}" for address in secret_addresses())]:
        for line in (f"Not Found: {address}", f'"GET {address}?sparat=1 HTTP/1.1" 200 "https://example.org{address}"',
                     f"Resolver404: {{'path': '{address[1:]}'}}",
                     *(f'"GET /konto/logga-in/?next={coded} HTTP/1.1"' for coded in encoded(address))):  # fmt: skip
            assert SECRET not in mask(line)


@pytest.mark.parametrize(
    "line",
    [
        "Not Found: /provet/dialoger/torget/anmalan/12/",
        "Not Found: /provet/dialoger/tankar-om-anmalan-till-moten/",
        "Not Found: /konto/glomt-losenord/nytt/",
        "Job 12 (notices.send) is done, attempt 1",
    ],
)
def test_other_lines_stay_as_they_are(line):
    assert mask(line) == line


@pytest.fixture
def console(monkeypatch):
    """What is written by the handlers of the settings, which tests else write nowhere."""
    stream = io.StringIO()
    logging.config.dictConfig(settings.LOGGING)
    [handler] = [handler for handler in logging.root.handlers if type(handler) is logging.StreamHandler]
    monkeypatch.setattr(handler, "stream", stream)
    return stream


@pytest.mark.django_db
def test_refused_request_is_logged_without_its_secret(console):
    address = reverse("dialogues:registration_leave", args=[SECRET])
    assert Client().post(address, headers={"origin": "http://other"}).status_code == 403
    assert Client().post(address, headers={"origin": "http://testserver"}).status_code == 404
    try:
        raise ValueError(address)
    except ValueError:
        logging.getLogger("gunicorn.error").exception("Error handling request %s", address)
    lines = console.getvalue()
    for words in ("Forbidden", "Not Found", "Error handling request", "ValueError"):
        assert re.search(f"{words}:? /anmalan/…/avboka/", lines)
    assert SECRET not in lines


def test_every_handler_masks():
    """A handler of its own, as Django's for mail to administrators, would write what it is given."""
    logging.config.dictConfig(settings.LOGGING)
    loggers = [logging.root, *(logging.getLogger(name) for name in settings.LOGGING["loggers"])]
    ours = {type(handler.formatter).__name__ for logger in loggers for handler in logger.handlers
            if type(handler) is logging.StreamHandler}  # fmt: skip
    assert ours == {"MaskingFormatter"}
    assert logging.getLogger("django").handlers == []


@pytest.mark.django_db
def test_pages_of_secret_addresses_are_kept_by_nobody_and_told_to_nobody(house):
    Registration.objects.filter(pk=house.dialogues.registration.pk).update(secret_hash=hash_secret(SECRET))
    page = Client().get(reverse("dialogues:registration_open", args=[SECRET]))
    assert (page.status_code, page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == (
        200, "same-origin", True,
    )  # fmt: skip
