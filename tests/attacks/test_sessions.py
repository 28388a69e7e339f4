"""Sign-in, sessions, cookies, framing and forms that another site sends."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.access_matrix import ROWS
from tests.addresses import arguments, close_file
from tests.factories import PASSWORD
from tests.post import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EVIL = {"origin": "http://evil.example", "referer": "http://evil.example/"}


def sign_in(client: Client, user, **headers):
    data = {"login": user.email, "password": PASSWORD}
    return client.post(reverse("account_login"), data, headers=headers)


def test_session_from_before_the_sign_in_is_worth_nothing_after(process_leader):
    """Who gave somebody a session of their own is not signed in with them."""
    planted = Client()
    planted.session.save()
    before = planted.cookies["sessionid"].value
    assert sign_in(planted, process_leader).status_code == 302
    assert planted.cookies["sessionid"].value != before
    other = Client()
    other.cookies["sessionid"] = before
    assert other.get(reverse("overview:my_page")).status_code == 302


def test_session_invented_by_the_visitor_is_not_taken_over(process_leader):
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    assert sign_in(client, process_leader).status_code == 302
    assert client.cookies["sessionid"].value != "a" * 32


def test_cookies_cannot_be_read_by_scripts_or_sent_from_other_sites(process_leader, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(reverse("account_login"))
    sign_in(client, process_leader)
    session = client.cookies["sessionid"]
    assert (session["httponly"], session["secure"], session["samesite"]) == (True, True, "Lax")
    assert session["domain"] == ""
    assert (client.cookies["csrftoken"]["secure"], client.cookies["csrftoken"]["samesite"]) == (True, "Lax")


def test_signing_out_ends_the_session_for_whoever_copied_it(process_leader):
    client, copied = Client(), Client()
    client.force_login(process_leader)
    copied.cookies["sessionid"] = client.cookies["sessionid"].value
    assert copied.get(reverse("overview:my_page")).status_code == 200
    client.post(reverse("account_logout"))
    assert copied.get(reverse("overview:my_page")).status_code == 302


def test_browser_forgets_its_pages_when_somebody_signs_out_and_not_before(process_leader):
    client = Client()
    client.force_login(process_leader)
    assert "Clear-Site-Data" not in client.get(reverse("account_logout"))
    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'


def test_nobody_is_signed_out_by_a_link(process_leader):
    client = Client()
    client.force_login(process_leader)
    client.get(reverse("account_logout"))
    assert client.get(reverse("overview:my_page")).status_code == 200


def test_link_for_a_new_password_leads_to_our_own_site_whatever_host_was_asked(process_leader, settings):
    settings.ALLOWED_HOSTS = ["testserver", "inside.example"]
    headers = {"host": "inside.example", "x-forwarded-host": "evil.example"}
    Client().post(reverse("account_reset_password"), {"email": process_leader.email}, headers=headers)
    [letter] = deliver("accounts.send_reset")
    hosts = set(re.findall(r"https?://([^/\s\"<]+)", letter.body + letter.alternatives[0].content))
    assert hosts == {settings.PUBLIC_URL.partition("//")[2]}


def test_key_for_a_new_password_does_not_stay_in_the_address(process_leader):
    Client().post(reverse("account_reset_password"), {"email": process_leader.email})
    [letter] = deliver("accounts.send_reset")
    path = re.search(r"https?://[^/]+(/\S+)", letter.body)[1]
    opened = Client().get(path)
    assert opened.status_code == 302
    assert path.rsplit("-", 1)[1].strip("/") not in opened.url
    assert "no-store" in opened["Cache-Control"] or "private" in opened["Cache-Control"]


def test_work_forms_of_another_site_are_refused(house):
    """Each address where somebody signed in could be made to post by a page elsewhere."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.people["administrator"])
    answers = {}
    for name, row in ROWS.items():
        if row["anonymous"] == "L" and row["administrator"] in "23":
            address = reverse(name, kwargs=arguments(house, name))
            answers[name] = client.post(address, {"form_key": "x"}, headers=EVIL).status_code
    assert {name for name, status in answers.items() if status != 403} == set()
    assert len(answers) > 150


def test_public_forms_of_another_site_are_refused(house):
    client = Client()
    for name in ("registration_sign_up", "registration_leave", "registration_forget", "registration_contact"):
        address = reverse(f"dialogues:{name}", kwargs=arguments(house, f"dialogues:{name}"))
        for headers in (EVIL, {"origin": "null"}, {}, {"referer": "http://testserver.evil.example/"}):
            assert client.post(address, {"people": "1"}, headers=headers).status_code == 403
    report = reverse("programmes:accessibility_report")
    assert client.post(report, {"description": "x"}, headers=EVIL).status_code == 403


def test_every_page_forbids_frames_and_scripts_of_others(house):
    client = Client()
    client.force_login(house.people["administrator"])
    addresses = ["overview:programme_list", "overview:process_map", "overview:my_page", "programmes:programme_detail",
                 "account_change_password", "dialogues:registration_sign_up", "documents:public_document"]  # fmt: skip
    for name in addresses:
        response = client.get(reverse(name, kwargs=arguments(house, name)))
        close_file(response)
        policy = response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
                     "form-action 'self'"):  # fmt: skip
            assert part in policy
        assert "unsafe" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"


def test_error_pages_have_the_same_protection():
    for path in ("/finns/ej/", "/arbete/finns-ej/"):
        response = Client().get(path)
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
