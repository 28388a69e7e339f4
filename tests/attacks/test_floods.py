"""Who tries too often is held back, also with many addresses, and while many others try."""

import datetime as dt
from itertools import product

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory

from dialogues.models import Registration
from dialogues.views.sign_up import LETTERS_PER_HOUR
from kraftsamling.jobs.services.housekeeping import purge_aids
from kraftsamling.notices.models import Notice
from kraftsamling.shared import clock
from kraftsamling.shared.throttle import is_too_often
from tests.dialogues.occasions import ORIGIN, add_dialogue, add_evening, own_page, sign_up_address
from tests.factories import UserFactory

LIMIT = 3


def ask(address: str) -> bool:
    return is_too_often(RequestFactory().post("/", REMOTE_ADDR=address), "prov", limit=LIMIT)


@pytest.fixture
def _counting(db):
    cache.clear()


@pytest.mark.usefixtures("_counting")
def test_a_household_is_one_sender_however_many_addresses_it_has():
    assert [ask(f"2001:db8:1:2::{n:x}") for n in range(LIMIT + 1)][-1] is True
    assert ask("2001:db8:1:3::1") is False


@pytest.mark.usefixtures("_counting")
def test_older_addresses_written_as_newer_ones_are_told_apart():
    assert [ask("::ffff:192.0.2.1") for n in range(LIMIT + 1)][-1] is True
    assert ask("::ffff:192.0.2.2") is False
    assert ask("192.0.2.1") is True


@pytest.mark.usefixtures("_counting")
def test_many_others_do_not_make_it_forget_who_tries_too_often():
    assert [ask("192.0.2.1") for n in range(LIMIT + 1)][-1] is True
    for block, machine in product(range(4), range(200)):
        ask(f"10.0.{block}.{machine}")
    assert ask("192.0.2.1") is True


@pytest.mark.usefixtures("_counting")
def test_nobody_fills_the_letter_box_of_somebody_else(programme, monkeypatch):
    """With as many computers as one likes, by signing up and by changing how one is reached."""
    evening = add_evening(add_dialogue(programme))
    monkeypatch.setattr(clock, "now", lambda: evening.published_at)

    def send(address: str, machine: int, **words):
        client = Client(REMOTE_ADDR=f"192.0.2.{machine}")
        return client.post(address, {"people": "1", "website": "", **words}, headers=ORIGIN)

    sent = [send(sign_up_address(evening), n, email="Offer@example.org").status_code for n in range(LETTERS_PER_HOUR)]
    assert set(sent) == {302}
    other = Registration.objects.earliest("pk")
    without = send(sign_up_address(evening), 50)
    assert without.status_code == 302
    mine = without["Location"]
    for refused in (
        send(sign_up_address(evening), 51, email="offer@example.org"),
        send(f"{mine}kontakt/", 52, email="OFFER@example.org", phone=""),
    ):
        assert "har just skickats till den här adressen" in refused.content.decode()
    assert Notice.objects.filter(contact__email__iexact="offer@example.org").count() == LETTERS_PER_HOUR
    assert send(sign_up_address(evening), 53, email="annan@example.org").status_code == 302
    # Whoever keeps their address may still change their number.
    phone = send(own_page(other, "contact"), 54, email=other.point.email, phone="033-12 34 56")
    assert phone.status_code == 302


@pytest.mark.usefixtures("_counting")
def test_what_was_counted_is_gone_the_day_after(settings):
    if "DatabaseCache" not in settings.CACHES["default"]["BACKEND"]:
        pytest.skip("Redis forgets by itself")
    ask("192.0.2.1")
    purge_aids(clock.now())
    assert rows_kept() == 1
    purge_aids(clock.now() + dt.timedelta(days=1))
    assert rows_kept() == 0


def rows_kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM shared_cache")
        return cursor.fetchone()[0]


@pytest.mark.usefixtures("_counting")
def test_another_port_in_the_host_gives_no_more_guesses_at_a_password():
    UserFactory(email="ana@example.org")

    def guess(number: int) -> str:
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        guessed = {"login": "ana@example.org", "password": "fel lösenord"}
        answer = client.post("/konto/logga-in/", guessed, headers={"host": f"localhost:{8000 + number}"})
        return answer.content.decode()

    answers = [guess(number) for number in range(6)]
    assert ["Du har försökt för många gånger" in answer for answer in answers] == [False] * 5 + [True]
