"""What no browser of ours sends must not give an error page."""

import pytest
from django.core.cache import cache

from tests.factories import PASSWORD, UserFactory

CREDENTIALS = [
    *["5", "[]", "null", '"x"', "{", '{"id": 1}', '{"id": "a", "rawId": "b", "response": {}}', "\x00", ""],
    *[pytest.param("[" * 100_000, id="nested"), pytest.param("9" * 5000, id="long number")],
]


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db):
    cache.clear()


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_broken_passkey_is_led_back_to_sign_in(client, credential):
    client.get("/konto/logga-in/nyckel/", headers={"Accept": "application/json"})
    response = client.post("/konto/logga-in/nyckel/", {"credential": credential})
    assert (response.status_code, response["Location"]) == (302, "/konto/logga-in/")


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_broken_new_passkey_is_explained(client, credential):
    client.force_login(UserFactory())
    client.post("/konto/bekrafta/", {"password": PASSWORD})
    client.get("/konto/sakerhet/nycklar/ny/")
    response = client.post("/konto/sakerhet/nycklar/ny/", {"name": "x", "credential": credential})
    assert "credential" in response.context["form"].errors or response.context["form"].non_field_errors()


@pytest.mark.parametrize("path", ["zzzzzzzzzzzzzzzzzzzzzzzz-abc", "1-set-password", "0-x", "1-\u00e5/\u00e4"])
def test_broken_reset_link_is_explained(client, path):
    page = client.get(f"/konto/glomt-losenord/nytt/{path}/")
    assert (page.status_code, "Länken fungerar inte längre" in page.content.decode()) == (200, True)


@pytest.mark.parametrize("email", ["a\x00b@example.org", "a@example.org\nBcc: b@x.se", "x" * 10_000, "😀@x.se"])
def test_broken_address_is_explained(client, email):
    for path, field in (("/konto/logga-in/", "login"), ("/konto/glomt-losenord/", "email")):
        response = client.post(path, {field: email, "password": "x"})
        assert (response.status_code, field in response.context["form"].errors) == (200, True)


@pytest.mark.parametrize("path", ["x", "\x00", "å" * 300, "0" * 64])
def test_broken_invitation_link_is_explained(client, path):
    client.get(f"/konto/inbjudan/{path}/")
    page = client.get("/konto/inbjudan/")
    assert (page.status_code, "Inbjudan fungerar inte längre" in page.content.decode()) == (404, True)
