"""Tricks with addresses and headers: nothing leads to another site, out of a folder or past the sign-in."""

import logging
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

EVIL = "evil.example"
pytestmark = [pytest.mark.django_db, pytest.mark.once]

PATHS = [
    "//evil.example/", "///evil.example", "/\\evil.example", "/%5cevil.example/", "/%2fevil.example/",
    "/en//evil.example", "/en/%2fevil.example", "/en/%5c%5cevil.example/", "/arbete//evil.example", "//arbete/",
    "/arbete/..%2f", "/static/..%2f..%2fmanage.py", "/static/%2e%2e/manage.py", "/static//etc/passwd", "/static/%00",
    "/provet%00/", "/provet/%0d%0aSet-Cookie:x=1", "/k/%0d%0a", "/k/..%2f/", "/%ff%fe/", "/.git/config", "/admin/",
    "/var/demo.env", "/media/", "/provet/dialoger/sida/99999999999999999999999/",
    "/provet/dialoger/x/kalender/99999999999999999999.ics", "/provet/processkarta/0000-00-00/",
    "/provet/processkarta/0001-01-01/", "/arbete/provet/dialoger/99999999999999999999/",
]  # fmt: skip
NEXT = [
    "//evil.example",
    "https:evil.example",
    "/\t/evil.example",
    "/\\evil.example",
    "http:///evil.example",
    "\\\\evil",
]


class Links(HTMLParser):
    """Collects the addresses that a page leads to."""

    def __init__(self, html: str):
        super().__init__()
        self.hosts: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("href", "src", "action", "content", "hx-get", "hx-post") and value:
                # As a browser reads it: a backslash is a slash, and tabs and line breaks are nothing.
                plain = value.replace("\\", "/").translate({9: None, 10: None, 13: None}).strip()
                if plain.startswith(("//", "http:", "https:")):
                    self.hosts.add(urlsplit(plain).hostname)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_odd_address_is_not_found_and_leads_nowhere(programme, process_leader, path, is_signed_in):
    client = Client()
    if is_signed_in:
        client.force_login(process_leader)
    # As a server hands it on; the test client would take what stands after two slashes for a host.
    response = client.get("/", PATH_INFO=unquote_to_bytes(path).decode("latin-1"))
    signs_in = response.get("Location", "").startswith("/konto/logga-in/?next=/arbete/")
    assert response.status_code == 404 or (signs_in and not is_signed_in)
    assert EVIL not in Links(response.content.decode()).hosts
    assert "x" not in response.cookies


@pytest.mark.parametrize("target", NEXT)
def test_no_form_leads_back_to_another_site(process_leader, target):
    client = Client()
    client.force_login(process_leader)
    sent = client.post(reverse("notices:notice_read_all"), {"next": target})
    assert sent.url == reverse("notices:notice_list")
    page = Client().get(reverse("account_login"), {"next": target})
    assert EVIL not in Links(page.content.decode()).hosts
    left = client.post(reverse("account_logout"), {"next": target})
    assert EVIL not in left.url


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "evil.testserver", "testserver:80:80", ""])
def test_other_host_is_refused_before_anything_is_shown(programme, host):
    for address in (reverse("overview:programme_list"), "/provet", reverse("account_reset_password")):
        response = Client().get(address, headers={"host": host})
        assert response.status_code == 400
        assert EVIL not in response.content.decode()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_other_methods_change_and_show_nothing(programme, process_leader, method):
    client = Client()
    client.force_login(process_leader)
    for address in (
        reverse("overview:programme_public", args=[programme.slug]),
        reverse("programmes:programme_edit_mission", args=[programme.slug]),
        reverse("programmes:programme_withdraw", args=[programme.slug]),
    ):
        assert client.generic(method, address).status_code == 405
        overridden = client.post(address, {"_method": method}, headers={"x-http-method-override": method})
        assert overridden.status_code in (200, 405)
    programme.refresh_from_db()
    assert programme.withdrawn_at is None


@pytest.mark.parametrize("headers", [{"x-original-url": "/"}, {"x-rewrite-url": "/"}, {"hx-request": "true"}])
def test_no_header_opens_the_work_pages(programme, headers):
    response = Client().get(reverse("programmes:programme_detail", args=[programme.slug]), headers=headers)
    assert response.status_code in (204, 302)
    assert response.content == b""


def test_address_writes_no_line_of_its_own_into_the_log(caplog):
    with caplog.at_level(logging.INFO):
        Client().get("/finns%0aWARNING%20evil/%1b[31m")
    assert caplog.records
    assert not any("\n" in each.getMessage() or "\x1b" in each.getMessage() for each in caplog.records)
