"""Editing and publishing the pages the law asks for."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, public_pages, records
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.models import AccessibilityStatement, LegalPage, LegalPageVersion
from programmes.queries.legal import MissingField, default_text, get_statement, missing_in_statement


class StatementIncomplete(RuleViolation):
    """Mandatory fields are empty; ``missing`` says which, one sentence each."""

    def __init__(self, missing: list[MissingField]):
        sentences = " ".join(field.sentence for field in missing)
        super().__init__(sentences, field=missing[0].name)
        self.missing = missing


def save_legal_page(*, page: LegalPage, body: str, expected_version: int, by) -> LegalPage:
    """Save a text; the earlier one, also the default text, is kept as a version.

    ``page`` may be unsaved (``queries.get_legal_page``). Raises EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        stored, _created = LegalPage.objects.get_or_create(
            municipality=page.municipality,
            kind=page.kind,
            language=page.language,
            defaults={"body": default_text(page.kind, page.language)},
        )
        page.pk = stored.pk
        changed = records.save_edit(
            stored, {"body": body}, expected_version=expected_version, by=by, keep=LegalPageVersion
        )
        if changed:
            public_pages.bump(public_pages.SITE)
            audit.record("legal_page.update", stored, by=by, fields=changed)
    return stored


def update_statement(
    *, statement: AccessibilityStatement, changes: dict[str, Any], expected_version: int, by
) -> AccessibilityStatement:
    """Save an edit; ``statement`` may be unsaved (``queries.get_statement``).

    Raises EditConflict when somebody else saved in between, StatementIncomplete when a published statement would lack
    something mandatory.
    """
    with transaction.atomic():
        stored = _get_stored(statement)
        changed = records.save_edit(stored, changes, expected_version=expected_version, by=by)
        missing = missing_in_statement(stored)
        if stored.published_at and missing:
            raise StatementIncomplete(missing)
        if changed:
            public_pages.bump(public_pages.SITE)
            audit.record("accessibility_statement.update", stored, by=by, fields=changed)
    return stored


def _get_stored(statement: AccessibilityStatement) -> AccessibilityStatement:
    if statement.pk:
        return statement
    proposed = get_statement(statement.municipality)
    known = {field: getattr(proposed, field) for field in ("actor_name", "service_name", "supervision_url")}
    first, _created = AccessibilityStatement.objects.get_or_create(municipality=statement.municipality, defaults=known)
    statement.pk = first.pk
    return first


def set_statement_public(*, statement: AccessibilityStatement, is_public: bool, by) -> AccessibilityStatement:
    """Publish the statement or take it down.

    Raises StatementIncomplete while something mandatory is empty, StateConflict when it is so already.
    """
    missing = missing_in_statement(statement) if is_public else []
    if missing:
        raise StatementIncomplete(missing)
    if not statement.pk:
        raise RuleViolation(_("Save the statement first."))
    with transaction.atomic():
        rows = AccessibilityStatement.objects.filter(
            pk=statement.pk, version=statement.version, published_at__isnull=is_public
        )
        if not rows.update(
            published_at=clock.now() if is_public else None,
            version=statement.version + 1,
            updated_at=clock.now(),
            updated_by=by,
        ):
            raise StateConflict()
        public_pages.bump(public_pages.SITE)
        verb = "accessibility_statement.publish" if is_public else "accessibility_statement.unpublish"
        audit.record(verb, statement, by=by, fields=["published_at"])
    statement.refresh_from_db()
    return statement
