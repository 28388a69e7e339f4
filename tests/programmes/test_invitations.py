import datetime as dt
import re
import threading

import pytest
from django.db import connection
from django.test import Client

from kraftsamling.accounts.models import User
from kraftsamling.audit.models import AuditEntry
from kraftsamling.notices.models import ContactPoint, Notice
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Invitation, RoleAssignment
from programmes.permissions import can
from programmes.queries.invitations import find_open_invitation, hash_secret, link_secret
from programmes.roles import Permission, RoleKey
from programmes.services import invitations as services
from tests.factories import UserFactory, make_member
from tests.post import deliver

ACCEPT = "/konto/inbjudan/"
NEW = {"name": "Ana", "password": "helt annan fras nu då"}


@pytest.fixture
def invite(programme, process_leader):
    """Return a function that invites to the programme."""

    def send(email="ana@example.org", role=RoleKey.IDEA_COACH, **fields):
        return services.invite(
            email=email, name="Ana", role=role, municipality=programme.municipality, programme=programme,
            by=process_leader, **fields,
        )  # fmt: skip

    return send


def open_link(client, invitation):
    return client.get(f"{ACCEPT}{link_secret(invitation)}/")


def test_letter_carries_a_link_and_the_database_does_not(invite):
    invitation = invite("Ana@Example.ORG", language="en")
    (letter,) = deliver("notices.send")
    assert (letter.to, letter.subject) == (["ana@example.org"], "You are invited to Kraftsamling Provet")
    secret = re.search(r"http://localhost:8000/en/konto/inbjudan/([0-9a-f]{64})/", letter.body)[1]
    assert invitation.secret_hash == hash_secret(secret)
    assert secret not in repr([Notice.objects.values(), Invitation.objects.values(), AuditEntry.objects.values()])


def test_new_person_chooses_a_password_and_is_in(client, invite, programme):
    response = open_link(client, invite())
    assert response["Location"] == ACCEPT
    assert client.post(ACCEPT, NEW)["Location"] == "/arbete/provet/"
    user = User.objects.get(email="ana@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert can(user, Permission.EDIT_MAP, programme)


def test_accepted_invitation_removes_the_address_and_tells_the_inviter(client, invite, process_leader):
    invitation = invite()
    open_link(client, invitation)
    client.post(ACCEPT, NEW)
    contact = ContactPoint.objects.get(pk=invitation.contact_id)
    assert (contact.email, contact.purged_at is not None) == ("", True)
    assert Notice.objects.get(user=process_leader).kind == "programmes.invitation_accepted"


@pytest.mark.parametrize("end", ["accepted", "taken_back"])
def test_name_on_an_invitation_goes_with_the_address(invite, process_leader, end):
    invitation = invite()
    if end == "accepted":
        services.accept_with_new_account(invitation=invitation, language="sv", **NEW)
    else:
        services.cancel(invitation=invitation, by=process_leader)
    invitation.refresh_from_db()
    assert (invitation.name, invitation.contact.email) == ("", "")


def test_opening_the_link_uses_nothing_up(client, invite):
    invitation = invite()
    for visitor in (Client(), Client(), client):
        assert open_link(visitor, invitation)["Location"] == ACCEPT
    assert client.get(ACCEPT).status_code == 200


def test_link_works_once(client, invite):
    invitation = invite()
    open_link(client, invitation)
    client.post(ACCEPT, NEW)
    late = Client()
    open_link(late, invitation)
    assert "Inbjudan fungerar inte längre" in late.get(ACCEPT).content.decode()
    assert late.post(ACCEPT, NEW).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_account(invite):
    invitation = invite()
    found, outcomes = find_open_invitation(invitation.secret_hash), []
    start = threading.Barrier(2)

    def accept():
        start.wait()
        try:
            services.accept_with_new_account(
                invitation=found.invitation, name="Ana", password=NEW["password"], language="sv"
            )
            outcomes.append("in")
        except RuleViolation:
            outcomes.append("too late")
        connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "too late"]
    assert User.objects.filter(email="ana@example.org").count() == 1


def test_expired_link_does_not_work(client, invite, monkeypatch):
    invitation = invite()
    later = clock.now() + dt.timedelta(days=14, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    open_link(client, invitation)
    assert client.get(ACCEPT).status_code == 404
    assert deliver("notices.send") == []


def test_sending_again_makes_a_new_link(client, invite, process_leader):
    invitation = invite()
    old = link_secret(invitation)
    services.send_again(invitation=invitation, by=process_leader)
    client.get(f"{ACCEPT}{old}/")
    assert client.get(ACCEPT).status_code == 404
    open_link(client, invitation)
    assert client.get(ACCEPT).status_code == 200
    letters = deliver("notices.send")
    assert {link_secret(invitation) in letter.body for letter in letters} == {True}


def test_cancelled_link_does_not_work_and_is_not_sent(client, invite, process_leader):
    invitation = invite()
    services.cancel(invitation=invitation, by=process_leader)
    open_link(client, invitation)
    assert client.get(ACCEPT).status_code == 404
    assert deliver("notices.send") == []
    assert ContactPoint.objects.get().email == ""


def test_existing_person_signs_in_and_confirms(client, invite, programme):
    user = UserFactory(email="ana@example.org")
    open_link(client, invite("ANA@example.org"))
    page = client.get(ACCEPT).content.decode()
    assert 'href="/konto/logga-in/?next=/konto/inbjudan/"' in page
    assert client.post(ACCEPT, NEW).status_code == 200
    assert not RoleAssignment.objects.filter(user=user).exists()
    sign_in = {"login": "ana@example.org", "password": "en lång fras för tester", "next": ACCEPT}
    assert client.post("/konto/logga-in/", sign_in)["Location"] == ACCEPT
    assert client.post(ACCEPT)["Location"] == "/arbete/provet/"
    assert can(user, Permission.EDIT_MAP, programme)


def test_somebody_else_cannot_accept(client, invite):
    other = UserFactory(email="bo@example.org")
    invitation = invite()
    client.force_login(other)
    open_link(client, invitation)
    assert "men du är inloggad som bo@example.org" in client.post(ACCEPT, NEW).content.decode()
    with pytest.raises(RuleViolation, match="annan adress"):
        services.accept_with_account(invitation=invitation, user=other)
    assert not RoleAssignment.objects.filter(user=other).exists()


def test_weak_password_is_told_at_the_field(client, invite):
    open_link(client, invite())
    page = client.post(ACCEPT, {"name": "Ana", "password": "kort"})
    assert list(page.context["form"].errors) == ["password"]
    assert not User.objects.filter(email="ana@example.org").exists()


def test_same_address_is_not_invited_twice_to_a_role(invite):
    invite("ana@example.org")
    with pytest.raises(RuleViolation, match="redan en inbjudan"):
        invite("ANA@example.org")
    assert invite("ana@example.org", role=RoleKey.PARTNER).pk


def test_inviting_says_nothing_of_accounts(invite):
    UserFactory(email="ana@example.org")
    assert invite("ana@example.org").contact.email == "ana@example.org"


def test_present_holder_is_not_invited_again(invite, programme):
    make_member(programme, RoleKey.IDEA_COACH, email="ana@example.org")
    with pytest.raises(RuleViolation, match="har redan den rollen"):
        invite()


def test_municipal_role_is_not_given_in_a_programme(invite):
    with pytest.raises(RuleViolation):
        invite(role=RoleKey.ADMINISTRATOR)


def test_process_leader_invites_through_the_page(client, process_leader, programme):
    client.force_login(process_leader)
    data = {"name": "Ana", "email": "ana@example.org", "role": "partner", "language": "sv", "role_valid_until": ""}
    path = "/arbete/provet/roller/bjud-in/"
    key = client.get(path).context["form_key"]
    for _click in range(2):
        assert client.post(path, {**data, "form_key": key})["Location"] == "/arbete/provet/roller/"
    assert Invitation.objects.get().programme == programme
    page = client.get("/arbete/provet/roller/").content.decode()
    assert "ana@example.org" in page
