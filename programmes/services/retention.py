"""Keeping the table of how long each type of record is kept. Nothing is disposed of here."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.models import RetentionClass
from programmes.retention_proposals import PROPOSAL_NOTE, RETENTION_PROPOSALS


def propose_retention_classes(*, by) -> int:
    """Add the proposed types of record that are missing and return how many; rows that exist are left as they are."""
    with transaction.atomic():
        known = set(RetentionClass.objects.values_list("key", flat=True))
        missing = [proposal for proposal in RETENTION_PROPOSALS if proposal.key not in known]
        added = [
            RetentionClass(
                key=proposal.key,
                name=proposal.name,
                is_kept_forever=not proposal.counted_from,
                counted_from=proposal.counted_from,
                note=PROPOSAL_NOTE,
            )
            for proposal in missing
        ]
        RetentionClass.objects.bulk_create(added)
        if added:
            first = RetentionClass.objects.get(key=added[0].key)
            audit.record("retention_class.propose", first, by=by)
    return len(added)


def add_retention_class(*, by, **fields: Any) -> RetentionClass:
    """Add a type of record of the municipality's own. Raises RuleViolation when it exists or the rule is incomplete."""
    _check_rule(fields)
    key = slugify(fields["name"])[:60]
    if not key:
        raise RuleViolation(_("Write a name with letters."), field="name")
    try:
        with transaction.atomic():
            added = RetentionClass.objects.create(key=key, **fields)
            audit.record("retention_class.add", added, by=by, fields=fields)
    except IntegrityError as error:
        raise RuleViolation(_("There is already a type of record with this name."), field="name") from error
    return added


def update_retention_class(
    *, retention_class: RetentionClass, changes: dict[str, Any], expected_version: int, by
) -> RetentionClass:
    """Save an edit of a rule.

    Raises EditConflict when somebody else saved in between, RuleViolation when the rule contradicts itself or is noted
    as decided although something is missing.
    """
    _check_rule(changes)
    with transaction.atomic():
        before = RetentionClass.objects.get(pk=retention_class.pk)
        changed = [name for name, value in changes.items() if getattr(before, name) != value]
        if before.version != expected_version:
            raise EditConflict()
        if changed:
            values = {name: changes[name] for name in changed}
            rows = RetentionClass.objects.filter(pk=before.pk, version=expected_version)
            if not rows.update(**values, version=expected_version + 1):
                raise EditConflict()
            audit.record("retention_class.update", before, by=by, fields=changed)
    retention_class.refresh_from_db()
    return retention_class


def _check_rule(rule: dict[str, Any]) -> None:
    if rule["is_kept_forever"] and rule["years"] is not None:
        raise RuleViolation(_("What is kept for ever has no number of years. Remove one of the two."), field="years")
    if bool(rule["decision_number"]) != bool(rule["decided_on"]):
        missing = "decided_on" if rule["decision_number"] else "decision_number"
        raise RuleViolation(_("Write both the number and the date of the decision."), field=missing)
    if not rule["decision_number"] or rule["is_kept_forever"]:
        return
    if rule["years"] is None:
        raise RuleViolation(_("Write after how many years, or mark that it is kept for ever."), field="years")
    if not rule["counted_from"]:
        raise RuleViolation(_("Write from which event the years are counted."), field="counted_from")
