"""Promises: what is promised can be changed only in the open, and late is told by the clock."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from dialogues.enums import PromiseStanding
from dialogues.models import Promise, PromiseVersion
from dialogues.queries.invitations import promise_line, source_of
from dialogues.queries.promise_places import promise_days, promises_in_the_way
from dialogues.queries.promise_waiting import tell_promises
from dialogues.queries.promises import (
    Counts,
    is_late,
    promise_counts,
    promise_lines,
    promises_of,
    say_when,
    standing_of,
)
from dialogues.services.promises import (
    add_promise,
    move_promise,
    set_promise_public,
    update_promise,
    withdraw_promise,
)
from dialogues.services.publishing import publish_dialogue
from kraftsamling.audit.models import AuditEntry
from kraftsamling.overview.calendar import calendar_page
from kraftsamling.overview.closing import all_closing_obstacles
from kraftsamling.shared import clock
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.receipts import make_form_key
from programmes.queries.map_items import Audience
from tests.dialogues.invitations import make_ready
from tests.dialogues.promise_samples import DAY, make_dialogue, make_function, make_promise
from tests.factories import make_member
from tests.programmes.test_at_once import both_at_once


@pytest.fixture
def today(monkeypatch):
    """The day of the test; may be moved on."""
    days = [clock.today()]
    monkeypatch.setattr(clock, "today", lambda: days[0])
    return days


@pytest.fixture
def dialogue(programme, today):
    return make_dialogue(programme)


@pytest.fixture
def promise(dialogue, programme, process_leader):
    return make_promise(dialogue, responsible=make_function(programme, process_leader))


@pytest.fixture
def signed_in(client, process_leader):
    client.force_login(process_leader)
    return client


def change(promise, by, **changes):
    return update_promise(promise, changes=changes, expected_version=promise.version, by=by)


def shown(dialogue, template="_public_promises_part") -> str:
    """Return what the part says to everyone, in Swedish."""
    with translation.override("sv"):
        promises = promises_of(dialogue, Audience.PUBLIC)
        return " ".join(render_to_string(f"dialogues/{template}.html", {"promises": promises}).split())


def late_rows(programme, today):
    return set(Promise.objects.filter(is_late(today), programme=programme))


# By the clock


def test_promise_is_late_from_the_day_after_and_says_so(promise, dialogue, programme, today):
    today[0] = promise.due_on
    assert standing_of(promise, today[0]) == PromiseStanding.OPEN
    assert late_rows(programme, today[0]) == set()
    assert "(i dag)" in shown(dialogue)
    today[0] += DAY
    assert standing_of(promise, today[0]) == PromiseStanding.LATE
    assert late_rows(programme, today[0]) == {promise}
    assert "svaret är försenat" in shown(dialogue)
    assert "1 dag efter utlovad dag" in shown(dialogue)


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


# The day


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
    assert words in shown(dialogue)
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


def test_another_order_of_the_same_ways_changes_nothing(dialogue, process_leader):
    promise = make_promise(dialogue, channels=["web", "poster"])
    change(promise, process_leader, channels=["poster", "web"])
    assert (promise.channels, promise.version, promise.versions.count()) == (["web", "poster"], 1, 0)


def test_way_taken_away_stays_readable(promise, dialogue, process_leader):
    change(promise, process_leader, channels=["letter", "meeting"], change_reason="Fler vill höra det")
    change(promise, process_leader, channels=["letter"], change_reason="Lokalen är stängd")
    rows = promises_of(dialogue, Audience.PUBLIC)[0]
    with translation.override("sv"):
        assert (rows.channels, rows.earlier[0].channels) == (
            "på papper i brevlådan", "på papper i brevlådan och på ett möte",
        )  # fmt: skip


def test_translations_are_made_anew_when_a_way_is_added(promise, dialogue, process_leader):
    before = source_of(dialogue).digest
    change(promise, process_leader, channels=["web", "letter"], change_reason="Fler når det där")
    assert source_of(dialogue).digest != before


def test_answer_is_kept_only_when_it_came_in_the_ways_that_were_promised(
    signed_in, programme, promise, today, process_leader
):
    change(promise, process_leader, channels=["web", "letter"], channel_note="i trapphusen", change_reason="Fler")
    address = reverse("dialogues:promise_move", args=[programme.slug, promise.pk, "kept"])
    question = "så som ni lovade, här på webbplatsen och på papper i brevlådan: i trapphusen"
    assert question in signed_in.get(address).content.decode()
    data = {"reason": "Brev", "answered_on": today[0].isoformat(), "form_key": make_form_key(process_leader.pk)}
    assert list(signed_in.post(address, data).context["form"].errors) == ["is_as_promised"]
    promise.refresh_from_db()
    assert promise.state == "open"


# Changing


def test_what_is_not_given_is_changed_freely(dialogue, process_leader):
    promise = make_promise(dialogue, is_given=False)
    change(promise, process_leader, what="Något annat", change_reason="")
    assert (promise.what, promise.versions.count()) == ("Något annat", 0)


@pytest.mark.parametrize(
    "changes",
    [{"what": "Något annat"}, {"to_whom": "Några"}, {"channels": ["web", "letter"]}, {"channel_note": "I trapphusen"},
     {"due_on": dt.date(2099, 1, 1)}, {"condition": "nämnden beslutar", "next_message_on": dt.date(2098, 1, 1)}],
)  # fmt: skip
def test_given_promise_is_changed_only_with_a_reason(promise, process_leader, changes):
    with pytest.raises(RuleViolation) as refused:
        change(promise, process_leader, **changes, change_reason=" ")
    assert refused.value.field == "change_reason"
    assert PromiseVersion.objects.count() == 0
    before = promise.due_on
    change(promise, process_leader, **changes, change_reason="Nämnden sköt upp ärendet")
    version = promise.versions.get()
    assert (version.texts["what"], version.due_on) == ("Vad som händer med belysningen", before)
    assert promise.change_reason == "Nämnden sköt upp ärendet"


def test_function_that_answers_may_change_without_a_reason(promise, programme, process_leader):
    function = make_function(programme, name="Parkchefen")
    change(promise, process_leader, responsible=function, change_reason="Tyst")
    assert (promise.responsible, promise.versions.count(), promise.change_reason) == (function, 0, "")


def test_given_promise_gets_no_day_that_has_passed(promise, process_leader, today):
    with pytest.raises(RuleViolation) as refused:
        change(promise, process_leader, due_on=today[0] - DAY, change_reason="Så här")
    assert refused.value.field == "due_on"


def test_two_who_change_at_once_lose_nothing(promise, process_leader):
    seen = promise.version
    change(promise, process_leader, what="Det ena", change_reason="Först")
    with pytest.raises(EditConflict):
        update_promise(
            promise, changes={"what": "Det andra", "change_reason": "Sedan"}, expected_version=seen, by=process_leader
        )
    assert promise.versions.count() == 1


def test_everyone_reads_how_it_was_before_and_why(promise, dialogue, process_leader, today, monkeypatch):
    change(promise, process_leader, what="Vad nämnden beslutade", change_reason="Ärendet lyftes")
    today[0] = promise.due_on + 2 * DAY
    monkeypatch.setattr(clock, "now", lambda: dt.datetime.combine(today[0], dt.time(12), tzinfo=dt.UTC))
    change(promise, process_leader, due_on=today[0] + 30 * DAY, change_reason="Nämnden sköt upp det")
    page = shown(dialogue)
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
        change(promise, process_leader, what=f"Grannen i port 7 {number}", change_reason=f"Grannen bad om det {number}")
    change(promise, process_leader, what="Något annat", change_reason="Rättat")
    client.force_login(process_leader)
    address = reverse("dialogues:promise_redact", args=[programme.slug, promise.pk])
    client.post(address, {"fields_to_remove": ["what", "change_reason"], "reason": "Namnger en person"})
    promise.refresh_from_db()
    texts = [promise.what, promise.change_reason, *(str(row.texts) for row in promise.versions.all())]
    assert [text for text in texts if "Grannen" in text] == []
    assert promise.what.startswith("[Borttaget")


# Giving, keeping, withdrawing


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


def test_settled_promise_gets_no_new_day(promise, process_leader):
    move_promise(promise, to="kept", by=process_leader, reason="På affischen")
    with pytest.raises(RuleViolation):
        change(promise, process_leader, due_on=promise.due_on + dt.timedelta(days=60), change_reason="Mer tid")
    promise.refresh_from_db()
    assert not promise.versions.exists()


def test_given_promise_cannot_be_withdrawn(promise, dialogue, process_leader):
    with pytest.raises(RuleViolation):
        withdraw_promise(promise, by=process_leader, reason="Fel")
    draft = make_promise(dialogue, is_given=False)
    withdraw_promise(draft, by=process_leader, reason="Dubblett")
    assert [row.promise for row in promises_of(dialogue, Audience.WORK)] == [promise]


def test_log_leads_to_the_texts_of_a_withdrawn_promise(client, dialogue, programme, process_leader):
    draft = make_promise(dialogue, is_given=False)
    withdraw_promise(draft, by=process_leader, reason="Dubblett")
    client.force_login(process_leader)
    address = reverse("dialogues:promise_redact", args=[programme.slug, draft.pk])
    log = client.get(reverse("programmes:log_list", args=[programme.slug]))
    assert address in {row.redact_url for row in log.context["rows"]}
    posted = client.post(address, {"fields_to_remove": ["what"], "reason": "Namnger en person"})
    draft.refresh_from_db()
    assert draft.what.startswith("[Borttaget")
    assert client.get(posted.url).status_code == 200


def test_kept_promise_tells_where_the_answer_is_and_how_late_it_came(promise, dialogue, process_leader, today):
    today[0] = promise.due_on + 5 * DAY
    move_promise(promise, to="kept", by=process_leader, reason="Se https://example.org/svar",
                 answered_on=promise.due_on + 3 * DAY)  # fmt: skip
    assert (promise.state, promise.state_since) == ("kept", promise.due_on + 3 * DAY)
    page = shown(dialogue)
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
    assert "Nämnden avslog allt" in shown(dialogue)
    today[0] = promise.due_on + DAY
    assert promises_of(dialogue, Audience.PUBLIC)[0].standing == to
    move_promise(promise, to="open", by=process_leader, reason="Halva svaret saknas")
    assert promises_of(dialogue, Audience.PUBLIC)[0].standing == "late"
    assert "Halva svaret saknas" in shown(dialogue)


# Counting and listing


def test_every_given_promise_counts_once(programme, dialogue, process_leader, today):
    late, kept, not_kept, _open = (make_promise(dialogue) for _number in range(4))
    make_promise(dialogue, is_given=False)
    Promise.objects.filter(pk=late.pk).update(due_on=today[0] - DAY)
    move_promise(kept, to="kept", by=process_leader, reason="På mötet")
    move_promise(not_kept, to="not_kept", by=process_leader, reason="Pengarna tog slut")
    assert promise_counts(programme) == Counts(kept=1, open=1, late=1, not_kept=1)
    # Taking the invitation off the public site does not make a late promise disappear from the count.
    type(dialogue).objects.filter(pk=dialogue.pk).update(published_at=None, state="planned")
    assert promises_of(dialogue, Audience.PUBLIC) == []
    assert promise_counts(programme) == Counts(kept=1, open=1, late=1, not_kept=1)


def test_counter_says_all_four_and_nothing_while_nothing_is_promised(programme, dialogue):
    def say():
        with translation.override("sv"):
            return render_to_string("dialogues/_promise_counts_part.html", {"counts": promise_counts(programme)})

    assert say().strip() == ""
    make_promise(dialogue)
    assert [words for words in ("Hållna: 0", "Öppna: 1", "Försenade: 0", "Inte hållna: 0") if words not in say()] == []


def test_list_shows_what_comes_next_first_and_narrows(client, programme, dialogue, process_leader, today):
    mine = make_promise(dialogue, what="Mitt", responsible=make_function(programme, process_leader))
    late = make_promise(make_dialogue(programme), what="Sent")
    kept = make_promise(dialogue, what="Hållet")
    Promise.objects.filter(pk=late.pk).update(due_on=today[0] - DAY)
    Promise.objects.filter(pk=kept.pk).update(due_on=today[0] - 9 * DAY, state="kept", state_reason="Svar")
    client.force_login(process_leader)
    address = reverse("dialogues:promise_list", args=[programme.slug])

    def rows(query=""):
        return [row.what for row in client.get(address + query).context["page"]]

    assert rows() == ["Sent", "Mitt", "Hållet"]
    assert rows("?urval=late") == ["Sent"]
    assert rows("?urval=mine") == ["Mitt"]
    assert rows("?state=kept") == ["Hållet"]
    assert rows(f"?dialog={dialogue.pk}") == ["Mitt", "Hållet"]
    assert mine.get_work_url() in client.get(address).content.decode()


def test_pages_take_the_same_number_of_queries_however_many_there_are(client, programme, dialogue, process_leader):
    client.force_login(process_leader)
    address = reverse("dialogues:promise_list", args=[programme.slug])
    function, counted = make_function(programme, process_leader), []
    for number in (2, 9):
        for _new in range(number):
            promise = make_promise(dialogue, responsible=function)
            change(promise, process_leader, what="Annat", change_reason="Så")
        with CaptureQueriesContext(connection) as listed:
            client.get(address)
        with CaptureQueriesContext(connection) as part:
            shown(dialogue)
        counted.append((len(listed), len(part), function.promises.count()))
    assert [row[2] for row in counted] == [2, 11]
    assert counted[0][:2] == counted[1][:2]
    assert counted[0][1] == 2


def test_promise_stands_in_calendar_at_its_function_and_before_closing(client, promise, programme, process_leader):
    first = promise.due_on.replace(day=1)
    (item,) = promise_days(programme, first, promise.due_on)
    assert (item.first, item.url, item.kind) == (promise.due_on, promise.get_work_url(), "promise")
    assert [
        found.url for group in calendar_page(programme, first, "promise").groups for _kind, found in group.items
    ] == [item.url]
    assert promise_days(programme, promise.due_on + DAY, promise.due_on + 9 * DAY) == []
    client.force_login(process_leader)
    listed = client.get(reverse("programmes:responsibility_list", args=[programme.slug])).content.decode()
    assert "1 öppet löfte" in listed
    assert [row.is_blocking for row in promises_in_the_way(programme)] == [True]
    assert promises_in_the_way(programme)[0] in all_closing_obstacles(programme)
    move_promise(promise, to="kept", by=process_leader, reason="På mötet")
    assert promises_in_the_way(programme) == []


# Pages


def test_promise_is_written_under_its_dialogue(signed_in, programme, dialogue, process_leader):
    address = reverse("dialogues:promise_create", args=[programme.slug, dialogue.pk])
    data = {"to_whom": "Alla", "what": "Vad ni sa", "channels": "web", "form_key": make_form_key(process_leader.pk)}
    refused = signed_in.post(address, data)
    assert list(refused.context["form"].errors) == ["due_on"]
    signed_in.post(address, {**data, "due_on": "2030-06-01"})
    promise = dialogue.promises.get()
    assert (promise.what, promise.published_at) == ("Vad ni sa", None)


def test_promise_cannot_be_written_under_a_dialogue_of_another_programme(signed_in, programme, hidden_dialogue):
    address = reverse("dialogues:promise_create", args=[programme.slug, hidden_dialogue.pk])
    assert signed_in.get(address).status_code == 404


@pytest.fixture
def hidden_dialogue(municipality):
    from tests.factories import ProgrammeFactory

    return make_dialogue(ProgrammeFactory(slug="annat", code="ANNAT"))


def test_form_asks_why_only_when_the_promise_is_given(signed_in, programme, dialogue, promise, process_leader):
    draft = make_promise(dialogue, is_given=False)
    for row, is_asked in ((promise, True), (draft, False)):
        form = signed_in.get(reverse("dialogues:promise_edit", args=[programme.slug, row.pk])).context["form"]
        assert ("change_reason" in form.fields) == is_asked
        data = {name: form.initial.get(name) or "" for name in form.fields} | {"what": "Annat"}
        posted = signed_in.post(
            reverse("dialogues:promise_edit", args=[programme.slug, row.pk]),
            {**data, "form_key": make_form_key(process_leader.pk)},
        )
        assert posted.status_code == (200 if is_asked else 302)
        if is_asked:
            assert list(posted.context["form"].errors) == ["change_reason"]


def test_answer_is_noted_with_place_and_day(signed_in, programme, promise, today, process_leader):
    address = reverse("dialogues:promise_move", args=[programme.slug, promise.pk, "kept"])
    assert signed_in.get(address).context["form"].initial.get("answered_on", today[0]) == today[0]
    data = {"reason": "Brev till alla hushåll", "answered_on": (today[0] + DAY).isoformat(), "is_as_promised": "on"}
    refused = signed_in.post(address, {**data, "form_key": make_form_key(process_leader.pk)})
    assert list(refused.context["form"].errors) == ["answered_on"]
    data["answered_on"] = today[0].isoformat()
    signed_in.post(address, {**data, "form_key": make_form_key(process_leader.pk)})
    promise.refresh_from_db()
    assert (promise.state, promise.state_reason) == ("kept", "Brev till alla hushåll")
    assert signed_in.get(reverse("dialogues:promise_move", args=[programme.slug, promise.pk, "x"])).status_code == 404


@pytest.mark.parametrize(
    ("role", "changes", "gives"),
    [("process_leader", 200, 302), ("facilitator", 200, 403), ("researcher", 403, 403), ("politician", 403, 403)],
)
def test_who_may_change_and_who_may_give(client, programme, dialogue, role, changes, gives):
    draft = make_promise(dialogue, is_given=False, responsible=make_function(programme))
    client.force_login(make_member(programme, role, name=role))
    assert client.get(reverse("dialogues:promise_edit", args=[programme.slug, draft.pk])).status_code == changes
    address = reverse("dialogues:promise_set_public", args=[programme.slug, draft.pk])
    assert client.post(address, {"is_public": "yes", "version": str(draft.version)}).status_code == gives
    draft.refresh_from_db()
    assert bool(draft.published_at) == (gives == 302)


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
    page = shown(dialogue)
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
    assert "noterat den" not in shown(dialogue)
    move_promise(promise, to="open", by=process_leader, reason="Halva svaret saknas")
    today[0] += 3 * DAY
    move_promise(promise, to="kept", by=process_leader, reason="I brevet", answered_on=today[0] - DAY)
    assert shown(dialogue).count("noterat den") == 1
    assert promises_of(dialogue, Audience.PUBLIC)[0].noted_on == today[0]


@pytest.mark.parametrize(("days", "was_late"), [(0, False), (2, True)])
def test_promise_answered_in_time_was_late_only_from_when_it_was_taken_up(
    promise, dialogue, process_leader, today, clock_follows, days, was_late
):
    move_promise(promise, to="kept", by=process_leader, reason="På mötet")
    today[0] = promise.due_on + 9 * DAY
    move_promise(promise, to="open", by=process_leader, reason="Halva svaret saknas")
    today[0] += days * DAY
    change(promise, process_leader, due_on=today[0] + 30 * DAY, change_reason="Resten kommer")
    wording, outcome = promises_of(dialogue, Audience.PUBLIC)[0].earlier
    assert (wording.was_late, outcome.was_late) == (was_late, False)


def test_redaction_reaches_earlier_outcomes(promise, process_leader, client, programme):
    move_promise(promise, to="kept", by=process_leader, reason="Grannen i port 7 fick svar")
    move_promise(promise, to="open", by=process_leader, reason="Rättat")
    client.force_login(process_leader)
    address = reverse("dialogues:promise_redact", args=[programme.slug, promise.pk])
    client.post(address, {"fields_to_remove": ["state_reason"], "reason": "Namnger en person"})
    assert "Grannen" not in str(promise.versions.get().texts)


# Nobody left to answer, and two at once


def test_function_of_a_given_promise_is_replaced_and_not_cleared(dialogue, promise, process_leader, programme):
    with pytest.raises(RuleViolation) as refused:
        change(promise, process_leader, responsible=None)
    assert refused.value.field == "responsible"
    change(promise, process_leader, responsible=make_function(programme, name="Parkchefen"))
    draft = make_promise(dialogue, is_given=False, responsible=make_function(programme, name="Vägchefen"))
    change(draft, process_leader, responsible=None)
    assert draft.responsible is None


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


def test_days_of_which_one_is_needed_are_not_called_optional(client, dialogue, programme, process_leader):
    client.force_login(process_leader)
    page = client.get(reverse("dialogues:promise_create", args=[programme.slug, dialogue.pk])).content.decode()
    assert page.count("(frivilligt)") == 1  # where more exactly
