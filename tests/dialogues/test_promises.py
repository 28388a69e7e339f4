"""Promises: which day makes them late, in how many ways the answer comes, and when they are given."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from dialogues.enums import PromiseStanding
from dialogues.models import Promise
from dialogues.queries.invitations import promise_line
from dialogues.queries.promise_waiting import tell_promises
from dialogues.queries.promises import is_late, promise_counts, promise_lines, promises_of, say_when, standing_of
from dialogues.services.promises import add_promise, move_promise, set_promise_public, update_promise, withdraw_promise
from dialogues.services.publishing import publish_dialogue
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.receipts import make_form_key
from programmes.queries.map_items import Audience
from tests.at_once import both_at_once
from tests.dialogues.invitations import make_ready
from tests.dialogues.promise_samples import (
    DAY,
    make_dialogue,
    make_function,
    make_promise,
    shown_promises,
)


@pytest.fixture
def dialogue(programme, today):
    return make_dialogue(programme)


@pytest.fixture
def promise(dialogue, programme, process_leader):
    return make_promise(dialogue, responsible=make_function(programme, process_leader))


def late_rows(programme, today):
    return set(Promise.objects.filter(is_late(today), programme=programme))


# By the clock


def test_promise_is_late_from_the_day_after_and_says_so(promise, dialogue, programme, today):
    today[0] = promise.due_on
    assert standing_of(promise, today[0]) == PromiseStanding.OPEN
    assert late_rows(programme, today[0]) == set()
    assert "(i dag)" in shown_promises(dialogue)
    today[0] += DAY
    assert standing_of(promise, today[0]) == PromiseStanding.LATE
    assert late_rows(programme, today[0]) == {promise}
    assert "svaret är försenat" in shown_promises(dialogue)
    assert "1 dag efter utlovad dag" in shown_promises(dialogue)


@pytest.mark.parametrize(
    ("moment", "is_late_then"),
    [
        (dt.datetime(2026, 3, 9, 22, 59, 59, tzinfo=dt.UTC), False),  # 23.59 in Stockholm, winter time
        (dt.datetime(2026, 3, 9, 23, 0, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 7, 9, 21, 59, 59, tzinfo=dt.UTC), False),  # 23.59 in Stockholm, summer time
        (dt.datetime(2026, 7, 9, 22, 0, tzinfo=dt.UTC), True),
    ],
)
def test_day_ends_at_midnight_in_stockholm(programme, monkeypatch, moment, is_late_then):
    promise = make_promise(make_dialogue(programme), due_on=dt.date(2026, moment.month, 9))
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert (standing_of(promise, clock.today()) == PromiseStanding.LATE) == is_late_then
    assert (promise_counts(programme).late == 1) == is_late_then


@pytest.mark.parametrize(
    ("due", "following", "days_off"), [(None, 5, 5), (20, 5, 5), (5, 20, 5)], ids=["condition", "message", "answer"]
)
def test_whichever_day_comes_first_makes_it_late(dialogue, programme, today, due, following, days_off):
    promise = make_promise(
        dialogue, condition="nämnden har beslutat", next_message_on=today[0] + following * DAY,
        due_on=due and today[0] + due * DAY,
    )  # fmt: skip
    for days in (days_off, days_off + 1):
        day = today[0] + days * DAY
        assert (standing_of(promise, day) == PromiseStanding.LATE) == (days > days_off)
        assert (promise in late_rows(programme, day)) == (days > days_off)
    assert promise_lines(programme).get().first_day == promise.next_day == today[0] + days_off * DAY


def test_what_nobody_has_been_promised_is_not_late(dialogue, programme, today):
    promise = make_promise(dialogue, is_given=False)
    day = promise.due_on + DAY
    assert standing_of(promise, day) == PromiseStanding.OPEN
    assert late_rows(programme, day) == set()


def test_days_are_said_in_words_of_the_language(dialogue, today):
    promise = make_promise(
        dialogue, due_on=dt.date(2026, 6, 1), condition="nämnden har beslutat.", next_message_on=dt.date(2026, 5, 4)
    )
    with translation.override("sv"):
        assert say_when(promise, dt.date(2026, 5, 3)) == (
            "Senast måndag 1 juni 2026 (om 29 dagar). Eller när nämnden har beslutat. "
            "Vi hör av oss senast måndag 4 maj 2026 (i morgon)."
        )
    with translation.override("en"):
        assert say_when(promise, dt.date(2026, 6, 3)).startswith("By Monday 1 June 2026 (2 days ago) at the latest.")
        assert "(" not in say_when(promise, dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"due_on": None}, "due_on"),
        ({"due_on": None, "condition": "nämnden beslutar"}, "next_message_on"),
        ({"condition": "nämnden beslutar"}, "next_message_on"),
        ({"due_on": None, "next_message_on": dt.date(2030, 1, 1)}, "due_on"),
    ],
)
def test_promise_without_a_day_is_refused_in_form_and_database(programme, dialogue, process_leader, values, field):
    fields = {"to_whom": "Alla", "what": "Något", "channels": ["web"], "due_on": dt.date(2030, 1, 1), **values}
    with pytest.raises(RuleViolation) as refused:
        add_promise(programme=programme, dialogue=dialogue, by=process_leader, **fields)
    assert refused.value.field == field
    with pytest.raises(IntegrityError), transaction.atomic():
        make_promise(dialogue, **fields)


# In which ways


def test_answer_in_several_ways_is_said_in_one_order_wherever_it_is_read(programme, dialogue, process_leader):
    promise = add_promise(
        programme=programme, dialogue=dialogue, by=process_leader, to_whom="Alla", what="Något",
        channels=["poster", "meeting", "web", "poster"], channel_note="i trapphusen", due_on=dt.date(2035, 1, 1),
    )  # fmt: skip
    assert promise.channels == ["web", "meeting", "poster"]
    Promise.objects.filter(pk=promise.pk).update(published_at=clock.now())
    words = "här på webbplatsen, på ett möte och på en affisch i området: i trapphusen"
    assert words in shown_promises(dialogue)
    with translation.override("sv"):
        assert "Senast måndag 1 januari 2035, på webbplatsen, på ett möte och" in promise_line(promise)
        assert (
            f"{words[:1].upper()}{words[1:]}. Senast" in tell_promises([f"promise.soon:{promise.pk}"]).popitem()[1].text
        )


def test_promise_without_a_way_is_refused_in_form_and_database(signed_in, programme, dialogue, process_leader):
    address = reverse("dialogues:promise_create", args=[programme.slug, dialogue.pk])
    data = {"to_whom": "Alla", "what": "Något", "due_on": "2035-01-01", "form_key": make_form_key(process_leader.pk)}
    refused = signed_in.post(address, data)
    assert refused.context["form"].errors == {"channels": ["Välj minst ett sätt att lämna svaret på."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        make_promise(dialogue, channels=[])


# Giving and withdrawing


def test_promise_of_an_unpublished_dialogue_is_neither_given_nor_kept(programme, process_leader):
    promise = make_promise(make_dialogue(programme, is_public=False), is_given=False,
                           responsible=make_function(programme))  # fmt: skip
    with pytest.raises(RuleViolation):
        set_promise_public(promise, is_public=True, by=process_leader)
    for to in ("kept", "not_kept"):
        with pytest.raises(RuleViolation):
            move_promise(promise, to=to, by=process_leader, reason="På mötet")


@pytest.mark.parametrize(
    ("prepare", "is_refused"),
    [
        (lambda promise: {}, False),
        (lambda promise: {"responsible": None}, True),
        (lambda promise: {"due_on": clock.today() - DAY}, True),
    ],
)
def test_later_promise_is_given_with_a_button(dialogue, programme, process_leader, prepare, is_refused):
    promise = make_promise(dialogue, is_given=False, responsible=make_function(programme))
    Promise.objects.filter(pk=promise.pk).update(**prepare(promise))
    promise.refresh_from_db()
    if is_refused:
        with pytest.raises(RuleViolation):
            set_promise_public(promise, is_public=True, by=process_leader)
        return
    set_promise_public(promise, is_public=True, by=process_leader)
    assert promise.published_at
    assert promises_of(dialogue, Audience.PUBLIC)[0].promise == promise
    with pytest.raises(RuleViolation):
        set_promise_public(promise, is_public=False, by=process_leader)


def test_closed_dialogue_takes_no_more_promises(programme, process_leader):
    dialogue = make_dialogue(programme, state="closed")
    type(dialogue).objects.filter(pk=dialogue.pk).update(state="closed")
    promise = make_promise(dialogue, is_given=False, responsible=make_function(programme))
    with pytest.raises(RuleViolation):
        set_promise_public(promise, is_public=True, by=process_leader)
    with pytest.raises(RuleViolation):
        add_promise(programme=programme, dialogue=dialogue, by=process_leader, to_whom="Alla", what="Något",
                    channels=["web"], due_on=dt.date(2030, 1, 1))  # fmt: skip


def test_given_promise_cannot_be_withdrawn(promise, dialogue, process_leader):
    with pytest.raises(RuleViolation):
        withdraw_promise(promise, by=process_leader, reason="Fel")
    draft = make_promise(dialogue, is_given=False)
    withdraw_promise(draft, by=process_leader, reason="Dubblett")
    assert [row.promise for row in promises_of(dialogue, Audience.WORK)] == [promise]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "act",
    [
        lambda promise: withdraw_promise(promise, by=None, reason="Dubblett"),
        lambda promise: update_promise(promise, changes={"responsible": None}, expected_version=promise.version,
                                       by=None),
    ],
    ids=["withdraw", "clear"],
)  # fmt: skip
def test_promise_does_not_slip_away_while_the_invitation_is_published(programme, process_leader, act):
    dialogue = make_ready(programme, process_leader)
    promise = Promise.objects.select_related("dialogue").get(dialogue=dialogue)
    errors = both_at_once(lambda: publish_dialogue(dialogue, by=None), lambda: act(promise))
    assert len(errors) == 1
    promise.refresh_from_db()
    assert promise.published_at
    assert promise.responsible
    assert promise.withdrawn_at is None
