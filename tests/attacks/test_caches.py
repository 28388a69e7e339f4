"""Nobody's page is kept where others could get it, and nothing that a visitor sends changes what others are shown."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from tests.factories import make_member

pytestmark = pytest.mark.once

# What a proxy keeps apart only if it is told to, or trusts without being asked.
TRICKS = [
    {"host": "127.0.0.1"},
    {"x-forwarded-host": "evil.example"},
    {"x-forwarded-proto": "https"},
    {"forwarded": "host=evil.example"},
    {"x-original-url": "/arbete/"},
    {"x-rewrite-url": "/arbete/"},
    {"x-http-method-override": "DELETE"},
    {"accept-language": "en"},
    {"hx-request": "true"},
    {"hx-boosted": "true", "hx-current-url": "http://evil.example/"},
    {"cookie": "sessionid=a; csrftoken=b; messages=c; django_language=en"},
    {"origin": "http://evil.example", "referer": "http://evil.example/"},
]


@pytest.fixture
def page(programme) -> str:
    return reverse("overview:programme_public", args=[programme.slug])


@pytest.mark.parametrize("headers", TRICKS, ids=lambda headers: "+".join(headers))
def test_nothing_that_a_visitor_sends_changes_what_is_kept_for_others(page, headers):
    expected = Client().get(page).content
    caches["pages"].clear()
    poisoned = Client().get(page, {"x": "evil", "next": "//evil.example"}, headers=headers)
    assert "evil" not in poisoned.content.decode() + str(poisoned.headers)
    assert not poisoned.cookies
    assert Client().get(page).content == expected


def test_page_kept_by_a_head_request_is_whole(page):
    caches["pages"].clear()
    Client().head(page)
    assert b"</html>" in Client().get(page).content


def test_who_is_signed_in_leaves_nothing_in_a_public_page(page, programme):
    client = Client()
    client.force_login(make_member(programme, name="Avslöjad Person"))
    expected = Client().get(page).content
    caches["pages"].clear()
    client.get(page)
    assert Client().get(page).content == expected


def test_languages_are_kept_apart(page):
    swedish, english = Client().get(page).content, Client().get(f"/en{page}").content
    assert b'lang="sv"' in swedish[:200]
    assert b'lang="en"' in english[:200]
    assert Client().get(page, headers={"accept-language": "en"}).content == swedish


@pytest.mark.parametrize(
    "path", ["/arbete/", "/konto/profil/", "/arbete/provet/", "/arbete/provet/karta/", "/arbete/ej/"]
)
def test_page_of_somebody_signed_in_is_kept_by_no_proxy(programme, process_leader, path):
    client = Client()
    client.force_login(process_leader)
    kept = client.get(path)["Cache-Control"]
    assert "private" in kept
    assert "no-cache" in kept


@pytest.mark.django_db
def test_no_proxy_goes_on_telling_that_a_page_does_not_exist():
    address = reverse("overview:programme_public", args=["kommer"])
    missing = Client().get(address)
    assert (missing.status_code, missing["Cache-Control"]) == (404, "private, no-cache")
