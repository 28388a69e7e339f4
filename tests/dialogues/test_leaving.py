"""Residents leave a contribution without account, and follow it by a code."""

import re
import secrets

import pytest
from django.conf import settings
from django.http import Http404
from django.test import Client
from django.urls import reverse

from dialogues.models import Contribution, Dialogue, FollowCode
from dialogues.queries.follow_codes import LENGTH, LETTERS, find_code, follow_path, hash_code, make_code
from dialogues.services.contributions import add_contribution, keep_internal, publish_contribution
from dialogues.services.follow_codes import add_code, tie_code
from dialogues.views.leaving import CODES_PER_HOUR
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import FormReceipt
from kraftsamling.shared.receipts import make_form_key
from tests.dialogues.occasions import ORIGIN
from tests.dialogues.promise_samples import make_dialogue
from tests.factories import ProgrammeFactory

SAID = "Det är mörkt på vägen till bussen"


@pytest.fixture
def dialogue(programme):
    return make_dialogue(programme)


def form_address(dialogue):
    return reverse("dialogues:contribution_leave", args=[dialogue.programme.slug, dialogue.slug])


def leave(dialogue, **fields):
    sent = {"about": "area", "text": SAID, "language": "sv", "form_key": make_form_key(None), **fields}
    return Client().post(form_address(dialogue), sent, headers=ORIGIN)


def test_visitor_leaves_words_without_account_and_gets_a_code(dialogue):
    client = Client()
    form = client.get(form_address(dialogue))
    assert (form.status_code, form.cookies) == (200, {})
    answer = leave(dialogue, matter="criticism", place_words="vid bussen", is_young="on")
    said = Contribution.objects.get()
    assert (said.text, said.channel, said.state, said.created_by, said.people) == (SAID, "web", "new", None, 1)
    assert (said.place_words, said.is_from_minor) == ("vid bussen", True)
    assert answer["Location"] == f"{follow_path(said.follow_code)}?tack=1"
    page = client.get(answer["Location"])
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert make_code(said.follow_code) in page.content.decode()
    assert SAID not in page.content.decode()


def test_same_form_sent_twice_makes_one(dialogue):
    key = make_form_key(None)
    assert leave(dialogue, form_key=key)["Location"] == leave(dialogue, form_key=key)["Location"]
    assert Contribution.objects.count() == FollowCode.objects.count() == 1
    assert make_code(FollowCode.objects.get()) not in FormReceipt.objects.get().location


@pytest.mark.parametrize(("about", "words"), [("own_case", "egen sak"), ("broken", "trasigt")])
def test_what_belongs_elsewhere_is_led_there_and_not_stored(dialogue, about, words):
    page = leave(dialogue, about=about, text="Min handläggare svarar inte").content.decode()
    assert "Vi har inte sparat det du skrev" in page
    assert words in page
    assert not Contribution.objects.exists()


def test_writer_is_asked_once_to_leave_out_what_points_somebody_out(dialogue):
    text = "Ring Anita på 070-123 45 67"
    page = leave(dialogue, text=text)
    assert "ett telefonnummer" in page.content.decode()
    assert not Contribution.objects.exists()
    leave(dialogue, text=text, was_asked="on")
    assert Contribution.objects.get().flags == ["phone"]


@pytest.mark.parametrize("state", ["compiling", "closed", "cancelled"])
def test_nothing_is_taken_in_when_the_dialogue_is_over(dialogue, state):
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state)
    assert b'name="text"' not in Client().get(form_address(dialogue)).content
    assert leave(dialogue).status_code == 200
    assert not Contribution.objects.exists()


def test_page_behind_the_code_shows_what_was_published_and_nothing_else(dialogue, process_leader):
    leave(dialogue)
    said = Contribution.objects.get()
    publish_contribution(
        said, public_text="Det är mörkt", public_translation="", reason="Visar var någon bor",
        expected_version=said.version, by=process_leader,
    )  # fmt: skip
    page = Client().get(follow_path(said.follow_code)).content.decode()
    assert "Det är mörkt" in page
    assert "utelämnat" in page
    keep_internal(said, reason="Om en granne", expected_version=said.version, by=process_leader)
    page = Client().get(follow_path(said.follow_code)).content.decode()
    assert "Det är mörkt" not in page
    assert "Om en granne" not in page


def test_code_is_handed_out_first_and_follows_several(dialogue, process_leader):
    code = add_code(programme=dialogue.programme, by=process_leader)
    assert "används inte än" in Client().get(follow_path(code)).content.decode()
    for text in (SAID, "Bänkarna är bra"):
        tie_code(add_contribution(dialogue=dialogue, text=text, by=process_leader), code, by=process_leader)
    page = Client().get(follow_path(code))
    assert len(page.context["contributions"]) == 2


def test_code_of_another_programme_is_refused(dialogue, process_leader):
    code = add_code(programme=ProgrammeFactory(), by=process_leader)
    said = add_contribution(dialogue=dialogue, text=SAID, by=process_leader)
    with pytest.raises(RuleViolation):
        tie_code(said, code, by=process_leader)
    tie_code(said, add_code(programme=dialogue.programme, by=None), by=process_leader)
    with pytest.raises(RuleViolation):
        tie_code(said, add_code(programme=dialogue.programme, by=None), by=process_leader)


def test_code_is_found_however_it_is_written_and_stored_nowhere(programme):
    row = add_code(programme=programme, by=None)
    code = make_code(row)
    assert re.fullmatch(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", code)
    for written in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ", code.replace("-", "–")):
        assert find_code(written) == row
    plain = code.replace("-", "")
    assert not any(plain in str(value) for value in FollowCode.objects.values_list().get())


def test_code_still_works_after_the_installations_key_was_changed(programme, settings):
    row = add_code(programme=programme, by=None)
    code, earlier = make_code(row), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 60, [earlier]
    assert (find_code(code), make_code(row)) == (row, code)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Http404):
        find_code(code)


def test_codes_are_long_enough_and_no_two_alike(programme):
    codes = {make_code(add_code(programme=programme, by=None)) for _number in range(50)}
    assert len(codes) == 50
    assert len(LETTERS) ** LENGTH > 2**50


def test_guessing_is_held_back(programme, monkeypatch):
    # Of a network of its own: with Redis the counts of other tests are still there.
    network = ".".join(str(secrets.randbelow(256)) for _part in range(3))
    row, client = add_code(programme=programme, by=None), Client(REMOTE_ADDR=f"10.{network}")
    monkeypatch.setattr("dialogues.views.leaving.CODES_PER_HOUR", 3)
    address = reverse("dialogues:follow_open", args=["2222-2222-2222"])
    assert [client.get(address).status_code for _try in range(5)] == [404, 404, 404, 429, 429]
    page = client.get(follow_path(row))
    assert (page.status_code, "Din kod är inte borta" in page.content.decode()) == (429, True)
    assert CODES_PER_HOUR <= 60


def test_code_is_asked_for_and_leads_there(client, programme):
    row = add_code(programme=programme, by=None)
    sent = client.post(reverse("dialogues:follow"), {"code": make_code(row).lower()}, headers=ORIGIN)
    assert sent["Location"] == follow_path(row)
    wrong = client.post(reverse("dialogues:follow"), {"code": "ABCD"}, headers=ORIGIN)
    assert "Vi känner inte till" in wrong.content.decode()


def test_hash_takes_the_installations_key(programme):
    assert hash_code("ABCD", "a" * 50) != hash_code("ABCD", settings.SECRET_KEY)


def test_public_page_shows_what_was_published_and_the_way_to_say_more(client, dialogue, process_leader):
    said = add_contribution(dialogue=dialogue, text=SAID, by=process_leader, people=1)
    page = client.get(dialogue.get_absolute_url()).content.decode()
    assert form_address(dialogue) in page
    assert SAID not in page
    publish_contribution(
        said, public_text=SAID, public_translation="", reason="", expected_version=said.version, by=process_leader
    )
    assert SAID in client.get(dialogue.get_absolute_url()).content.decode()
