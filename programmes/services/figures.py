"""Figures of a source."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.models import Figure, Source
from programmes.services.keeping import check_programme


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
    check_programme(figure.source.programme, changes)
    with transaction.atomic():
        changed = records.save_edit(figure, changes, expected_version=expected_version, by=by)
        if changed:
            audit.record("part.update", figure, by=by, programme_id=figure.source.programme_id, fields=changed)
    return figure


def withdraw_figure(figure: Figure, *, by, reason: str) -> Figure:
    """Take the figure out of every list; it stays on file.

    Raises RuleViolation without a reason, StateConflict when it is withdrawn already.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why it is withdrawn. The reason is kept with it."), field="reason")
    with transaction.atomic():
        now = clock.now()
        rows = Figure.objects.filter(pk=figure.pk, withdrawn_at=None).update(
            withdrawn_at=now, version=F("version") + 1, updated_at=now, updated_by=by
        )
        if not rows:
            raise StateConflict()
        audit.record("part.withdraw", figure, by=by, programme_id=figure.source.programme_id, reason=reason)
    figure.refresh_from_db()
    return figure
