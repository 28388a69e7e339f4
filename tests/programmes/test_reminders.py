"""Reminders: to the right person, once for each cause, whatever the jobs do."""

import datetime as dt
from collections import Counter

import pytest
from django.urls import reverse

from kraftsamling.jobs.services.registry import get_daily_kinds
from kraftsamling.notices.models import Notice
from kraftsamling.notices.queries import unread_for
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from programmes.models import Actor, Agreement, ChecklistItem, Communication, Contact, Responsibility, Story
from programmes.queries.waiting import waiting_lines
from programmes.services.contacts import record_contact
from programmes.services.keeping import add_record
from programmes.services.reminders import remind_everybody
from tests.factories import OrganisationFactory, make_member

DAY = dt.timedelta(days=1)


@pytest.fixture
def keeper(programme):
    return make_member(programme, "civil_servant", name="Håller kontakten")


@pytest.fixture
def contact(programme, process_leader, keeper, today):
    def add(model, **fields):
        return add_record(model, programme=programme, by=process_leader, **fields)

    actor = add(Actor, organisation=OrganisationFactory(), role="leads")
    return add(Contact, actor=actor, name="Rektorn", keeper=keeper)


def causes(user):
    return [cause.rpartition(":")[0] for notice in Notice.objects.filter(user=user, kind="programmes.waiting")
            for cause in notice.context["causes"]]  # fmt: skip


def test_quiet_contact_is_told_to_its_keeper_once(contact, keeper, process_leader, today):
    assert remind_everybody() == 0
    today[0] += 61 * DAY
    assert remind_everybody() == 1
    assert remind_everybody() == 0 or Notice.objects.filter(user=keeper).count() == 1
    today[0] += 7 * DAY  # a week without any job
    assert remind_everybody() == 0
    assert causes(keeper) == [f"contact.quiet:{contact.pk}"]
    assert causes(process_leader) == []


def test_new_contact_makes_a_new_cause(contact, keeper, today):
    today[0] += 61 * DAY
    remind_everybody()
    record_contact(contact, happened_on=today[0], form="phone", note="", next_step="", next_step_on=None,
                   expected_version=contact.version, by=keeper)  # fmt: skip
    today[0] += 61 * DAY
    assert remind_everybody() == 1
    assert len(causes(keeper)) == 2


def test_many_causes_are_one_notice_with_counts(programme, contact, keeper, process_leader, today):
    contact.keeper = process_leader
    contact.next_step, contact.next_step_on = "Ring", today[0]
    contact.save()
    function = Responsibility.objects.create(programme=programme, function="Skola", holder=process_leader)
    soon = ImpreciseDate(today[0] + 6 * DAY)

    def add(model, **fields):
        add_record(model, programme=programme, by=process_leader, **fields)

    add(
        ChecklistItem, phase=programme.phases.first(), text="A", due_on=ImpreciseDate(today[0]), responsibility=function
    )
    add(Communication, audience="B", message="C", channel="letter", planned_on=soon)
    add(Agreement, kind="iop", title="D", state="signed", ends_on=soon)
    add(Story, title="E", text="F", state="in_review")
    remind_everybody()
    assert len(causes(process_leader)) == 5
    assert Notice.objects.filter(user=process_leader, kind="programmes.waiting").count() == 1
    assert unread_for(process_leader)[0].title == "Det här väntar på dig i Kraftsamling Provet"


def test_process_leader_is_told_when_the_keeper_has_no_role_left(contact, keeper, process_leader, today):
    keeper.role_assignments.update(revoked_at=clock.now())
    today[0] += 61 * DAY
    remind_everybody()
    assert causes(keeper) == []
    assert causes(process_leader) == [f"contact.quiet:{contact.pk}"]


def test_nobody_is_reminded_in_a_programme_that_is_not_at_work(programme, contact, today):
    type(programme).objects.update(state="closed")
    today[0] += 61 * DAY
    assert remind_everybody() == 0


def test_my_page_counts_what_waits(client, contact, keeper, today, programme):
    today[0] += 61 * DAY
    client.force_login(keeper)
    page = client.get(reverse("overview:my_page")).content.decode()
    assert "1 av dina kontakter har tystnat" in page
    assert reverse("programmes:contact_list", args=[programme.slug]) + "?urval=quiet" in page


def test_notice_of_what_waits_leads_to_the_list_of_it(client, contact, keeper, today):
    today[0] += 61 * DAY
    remind_everybody()
    client.force_login(keeper)
    page = client.get(reverse("overview:my_page")).content.decode()
    assert f'{reverse("overview:my_page")}#waiting"' in page
    assert 'id="waiting"' in page


def test_reminders_are_a_daily_job():
    assert "programmes.remind" in get_daily_kinds()


def test_kind_that_nobody_has_registered_is_not_dropped_without_a_word(programme):
    with pytest.raises(KeyError):
        waiting_lines(programme, Counter({"contact.forgotten": 1}))
