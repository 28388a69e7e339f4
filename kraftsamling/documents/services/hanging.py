"""Noting where a printed copy hangs."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.documents.models import Document
from kraftsamling.documents.queries.hanging import can_hang
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation


def note_hanging(*, document: Document, changes: dict[str, Any], expected_version: int, by) -> Document:
    """Note where a printed copy hangs, since when, and when it was taken down (``hung_place``, ``hung_on``,
    ``taken_down_on``).

    Raises EditConflict when somebody else saved in between, RuleViolation for what is not hung up or not made yet, for
    a day that has not come, and for a copy taken down before it was hung up.
    """
    if not can_hang(document):
        raise RuleViolation(_("Only a poster that has been made can hang somewhere."))
    for name in ("hung_on", "taken_down_on"):
        if changes.get(name) and changes[name] > clock.today():
            raise RuleViolation(_("That day has not come yet. Write it when it has."), field=name)
    down, up = changes.get("taken_down_on"), changes.get("hung_on")
    if down and up and down < up:
        raise RuleViolation(_("It was taken down before it was hung up. Check the two days."), field="taken_down_on")
    with transaction.atomic():
        changed = records.save_edit(document, changes, expected_version=expected_version, by=by)
        if changed:
            audit.record("document.hang", document, by=by, programme_id=document.programme_id, fields=changed)
    return document
