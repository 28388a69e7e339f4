"""What makes a print stale: what people wrote, days and states, and never a word of ours."""

import datetime as dt

import pytest

from dialogues.models import Dialogue, Occasion
from kraftsamling.documents.models import Document
from tests.dialogues.invitations import make_published
from tests.dialogues.plans import REVIEW
from tests.dialogues.prints import make_print, told

pytestmark = pytest.mark.once


@pytest.fixture
def near(client, programme, process_leader):
    """A dialogue beside a review, with a print of it."""
    client.force_login(process_leader)
    near = make_published(programme, process_leader, **REVIEW)
    Occasion.objects.filter(dialogue=near).update(step_free="yes", hearing_loop="yes", food="Soppa")
    make_print(near, process_leader)
    return near


def test_print_holds_when_the_labels_and_days_of_the_notice_are_worded_otherwise(client, near):
    document = Document.objects.get()
    notice = [row for row in document.shown if row["key"].startswith("formal")]
    worded = [{**row, "title": f"{row['title']}?", "words": f"{row['words']}!"} for row in notice]
    assert {row["key"] for row in notice} == {
        "formal", "formal-plan", "formal-plan_area", "formal-plan_deviation", "formal-plan_where", "formal-time",
        "formal-official_channel", "formal-page",
    }  # fmt: skip
    Document.objects.filter(pk=document.pk).update(shown=[row for row in document.shown if row not in notice] + worded)
    assert told(client, near) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"plan_number": "SBN 7"}, "SBN 7"),
        ({"formal_until": dt.date(2027, 2, 1)}, "1 februari 2027"),
        ({"official_url": "https://example.org/annan"}, "nu ”https://example.org/annan”"),
        ({"plan_where": "På biblioteket"}, "På biblioteket"),
    ],
)
def test_print_is_stale_when_the_notice_says_something_else(client, near, changes, words):
    Dialogue.objects.filter(pk=near.pk).update(**changes)
    assert words in told(client, near)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hearing_loop": "no"}, "Möte (förut ”Hörslinga”, nu ”Hörslinga: nej”)"),
        ({"step_free": "unknown"}, "Möte (förut ”Utan trappsteg hela vägen”)"),
        ({"food": "Kaffe"}, "Möte (förut ”Mat och dryck: Soppa”, nu ”Mat och dryck: Kaffe”)"),
        ({"address": "Storgatan\u00a04 "}, ""),
        ({"address": "Storgatan 8"}, "Möte (förut ”Storgatan 4”, nu ”Storgatan 8”)"),
        ({"toilet": "yes", "support_how": "Ring"}, ""),
    ],
)  # fmt: skip
def test_print_is_stale_when_what_it_told_is_not_there_and_holds_when_there_is_more(client, near, changes, words):
    Occasion.objects.filter(dialogue=near).update(**changes)
    assert words in told(client, near)
    assert bool(told(client, near)) == bool(words)


@pytest.mark.parametrize(("before", "now"), [("Torget · Parken", "Parken · Torget"), ("A · A · B", "A · B")])
def test_print_names_what_holds_the_same_in_another_order_and_says_no_empty_words(
    client, near, process_leader, before, now
):
    Dialogue.objects.filter(pk=near.pk).update(plan_area=before)
    Document.objects.all().delete()
    make_print(near, process_leader)
    Dialogue.objects.filter(pk=near.pk).update(plan_area=now)
    assert "Område" in told(client, near)
    assert ("nu ”" in told(client, near), "förut ”" in told(client, near)) == (False, False)
