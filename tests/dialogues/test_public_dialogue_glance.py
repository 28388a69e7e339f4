"""The top of a dialogue's public page: in short what can be influenced, when it is held, and by which day one hears."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from dialogues.models import Dialogue
from dialogues.queries.occasion_words import when_words
from dialogues.services.occasions import update_occasion
from dialogues.templatetags.dialogues import keep_hours_together
from kraftsamling.shared import clock
from kraftsamling.shared.dates import parse_imprecise
from tests.dialogues.invitations import list_url, make_published, read
from tests.dialogues.occasions import add_evening, let_it_be, party


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


def test_top_of_the_page_says_when_what_and_by_which_day_one_hears(client, dialogue):
    glance = read(client, dialogue.get_absolute_url()).split("k-glance")[1].split("</dl>")[0]
    for words in ("Storgatan 4", "/anmalan/", "Anmäl dig", "Var ska bänkarna stå?", "Du får svar", "Senast "):
        assert words in glance
    Dialogue.objects.filter(pk=dialogue.pk).update(state="compiling")
    assert "Var ska bänkarna stå?" not in read(client, dialogue.get_absolute_url()).split("</dl>")[0]
    Dialogue.objects.filter(pk=dialogue.pk).update(state="cancelled", state_reason="Regn")
    assert "k-glance" not in read(client, dialogue.get_absolute_url())


def test_top_of_the_page_says_what_is_called_off_and_why(client, dialogue):
    dialogue.occasions.update(
        title="Mötet", state="cancelled", state_reason="Salen är stängd", state_since=clock.today()
    )
    glance = read(client, dialogue.get_absolute_url()).split("</dl>")[0]
    assert all(words in glance for words in ("Inställt", "Mötet", "Salen är stängd"))
    dialogue.occasions.update(starts_at=clock.now() - dt.timedelta(2), ends_at=clock.now() - dt.timedelta(1))
    assert "Inställt" not in read(client, dialogue.get_absolute_url()).split("</dl>")[0]


def move(dialogue, days: int, **changes) -> None:
    """Move the dialogue's evening to the same hours so many days from now."""
    evening, day = dialogue.occasions.order_by("pk").first(), clock.today() + dt.timedelta(days)
    when = {"day": day, "last_day": None, "begins": dt.time(18), "ends": dt.time(20)}
    update_occasion(evening, changes={**when, **changes}, expected_version=evening.version, by=None)


def test_moved_occasion_says_what_people_were_told_before_until_that_day_has_passed(client, dialogue, monkeypatch):
    told = dialogue.occasions.get()
    before = keep_hours_together(f"Ny tid. Förut: {when_words(told)}.")
    move(dialogue, 40)
    page = read(client, dialogue.get_absolute_url())
    assert (page.split("</dl>")[0].count(before), page.count(before)) == (1, 2)
    move(dialogue, 50, address="Torget 1")
    page = read(client, dialogue.get_absolute_url())
    assert "Ny tid och plats. Förut: " in page
    assert page.count(f"{keep_hours_together(when_words(told))}, Storgatan 4.") == 2
    let_it_be(monkeypatch, told.ends_at + dt.timedelta(days=1))
    assert keep_hours_together(when_words(told)) not in read(client, dialogue.get_absolute_url())


def test_occasion_moved_behind_another_is_told_at_the_top(client, dialogue):
    told = when_words(dialogue.occasions.get())
    move(dialogue, 40)
    add_evening(dialogue, day=clock.today() + dt.timedelta(30))
    glance = read(client, dialogue.get_absolute_url()).split("</dl>")[0]
    assert ("Flyttat" in glance, keep_hours_together(f"Förut: {told}.") in glance) == (True, True)


def test_occasion_moved_to_the_same_time_of_another_place_and_back_is_told_as_it_is(client, dialogue):
    move(dialogue, 21, address="Torget 1")
    assert "Ny plats. Förut: Storgatan 4." in read(client, dialogue.get_absolute_url())
    move(dialogue, 21, address="Storgatan 4")
    page = read(client, dialogue.get_absolute_url())
    assert ("Förut: Storgatan 4." in page, "Ny plats. Förut: Torget 1." in page) == (False, True)


def test_top_of_the_page_names_the_occasion_and_says_how_many_more_there_are(client, dialogue):
    dialogue.occasions.update(title="Vandring för dig mellan 13 och 20")
    first = read(client, dialogue.get_absolute_url()).split("</dl>")[0]
    assert ("Vandring för dig mellan 13 och 20" in first, "Fler tillfällen" in first) == (True, False)
    for weeks in (10, 11):
        add_evening(dialogue, day=clock.today() + dt.timedelta(weeks=weeks))
    assert '<a href="#occasions">Fler tillfällen: 2</a>' in read(client, dialogue.get_absolute_url())


def test_top_of_the_page_and_card_of_a_full_evening_lead_to_the_first_with_room(client, programme, dialogue):
    party(dialogue.occasions.get(), people=20)
    weeks = [clock.today() + dt.timedelta(weeks=weeks) for weeks in (9, 10, 11)]
    full, free, _later = [add_evening(dialogue, day=day, capacity=2) for day in weeks]
    party(full, people=2)
    when = keep_hours_together(when_words(free))
    address = reverse("dialogues:registration_sign_up", args=[programme.slug, dialogue.slug, free.pk])
    glance = read(client, dialogue.get_absolute_url()).split("</dl>")[0]
    for page in (glance, read(client, list_url(programme)), read(client, f"/{programme.slug}/")):
        assert f'<a href="{address}"><span>Det finns plats {when}</span></a>' in page
        assert keep_hours_together(when_words(full)) not in page
    dialogue.occasions.filter(pk=free.pk).update(needs_registration=False)
    assert f"\nDet finns plats {when}" in read(client, dialogue.get_absolute_url())


@pytest.mark.parametrize("later", [{"registration_until": dt.date(2020, 1, 1)},
                                   {"kind": "survey", "needs_registration": False}])  # fmt: skip
def test_full_evening_leads_nowhere_when_no_later_one_has_room(client, dialogue, later):
    party(dialogue.occasions.get(), people=20)
    add_evening(dialogue, day=clock.today() + dt.timedelta(weeks=9), **later)
    assert "Det finns plats" not in read(client, dialogue.get_absolute_url())


def test_late_answer_is_told_in_sentences_at_the_top_and_in_the_list(client, programme, dialogue):
    day = clock.today() - dt.timedelta(days=53)
    dialogue.promises.update(due_on=day)
    told = f"Svaret skulle ha kommit senast {date_format(day, 'j F Y')}. Svaret är 53 dagar försenat."
    page = read(client, dialogue.get_absolute_url())
    for part in (page.split("</dl>")[0], read(client, list_url(programme))):
        assert (told in part, "Du får svar" in part, "efter utlovad dag" in part) == (True, False, False)
    dialogue.promises.update(due_on=day + dt.timedelta(days=99), next_message_on=clock.today() - dt.timedelta(days=1))
    page = read(client, dialogue.get_absolute_url())
    assert re.search(r"Vi skulle ha hört av oss senast [^.]*\. Det är 1 dag sedan\.", page)


def test_top_of_the_page_says_when_it_is_held_before_any_occasion_is_set(client, dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(starts_on=parse_imprecise("maj 2099"))
    dialogue.occasions.update(published_at=None)
    assert "<dd>Maj 2099</dd>" in read(client, dialogue.get_absolute_url())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"needs_registration": False}, "Du behöver inte anmäla dig. Det är bara att komma."),
        ({"registration_until": dt.date(2020, 1, 1)}, "Det går inte att anmäla sig längre."),
    ],
)
def test_top_of_the_page_says_whether_one_signs_up(client, dialogue, changes, words):
    dialogue.occasions.update(**changes)
    assert words in read(client, dialogue.get_absolute_url()).split("k-glance")[1].split("</dl>")[0]


def test_top_of_the_page_says_what_can_be_influenced_in_part(client, dialogue):
    dialogue.influences.filter(state="open").update(state="partly")
    glance = read(client, dialogue.get_absolute_url()).split("k-glance")[1].split("</dl>")[0]
    assert re.search(r"<dt>Du kan påverka en del</dt><dd[^>]*>Var ska bänkarna stå\?</dd>", glance)
