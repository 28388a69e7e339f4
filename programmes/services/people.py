"""Giving roles to people who have an account, and closing accounts."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.accounts.models import User
from kraftsamling.accounts.services import set_active
from kraftsamling.notices.services import notify
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Municipality, PersonHandover, Programme, RoleAssignment
from programmes.services.roles import end_everything, grant_role, hand_over_all


def give_role(
    *,
    user: User,
    role: str,
    municipality: Municipality,
    by: User,
    programme: Programme | None = None,
    valid_until: dt.date | None = None,
) -> RoleAssignment:
    """Grant a role and tell the person; the role they hold already only gets its new end date, untold.

    Raises RuleViolation for a closed account, and what ``grant_role`` raises.
    """
    if not user.is_active:
        raise RuleViolation(_("This person's account is closed."), field="user")
    with transaction.atomic():
        assignment = grant_role(
            user=user, role=role, municipality=municipality, programme=programme, valid_until=valid_until, by=by
        )
        if user != by:
            notify(
                kind="programmes.role_granted",
                cause=f"role.grant:{assignment.pk}",
                context={"assignment_id": assignment.pk},
                user=user,
                programme_id=programme and programme.pk,
            )
    return assignment


def hand_over_and_tell(
    *,
    leaver: User,
    successor: User,
    by: User,
    programme: Programme | None = None,
    handover: PersonHandover | None = None,
) -> int:
    """Move all that ``leaver`` holds, in ``programme`` or everywhere, and tell the successor; return how many things.

    The notice leads to ``handover``, where the leaver has written down what is not seen elsewhere. Raises what
    ``hand_over_all`` raises.
    """
    with transaction.atomic():
        moved = hand_over_all(leaver=leaver, successor=successor, by=by, programme=programme)
        if moved and successor != by:
            notify(
                kind="programmes.handed_over",
                cause=f"hand_over:{leaver.pk}:{programme.pk if programme else 0}:{clock.now().isoformat()}",
                context={
                    "leaver_id": leaver.pk,
                    "programme_id": programme.pk if programme else None,
                    "handover_id": handover.pk if handover else None,
                    "count": moved,
                },
                user=successor,
                programme_id=programme and programme.pk,
            )
    return moved


def close_account(*, user: User, by: User, successor: User | None = None, reason: str = "") -> None:
    """Close an account. What the person holds goes to ``successor``; without one, roles end and functions stand empty.

    Raises RuleViolation for one's own account, the last administrator's, and what handing over raises.
    """
    if user == by:
        raise RuleViolation(_("You cannot close your own account. Ask another administrator."))
    with transaction.atomic():
        if successor is not None:
            hand_over_and_tell(leaver=user, successor=successor, by=by)
        else:
            end_everything(user=user, by=by, reason=reason)
        set_active(user=user, is_active=False, by=by, reason=reason)


def reopen_account(*, user: User, by: User) -> None:
    """Open a closed account again; its roles do not come back by themselves."""
    set_active(user=user, is_active=True, by=by)
