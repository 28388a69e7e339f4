"""What is promised is changed only in the open: with a reason, and with what it said before beside it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from dialogues.models import PromiseVersion
from dialogues.queries.invitations import source_of
from dialogues.queries.promises import promises_of
from dialogues.services.promises import move_promise, update_promise
from kraftsamling.shared import clock
from kraftsamling.shared.errors import EditConflict, RuleViolation
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


def test_another_order_of_the_same_ways_changes_nothing(dialogue, process_leader):
    promise = make_promise(dialogue, channels=["web", "poster"])
    change_promise(promise, process_leader, channels=["poster", "web"])
    assert (promise.channels, promise.version, promise.versions.count()) == (["web", "poster"], 1, 0)


def test_way_taken_away_stays_readable(promise, dialogue, process_leader):
    change_promise(promise, process_leader, channels=["letter", "meeting"], change_reason="Fler vill höra det")
    change_promise(promise, process_leader, channels=["letter"], change_reason="Lokalen är stängd")
    rows = promises_of(dialogue, Audience.PUBLIC)[0]
    with translation.override("sv"):
        assert (rows.channels, rows.earlier[0].channels) == (
            "på papper i brevlådan", "på papper i brevlådan och på ett möte",
        )  # fmt: skip


def test_translations_are_made_anew_when_a_way_is_added(promise, dialogue, process_leader):
    before = source_of(dialogue).digest
    change_promise(promise, process_leader, channels=["web", "letter"], change_reason="Fler når det där")
    assert source_of(dialogue).digest != before


def test_what_is_not_given_is_changed_freely(dialogue, process_leader):
    promise = make_promise(dialogue, is_given=False)
    change_promise(promise, process_leader, what="Något annat", change_reason="")
    assert (promise.what, promise.versions.count()) == ("Något annat", 0)


@pytest.mark.parametrize(
    "changes",
    [{"what": "Något annat"}, {"to_whom": "Några"}, {"channels": ["web", "letter"]}, {"channel_note": "I trapphusen"},
     {"due_on": dt.date(2099, 1, 1)}, {"condition": "nämnden beslutar", "next_message_on": dt.date(2098, 1, 1)}],
)  # fmt: skip
def test_given_promise_is_changed_only_with_a_reason(promise, process_leader, changes):
    with pytest.raises(RuleViolation) as refused:
        change_promise(promise, process_leader, **changes, change_reason=" ")
    assert refused.value.field == "change_reason"
    assert PromiseVersion.objects.count() == 0
    before = promise.due_on
    change_promise(promise, process_leader, **changes, change_reason="Nämnden sköt upp ärendet")
    version = promise.versions.get()
    assert (version.texts["what"], version.due_on) == ("Vad som händer med belysningen", before)
    assert promise.change_reason == "Nämnden sköt upp ärendet"


def test_function_that_answers_may_change_without_a_reason(promise, programme, process_leader):
    function = make_function(programme, name="Parkchefen")
    change_promise(promise, process_leader, responsible=function, change_reason="Tyst")
    assert (promise.responsible, promise.versions.count(), promise.change_reason) == (function, 0, "")


def test_given_promise_gets_no_day_that_has_passed(promise, process_leader, today):
    with pytest.raises(RuleViolation) as refused:
        change_promise(promise, process_leader, due_on=today[0] - DAY, change_reason="Så här")
    assert refused.value.field == "due_on"


def test_two_who_change_at_once_lose_nothing(promise, process_leader):
    seen = promise.version
    change_promise(promise, process_leader, what="Det ena", change_reason="Först")
    with pytest.raises(EditConflict):
        update_promise(
            promise, changes={"what": "Det andra", "change_reason": "Sedan"}, expected_version=seen, by=process_leader
        )
    assert promise.versions.count() == 1


def test_everyone_reads_how_it_was_before_and_why(promise, dialogue, process_leader, today, monkeypatch):
    change_promise(promise, process_leader, what="Vad nämnden beslutade", change_reason="Ärendet lyftes")
    today[0] = promise.due_on + 2 * DAY
    monkeypatch.setattr(clock, "now", lambda: dt.datetime.combine(today[0], dt.time(12), tzinfo=dt.UTC))
    change_promise(promise, process_leader, due_on=today[0] + 30 * DAY, change_reason="Nämnden sköt upp det")
    page = shown_promises(dialogue)
    assert page.index("Nämnden sköt upp det") < page.index("Ärendet lyftes")
    assert "Vad som händer med belysningen" in page
    (latest, first) = promises_of(dialogue, Audience.PUBLIC)[0].earlier
    assert [(row.reason, row.what, row.was_late) for row in (latest, first)] == [
        ("Nämnden sköt upp det", "Vad nämnden beslutade", True),
        ("Ärendet lyftes", "Vad som händer med belysningen", False),
    ]
    # A new day does not hide that the old one had passed.
    assert page.count("var redan försenat") == 1


def test_redaction_reaches_earlier_wordings_and_reasons(client, promise, process_leader, programme):
    for number in range(2):
        change_promise(
            promise, process_leader, what=f"Grannen i port 7 {number}", change_reason=f"Grannen bad om det {number}"
        )
    change_promise(promise, process_leader, what="Något annat", change_reason="Rättat")
    client.force_login(process_leader)
    address = reverse("dialogues:promise_redact", args=[programme.slug, promise.pk])
    client.post(address, {"fields_to_remove": ["what", "change_reason"], "reason": "Namnger en person"})
    promise.refresh_from_db()
    texts = [promise.what, promise.change_reason, *(str(row.texts) for row in promise.versions.all())]
    assert [text for text in texts if "Grannen" in text] == []
    assert promise.what.startswith("[Borttaget")


def test_settled_promise_gets_no_new_day(promise, process_leader):
    move_promise(promise, to="kept", by=process_leader, reason="På affischen")
    with pytest.raises(RuleViolation):
        change_promise(promise, process_leader, due_on=promise.due_on + dt.timedelta(days=60), change_reason="Mer tid")
    promise.refresh_from_db()
    assert not promise.versions.exists()


def test_function_of_a_given_promise_is_replaced_and_not_cleared(dialogue, promise, process_leader, programme):
    with pytest.raises(RuleViolation) as refused:
        change_promise(promise, process_leader, responsible=None)
    assert refused.value.field == "responsible"
    change_promise(promise, process_leader, responsible=make_function(programme, name="Parkchefen"))
    draft = make_promise(dialogue, is_given=False, responsible=make_function(programme, name="Vägchefen"))
    change_promise(draft, process_leader, responsible=None)
    assert draft.responsible is None
