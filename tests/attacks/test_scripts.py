"""Markup written into every text of every row is words wherever it is shown: on work pages, public pages, fragments."""

from contextlib import suppress
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse

from tests.access_matrix import ROWS
from tests.addresses import arguments, close_file
from tests.test_leaks import OURS, text_columns

pytestmark = pytest.mark.once

# Ends a text, an attribute of either kind, a comment, a style and a script, and opens an element of its own.
PAYLOAD = "a\"'--></style></script></title></textarea><k-evil onclick=alert(1) k-evil>{{7*7}}[b](javascript:alert(1))"
SHORT = "<k-evil \"'>"
SHOWN = {"text/html", "image/svg+xml"}


class Finder(HTMLParser):
    """Finds elements, attributes and addresses that nobody but an attacker would write."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            address = (value or "").strip().lower() if name in ("href", "src", "action", "formaction") else ""
            if (
                name.startswith("on")
                or "k-evil" in name
                or address.startswith(("javascript:", "data:text", "vbscript:"))
            ):
                self.found.append(f"{tag} {name}={value}")
        if "k-evil" in tag:
            self.found.append(tag)


def find_markup(html: str) -> list[str]:
    """Return what in ``html`` the browser would take for the attacker's own elements, attributes or scripts."""
    finder = Finder()
    finder.feed(html)
    return finder.found


def plant_markup(row) -> int:
    """Write markup into every text of the row that is words to people; return into how many."""
    planted = {}
    for column in text_columns(type(row)):
        if isinstance(column, models.EmailField | models.URLField) or column.unique:
            continue
        length = column.max_length or 10_000
        # The row's own number comes first, since some columns are unique together with others.
        planted[column.name] = f"{row.pk}{PAYLOAD if len(PAYLOAD) < length - 20 else SHORT}"[:length]
    # Some texts may not be there together with others: then only those that are there already are replaced.
    for tried in (planted, {name: text for name, text in planted.items() if getattr(row, name)}):
        with suppress(IntegrityError), transaction.atomic():
            if tried:
                models.QuerySet(type(row)).filter(pk=row.pk).update(**tried)
            return len(tried)
    raise AssertionError(f"nothing could be planted in {row._meta.label}")


@pytest.fixture
def hostile_house(house):
    """The house, in which whoever could write anything wrote markup."""
    count = 0
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for row in models.QuerySet(model).all():
                count += plant_markup(row)
    assert count > 200
    caches["pages"].clear()
    return house


def ways_to(name: str) -> list[str]:
    """Return who is to look at the address: a visitor if anybody may, else one of those who work with it."""
    return [persona for persona in ("anonymous", "administrator", "process_leader") if ROWS[name][persona] == "2"][:1]


def test_no_page_or_fragment_takes_over_markup(hostile_house):
    found, seen = {}, 0
    clients = {persona: Client() for persona in ("anonymous", "administrator", "process_leader")}
    for name in ROWS:
        for persona in ways_to(name):
            client, address = clients[persona], reverse(name, kwargs=arguments(hostile_house, name))
            if persona != "anonymous" and "sessionid" not in client.cookies:
                client.force_login(hostile_house.people[persona])
            response = client.get(address)
            if response.streaming or response.get("Content-Type", "").partition(";")[0] not in SHOWN:
                close_file(response)
                continue
            bodies = [response.content]
            if "HX-Request" in response.get("Vary", ""):
                bodies.append(client.get(address, headers={"hx-request": "true"}).content)
            seen += b"k-evil" in b"".join(bodies)
            markup = [each for body in bodies for each in find_markup(body.decode())]
            if markup:
                found[name] = markup[:3]
    assert found == {}
    assert seen > 100


def test_finder_finds():
    for html in (PAYLOAD, SHORT, "<a href=' JavaScript:x'>", "<p onx=1>", '<img src="data:text/html,x">'):
        assert find_markup(html), html
