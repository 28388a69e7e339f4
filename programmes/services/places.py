"""Places: what lies in what, and where."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.shared import records
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Place
from programmes.services import keeping


def update_place(place: Place, *, changes: dict[str, Any], expected_version: int, by) -> Place:
    """Save an edit of the place.

    Raises RuleViolation when it would lie in itself or in a part of itself, EditConflict when somebody else saved in
    between.
    """
    parent = changes.get("parent")
    with transaction.atomic():
        records.hold(place.programme)
        if parent is not None and _lies_in(parent, place):
            raise RuleViolation(_("A place cannot lie in itself or in one of its parts."), field="parent")
        return keeping.update_record(place, changes=changes, expected_version=expected_version, by=by)


def _lies_in(place: Place, whole: Place) -> bool:
    parents = dict(Place.objects.filter(programme_id=whole.programme_id).values_list("pk", "parent"))
    seen, at = set(), place.pk
    while at is not None and at not in seen:
        if at == whole.pk:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
