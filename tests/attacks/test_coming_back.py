"""Who no longer has a role, or an account, has left no door open."""

import pytest
from django.test import Client
from django.urls import reverse

from kraftsamling.accounts.services import set_active
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import FormDraft
from kraftsamling.shared.receipts import make_form_key
from programmes.models import MapNote, RoleAssignment
from programmes.queries.invitations import link_secret
from programmes.roles import RoleKey
from programmes.services import invitations
from programmes.services.roles import grant_role, revoke_role
from tests.factories import make_member, make_municipal
from tests.post import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OWN = "hemma@example.net"


@pytest.fixture
def boss(programme):
    return make_member(programme, name="Chefen")


@pytest.fixture
def planted(programme, process_leader):
    """What a leader who is about to lose the role sends to an address of their own."""
    return invitations.invite(
        email=OWN, name="Jag", role=RoleKey.PROCESS_LEADER, municipality=programme.municipality, programme=programme,
        by=process_leader,
    )  # fmt: skip


def accept(invitation) -> int:
    client = Client()
    client.get(reverse("programmes:invitation_open", args=[link_secret(invitation)]))
    data = {"name": "Jag", "password": "en lång fras om broar"}
    return client.post(reverse("programmes:invitation_accept"), data).status_code


def holds_a_role() -> bool:
    return RoleAssignment.objects.filter(user__email=OWN).exists()


def test_nobody_comes_back_by_an_invitation_of_their_own(planted, process_leader, boss):
    revoke_role(assignment=process_leader.role_assignments.get(), by=boss)
    assert accept(planted) == 404
    with pytest.raises(RuleViolation):
        invitations.accept_with_new_account(invitation=planted, name="Jag", password="x", language="sv")
    assert not holds_a_role()


def test_letter_that_waited_is_not_sent_for_somebody_who_gives_roles_no_more(planted, process_leader, boss):
    revoke_role(assignment=process_leader.role_assignments.get(), by=boss)
    assert OWN not in str([letter.to for letter in deliver("notices.send")])


def test_nobody_whose_account_is_closed_has_invited(planted, process_leader, boss):
    set_active(user=process_leader, is_active=False, by=boss)
    assert accept(planted) == 404
    assert not holds_a_role()


def test_former_administrator_has_invited_nobody(municipality):
    former, other = make_municipal(), make_municipal(name="Den andra")
    planted = invitations.invite(
        email=OWN, name="Jag", role=RoleKey.ADMINISTRATOR, municipality=municipality, by=former
    )
    revoke_role(assignment=former.role_assignments.get(), by=other)
    assert accept(planted) == 404
    assert not holds_a_role()


def test_who_takes_over_sees_it_and_may_send_it_as_their_own(client, planted, process_leader, boss, programme):
    revoke_role(assignment=process_leader.role_assignments.get(), by=boss)
    client.force_login(boss)
    shown = client.get(reverse("programmes:role_list", args=[programme.slug])).content.decode()
    assert "Den som bjöd in ger inte längre roller här" in shown
    planted.refresh_from_db()
    sent = invitations.send_again(invitation=planted, by=boss)
    assert accept(sent) == 302
    assert RoleAssignment.objects.get(user__email=OWN).granted_by == boss


def test_form_that_was_open_when_the_role_ended_saves_nothing(client, programme, process_leader, boss):
    client.force_login(process_leader)
    address = reverse("programmes:map_note_create", args=[programme.slug])
    form = client.get(address).context["form"]
    revoke_role(assignment=process_leader.role_assignments.get(), by=boss)
    data = {"title": "Efteråt", "kind": "measure", "state": "done", "map_weight": "3"}
    data["form_key"] = make_form_key(process_leader.pk)
    assert form is not None
    assert client.post(address, data).status_code == 404
    assert not MapNote.objects.exists()


def test_role_with_other_rights_is_felt_by_the_next_form(client, programme, process_leader, boss):
    """What the session knew of the role that somebody had counts for nothing."""
    client.force_login(process_leader)
    address = reverse("programmes:role_grant", args=[programme.slug])
    assert client.get(address).status_code == 200
    grant_role(
        user=process_leader, role=RoleKey.PARTNER, municipality=programme.municipality, programme=programme, by=boss
    )
    revoke_role(assignment=process_leader.role_assignments.get(role=RoleKey.PROCESS_LEADER), by=boss)
    data = {"user": process_leader.pk, "role": "process_leader", "form_key": make_form_key(process_leader.pk)}
    for headers in ({}, {"hx-request": "true"}):
        assert client.post(address, data, headers=headers).status_code == 403
    assert set(process_leader.role_assignments.filter(revoked_at=None).values_list("role", flat=True)) == {"partner"}


def test_session_from_before_the_account_was_closed_is_worth_nothing_when_it_is_opened_again(process_leader, boss):
    copied, other = Client(), Client()
    copied.force_login(process_leader)
    other.force_login(boss)
    set_active(user=process_leader, is_active=False, by=boss)
    set_active(user=process_leader, is_active=True, by=boss)
    assert copied.get(reverse("overview:my_page")).status_code == 302
    assert other.get(reverse("overview:my_page")).status_code == 200


def test_draft_is_found_by_nobody_else(client, programme, process_leader, boss):
    """Whoever has the address of a kept form does not read it, and a key is made for one person."""
    address = reverse("programmes:map_note_create", args=[programme.slug])
    sent = {"title": "Hemligt utkast", "form_key": make_form_key(process_leader.pk)}
    back = Client().post(address, sent)["Location"]
    draft = FormDraft.objects.get()
    assert str(draft.token) in back
    client.force_login(boss)
    assert b"Hemligt utkast" not in client.get(f"{address}?utkast={draft.token}").content
    client.force_login(process_leader)
    assert b"Hemligt utkast" in client.get(f"{address}?utkast={draft.token}").content
