"""Reminders of promises: to the right person, once for each cause, whatever the daily job does."""

import pytest
from django.urls import reverse

from dialogues.models import Promise
from dialogues.services.promises import move_promise, update_promise
from kraftsamling.notices.models import Notice
from kraftsamling.shared import clock
from programmes.queries.waiting_letters import write_waiting
from programmes.services.reminders import remind_everybody
from tests.dialogues.promise_samples import DAY, make_dialogue, make_function, make_promise
from tests.factories import make_member


@pytest.fixture
def holder(programme):
    return make_member(programme, "civil_servant", name="Gatuchefen")


@pytest.fixture
def promise(programme, holder, process_leader, today):
    """Due in 30 days; the holder of a function answers for it."""
    return make_promise(make_dialogue(programme), responsible=make_function(programme, holder))


def reminders(user):
    """Return what the person was reminded of: (kind, stage) of each cause, in order."""
    notices = Notice.objects.filter(user=user, kind="programmes.waiting").order_by("pk")
    return [tuple(cause.split(":")[index] for index in (0, 3)) for row in notices for cause in row.context["causes"]]


def run_each_day(today, until):
    while today[0] < until:
        today[0] += DAY
        remind_everybody()
        remind_everybody()


def test_holder_is_reminded_14_and_3_days_before_and_when_it_is_late(promise, holder, process_leader, today):
    run_each_day(today, promise.due_on - 15 * DAY)
    assert reminders(holder) == []
    run_each_day(today, promise.due_on - 14 * DAY)
    assert reminders(holder) == [("promise.soon", "14")]
    run_each_day(today, promise.due_on - 3 * DAY)
    assert reminders(holder) == [("promise.soon", "14"), ("promise.soon", "3")]
    run_each_day(today, promise.due_on)
    assert len(reminders(holder)) == 2
    run_each_day(today, promise.due_on + DAY)
    assert reminders(holder)[2:] == [("promise.late", "")]
    run_each_day(today, promise.due_on + 6 * DAY)
    assert reminders(process_leader) == []
    run_each_day(today, promise.due_on + 30 * DAY)
    assert reminders(process_leader) == [("promise.late", "")]
    assert len(reminders(holder)) == 3


def test_after_weeks_without_a_job_the_most_urgent_is_told_once(promise, holder, process_leader, today):
    today[0] = promise.due_on - DAY
    assert remind_everybody() == 1
    assert reminders(holder) == [("promise.soon", "3")]
    today[0] = promise.due_on + 8 * DAY
    assert remind_everybody() == 2
    assert remind_everybody() in (0, 2)
    assert reminders(holder) == [("promise.soon", "3"), ("promise.late", "")]
    assert reminders(process_leader) == [("promise.late", "")]
    assert Notice.objects.filter(kind="programmes.waiting").count() == 3


@pytest.mark.parametrize("is_gone", ["no function", "nobody holds it", "holder has left"])
def test_without_a_holder_the_process_leaders_are_told(promise, holder, process_leader, today, is_gone):
    match is_gone:
        case "no function":
            Promise.objects.filter(pk=promise.pk).update(responsible=None)
        case "nobody holds it":
            type(promise.responsible).objects.update(holder=None)
        case _:
            holder.role_assignments.update(revoked_at=clock.now())
    run_each_day(today, promise.due_on + 20 * DAY)
    assert reminders(holder) == []
    assert reminders(process_leader) == [("promise.soon", "14"), ("promise.soon", "3"), ("promise.late", "")]


def test_leader_who_holds_the_function_is_told_once(promise, process_leader, today):
    type(promise.responsible).objects.update(holder=process_leader)
    run_each_day(today, promise.due_on + 20 * DAY)
    assert [kind for kind, _stage in reminders(process_leader)] == ["promise.soon", "promise.soon", "promise.late"]


@pytest.mark.parametrize("reason", ["closed programme", "not given", "kept", "withdrawn programme"])
def test_nobody_is_reminded_of_what_does_not_wait(promise, programme, holder, process_leader, today, reason):
    match reason:
        case "closed programme":
            type(programme).objects.update(state="closed")
        case "not given":
            Promise.objects.update(published_at=None)
        case "kept":
            move_promise(promise, to="kept", by=holder, reason="På mötet")
        case _:
            type(programme).objects.update(withdrawn_at=clock.now(), withdrawn_reason="Fel")
    run_each_day(today, promise.due_on + 9 * DAY)
    assert reminders(holder) + reminders(process_leader) == []


def test_new_day_and_a_promise_taken_up_again_are_new_causes(promise, holder, today):
    today[0] = promise.due_on + DAY
    remind_everybody()
    changes = {"due_on": today[0] + 2 * DAY, "change_reason": "Nämnden sköt upp det"}
    update_promise(promise, changes=changes, expected_version=promise.version, by=holder)
    today[0] += DAY
    remind_everybody()
    assert reminders(holder) == [("promise.late", ""), ("promise.soon", "3")]
    move_promise(promise, to="kept", by=holder, reason="På mötet")
    today[0] += 5 * DAY
    move_promise(promise, to="open", by=holder, reason="Det var inte hela svaret")
    remind_everybody()
    assert reminders(holder)[2:] == [("promise.late", "")]


def test_conditional_promise_reminds_of_the_next_message(promise, holder, today):
    Promise.objects.update(due_on=None, condition="nämnden har beslutat", next_message_on=today[0] + 5 * DAY)
    remind_everybody()
    run_each_day(today, today[0] + 6 * DAY)
    assert reminders(holder) == [("promise.soon", "14"), ("promise.soon", "3"), ("promise.late", "")]


def test_letter_tells_what_is_promised_to_whom_and_when_with_its_page(promise, holder, programme, today):
    today[0] = promise.due_on + DAY
    remind_everybody()
    notice = Notice.objects.get(user=holder)
    letter = write_waiting([notice])[notice.pk]
    said = "\n".join(letter.paragraphs)
    assert "1 utlovat svar är försenat." in said
    assert "Utlovat (till: Alla som var med): Vad som händer med belysningen\nPå papper i brevlådan. Senast" in said
    assert "Vad som händer med belysningen" in said
    assert "(i går)" in said
    assert reverse("dialogues:promise_detail", args=[programme.slug, promise.pk]) in said
    # A removed text is gone from waiting letters too, and so is what was withdrawn.
    Promise.objects.update(what="[Borttaget 2026-01-01]")
    assert "belysningen" not in str(write_waiting([notice]))
    Promise.objects.update(withdrawn_at=clock.now(), withdrawn_reason="Fel")
    assert "Alla som var med" not in str(write_waiting([notice]))


def test_late_promise_waits_on_my_page(client, promise, holder, programme, today):
    today[0] = promise.due_on + DAY
    client.force_login(holder)
    page = client.get(reverse("overview:my_page")).content.decode()
    assert "1 utlovat svar är försenat" in page
    assert reverse("dialogues:promise_list", args=[programme.slug]) + "?urval=late" in page


def test_reminders_take_the_same_number_of_queries_however_many_promises(promise, programme, django_assert_num_queries):
    from dialogues.queries.promise_waiting import promises_due, tell_promises

    for _new in range(5):
        make_promise(promise.dialogue, responsible=promise.responsible)
    with django_assert_num_queries(1):
        dues = promises_due([programme.pk], promise.due_on)
    assert len(dues) == 6
    with django_assert_num_queries(1):
        tell_promises([due.cause for due in dues])
