"""Granting, revoking and handing over roles. These are the only writers of guardian's rows."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm, remove_perm

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Agreement, Contact, Municipality, Programme, Responsibility, RoleAssignment
from programmes.queries.people import kept_agreements, kept_contacts
from programmes.roles import ROLES, RoleKey


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

    Raises RuleViolation when the role does not belong at this level, the period ends before it begins, or no
    administrator would be left once it is over.
    """
    definition = ROLES[role]
    if definition.is_municipal != (programme is None):
        raise RuleViolation(_("This role cannot be given here."), field="role")
    start = valid_from or clock.today()
    if valid_until and valid_until < start:
        raise RuleViolation(_("The role would end before it begins."), field="valid_until")
    with transaction.atomic(), _keeping_an_administrator(role, municipality):
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
    with transaction.atomic(), _keeping_an_administrator(assignment.role, assignment.municipality):
        changed = RoleAssignment.objects.filter(pk=assignment.pk, revoked_at__isnull=True).update(
            revoked_at=clock.now(), revoked_by=by
        )
        if not changed:
            return
        remove_perm(definition.codename, assignment.user, assignment.programme or assignment.municipality)
        audit.record("role.revoke", assignment, by=by, programme_id=assignment.programme_id, reason=reason)


@contextmanager
def _keeping_an_administrator(role: str, municipality: Municipality) -> Iterator[None]:
    """Undo a change of the administrators that would leave none whose role has no end.

    Of two who take the role from each other at once, the second counts what the first has left.
    """
    if role != RoleKey.ADMINISTRATOR:
        yield
        return
    records.hold(municipality)
    administrators = RoleAssignment.objects.active(clock.today()).filter(
        role=role, municipality=municipality, valid_until__isnull=True, user__is_active=True
    )
    had_one = administrators.exists()
    yield
    if had_one and not administrators.exists():
        raise RuleViolation(
            _("Somebody must remain administrator, without an end date. Give the role to another person first.")
        )


def hand_over_all(*, leaver, successor, by, programme: Programme | None = None) -> int:
    """Move everything ``leaver`` holds, in ``programme`` or everywhere, to ``successor``; return how many things moved.

    Roles keep their end date. Raises RuleViolation when both are the same person or the successor is deactivated.
    """
    if leaver == successor:
        raise RuleViolation(_("Choose somebody else to hand over to."), field="successor")
    if not successor.is_active:
        raise RuleViolation(_("This person's account is closed."), field="successor")
    within = {} if programme is None else {"programme": programme}
    with transaction.atomic():
        assignments = RoleAssignment.objects.filter(user=leaver, revoked_at__isnull=True, **within)
        current = list(assignments.exclude(valid_until__lt=clock.today()).select_related("programme", "municipality"))
        for assignment in current:
            _hand_over_role(assignment, successor=successor, by=by)
        responsibilities = list(Responsibility.objects.filter(holder=leaver, **within))
        for responsibility in responsibilities:
            _set_holder(responsibility, successor, by=by, verb="responsibility.hand_over")
        kept = [*kept_contacts(leaver, programme), *kept_agreements(leaver, programme)]
        for record in kept:
            _set_keeper(record, successor, by=by)
    return len(current) + len(responsibilities) + len(kept)


def _hand_over_role(assignment: RoleAssignment, *, successor, by) -> None:
    """Give the role to ``successor``, unless they hold it for as long already, and end the leaver's."""
    held = RoleAssignment.objects.filter(
        user=successor,
        role=assignment.role,
        municipality=assignment.municipality,
        programme=assignment.programme,
        revoked_at__isnull=True,
    ).first()
    end = assignment.valid_until
    lasts_as_long = held is not None and (held.valid_until is None or (end is not None and held.valid_until >= end))
    if not lasts_as_long:
        grant_role(
            user=successor,
            role=assignment.role,
            municipality=assignment.municipality,
            programme=assignment.programme,
            valid_from=max(assignment.valid_from, clock.today()),
            valid_until=assignment.valid_until,
            by=by,
        )
    revoke_role(assignment=assignment, by=by, reason=_("Handed over"))


def _set_holder(responsibility: Responsibility, holder, *, by, verb: str) -> None:
    Responsibility.objects.filter(pk=responsibility.pk).update(
        holder=holder, updated_by=by, updated_at=clock.now(), version=F("version") + 1
    )
    audit.record(verb, responsibility, by=by, programme_id=responsibility.programme_id, fields=["holder"])


def _set_keeper(record: Contact | Agreement, keeper, *, by) -> None:
    type(record).objects.filter(pk=record.pk).update(
        keeper=keeper, updated_by=by, updated_at=clock.now(), version=F("version") + 1
    )
    audit.record("record.update", record, by=by, programme_id=record.programme_id, fields=["keeper"])


def end_everything(*, user, by, reason: str = "") -> None:
    """End all roles of a person and leave their functions, contacts and agreements without a holder.

    Raises RuleViolation when they are the last administrator.
    """
    with transaction.atomic():
        held = RoleAssignment.objects.filter(user=user, revoked_at__isnull=True)
        for assignment in held.select_related("programme", "municipality"):
            revoke_role(assignment=assignment, by=by, reason=reason)
        for responsibility in Responsibility.objects.filter(holder=user):
            _set_holder(responsibility, None, by=by, verb="responsibility.release")
        for record in [*kept_contacts(user), *kept_agreements(user)]:
            _set_keeper(record, None, by=by)
