"""Rights hold for what is sent, not only for what is shown; looking at a page changes nothing."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.access_matrix import ROWS
from tests.addresses import arguments, close_file

pytestmark = pytest.mark.once
SENT = {"form_key": "x", "is_public": "yes", "reason": "x", "version": "1", "text": "x", "title": "x"}
STATUS = {"F": 403, "N": 404}
OWN = ("mfa_", "account_")
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|shared_cache)(\w+)"', re.IGNORECASE)


def ask(client: Client, method: str, address: str, headers: dict) -> int:
    """Return the status of the answer; what it changed is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address, SENT, headers=headers)
        close_file(response)
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.parametrize("persona", ["stranger", "communicator", "partner"])
def test_what_a_role_may_not_see_it_may_not_send_nor_ask_for_in_parts(house, persona):
    client = Client(raise_request_exception=False)
    client.force_login(house.people[persona])
    found, tried = {}, 0
    for name, row in ROWS.items():
        if row["anonymous"] != "L" or row[persona] not in STATUS or name.startswith(OWN):
            continue
        address = reverse(name, kwargs=arguments(house, name))
        for method in ("post", "get"):
            status = ask(client, method, address, {"hx-request": "true"})
            tried += 1
            if status not in (STATUS[row[persona]], 405):
                found[name, method] = status
    assert found == {}
    assert tried > 100


def test_looking_changes_nothing(house):
    """Whatever an address has in its query, and whoever may do all there is to do."""
    client = Client(raise_request_exception=False)
    client.force_login(house.people["administrator"])
    found = {}
    for name in ROWS:
        if name.startswith(OWN):
            continue
        written = []

        def note(execute, sql, params, many, context, written=written):
            written += WRITES.findall(sql[:200])
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            close_file(client.get(reverse(name, kwargs=arguments(house, name)), SENT))
        if written:
            found[name] = written
    assert found == {}
