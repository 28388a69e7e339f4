"""What a problem picture builds on."""

from typing import Any

from django.db import transaction

from kraftsamling.audit import services as audit
from programmes.models import Basis, ProblemPicture
from programmes.services import keeping
from programmes.services.pictures import check_holds


def add_basis(picture: ProblemPicture, *, by, **fields: Any) -> Basis:
    """Add one thing that the picture builds on.

    Raises RuleViolation for a source or story of another programme, or a picture that no longer holds.
    """
    check_holds(picture)
    keeping.check_programme(picture.programme, fields)
    with transaction.atomic():
        basis = Basis.objects.create(picture=picture, updated_by=by, **fields)
        audit.record("part.add", basis, by=by, programme_id=picture.programme_id, fields=fields)
    return basis


def update_basis(basis: Basis, *, changes: dict[str, Any], expected_version: int, by) -> Basis:
    """Save an edit. Raises EditConflict when somebody else saved in between; RuleViolation as ``add_basis`` does."""
    check_holds(basis.picture)
    programme = basis.picture.programme
    keeping.check_programme(programme, changes)
    return keeping.update_part(basis, programme=programme, changes=changes, expected_version=expected_version, by=by)


def withdraw_basis(basis: Basis, *, by, reason: str) -> Basis:
    """Take it away from what the picture builds on; it stays on file.

    Raises RuleViolation without a reason, StateConflict when somebody was faster.
    """
    return keeping.withdraw_part(basis, programme=basis.picture.programme, by=by, reason=reason)
