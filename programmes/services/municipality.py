"""Setting up the municipality, its settings, its logo and its organisations."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import public_pages, records
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.uploads import CheckedUpload
from programmes.models import Municipality, Organisation
from programmes.queries.actors import successors_of
from programmes.services.retention import propose_retention_classes


def create_municipality(*, name: str, code: str, by, **fields: Any) -> Municipality:
    """Set up the installation's one municipality, with the proposed types of record.

    Raises RuleViolation when there is one already (docs/decisions: one municipality per installation).
    """
    with transaction.atomic():
        if Municipality.objects.exists():
            raise RuleViolation(_("The municipality is already set up."))
        municipality = Municipality.objects.create(name=name, code=code, updated_by=by, **fields)
        public_pages.bump(public_pages.SITE)
        audit.record("municipality.create", municipality, by=by, fields=["name", "code", *fields])
        propose_retention_classes(by=by)
    return municipality


def update_municipality(
    *, municipality: Municipality, changes: dict[str, Any], expected_version: int, by
) -> Municipality:
    """Save an edit of the settings. Raises EditConflict when somebody else saved in between."""
    with transaction.atomic():
        changed = records.save_edit(municipality, changes, expected_version=expected_version, by=by)
        if changed:
            public_pages.bump(public_pages.SITE)
            audit.record("municipality.update", municipality, by=by, fields=changed)
    return municipality


def set_logo(*, municipality: Municipality, picture: CheckedUpload | None, by) -> Municipality:
    """Show another logo (None: the platform's own mark). Files of earlier logos stay on disk."""
    with transaction.atomic():
        municipality.refresh_from_db()
        if picture is None:
            municipality.logo = ""
        else:
            file = picture.as_file("logo")
            municipality.logo.save(file.name, file, save=False)
        changed = records.save_edit(
            municipality, {"logo": municipality.logo.name}, expected_version=municipality.version, by=by
        )
        if changed:
            public_pages.bump(public_pages.SITE)
            audit.record("municipality.logo", municipality, by=by, fields=["logo"])
    return municipality


def add_organisation(*, municipality: Municipality, by, **fields: Any) -> Organisation:
    """Add a board, department or other organisation. Raises RuleViolation when the name is taken."""
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(municipality=municipality, updated_by=by, **fields)
            audit.record("organisation.add", organisation, by=by, fields=fields)
    except IntegrityError as error:
        raise _name_taken() from error
    return organisation


def update_organisation(
    *, organisation: Organisation, changes: dict[str, Any], expected_version: int, by
) -> Organisation:
    """Save an edit. Raises EditConflict when somebody else saved in between, RuleViolation when the name is taken or
    the organisation would end before it begins."""
    _check_period(
        changes.get("valid_from", organisation.valid_from), changes.get("valid_until", organisation.valid_until)
    )
    try:
        with transaction.atomic():
            changed = records.save_edit(organisation, changes, expected_version=expected_version, by=by)
            if changed:
                public_pages.bump(public_pages.SITE)
                audit.record("organisation.update", organisation, by=by, fields=changed)
    except IntegrityError as error:
        raise _name_taken() from error
    return organisation


def end_organisation(
    *,
    organisation: Organisation,
    valid_until: dt.date,
    expected_version: int,
    by,
    successor: Organisation | None = None,
) -> Organisation:
    """Note the last day of an organisation and what it became; it stays where it was already named.

    Raises EditConflict when somebody else saved in between, RuleViolation for a day before its first, or when it would
    become itself, by way of others too, or something of another municipality.
    """
    _check_period(organisation.valid_from, valid_until)
    if successor is not None and (
        successor.pk == organisation.pk or successor.municipality_id != organisation.municipality_id
    ):
        raise RuleViolation(_("Choose another organisation of yours."), field="successor")
    with transaction.atomic():
        records.hold(organisation.municipality)
        if successor is not None:
            check_successor(organisation, Organisation.objects.get(pk=successor.pk), field="successor")
        changes = {"valid_until": valid_until, "successor": successor}
        changed = records.save_edit(organisation, changes, expected_version=expected_version, by=by)
        if changed:
            public_pages.bump(public_pages.SITE)
            audit.record("organisation.end", organisation, by=by, fields=changed)
    return organisation


def check_successor(organisation: Organisation, successor: Organisation, *, field: str) -> None:
    """Raise RuleViolation when ``successor`` has itself become ``organisation``."""
    if organisation.pk in {one.pk for one in successors_of(successor)}:
        raise RuleViolation(_("%(name)s has itself become this organisation.") % {"name": successor}, field=field)


def _check_period(first: dt.date | None, last: dt.date | None) -> None:
    if first and last and last < first:
        raise RuleViolation(_("The last day lies before the first. Change one of them."), field="valid_until")


def _name_taken() -> RuleViolation:
    return RuleViolation(_("There is already an organisation with this name."), field="name")
