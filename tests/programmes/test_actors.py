"""Actors, contacts, agreements and functions: what is derived from dates, and what a reorganisation carries over."""

import datetime as dt
import itertools

import pytest
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.notices.services import purge_old_contacts
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate, Precision
from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.models import FormDraft
from programmes.models import Actor, Agreement, Contact, ContactEvent, Organisation
from programmes.queries.actors import who_works_with_whom
from programmes.queries.agreements import parties_of
from programmes.queries.contacts import contacts_of, mark_quiet, quiet_only
from programmes.services.actors import add_actor, end_actor
from programmes.services.contacts import (
    add_contact,
    record_contact,
    set_address,
    update_contact,
    withdraw_contact,
    withdraw_contact_event,
)
from programmes.services.keeping import add_record
from programmes.services.responsibilities import add_responsibility, update_responsibility
from tests.factories import OrganisationFactory, make_member

TODAY = dt.date(2026, 5, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def actor(programme, process_leader):
    return add_actor(programme=programme, by=process_leader, organisation=OrganisationFactory(), role="leads")


@pytest.fixture
def contact(programme, process_leader, actor):
    return add_contact(
        programme=programme, by=process_leader, actor=actor, name="Rektorn", keeper=process_leader,
        email="rektor@example.org",
    )  # fmt: skip


def speak(contact, day, **changes):
    words = {"form": "phone", "note": "", "next_step": "", "next_step_on": None, "by": contact.keeper}
    return record_contact(contact, happened_on=day, expected_version=contact.version, **{**words, **changes})


def test_organisation_takes_part_once_at_a_time(programme, process_leader, actor):
    with pytest.raises(RuleViolation) as violation:
        add_actor(programme=programme, by=process_leader, organisation=actor.organisation, role="follows")
    assert violation.value.field == "organisation"
    end_actor(actor, left_on=ImpreciseDate(TODAY), left_reason="Klar", expected_version=1, by=process_leader)
    assert add_actor(programme=programme, by=process_leader, organisation=actor.organisation, role="follows").pk


def test_organisation_cannot_leave_before_it_came(process_leader, actor):
    Actor.objects.filter(pk=actor.pk).update(joined_on="2026-01-01/year")
    actor.refresh_from_db()
    with pytest.raises(RuleViolation):
        end_actor(
            actor, left_on=ImpreciseDate(dt.date(2025, 1, 1), Precision.YEAR), left_reason="", expected_version=1,
            by=process_leader,
        )  # fmt: skip


def test_new_organisation_is_added_in_the_same_form(client, programme, process_leader):
    client.force_login(process_leader)
    address = reverse("programmes:actor_create", args=[programme.slug])
    data = {"new_name": "Idrottsföreningen Ängen", "new_kind": "association", "role": "connects"}
    assert client.post(address, data).status_code == 302
    assert Actor.objects.get().organisation.name == "Idrottsföreningen Ängen"
    again = client.post(address, {**data, "new_name": "idrottsföreningen  ÄNGEN", "mandate": "Behåll mig"})
    known = Organisation.objects.get(name="Idrottsföreningen Ängen")
    assert "finns redan" in again.context["form"].errors["organisation"][0]
    assert again.context["form"]["organisation"].value() == str(known.pk)
    assert "Behåll mig" in again.content.decode()


def test_quiet_contact_is_told_from_the_last_time_in_touch(programme, contact):
    Contact.objects.update(arrived_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert [row.name for row in quiet_only(contacts_of(programme))] == ["Rektorn"]
    speak(contact, TODAY - dt.timedelta(days=60))
    assert not quiet_only(contacts_of(programme)).exists()
    ContactEvent.objects.update(happened_on=TODAY - dt.timedelta(days=61))
    found = list(quiet_only(contacts_of(programme)))
    mark_quiet(found)
    assert (found[0].quiet_days, found[0].is_quiet) == (61, True)


def test_contact_of_an_organisation_that_left_is_not_quiet(programme, contact, process_leader):
    Contact.objects.update(arrived_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    end_actor(contact.actor, left_on=ImpreciseDate(TODAY), left_reason="", expected_version=1, by=process_leader)
    found = list(contacts_of(programme))
    mark_quiet(found)
    assert not found[0].is_quiet
    assert not quiet_only(contacts_of(programme)).exists()


def test_withdrawn_event_counts_no_more(programme, contact, process_leader):
    Contact.objects.update(arrived_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    event = speak(contact, TODAY)
    withdraw_contact_event(event, by=process_leader, reason="Fel person")
    assert quiet_only(contacts_of(programme)).exists()


def test_contact_in_the_future_is_a_next_step(contact):
    with pytest.raises(RuleViolation):
        speak(contact, TODAY + dt.timedelta(days=1))


def test_two_who_note_at_once_lose_no_next_step(contact):
    earlier = contact.version
    speak(contact, TODAY, next_step="Ring kommunen")
    with pytest.raises(EditConflict):
        record_contact(contact, happened_on=TODAY, form="phone", note="", next_step="Annat", next_step_on=None,
                       expected_version=earlier, by=contact.keeper)  # fmt: skip
    assert ContactEvent.objects.count() == 1


def test_address_is_removed_a_month_after_the_contact_left(contact, process_leader):
    assert contact.point.purge_on == dt.date(2028, 5, 20)
    update_contact(contact, changes={"left_on": TODAY}, expected_version=contact.version, by=process_leader)
    contact.point.refresh_from_db()
    assert contact.point.purge_on == TODAY + dt.timedelta(days=30)
    assert purge_old_contacts(today=contact.point.purge_on) == 1
    contact.point.refresh_from_db()
    assert contact.point.email == ""


def test_address_goes_with_a_withdrawn_contact_and_with_an_emptied_form(contact, process_leader):
    set_address(contact, email="", phone="", by=process_leader)
    contact.point.refresh_from_db()
    assert contact.point.purged_at is not None
    set_address(contact, email="ny@example.org", phone="", by=process_leader)
    withdraw_contact(contact, by=process_leader, reason="Dubblett")
    contact.point.refresh_from_db()
    assert contact.point.email == ""
    assert AuditEntry.objects.filter(verb="contact.purge").count() == 2


def test_replaced_address_is_left_in_no_kept_form_and_the_log_names_what_was_changed(contact, process_leader):
    FormDraft.objects.create(owner=process_leader, path="/x/", fields={"note": ["Mejla rektor@example.org"]})
    set_address(contact, email="ny@example.org", phone="", by=process_leader)
    for _again in range(2):
        set_address(contact, email="ny@example.org", phone="070-174 06 05", by=process_leader)
    assert (contact.point.email, contact.point.phone, FormDraft.objects.count()) == (
        "ny@example.org",
        "070-174 06 05",
        0,
    )
    changed = AuditEntry.objects.filter(verb="contact.address").order_by("pk").values_list("fields", flat=True)
    assert list(changed) == [["email"], ["email"], ["phone"]]


def test_address_is_shown_only_with_its_own_right(client, house):
    address = house.rows.contact.get_work_url()
    for persona, is_shown in [("civil_servant", True), ("facilitator", False), ("partner", False)]:
        client.force_login(house.people[persona])
        assert ("kp@example.org" in client.get(address).content.decode()) is is_shown


def test_quick_form_notes_a_contact_in_one_step(client, programme, process_leader, contact):
    client.force_login(process_leader)
    address = reverse("programmes:contact_event_create", args=[programme.slug, contact.pk])
    form = client.get(address).context["form"]
    assert form["happened_on"].value() == TODAY
    data = {"happened_on": "2026-05-19", "form": "meeting", "note": "Lokalen", "next_step": "Se lokalen",
            "next_step_on": "2026-06-01", "version": form.initial["version"], "base": form.initial["base"]}  # fmt: skip
    assert client.post(address, data).status_code == 302
    page = client.get(contact.get_work_url()).content.decode()
    assert "Vi pratade senast för 1 dag sedan." in page
    assert "Se lokalen" in page


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [("", "gäller tills vidare"), ("2026-06-29/day", "löper ut om 40 dagar"), ("2026-05-01/day", "löpte ut"),
     ("2030-01-01/year", "gäller till 2030")],
)  # fmt: skip
def test_whether_an_agreement_holds_follows_from_its_dates(client, programme, process_leader, ends_on, words):
    agreement = add_record(Agreement, programme=programme, by=process_leader, kind="iop", title="IOP", state="signed")
    Agreement.objects.update(ends_on=ends_on)
    client.force_login(process_leader)
    assert words in client.get(agreement.get_work_url()).content.decode()


def test_ended_party_stays_when_the_agreement_is_changed(client, programme, process_leader):
    ended = OrganisationFactory(
        name="Gamla", valid_until=dt.date(2020, 1, 1), successor=OrganisationFactory(name="Nya")
    )
    agreement = add_record(
        Agreement, programme=programme, by=process_leader, kind="iop", title="IOP", parties=[ended]
    )  # fmt: skip
    client.force_login(process_leader)
    assert "(numera Nya)" in client.get(agreement.get_work_url()).content.decode()
    form = client.get(reverse("programmes:agreement_edit", args=[programme.slug, agreement.pk])).context["form"]
    assert ended in form.fields["parties"].queryset


def test_parties_cost_the_same_however_often_they_became_another(programme, process_leader, django_assert_num_queries):
    names = ["Första", "Andra", "Tredje", "Sista"]
    line = [OrganisationFactory(name=name) for name in names]
    for before, after in itertools.pairwise(line):
        Organisation.objects.filter(pk=before.pk).update(valid_until=dt.date(2020, 1, 1), successor=after)
    agreement = add_record(
        Agreement, programme=programme, by=process_leader, kind="iop", title="IOP", parties=line
    )  # fmt: skip
    with django_assert_num_queries(2):
        found = [(party.name, now and now.name) for party, now in parties_of(agreement)]
    assert found == [("Andra", "Sista"), ("Första", "Sista"), ("Sista", None), ("Tredje", "Sista")]


def test_function_stays_when_its_holder_leaves(programme, process_leader):
    function = add_responsibility(programme=programme, by=process_leader, function="Skola", holder=process_leader)
    update_responsibility(function, changes={"holder": None}, expected_version=1, by=process_leader)
    assert function.holder is None
    with pytest.raises(RuleViolation):
        add_responsibility(programme=programme, by=process_leader, function="Skola")


def test_who_works_with_whom_comes_from_agreements_and_bodies(house):
    other = OrganisationFactory(name="Bostadsbolaget")
    house.rows.agreement.parties.add(other)
    found = {str(one.organisation): one for one in who_works_with_whom(house.programme)}
    assert found["Bostadsbolaget"].partners[house.organisation] == ["IOP om labbet"]
    assert found["Kulturnämnden"].count == 1


def test_what_has_become_another_organisation_works_under_its_present_name(house, client):
    old, new = OrganisationFactory(name="Gamla"), OrganisationFactory(name="Nya")
    Organisation.objects.filter(pk=old.pk).update(valid_until=TODAY - dt.timedelta(days=1), successor=new)
    house.rows.agreement.parties.add(old)
    lone = add_actor(
        programme=house.programme, by=house.people["process_leader"], organisation=OrganisationFactory(name="Ensamma"),
        role="follows",
    )  # fmt: skip
    names = {str(one.organisation) for one in who_works_with_whom(house.programme)}
    assert "Nya" in names
    assert "Gamla" not in names
    client.force_login(house.people["process_leader"])
    page = client.get(reverse("programmes:actor_network", args=[house.programme.slug]))
    assert [one.actor for one in page.context["alone"]] == [lone]


def test_nothing_is_claimed_of_what_is_not_filled_in(client, programme, process_leader, contact):
    client.force_login(process_leader)
    assert "Ingen kontakt antecknad än" in client.get(contact.get_work_url()).content.decode()
    draft = add_record(Agreement, programme=programme, by=process_leader, kind="iop", title="IOP", state="draft")
    assert "tills vidare" not in client.get(draft.get_work_url()).content.decode()


def test_organisation_with_contacts_is_not_withdrawn_from_above_them(client, house):
    client.force_login(house.people["process_leader"])
    address = reverse("programmes:actor_withdraw", args=[house.programme.slug, house.rows.actor.pk])
    refused = client.post(address, {"reason": "Dubblett"})
    assert "Den har kontakter" in refused.content.decode()
    withdraw_contact(house.rows.contact, by=None, reason="Dubblett")
    assert client.post(address, {"reason": "Dubblett"}).status_code == 302


def test_form_for_a_contact_leads_to_an_organisation_that_is_not_there(client, programme, process_leader):
    client.force_login(process_leader)
    new_actor = reverse("programmes:actor_create", args=[programme.slug])
    page = client.get(reverse("programmes:contact_create", args=[programme.slug])).content.decode()
    assert f'<a href="{new_actor}">Lägg till organisationen först</a>' in page


def test_list_of_actors_says_how_many_contacts_have_gone_quiet(client, programme, process_leader, contact):
    Contact.objects.filter(pk=contact.pk).update(arrived_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    add_contact(programme=programme, by=process_leader, actor=contact.actor, name="Vaktmästaren", keeper=process_leader)
    client.force_login(process_leader)
    page = client.get(reverse("programmes:actor_list", args=[programme.slug])).content.decode()
    assert "1 av 2 kontakter har tystnat" in page


@pytest.mark.parametrize(("role", "is_told"), [("facilitator", True), ("civil_servant", False)])
def test_keeper_who_may_not_note_is_told_who_may(client, programme, contact, role, is_told):
    keeper = make_member(programme, role)
    Contact.objects.filter(pk=contact.pk).update(keeper=keeper)
    client.force_login(keeper)
    page = client.get(contact.get_work_url()).content.decode()
    assert ("Du håller kontakten, men i din roll kan du inte anteckna här." in page) is is_told
    assert (reverse("programmes:contact_event_create", args=[programme.slug, contact.pk]) in page) is not is_told
