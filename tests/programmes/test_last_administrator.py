import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from kraftsamling.shared.errors import RuleViolation
from programmes.models import RoleAssignment
from programmes.services.roles import revoke_role
from tests.factories import make_municipal


def _take_role_from(person, outcome, *, after=None):
    """End the person's role as another process would; note whether it was refused."""
    try:
        if after is not None:
            after.wait(5)
        revoke_role(assignment=person.role_assignments.get(), by=None)
        outcome.append("ended")
    except RuleViolation:
        outcome.append("refused")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_end_each_others_role_at_once():
    first, second = make_municipal(), make_municipal()
    is_written, outcome = threading.Event(), []
    rival = threading.Thread(target=_take_role_from, args=(second, outcome), kwargs={"after": is_written})
    rival.start()
    with transaction.atomic():
        revoke_role(assignment=first.role_assignments.get(), by=None)
        is_written.set()
        rival.join(0.5)  # the rival waits for this commit
    rival.join(30)
    assert outcome == ["refused"]
    assert RoleAssignment.objects.filter(revoked_at__isnull=True).get().user == second


def test_last_administrators_role_gets_no_end_date(client, administrator):
    client.force_login(administrator)
    fields = {"user": administrator.pk, "role": "administrator", "valid_until": "2199-01-01"}
    answer = client.post(reverse("programmes:people_role_grant"), fields)
    assert "Någon måste vara administratör" in answer.content.decode()
    assert administrator.role_assignments.get().valid_until is None


def test_last_administrator_without_end_date_stays(administrator):
    deputy = make_municipal()
    RoleAssignment.objects.filter(user=deputy).update(valid_until="2199-01-01")
    with pytest.raises(RuleViolation, match="Någon måste vara administratör"):
        revoke_role(assignment=administrator.role_assignments.get(), by=deputy)
