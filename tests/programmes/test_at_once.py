"""Two people whose changes are each in order but not together: the second is told."""

import datetime as dt

import pytest

from kraftsamling.documents.models import Attachment
from kraftsamling.documents.services.attachments import attach_file
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Body, ChecklistItem, Goal, Invitation, Organisation, Place, RoleAssignment
from programmes.roles import RoleKey
from programmes.services import invitations
from programmes.services.bodies import update_body
from programmes.services.checklists import propose_checklists, reorder_item
from programmes.services.goals import update_goal
from programmes.services.keeping import add_record, withdraw_record
from programmes.services.municipality import end_organisation
from programmes.services.places import update_place
from tests.at_once import both_at_once
from tests.factories import OrganisationFactory, UserFactory


def _link(update, **changes):
    def change(row, other):
        row = type(row).objects.get(pk=row.pk)
        values = {name: [other] if many else other for name, many in changes.items()}
        extra = {"revision_reason": "x"} if "serves" in changes else {}
        update(row, changes={**values, **extra}, expected_version=row.version, by=None)

    return change


def _become(row, other):
    row = Organisation.objects.get(pk=row.pk)
    end_organisation(
        organisation=row, successor=other, valid_until=dt.date(2026, 1, 1), expected_version=row.version, by=None
    )


RINGS = {
    Body: ({"kind": "steering_group", "name": "Grupp"}, _link(update_body, reports_to=False)),
    Goal: ({"title": "Mål"}, _link(update_goal, serves=True)),
    Place: ({"kind": "spot", "name": "Plats"}, _link(update_place, parent=False)),
    Organisation: (None, _become),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", RINGS)
def test_two_at_once_make_no_ring(programme, model):
    fields, link = RINGS[model]
    one, other = (
        add_record(model, programme=programme, by=None, **fields) if fields else OrganisationFactory()
        for _turn in range(2)
    )  # fmt: skip
    errors = both_at_once(lambda: link(one, other), lambda: link(other, one))
    assert [type(error) for error in errors] == [RuleViolation]


@pytest.mark.django_db(transaction=True)
def test_proposals_and_attachments_asked_for_twice_at_once_come_once(house):
    ChecklistItem.objects.all().delete()
    programme, decision = house.programme, house.rows.decision
    Attachment.objects.all().delete()

    def act():
        propose_checklists(programme, by=None)
        attach_file(target="decision", record=decision, stored=house.file, by=None)

    assert both_at_once(act, act) == []
    assert Attachment.objects.count() == 1
    keys = ChecklistItem.objects.values_list("key", flat=True)
    assert len(keys) == len(set(keys)) > 10


@pytest.mark.django_db
def test_item_that_a_colleague_withdrew_is_not_moved_in_order(programme):
    items = [
        add_record(ChecklistItem, programme=programme, phase=programme.phases.first(), text="Punkt", by=None)
        for _turn in range(2)
    ]
    withdraw_record(ChecklistItem.objects.get(pk=items[1].pk), by=None, reason="Dubblett")
    with pytest.raises(RuleViolation):
        reorder_item(items[1], is_up=True, by=None)


def test_organisation_does_not_become_what_became_it(db):
    one, other, third = (OrganisationFactory() for _turn in range(3))
    _become(one, other)
    _become(other, third)
    with pytest.raises(RuleViolation, match="har själv gått upp i"):
        _become(third, one)


@pytest.mark.django_db(transaction=True)
def test_invitation_taken_back_at_the_same_moment_gives_no_role(programme, process_leader):
    guest = UserFactory(email="ana@example.org")
    sent = invitations.invite(
        email=guest.email, name="Ana", role=RoleKey.PARTNER, municipality=programme.municipality, programme=programme,
        by=process_leader,
    )  # fmt: skip

    errors = both_at_once(
        lambda: invitations.cancel(invitation=sent, by=process_leader),
        lambda: invitations.accept_with_account(invitation=Invitation.objects.get(pk=sent.pk), user=guest),
    )

    assert [type(error) for error in errors] == [RuleViolation]
    assert not RoleAssignment.objects.filter(user=guest).exists()
