"""Figures of a source."""

from typing import Any

from django.db import transaction

from kraftsamling.audit import services as audit
from programmes.models import Figure, Source
from programmes.services.keeping import check_programme, update_part, withdraw_part


def add_figure(*, source: Source, by, **fields: Any) -> Figure:
    """Add a figure to the source. Raises RuleViolation for a place of another programme."""
    check_programme(source.programme, fields)
    with transaction.atomic():
        figure = Figure.objects.create(source=source, updated_by=by, **fields)
        audit.record("part.add", figure, by=by, programme_id=source.programme_id, fields=fields)
    return figure


def update_figure(figure: Figure, *, changes: dict[str, Any], expected_version: int, by) -> Figure:
    """Save an edit of the figure.

    Raises EditConflict when somebody else saved in between, RuleViolation for a place of another programme.
    """
    programme = figure.source.programme
    check_programme(programme, changes)
    return update_part(figure, programme=programme, changes=changes, expected_version=expected_version, by=by)


def withdraw_figure(figure: Figure, *, by, reason: str) -> Figure:
    """Take the figure out of every list; it stays on file.

    Raises RuleViolation without a reason, StateConflict when it is withdrawn already.
    """
    return withdraw_part(figure, programme=figure.source.programme, by=by, reason=reason)
