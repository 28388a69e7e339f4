"""The municipality's catalogue of methods: what is shipped to begin with, rewording and adding."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dialogues.method_proposals import METHOD_PROPOSALS
from dialogues.models import Method
from kraftsamling.audit import services as audit
from kraftsamling.shared import records
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Municipality


def propose_methods(municipality: Municipality, *, by) -> int:
    """Add the shipped methods that the catalogue lacks and return how many.

    What the municipality has reworded or retired stays as it is, and a method of its own keeps its name.
    """
    with transaction.atomic():
        records.hold(municipality)
        known = Method.objects.filter(municipality=municipality).values_list("key", "name")
        keys, names = {key for key, _name in known}, {name for _key, name in known}
        added = Method.objects.bulk_create(
            Method(municipality=municipality, updated_by=by, **proposal.values())
            for proposal in METHOD_PROPOSALS
            if proposal.key not in keys and proposal.name not in names
        )
        if added:
            audit.record("method.propose", added[0], by=by)
    return len(added)


def add_method(*, municipality: Municipality, by, **fields: Any) -> Method:
    """Add a method of the municipality's own. Raises RuleViolation when the name is taken."""
    check_people(fields)
    try:
        with transaction.atomic():
            method = Method.objects.create(municipality=municipality, updated_by=by, **fields)
            audit.record("method.add", method, by=by, fields=fields)
    except IntegrityError as error:
        raise _name_taken() from error
    return method


def update_method(method: Method, *, changes: dict[str, Any], expected_version: int, by) -> Method:
    """Save an edit of a method, shipped or own.

    Raises EditConflict when somebody else saved in between, RuleViolation when the name is taken.
    """
    check_people(changes)
    try:
        with transaction.atomic():
            changed = records.save_edit(method, changes, expected_version=expected_version, by=by)
            if changed:
                audit.record("method.update", method, by=by, fields=changed)
    except IntegrityError as error:
        raise _name_taken() from error
    return method


def check_people(fields: dict[str, Any]) -> None:
    """Raise RuleViolation when a method is for fewer people than it needs."""
    least, most = fields.get("people_min"), fields.get("people_max")
    if least is not None and most is not None and most < least:
        raise RuleViolation(_("This is fewer than the least number of people."), field="people_max")


def _name_taken() -> RuleViolation:
    return RuleViolation(_("There is already a method with this name."), field="name")
