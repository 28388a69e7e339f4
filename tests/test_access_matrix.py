"""Every address against every persona, as ``tests/access_matrix.py`` lists them. An address missing there, or one that
is gone, fails."""

from copy import copy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from programmes.roles import ROLES
from tests.access_matrix import PERSONAS, ROWS
from tests.addresses import arguments, close_file, named_patterns

# The one who sees most shows that every page also works on the other database.
EACH = [
    persona if persona == "administrator" else pytest.param(persona, marks=pytest.mark.once) for persona in PERSONAS
]
LETTERS = {200: "2", 204: "2", 301: "3", 302: "3", 403: "F", 404: "N"}


def ask(client: Client, house, name: str) -> str:
    """Return the letter of the answer that the client gets; what the answer changed is undone."""
    address = reverse(name, kwargs=arguments(house, name))
    cookies = copy(client.cookies)
    with transaction.atomic():
        response = client.get(address)
        if response.status_code == 405:
            response = client.post(address, {"is_public": "no"})
        close_file(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code in (302, 204) and reverse("account_login") in response.get("Location", ""):
        return "L"
    return LETTERS.get(response.status_code, str(response.status_code))


def test_matrix_names_every_address():
    assert named_patterns().keys() - ROWS.keys() == set(), "write a row for each in tests/access_matrix.py"
    assert ROWS.keys() - named_patterns().keys() == set(), "take the rows of addresses that are gone from the matrix"


def test_every_role_is_a_persona():
    assert set(ROLES) - set(PERSONAS) == set(), "name the role in PERSONAS, and give every row of MATRIX its letter"


@pytest.mark.parametrize("persona", EACH)
def test_persona_gets_the_answers_of_the_matrix(house, persona):
    client = Client(raise_request_exception=False)
    if persona != "anonymous":
        client.force_login(house.people[persona])
    answers = {name: ask(client, house, name) for name in ROWS}
    assert answers == {name: row[persona] for name, row in ROWS.items()}


def test_ended_role_and_closed_account_open_nothing(house):
    user = house.people["process_leader"]
    client = Client()
    client.force_login(user)
    address = reverse("programmes:programme_detail", args=[house.programme.slug])
    user.role_assignments.update(valid_from="2020-01-01", valid_until="2020-12-31")
    assert client.get(address).status_code == 404
    user.role_assignments.update(valid_until=None)
    assert client.get(address).status_code == 200
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(address).status_code == 302


def test_member_of_one_programme_is_a_stranger_to_another(house):
    client = Client()
    client.force_login(house.people["process_leader"])
    own, other = house.programme.slug, house.hidden.slug
    for name in ROWS:
        values = arguments(house, name)
        if "slug" in values and ROWS[name]["stranger"] == "N":
            address = reverse(name, kwargs={**values, "slug": other})
            assert client.get(address).status_code in (404, 405), name
            assert client.post(address).status_code in (404, 405), name
    assert own != other


# Methods belong to the municipality: each of its programmes has them.
OF_THE_MUNICIPALITY = {"dialogues:method_detail", "dialogues:method_edit", "dialogues:method_case_create"}


def test_record_of_one_programme_does_not_open_under_another(house):
    """An administrator may see both programmes; the record must still not answer under the wrong one."""
    client = Client()
    client.force_login(house.people["administrator"])
    named = named_patterns().items()
    nested = [name for name, parts in named if {"slug", "pk"} <= set(parts) and name not in OF_THE_MUNICIPALITY]
    assert len(nested) > 10
    for name in nested:
        address = reverse(name, kwargs={**arguments(house, name), "slug": house.hidden.slug})
        posted = client.post(address, headers={"origin": "http://testserver"})
        assert {client.get(address).status_code, posted.status_code} <= {404, 405}, name
