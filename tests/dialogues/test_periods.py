"""When a dialogue takes place: by its plan and its occasions, which never contradict each other."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.urls import reverse

from dialogues.queries.dialogues import similar_dialogues
from dialogues.queries.map_items import map_items
from dialogues.queries.periods import period_of
from dialogues.queries.public_list import list_dialogues
from kraftsamling.shared.dates import parse_imprecise
from programmes.queries.map_items import Audience
from tests.dialogues.occasions import TODAY, add_dialogue, add_evening

pytestmark = pytest.mark.usefixtures("on_the_day")

MAY = dt.date(2027, 5, 6)


@pytest.fixture
def in_may(programme):
    dialogue = add_dialogue(programme)
    add_evening(dialogue, day=MAY, needs_registration=False)
    return dialogue


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        ("", "", "6 maj 2027 – 20 maj 2027"),
        ("maj 2027", "", "maj 2027"),
        ("april 2027", "", "april 2027 – 20 maj 2027"),
        ("", "juni 2027", "6 maj 2027 – juni 2027"),
        ("2027-05-07", "2027-05-08", "6 maj 2027 – 20 maj 2027"),
        ("april 2027", "2027-05-08", "april 2027 – 20 maj 2027"),
        ("2027-05-07", "juni 2027", "6 maj 2027 – juni 2027"),
        ("juni 2027", "juli 2027", "6 maj 2027 – juli 2027"),
    ],
)
def test_plan_says_when_and_no_occasion_lies_outside(in_may, starts_on, ends_on, words):
    add_evening(in_may, day=MAY + dt.timedelta(days=14))
    add_evening(in_may, day=MAY + dt.timedelta(days=90), state="cancelled", state_reason="x", state_since=TODAY)
    in_may.starts_on, in_may.ends_on = (parse_imprecise(text) if text else None for text in (starts_on, ends_on))
    assert str(period_of(in_may, in_may.occasions.all())) == words


def test_nobody_knows_when(programme):
    assert period_of(add_dialogue(programme), []) is None


def test_map_shows_it_when_it_is_held_and_not_now(programme, in_may):
    add_evening(in_may, day=dt.date(2027, 6, 1), is_public=False)
    (item,) = map_items(programme, Audience.PUBLIC, TODAY)
    assert (item.state, item.date_label, item.starts_on) == ("planned", "6 maj 2027", MAY)


def test_public_list_has_it_under_what_comes(programme, in_may):
    assert list_dialogues(programme).places == [("coming", in_may.pk)]


def test_others_at_the_same_time_are_found_by_their_occasions(programme, in_may):
    mine = add_dialogue(programme, slug="parken", starts_on=parse_imprecise("juni 2027"))
    assert [str(row.period) for row in similar_dialogues(mine, TODAY)] == ["6 maj 2027"]
    assert [row.dialogue for row in similar_dialogues(in_may, TODAY)] == [mine]


def test_work_list_says_when(client, programme, process_leader, in_may):
    client.force_login(process_leader)
    caches["pages"].clear()
    page = client.get(reverse("dialogues:dialogue_list", args=[programme.slug])).content.decode()
    assert "6 maj 2027" in page
