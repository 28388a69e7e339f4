"""Inviting people to a role by e-mail. The link works once, for fourteen days."""

import datetime as dt

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.accounts.models import User
from kraftsamling.accounts.services import create_account
from kraftsamling.audit import services as audit
from kraftsamling.notices.models import ContactPoint
from kraftsamling.notices.services import notify, purge_contact
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.models import Invitation, Municipality, Programme, RoleAssignment
from programmes.queries.invitations import hash_secret, is_still_meant, link_secret, open_invitations, unanswered
from programmes.roles import ROLES
from programmes.services.roles import grant_role

VALID_FOR = dt.timedelta(days=14)
# The address is kept a little longer than the link works, so that a late answer can be told from a wrong address.
ADDRESS_KEPT_FOR = dt.timedelta(days=30)


def invite(
    *,
    email: str,
    name: str,
    role: str,
    municipality: Municipality,
    by: User,
    programme: Programme | None = None,
    role_valid_until: dt.date | None = None,
    language: str | None = None,
) -> Invitation:
    """Invite somebody to a role in ``programme`` (None: in the whole municipality) and send the link.

    Nothing tells the inviter whether the address already has an account. Raises RuleViolation for a role of the other
    level, an end date that has passed, an address that is invited to this role already, or its present holder.
    """
    address = email.strip().lower()
    if ROLES[role].is_municipal != (programme is None):
        raise RuleViolation(_("This role cannot be given here."), field="role")
    if role_valid_until and role_valid_until < clock.today():
        raise RuleViolation(_("The role would have ended already."), field="role_valid_until")
    with transaction.atomic():
        _refuse_double(address, role, programme)
        expires_at = clock.now() + VALID_FOR
        contact = ContactPoint.objects.create(
            email=address,
            language=language or get_language(),
            purpose="invitation",
            purge_on=clock.today() + ADDRESS_KEPT_FOR,
        )
        invitation = Invitation(
            contact=contact, name=name, role=role, municipality=municipality, programme=programme,
            role_valid_until=role_valid_until, invited_by=by, expires_at=expires_at,
        )  # fmt: skip
        invitation.secret_hash = hash_secret(link_secret(invitation))
        invitation.save()
        _send(invitation)
        audit.record("invitation.send", invitation, by=by, programme_id=programme and programme.pk, fields=["role"])
    return invitation


def _refuse_double(address: str, role: str, programme: Programme | None) -> None:
    same = unanswered(programme).filter(role=role, contact__email__iexact=address)
    if same.exists():
        raise RuleViolation(
            _("This address is already invited to the role. Send the invitation again or cancel it."), field="email"
        )
    held = RoleAssignment.objects.active(clock.today()).filter(role=role, programme=programme)
    if held.filter(user__email__iexact=address, user__is_active=True).exists():
        raise RuleViolation(_("The person already has this role."), field="email")


def _send(invitation: Invitation) -> None:
    notify(
        kind="programmes.invitation",
        cause=f"invitation:{invitation.pk}:{invitation.expires_at.isoformat()}",
        context={"invitation_id": invitation.pk},
        contact=invitation.contact,
        programme_id=invitation.programme_id,
    )


def send_again(*, invitation: Invitation, by: User) -> Invitation:
    """Send an unanswered invitation anew, with a new link for another fourteen days; the old link stops working. From
    now on it is whoever sent it again that invites.

    Raises StateConflict when it was answered or cancelled, RuleViolation when the address is no longer kept.
    """
    if not invitation.contact.email:
        raise RuleViolation(_("The address is no longer kept. Cancel this invitation and write a new one."))
    with transaction.atomic():
        invitation.expires_at = clock.now() + VALID_FOR
        invitation.secret_hash = hash_secret(link_secret(invitation))
        invitation.invited_by = by
        changed = unanswered(invitation.programme).filter(pk=invitation.pk).order_by()
        if not changed.update(expires_at=invitation.expires_at, secret_hash=invitation.secret_hash, invited_by=by):
            raise StateConflict
        ContactPoint.objects.filter(pk=invitation.contact_id).update(purge_on=clock.today() + ADDRESS_KEPT_FOR)
        _send(invitation)
        audit.record("invitation.send_again", invitation, by=by, programme_id=invitation.programme_id)
    return invitation


def cancel(*, invitation: Invitation, by: User) -> None:
    """Take back an unanswered invitation: its link stops working, and name and address are removed.

    Raises StateConflict when it was answered or cancelled already.
    """
    with transaction.atomic():
        unanswered_row = unanswered(invitation.programme).filter(pk=invitation.pk).order_by()
        if not unanswered_row.update(cancelled_at=clock.now(), name=""):
            raise StateConflict
        purge_contact(contact=invitation.contact, by=by)
        audit.record("invitation.cancel", invitation, by=by, programme_id=invitation.programme_id)


def accept_with_new_account(*, invitation: Invitation, name: str, password: str, language: str) -> User:
    """Accept an invitation by making an account for the address it was sent to; return the new person.

    Raises RuleViolation when the link has been used meanwhile, or the address got an account meanwhile.
    """
    with transaction.atomic():
        _take(invitation)
        user = create_account(email=invitation.contact.email, name=name, password=password, language=language, by=None)
        _give_role(invitation, user)
    return user


def accept_with_account(*, invitation: Invitation, user: User) -> RoleAssignment:
    """Accept an invitation as the signed-in ``user``, whose address it was sent to.

    Raises RuleViolation when it was sent to another address, or the link has been used meanwhile.
    """
    if invitation.contact.email.casefold() != user.email.casefold():
        raise RuleViolation(_("This invitation was sent to another address than the one you sign in with."))
    with transaction.atomic():
        _take(invitation)
        return _give_role(invitation, user)


def _take(invitation: Invitation) -> None:
    """Mark the invitation as accepted: of two who press the button one gets through.

    The row is held before it is asked whether it is open: that asks the programme too, and whoever waited for a row
    within such an UPDATE would not ask again on PostgreSQL. Raises RuleViolation when it is open no more, or the
    inviter may not give roles any more.
    """
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    taken = open_invitations().filter(pk=invitation.pk, secret_hash=invitation.secret_hash)
    if not is_still_meant(invitation) or not taken.order_by().update(accepted_at=clock.now()):
        raise RuleViolation(_("The invitation has just been used, taken back or become too old."))


def _give_role(invitation: Invitation, user: User) -> RoleAssignment:
    # From now on the account says what the person is called.
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user, name="")
    assignment = grant_role(
        user=user,
        role=invitation.role,
        municipality=invitation.municipality,
        programme=invitation.programme,
        valid_until=invitation.role_valid_until,
        by=invitation.invited_by,
    )
    purge_contact(contact=invitation.contact, by=user)
    notify(
        kind="programmes.invitation_accepted",
        cause=f"invitation.accept:{invitation.pk}",
        context={"invitation_id": invitation.pk},
        user=invitation.invited_by,
        programme_id=invitation.programme_id,
    )
    audit.record("invitation.accept", invitation, by=user, programme_id=invitation.programme_id)
    return assignment
