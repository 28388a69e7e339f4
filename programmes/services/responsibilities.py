"""Functions in a programme, and the person who holds each at present."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Programme, Responsibility
from programmes.services.keeping import redact_part, update_part


def add_responsibility(*, programme: Programme, by, **fields: Any) -> Responsibility:
    """Add a function. Raises RuleViolation when the programme has one of this name."""
    try:
        with transaction.atomic():
            function = Responsibility.objects.create(programme=programme, updated_by=by, **fields)
            audit.record("part.add", function, by=by, programme_id=programme.pk, fields=fields)
    except IntegrityError as error:
        raise _name_taken() from error
    return function


def update_responsibility(
    function: Responsibility, *, changes: dict[str, Any], expected_version: int, by
) -> Responsibility:
    """Save an edit; a function ends by having no holder.

    Raises EditConflict when somebody else saved in between, RuleViolation when the name is taken.
    """
    try:
        return update_part(
            function, programme=function.programme, changes=changes, expected_version=expected_version, by=by
        )
    except IntegrityError as error:
        raise _name_taken() from error


def redact_responsibility(function: Responsibility, *, fields: list[str], by, reason: str) -> Responsibility:
    """Remove the function's name for good. Raises RuleViolation without a reason, or when another's name was removed
    the same day and has not been replaced."""
    try:
        return redact_part(function, programme=function.programme, fields=fields, by=by, reason=reason)
    except IntegrityError as error:
        raise RuleViolation(
            _("The name of another function was removed today. Give that one a new name first.")
        ) from error


def _name_taken() -> RuleViolation:
    return RuleViolation(_("There is already a function with this name."), field="function")
