"""What a problem picture builds on."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.models import Basis, ProblemPicture
from programmes.services import keeping


def add_basis(picture: ProblemPicture, *, by, **fields: Any) -> Basis:
    """Add one thing that the picture builds on.

    Raises RuleViolation for a source or story of another programme, or a picture that no longer holds.
    """
    _check_holds(picture)
    keeping.check_programme(picture.programme, fields)
    with transaction.atomic():
        basis = Basis.objects.create(picture=picture, updated_by=by, **fields)
        audit.record("part.add", basis, by=by, programme_id=picture.programme_id, fields=fields)
    return basis


def update_basis(basis: Basis, *, changes: dict[str, Any], expected_version: int, by) -> Basis:
    """Save an edit. Raises EditConflict when somebody else saved in between; RuleViolation as ``add_basis`` does."""
    _check_holds(basis.picture)
    programme = basis.picture.programme
    keeping.check_programme(programme, changes)
    with transaction.atomic():
        changed = records.save_edit(basis, changes, expected_version=expected_version, by=by)
        if changed:
            audit.record("part.update", basis, by=by, programme_id=programme.pk, fields=changed)
    return basis


def withdraw_basis(basis: Basis, *, by, reason: str) -> Basis:
    """Take it away from what the picture builds on; it stays on file.

    Raises RuleViolation without a reason, StateConflict when somebody was faster.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why it is withdrawn. The reason is kept with it."), field="reason")
    with transaction.atomic():
        now = clock.now()
        still_there = Basis.objects.filter(pk=basis.pk, withdrawn_at__isnull=True)
        if not still_there.update(withdrawn_at=now, updated_at=now, updated_by=by):
            raise StateConflict()
        audit.record("part.withdraw", basis, by=by, programme_id=basis.picture.programme_id, reason=reason)
    return basis


def _check_holds(picture: ProblemPicture) -> None:
    if picture.no_longer_holds:
        raise RuleViolation(_("This problem picture no longer holds, so its wording stays as it was. Write a new one."))
