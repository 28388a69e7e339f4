import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache

from tests.factories import PASSWORD, UserFactory
from tests.post import deliver


@pytest.fixture(autouse=True)
def _required(settings, db):
    cache.clear()
    settings.REQUIRE_MFA_FOR_ADMINISTRATORS = True


def code_of(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))


def confirm(client):
    """Sign in and confirm with the password, as changes of the sign-in ask for."""
    client.force_login(UserFactory(email="ana@example.org"))
    client.post("/konto/bekrafta/", {"password": PASSWORD})


def test_administrator_without_second_factor_is_led_to_set_one_up(client, administrator):
    client.force_login(administrator)
    assert client.get("/arbete/")["Location"] == "/konto/sakerhet/"
    assert "Som administratör behöver du en lösennyckel" in client.get("/konto/sakerhet/").content.decode()


def test_administrator_is_led_there_by_htmx_too(client, administrator):
    client.force_login(administrator)
    response = client.get("/arbete/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/konto/sakerhet/")


def test_administrator_with_second_factor_works(client, administrator):
    TOTP.activate(administrator, generate_totp_secret())
    client.force_login(administrator)
    assert client.get("/arbete/").status_code == 200


def test_others_work_without_second_factor(client, process_leader):
    client.force_login(process_leader)
    assert client.get("/arbete/").status_code == 200


def test_demonstration_asks_nobody_for_a_second_factor(client, administrator, settings):
    settings.REQUIRE_MFA_FOR_ADMINISTRATORS = False
    client.force_login(administrator)
    assert client.get("/arbete/").status_code == 200


def test_sign_in_asks_for_the_code(client):
    user = UserFactory(email="ana@example.org")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    first = client.post("/konto/logga-in/", {"login": user.email, "password": PASSWORD, "next": "/konto/profil/"})
    assert first["Location"].startswith("/konto/logga-in/kod/")
    assert "Ett steg till" in client.get(first["Location"]).content.decode()
    wrong = client.post(first["Location"], {"code": "000000"})
    assert "Koden är fel eller för gammal." in wrong.content.decode()
    assert client.post(first["Location"], {"code": code_of(secret)})["Location"] == "/konto/profil/"


def test_connecting_an_app_gives_recovery_codes_and_a_letter(client, django_capture_on_commit_callbacks):
    confirm(client)
    page = client.get("/konto/sakerhet/app/")
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/konto/sakerhet/app/", {"code": code_of(secret)})
    assert response["Location"] == "/konto/sakerhet/reservkoder/"
    assert client.get(response["Location"]).content.decode().count("<li><code>") == 10
    assert "kodapp har kopplats" in deliver("accounts.send_change")[0].body


@pytest.mark.parametrize("path", ["", "app/", "nycklar/", "nycklar/ny/"])
def test_security_pages_carry_no_inline_script(client, path):
    confirm(client)
    response = client.get("/konto/sakerhet/" + path)
    assert response.status_code == 200
    scripts = response.content.decode().split("<script")[1:]
    assert [one for one in scripts if " src=" not in one and 'type="application/json"' not in one] == []


def test_security_changes_ask_for_the_password_first(client):
    client.force_login(UserFactory())
    assert client.get("/konto/sakerhet/nycklar/ny/")["Location"].startswith("/konto/bekrafta/?next=")
    assert Authenticator.objects.count() == 0
