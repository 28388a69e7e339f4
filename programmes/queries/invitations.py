"""Invitations: which are open, and what a link leads to.

A link's secret is stored nowhere. It is computed from the invitation's contact and time limit with the installation's
SECRET_KEY when the letter is written, so neither a waiting letter nor a copy of the database gives it away. The row
holds only its hash, by which the link is found. Sending again moves the time limit and thereby makes a new secret.
"""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.crypto import salted_hmac

from kraftsamling.accounts.models import User
from kraftsamling.shared import clock
from kraftsamling.shared.collation import Swedish
from programmes.models import Invitation, Programme
from programmes.permissions import find_holders
from programmes.roles import Permission


def link_secret(invitation: Invitation) -> str:
    """Return the secret of the link that the invitation's latest letter carries (64 hexadecimal digits)."""
    limit = invitation.expires_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return salted_hmac("programmes.invitation", f"{invitation.contact_id}:{limit}", algorithm="sha256").hexdigest()


def hash_secret(secret: str) -> str:
    """Return what is stored of a link's secret. The secret is 256 random bits, so a plain hash cannot be undone."""
    return hashlib.sha256(secret.encode()).hexdigest()


def unanswered(programme: Programme | None) -> QuerySet[Invitation]:
    """Return invitations neither accepted nor cancelled, also those whose time is over, by name."""
    return (
        Invitation.objects.filter(programme=programme, accepted_at__isnull=True, cancelled_at__isnull=True)
        .select_related("contact", "invited_by", "programme", "municipality")
        .order_by(Swedish("name"), "pk")
    )


def list_unanswered(programme: Programme | None) -> list[Invitation]:
    """Return ``unanswered``, each with ``is_meant``: whether its inviter may still give roles there."""
    found = list(unanswered(programme))
    meant = _inviters(programme, {row.invited_by for row in found})
    for row in found:
        row.is_meant = row.invited_by_id in meant
    return found


def get_unanswered(programme: Programme | None, pk: int) -> Invitation:
    """Return one of ``unanswered``; raises Http404 for any other."""
    return get_object_or_404(unanswered(programme), pk=pk)


def open_invitations() -> QuerySet[Invitation]:
    """Return the invitations that can be accepted now."""
    return (
        Invitation.objects.filter(accepted_at__isnull=True, cancelled_at__isnull=True, expires_at__gt=clock.now())
        .filter(Q(programme__isnull=True) | Q(programme__withdrawn_at__isnull=True))
        .select_related("contact", "invited_by", "programme", "municipality")
    )


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that can be accepted, and the account that its address already has, if any."""

    invitation: Invitation
    account: User | None


def is_still_meant(invitation: Invitation) -> bool:
    """Whether the inviter may still give roles there: nobody leaves invitations to come back by."""
    return invitation.invited_by_id in _inviters(invitation.programme, {invitation.invited_by})


def _inviters(programme: Programme | None, people: Collection[User]) -> set[int]:
    """Return the keys of those ``people`` who may give roles there today."""
    permission = Permission.MANAGE_PEOPLE if programme is None else Permission.MANAGE_ROLES
    return find_holders(people, permission, programme)


def find_open_invitation(secret_hash: str) -> OpenInvitation | None:
    """Return the invitation a link leads to; None when it is used, cancelled, too old, wrong or not meant any more."""
    invitation = open_invitations().filter(secret_hash=secret_hash).first()
    if invitation is None or not is_still_meant(invitation):
        return None
    return OpenInvitation(invitation, User.objects.filter(email__iexact=invitation.contact.email).first())
