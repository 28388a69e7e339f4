"""One organisation becomes another: nothing it did is lost, and it happens once."""

import datetime as dt

import pytest
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Actor, Organisation
from programmes.queries.actors import successors_of
from programmes.services.actors import add_actor
from programmes.services.reorganising import merge_organisation
from tests.factories import OrganisationFactory

LAST = dt.date(2026, 12, 31)


@pytest.fixture
def new(house):
    return OrganisationFactory(name="Kultur- och fritidsnämnden")


def merge(house, new):
    house.organisation.refresh_from_db()
    return merge_organisation(house.organisation, into=new, on=LAST, by=house.people["administrator"])


def test_everything_goes_on_with_the_successor(house, new):
    house.rows.responsibility.organisation = house.organisation
    house.rows.responsibility.save()
    merge(house, new)
    rows = house.rows
    for row in (rows.actor, rows.contact, rows.responsibility, rows.structure, rows.membership, house.programme):
        row.refresh_from_db()
    joined = Actor.objects.get(organisation=new)
    assert (rows.actor.left_on, rows.actor.continued_by) == (ImpreciseDate(LAST), joined)
    assert (joined.role, joined.joined_on) == ("leads", ImpreciseDate(dt.date(2027, 1, 1)))
    assert rows.contact.actor == joined
    assert rows.contact.events.count() == 1
    assert {rows.responsibility.organisation, rows.structure.owner, rows.membership.organisation} == {new}
    assert house.programme.responsible_board == new
    assert list(rows.agreement.parties.all()) == [house.organisation]


def test_part_that_the_successor_has_keeps_its_texts(house, new):
    leader = house.people["process_leader"]
    own = add_actor(programme=house.programme, by=leader, organisation=new, role="finances", mandate="Egen text")
    merge(house, new)
    house.rows.actor.refresh_from_db()
    own.refresh_from_db()
    assert house.rows.actor.continued_by == own
    assert (own.mandate, own.role) == ("Egen text", "finances")
    assert Actor.objects.filter(organisation=new).count() == 1


def test_doing_it_twice_changes_nothing_more(house, new):
    merge(house, new)
    before = AuditEntry.objects.exclude(verb="organisation.merge").count()
    assert [entry.actor for entry in merge(house, new)] == [None]  # the agreement is named, and stays
    assert AuditEntry.objects.exclude(verb="organisation.merge").count() == before
    assert Actor.objects.filter(organisation=new).count() == 1


def test_department_does_not_become_responsible_board(house):
    department = OrganisationFactory(name="Kulturförvaltningen", kind="department")
    merge(house, department)
    house.programme.refresh_from_db()
    assert house.programme.responsible_board == house.organisation


def test_chain_of_successors_is_followed_and_never_closed(house, new):
    last = OrganisationFactory(name="Livskvalitetsnämnden")
    merge(house, new)
    merge_organisation(new, into=last, on=dt.date(2028, 12, 31), by=house.people["administrator"])
    house.organisation.refresh_from_db()
    assert successors_of(house.organisation) == [new, last]
    with pytest.raises(RuleViolation):
        merge_organisation(last, into=house.organisation, on=dt.date(2030, 1, 1), by=house.people["administrator"])


def test_closed_programme_stays_as_it_was(house, new):
    type(house.programme).objects.filter(pk=house.programme.pk).update(state="closed")
    assert merge(house, new) == []
    house.rows.actor.refresh_from_db()
    assert house.rows.actor.left_on is None


def test_page_says_what_is_carried_over_before_it_happens(client, house, new):
    client.force_login(house.people["administrator"])
    address = reverse("programmes:organisation_merge", args=[house.organisation.pk])
    page = client.get(address, {"into": new.pk, "on": LAST.isoformat()}).content.decode()
    for words in ("Kontaktpersonen", "Labbet", "Ledamoten (Styrgruppen)", "Blir ansvarig nämnd.", "IOP om labbet"):
        assert words in page
    assert not Actor.objects.filter(organisation=new).exists()
    assert client.post(address, {"into": new.pk, "on": LAST.isoformat()}).status_code == 302
    assert Actor.objects.filter(organisation=new).exists()


def test_organisation_added_on_the_way_is_chosen_and_an_ended_one_not_offered(house, client):
    client.force_login(house.people["administrator"])
    gone = OrganisationFactory(name="Gatukontoret", valid_until=dt.date(2020, 12, 31))
    page = client.get(reverse("programmes:organisation_merge", args=[house.organisation.pk]))
    assert gone not in page.context["form"].fields["into"].queryset
    create = f"{reverse('programmes:organisation_create')}?uppga={house.organisation.pk}"
    assert create in page.content.decode()
    page = client.post(create, {"name": "Nya förvaltningen", "kind": "department"}, follow=True)
    added = Organisation.objects.get(name="Nya förvaltningen")
    assert f'<option value="{added.pk}" selected>' in page.content.decode()
