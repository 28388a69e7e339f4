import re

import pytest
from django.core.cache import cache
from django.test import Client

from kraftsamling.accounts.models import User
from kraftsamling.jobs.models import Job
from tests.factories import PASSWORD, UserFactory
from tests.post import deliver

SIGN_IN = "/konto/logga-in/"


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db):
    cache.clear()


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": email, "password": password, **extra})


def test_sign_in_leads_to_my_page(client):
    UserFactory(email="ana@example.org")
    response = sign_in(client, "ANA@Example.org")
    assert (response.status_code, response["Location"]) == (302, "/arbete/")


def test_sign_in_goes_where_one_wanted(client):
    UserFactory(email="ana@example.org")
    assert sign_in(client, "ana@example.org", next="/konto/profil/")["Location"] == "/konto/profil/"


@pytest.mark.parametrize("target", ["https://ond.example/", "//ond.example/", "http://127.0.0.1/", "javascript:a()"])
def test_sign_in_never_leads_to_another_host(client, target):
    UserFactory(email="ana@example.org")
    assert sign_in(client, "ana@example.org", next=target)["Location"] == "/arbete/"


def test_sign_in_turns_to_the_persons_language(client):
    UserFactory(email="ana@example.org", language="en")
    assert sign_in(client, "ana@example.org", next="/konto/profil/?a=1")["Location"] == "/en/konto/profil/?a=1"


def test_sign_in_on_english_page_turns_to_swedish_for_a_swede(client):
    UserFactory(email="ana@example.org")
    response = client.post("/en" + SIGN_IN, {"login": "ana@example.org", "password": PASSWORD})
    assert response["Location"] == "/arbete/"


def test_wrong_password_and_unknown_address_read_the_same(client):
    UserFactory(email="ana@example.org")
    known = sign_in(client, "ana@example.org", "fel lösenord").content.decode()
    unknown = sign_in(Client(), "ingen@example.org", "fel lösenord").content.decode()
    sentence = "E-postadressen eller lösenordet stämmer inte. Kontrollera båda och försök igen."
    assert (known.count(sentence), unknown.count(sentence)) == (1, 1)


def test_sixth_attempt_is_told_to_wait_even_with_the_right_password(client):
    UserFactory(email="ana@example.org")
    for _attempt in range(5):
        sign_in(client, "ana@example.org", "fel lösenord")
    response = sign_in(client, "ANA@example.org")
    assert response.status_code == 200
    assert "Du har försökt för många gånger. Vänta fem minuter" in response.content.decode()


def test_closed_account_does_not_get_in(client):
    UserFactory(email="ana@example.org", is_active=False)
    assert sign_in(client, "ana@example.org")["Location"] == "/konto/stangt/"
    assert "_auth_user_id" not in client.session


def test_closing_an_account_ends_its_session(client):
    user = UserFactory()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/konto/profil/")["Location"] == "/konto/logga-in/?next=/konto/profil/"


def test_nobody_signs_up_by_themselves(client):
    assert client.get("/konto/registrera/").status_code == 404
    assert client.get("/konto/signup/").status_code == 404


def test_forgotten_password_sends_a_link_that_works_once(client):
    user = UserFactory(email="ana@example.org", language="en")
    client.post("/konto/glomt-losenord/", {"email": "Ana@example.org"})
    (letter,) = deliver("accounts.send_reset")
    path = re.search(r"http://localhost:8000(/en/konto/glomt-losenord/nytt/\S+)", letter.body)[1]
    form_path = client.get(path)["Location"]
    new = "helt annan fras nu då"
    assert client.post(form_path, {"password1": new, "password2": new}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)
    assert "The link no longer works" in Client().get(path).content.decode()


def test_forgotten_password_answers_the_same_for_an_unknown_address(client):
    response = client.post("/konto/glomt-losenord/", {"email": "ingen@example.org"})
    assert (response.status_code, response["Location"]) == (302, "/konto/glomt-losenord/skickat/")
    assert deliver("accounts.send_reset") == []


def test_new_password_opens_the_door_after_too_many_attempts(client):
    UserFactory(email="ana@example.org")
    for _attempt in range(5):
        sign_in(Client(), "ana@example.org", "fel lösenord")
    client.post("/konto/glomt-losenord/", {"email": "ana@example.org"})
    (letter,) = deliver("accounts.send_reset")
    form_path = client.get(re.search(r"http://localhost:8000(/konto/\S+)", letter.body)[1])["Location"]
    client.post(form_path, {"password1": "helt annan fras nu då", "password2": "helt annan fras nu då"})
    assert sign_in(client, "ana@example.org", "helt annan fras nu då").status_code == 302


def test_changed_password_is_told_by_letter_in_the_persons_language(client):
    user = UserFactory(email="ana@example.org", language="en")
    client.force_login(user)
    new = "helt annan fras nu då"
    client.post("/konto/byt-losenord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    (letter,) = deliver("accounts.send_change")
    assert (letter.to, letter.subject) == (["ana@example.org"], "Your sign-in was changed")


def test_new_password_must_be_long(client):
    client.force_login(UserFactory())
    response = client.post("/konto/byt-losenord/", {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"})
    assert "minst 12 tecken" in response.content.decode().lower()


def test_forgotten_password_costs_the_same_for_an_unknown_address(client):
    person = UserFactory()
    for address in (person.email, "okand@example.org"):
        client.post("/konto/glomt-losenord/", {"email": address})
    jobs = Job.objects.filter(kind="accounts.send_reset").order_by("pk")
    assert [job.arguments["user_id"] for job in jobs] == [person.pk, 0]
    assert [letter.to for letter in deliver("accounts.send_reset")] == [[person.email]]
