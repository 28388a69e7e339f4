"""Granting, revoking and handing over roles. These are the only writers of guardian's rows."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm, remove_perm

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Municipality, Programme, Responsibility, RoleAssignment
from programmes.roles import ROLES


def grant_role(
    *,
    user,
    role: str,
    municipality: Municipality,
    by,
    programme: Programme | None = None,
    valid_from: dt.date | None = None,
    valid_until: dt.date | None = None,
) -> RoleAssignment:
    """Give ``user`` a role in ``programme`` (None: in the whole municipality) for a period; the same role again only
    changes its period.

    Raises RuleViolation when the role does not belong at this level, or the period ends before it begins.
    """
    definition = ROLES[role]
    if definition.is_municipal != (programme is None):
        raise RuleViolation(_("This role cannot be given here."), field="role")
    start = valid_from or clock.today()
    if valid_until and valid_until < start:
        raise RuleViolation(_("The role would end before it begins."), field="valid_until")
    with transaction.atomic():
        assignment, _created = RoleAssignment.objects.update_or_create(
            user=user,
            role=role,
            municipality=municipality,
            programme=programme,
            revoked_at=None,
            defaults={"valid_until": valid_until},
            create_defaults={"valid_from": start, "valid_until": valid_until, "granted_by": by},
        )
        assign_perm(definition.codename, user, programme or municipality)
        audit.record(
            "role.grant", assignment, by=by, programme_id=programme and programme.pk, fields=["role", "valid_until"]
        )
    return assignment


def revoke_role(*, assignment: RoleAssignment, by, reason: str = "") -> None:
    """End a role now. Ending one that has ended changes nothing.

    Raises RuleViolation when it is the last administrator's.
    """
    definition = ROLES[assignment.role]
    with transaction.atomic():
        if assignment.programme_id is None and definition.key == "administrator":
            others = RoleAssignment.objects.active(clock.today()).filter(role=assignment.role, user__is_active=True)
            if not others.exclude(user=assignment.user).exists():
                raise RuleViolation(_("Somebody must remain administrator. Give the role to another person first."))
        changed = RoleAssignment.objects.filter(pk=assignment.pk, revoked_at__isnull=True).update(
            revoked_at=clock.now(), revoked_by=by
        )
        if not changed:
            return
        remove_perm(definition.codename, assignment.user, assignment.programme or assignment.municipality)
        audit.record("role.revoke", assignment, by=by, programme_id=assignment.programme_id, reason=reason)


def hand_over_all(*, leaver, successor, by, programme: Programme | None = None, now: dt.datetime | None = None) -> int:
    """Move everything ``leaver`` holds, in ``programme`` or everywhere, to ``successor``; return how many things moved.

    Roles keep their end date. Raises RuleViolation when both are the same person or the successor is deactivated.
    """
    if leaver == successor:
        raise RuleViolation(_("Choose somebody else to hand over to."), field="successor")
    if not successor.is_active:
        raise RuleViolation(_("This person's account is closed."), field="successor")
    moved = 0
    with transaction.atomic():
        assignments = RoleAssignment.objects.active(clock.today()).filter(user=leaver)
        responsibilities = Responsibility.objects.filter(holder=leaver)
        if programme is not None:
            assignments = assignments.filter(programme=programme)
            responsibilities = responsibilities.filter(programme=programme)
        for assignment in assignments.select_related("programme", "municipality"):
            grant_role(
                user=successor,
                role=assignment.role,
                municipality=assignment.municipality,
                programme=assignment.programme,
                valid_until=assignment.valid_until,
                by=by,
            )
            revoke_role(assignment=assignment, by=by, reason=_("Handed over"))
            moved += 1
        for responsibility in responsibilities:
            Responsibility.objects.filter(pk=responsibility.pk).update(holder=successor, updated_by=by)
            audit.record(
                "responsibility.hand_over", responsibility, by=by, programme_id=responsibility.programme_id,
                fields=["holder"],
            )  # fmt: skip
            moved += 1
    return moved
