"""The states of a dialogue: published, cancelled, closed, and what is taken away."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from dialogues.models import Dialogue, Occasion, Promise
from dialogues.queries.closing import dialogues_in_the_way
from dialogues.services.dialogues import move_dialogue, redact_dialogue, withdraw_dialogue
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.models import FormDraft
from programmes.services.keeping import withdraw_record
from tests.at_once import both_at_once
from tests.dialogues.occasions import add_evening
from tests.dialogues.plans import TODAY, begin, promise, publish


def to(dialogue, state, reason=""):
    return move_dialogue(dialogue, to=state, by=None, reason=reason)


def test_publishing_is_done_from_the_check(signed_in, programme):
    dialogue = begin(programme)
    with pytest.raises(RuleViolation):
        to(dialogue, "open")
    asked = signed_in.get(reverse("dialogues:dialogue_move", args=["provet", dialogue.pk, "open"]))
    assert asked.url == reverse("dialogues:dialogue_check", args=["provet", dialogue.pk])


def test_invitation_taken_back_closes_the_public_page(programme):
    dialogue = publish(begin(programme))
    with pytest.raises(RuleViolation) as violation:
        to(dialogue, "planned")
    assert violation.value.field == "reason"
    to(dialogue, "planned", "Fel datum")
    assert (dialogue.published_at, dialogue.state_reason) == (None, "Fel datum")


@pytest.mark.parametrize("path", [["planned"], ["cancelled", "planned"]])
def test_invitation_that_has_been_out_for_a_day_is_not_hidden(programme, path):
    dialogue = publish(begin(programme))
    Dialogue.objects.filter(pk=dialogue.pk).update(published_at=clock.now() - dt.timedelta(days=2))
    *before, last = path
    for state in before:
        dialogue.refresh_from_db()
        to(dialogue, state, "Pengarna är slut")
    with pytest.raises(RuleViolation, match=r"lovades|promised|Fortsätt i en ny"):
        to(dialogue, last, "Löftet är försenat")
    dialogue.refresh_from_db()
    assert dialogue.published_at


def test_publishing_anew_does_not_begin_the_promise_anew(programme):
    dialogue = publish(begin(programme))
    given = promise(dialogue, TODAY)
    type(given).objects.filter(pk=given.pk).update(published_at=clock.now() - dt.timedelta(days=2))
    with pytest.raises(RuleViolation, match=r"lovade|promised"):
        to(dialogue, "planned", "Löftet är försenat")


@pytest.mark.parametrize("state", ["open", "cancelled"])
def test_move_that_would_be_refused_has_no_button(signed_in, programme, state):
    dialogue = publish(begin(programme))
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state)
    back = reverse("dialogues:dialogue_move", args=["provet", dialogue.pk, "planned"])
    assert back in signed_in.get(dialogue.get_work_url()).content.decode()
    Dialogue.objects.filter(pk=dialogue.pk).update(published_at=clock.now() - dt.timedelta(days=2))
    assert back not in signed_in.get(dialogue.get_work_url()).content.decode()
    refused = signed_in.post(back, {"reason": "Pengarna kom"}).content.decode()
    assert ("Fortsätt i en ny dialog" in refused) == (state == "cancelled")


def test_dialogue_that_a_colleague_has_just_published_is_not_withdrawn(programme):
    seen = begin(programme)
    publish(Dialogue.objects.get(pk=seen.pk))
    with pytest.raises(RuleViolation):
        withdraw_dialogue(seen, by=None, reason="Dubblett")
    assert Dialogue.objects.get(pk=seen.pk).withdrawn_at is None


def test_whoever_cancels_is_told_that_everyone_reads_why(signed_in, programme):
    address = reverse("dialogues:dialogue_move", args=["provet", begin(programme).pk, "cancelled"])
    page = signed_in.get(address).content.decode()
    assert "läser alla det här på den öppna sidan" in page
    assert "Sparas i händelseloggen" not in page


def test_cancelled_dialogue_stays_public_and_tells_why(programme):
    dialogue = publish(begin(programme))
    to(dialogue, "cancelled", "Pengarna är slut")
    assert dialogue.published_at
    assert dialogue.state_reason == "Pengarna är slut"
    to(dialogue, "planned", "Pengarna kom")
    assert dialogue.published_at is None


def test_closing_is_refused_while_a_promise_is_open(signed_in, programme):
    dialogue = publish(begin(programme))
    promised = promise(dialogue, TODAY)
    to(dialogue, "compiling")
    page = reverse("dialogues:dialogue_move", args=["provet", dialogue.pk, "closed"])
    assert "1 löfte är fortfarande öppet" in signed_in.post(page, {"reason": ""}).content.decode()
    type(promised).objects.filter(pk=promised.pk).update(state="kept", state_reason="På sidan", state_since=TODAY)
    assert signed_in.post(page, {"reason": ""}).status_code == 302
    dialogue.refresh_from_db()
    assert dialogue.state == "closed"


def test_move_that_is_not_in_the_table_is_a_conflict(programme):
    with pytest.raises(StateConflict):
        to(begin(programme), "closed")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_it_at_once_the_second_is_told(programme):
    dialogue = publish(begin(programme))
    copies = [Dialogue.objects.select_related("programme").get(pk=dialogue.pk) for _number in range(2)]
    errors = both_at_once(
        lambda: to(copies[0], "compiling"), lambda: to(copies[1], "cancelled", "Ingen kom")
    )  # fmt: skip
    assert [type(error) for error in errors] == [StateConflict]
    dialogue.refresh_from_db()
    assert dialogue.state == "compiling"


def test_open_dialogue_stands_in_the_way_of_closing_the_programme(programme):
    begin(programme, "Klar", state="closed")
    begin(programme, "Inställd", state="cancelled")
    assert dialogues_in_the_way(programme) == []
    begin(programme)
    assert [obstacle.text for obstacle in dialogues_in_the_way(programme)] == ["1 dialog är inte avslutad."]


# What is taken away


def test_only_what_nobody_was_invited_to_is_withdrawn_with_all_that_it_holds(programme):
    dialogue = begin(programme)
    add_evening(dialogue, is_public=False)
    promise(dialogue, TODAY)
    dialogue.promises.update(published_at=None)
    withdraw_dialogue(dialogue, by=None, reason="Dubblett")
    assert dialogue.withdrawn_at
    assert (Occasion.objects.current().count(), Promise.objects.current().count()) == (0, 0)
    published = publish(begin(programme))
    to(published, "planned", "Fel datum")
    with pytest.raises(RuleViolation):
        withdraw_dialogue(published, by=None, reason="Ville inte")


def test_removing_the_title_removes_the_address_made_from_it(programme, process_leader):
    dialogue = begin(programme, "Grannen i port 7")
    FormDraft.objects.create(owner=process_leader, path=f"/arbete/provet/dialoger/{dialogue.pk}/andra/amnet/",
                             fields={"title": ["Grannen i port 7"]})  # fmt: skip
    redact_dialogue(dialogue, fields=["title"], by=process_leader, reason="Namnger någon")
    assert (dialogue.title.startswith("[Borttaget"), dialogue.slug) == (True, "dialog")
    assert not FormDraft.objects.exists()


def test_withdrawn_dialogue_is_not_found(signed_in, programme):
    dialogue = begin(programme)
    withdraw_record(dialogue, by=None, reason="Fel")
    assert signed_in.get(dialogue.get_work_url()).status_code == 404
    redact = reverse("dialogues:dialogue_redact", args=["provet", dialogue.pk])
    assert signed_in.get(redact).status_code == 200


def test_states_of_an_occasion_are_told_apart_and_in_the_gender_of_their_word(signed_in, programme):
    dialogue = begin(programme)
    add_evening(dialogue, day=clock.today() + dt.timedelta(days=30), is_public=False)
    text = " ".join(strip_tags(signed_in.get(dialogue.get_work_url()).content.decode()).split())
    assert "planerat · inte publicerat" in text


def test_that_the_conversations_are_over_is_offered_first_when_they_are(signed_in, programme):
    dialogue = publish(begin(programme))
    ahead = clock.today() + dt.timedelta(days=9)
    for day, is_next in ((ahead, False), (clock.today() - dt.timedelta(days=9), True)):
        Dialogue.objects.filter(pk=dialogue.pk).update(starts_on=ImpreciseDate(day), ends_on=ImpreciseDate(day))
        html = signed_in.get(dialogue.get_work_url()).content.decode()
        assert (html.index("Samtalen är klara") < html.index('id="plan"')) == is_next
    evening = add_evening(dialogue, day=ahead)
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert html.index('id="back"') < html.index("Samtalen är klara")
    type(evening).objects.filter(pk=evening.pk).update(state="cancelled")
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert html.index("Samtalen är klara") < html.index('id="plan"')
