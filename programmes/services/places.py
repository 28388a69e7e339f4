"""Places: what lies in what, and where."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.shared import records
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Place
from programmes.queries.places import places_within
from programmes.services import keeping


def update_place(place: Place, *, changes: dict[str, Any], expected_version: int, by) -> Place:
    """Save an edit of the place.

    Raises RuleViolation when it would lie in itself or in a part of itself, EditConflict when somebody else saved in
    between.
    """
    parent = changes.get("parent")
    with transaction.atomic():
        records.hold(place.programme)
        if parent is not None and parent.pk in places_within(place):
            raise RuleViolation(_("A place cannot lie in itself or in one of its parts."), field="parent")
        return keeping.update_record(place, changes=changes, expected_version=expected_version, by=by)
