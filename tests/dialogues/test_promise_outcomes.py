"""What becomes of a promise: kept or closed as not kept, in words that everyone reads and that no later one covers."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from dialogues.queries.promises import promises_of
from dialogues.services.promises import move_promise
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.receipts import make_form_key
from programmes.queries.map_items import Audience
from tests.dialogues.promise_samples import (
    DAY,
    change_promise,
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


def test_answer_is_kept_only_when_it_came_in_the_ways_that_were_promised(
    signed_in, programme, promise, today, process_leader
):
    change_promise(
        promise, process_leader, channels=["web", "letter"], channel_note="i trapphusen", change_reason="Fler"
    )
    address = reverse("dialogues:promise_move", args=[programme.slug, promise.pk, "kept"])
    question = "så som ni lovade, här på webbplatsen och på papper i brevlådan: i trapphusen"
    assert question in signed_in.get(address).content.decode()
    data = {"reason": "Brev", "answered_on": today[0].isoformat(), "form_key": make_form_key(process_leader.pk)}
    assert list(signed_in.post(address, data).context["form"].errors) == ["is_as_promised"]
    promise.refresh_from_db()
    assert promise.state == "open"


def test_promise_closed_before_its_day_says_that_no_answer_will_come_and_after_it_that_none_came(
    promise, dialogue, process_leader, monkeypatch
):
    move_promise(promise, to="not_kept", by=process_leader, reason="Nämnden sa nej")
    (row,) = promises_of(dialogue, Audience.WORK)
    assert (row.label, row.outcome_label) == ("svaret kommer inte", "Varför svaret inte kommer")
    monkeypatch.setattr(clock, "today", lambda: promise.next_day + dt.timedelta(days=1))
    (row,) = promises_of(dialogue, Audience.WORK)
    assert (row.label, row.outcome_label) == ("löftet hölls inte", "Varför inget svar kom")
    assert 'data-color="danger"' in render_to_string("dialogues/_promise_standing_part.html", {"row": row})


def test_promise_of_a_closed_dialogue_is_not_opened_again(promise, dialogue, process_leader):
    move_promise(promise, to="not_kept", by=process_leader, reason="Nämnden sa nej")
    type(dialogue).objects.filter(pk=dialogue.pk).update(state="closed")
    with pytest.raises(RuleViolation):
        move_promise(promise, to="open", by=process_leader, reason="Det kommer ändå")
    promise.refresh_from_db()
    assert promise.state == "not_kept"


def test_kept_promise_tells_where_the_answer_is_and_how_late_it_came(promise, dialogue, process_leader, today):
    today[0] = promise.due_on + 5 * DAY
    move_promise(promise, to="kept", by=process_leader, reason="Se https://example.org/svar",
                 answered_on=promise.due_on + 3 * DAY)  # fmt: skip
    assert (promise.state, promise.state_since) == ("kept", promise.due_on + 3 * DAY)
    page = shown_promises(dialogue)
    assert 'href="https://example.org/svar"' in page
    assert "<strong>Svaret:</strong>" in page
    assert "3 dagar efter utlovad dag" in page
    entry = AuditEntry.objects.with_reason().get(verb="record.move")
    assert entry.reason == "Se https://example.org/svar"
    with pytest.raises(StateConflict):
        move_promise(promise, to="kept", by=process_leader, reason="Igen")


@pytest.mark.parametrize("days", [1, -1])
def test_answer_is_not_given_tomorrow_nor_before_the_promise(promise, process_leader, today, days):
    with pytest.raises(RuleViolation) as refused:
        move_promise(promise, to="kept", by=process_leader, reason="På mötet", answered_on=today[0] + days * DAY)
    assert refused.value.field == "answered_on"


@pytest.mark.parametrize("to", ["kept", "not_kept"])
def test_outcome_needs_words_and_can_be_taken_up_again(promise, dialogue, process_leader, today, to):
    with pytest.raises(RuleViolation):
        move_promise(promise, to=to, by=process_leader, reason=" ")
    move_promise(promise, to=to, by=process_leader, reason="Nämnden avslog allt")
    assert "Nämnden avslog allt" in shown_promises(dialogue)
    today[0] = promise.due_on + DAY
    assert promises_of(dialogue, Audience.PUBLIC)[0].standing == to
    move_promise(promise, to="open", by=process_leader, reason="Halva svaret saknas")
    assert promises_of(dialogue, Audience.PUBLIC)[0].standing == "late"
    assert "Halva svaret saknas" in shown_promises(dialogue)


# Outcomes that have been public


@pytest.fixture
def clock_follows(today, monkeypatch):
    """Let the moment be noon of the day of the test."""
    monkeypatch.setattr(clock, "now", lambda: dt.datetime.combine(today[0], dt.time(12), tzinfo=dt.UTC))


def test_outcome_that_was_public_is_not_overwritten_without_trace(
    promise, dialogue, process_leader, today, clock_follows
):
    due = promise.due_on
    today[0] = due + 14 * DAY
    move_promise(promise, to="kept", by=process_leader, reason="På affischen", answered_on=due + 12 * DAY)
    today[0] += DAY
    move_promise(promise, to="open", by=process_leader, reason="Fel dag")
    move_promise(promise, to="kept", by=process_leader, reason="I brevlådan", answered_on=due - DAY)
    (before,) = promises_of(dialogue, Audience.PUBLIC)[0].earlier
    assert (before.outcome_words, before.reason, before.was_late) == ("På affischen", "Fel dag", False)
    page = shown_promises(dialogue)
    assert "12 dagar efter utlovad dag" in page
    assert page.index("I brevlådan") < page.index("Fel dag") < page.index("På affischen")


@pytest.mark.parametrize("to", ["kept", "not_kept"])
def test_every_outcome_stays_with_why_it_was_taken_up_again(promise, dialogue, process_leader, to):
    for number in (1, 2):
        move_promise(promise, to=to, by=process_leader, reason=f"Utfall {number}")
        move_promise(promise, to="open", by=process_leader, reason=f"Upptaget {number}")
    rows = promises_of(dialogue, Audience.PUBLIC)[0].earlier
    assert [(row.outcome_words, row.reason) for row in rows] == [("Utfall 2", "Upptaget 2"), ("Utfall 1", "Upptaget 1")]


def test_day_of_noting_is_told_when_it_is_another_than_that_of_the_answer(
    promise, dialogue, process_leader, today, clock_follows
):
    move_promise(promise, to="kept", by=process_leader, reason="På mötet")
    assert "antecknat den" not in shown_promises(dialogue)
    move_promise(promise, to="open", by=process_leader, reason="Halva svaret saknas")
    today[0] += 3 * DAY
    move_promise(promise, to="kept", by=process_leader, reason="I brevet", answered_on=today[0] - DAY)
    assert shown_promises(dialogue).count("antecknat den") == 1
    assert promises_of(dialogue, Audience.PUBLIC)[0].noted_on == today[0]


@pytest.mark.parametrize(("days", "was_late"), [(0, False), (2, True)])
def test_promise_answered_in_time_was_late_only_from_when_it_was_taken_up(
    promise, dialogue, process_leader, today, clock_follows, days, was_late
):
    move_promise(promise, to="kept", by=process_leader, reason="På mötet")
    today[0] = promise.due_on + 9 * DAY
    move_promise(promise, to="open", by=process_leader, reason="Halva svaret saknas")
    today[0] += days * DAY
    change_promise(promise, process_leader, due_on=today[0] + 30 * DAY, change_reason="Resten kommer")
    wording, outcome = promises_of(dialogue, Audience.PUBLIC)[0].earlier
    assert (wording.was_late, outcome.was_late) == (was_late, False)


def test_redaction_reaches_earlier_outcomes(promise, process_leader, client, programme):
    move_promise(promise, to="kept", by=process_leader, reason="Grannen i port 7 fick svar")
    move_promise(promise, to="open", by=process_leader, reason="Rättat")
    client.force_login(process_leader)
    address = reverse("dialogues:promise_redact", args=[programme.slug, promise.pk])
    client.post(address, {"fields_to_remove": ["state_reason"], "reason": "Namnger en person"})
    assert "Grannen" not in str(promise.versions.get().texts)
