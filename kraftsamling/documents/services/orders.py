"""Ordering documents, trying again, withdrawing them, and removing files whose words were redacted."""

import hashlib
import json
from collections.abc import Mapping

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.documents.enums import DocumentState
from kraftsamling.documents.models import Document
from kraftsamling.documents.registry import DocumentKind, get_kind
from kraftsamling.jobs import services as jobs
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import Record
from programmes.models import Programme

RENDER_JOB, DELETE_JOB = "documents.render", "documents.delete_files"


def order_document(*, kind: str, programme: Programme, options: Mapping[str, str], language: str, by) -> Document:
    """Order a document of ``kind`` and queue the job that makes it.

    An option that is not named is given its first choice. The same kind, programme, content, options and language give
    the same row; if that one failed or its file was removed, it is made again. Raises RuleViolation when a public kind
    is ordered while the programme is not public, or one of the programme's own choices is gone; KeyError for an
    unknown kind, ValueError for options or a language that are not offered.
    """
    definition = get_kind(kind).within(programme)
    _check_order(definition, programme, options, language)
    options = definition.complete(options)
    key = _make_content_key(definition, programme, options, language)
    with transaction.atomic():
        document = Document.objects.filter(content_key=key).first()
        if document is None:
            document, is_new = _create(definition, programme, options, language, key, by)
            if is_new:
                return document
        if document.state in (DocumentState.FAILED, DocumentState.REMOVED):
            return retry_document(document=document, by=by)
    return document


def retry_document(*, document: Document, by) -> Document:
    """Queue a document again that failed or whose file was removed; where a copy of the old file hung is forgotten.

    Raises StateConflict when it is in another state, for instance because somebody else was faster, RuleViolation when
    a public kind would be made while the programme is not public, when what it is about is gone, and while a copy with
    the removed text still hangs.
    """
    _check_order(
        get_kind(document.kind).within(document.programme), document.programme, document.options, document.language
    )
    if document.is_hanging:
        raise RuleViolation(_("A copy with the removed text still hangs. Note first that it has been taken down."))
    expected = DocumentState.FAILED if document.state == DocumentState.FAILED else DocumentState.REMOVED
    with transaction.atomic():
        records.move_state(
            document, "state", expected=expected, to=DocumentState.ORDERED, by=by, error="",
            hung_place="", hung_on=None, taken_down_on=None,
        )  # fmt: skip
        _enqueue(document)
        audit.record("document.retry", document, by=by, programme_id=document.programme_id)
    return document


def withdraw_document(*, document: Document, by, reason: str) -> Document:
    """Take a document out of the list and close its public address; the file stays on file (sweden.md B-7).

    A later order of the same content makes a new row. Raises RuleViolation without a reason, StateConflict when it is
    withdrawn already.
    """
    with transaction.atomic():
        records.set_withdrawn(document, by=by, reason=reason)
        Document.objects.filter(pk=document.pk).update(content_key=f"withdrawn-{document.uuid}")
        audit.record("document.withdraw", document, by=by, programme_id=document.programme_id, reason=reason)
    return document


def remove_redacted(record: Record, removed: Mapping[str, str]) -> None:
    """Remove every file in which words of the redacted ``record`` stand, withdrawn ones too; called by redaction.

    A document that is being made just now is queued anew, so that the job which may have read the old words loses.
    """
    programme_id = record.pk if isinstance(record, Programme) else getattr(record, "programme_id", None)
    if not removed:
        return
    source = [record._meta.label_lower, record.pk]
    with transaction.atomic():
        # What belongs to the municipality (an organisation's name) may stand in any programme's documents.
        within = {} if programme_id is None else {"programme_id": programme_id}
        documents = Document.objects.filter(**within)
        for document in documents.filter(state=DocumentState.ORDERED):
            _enqueue(document)
        for document in documents.filter(state=DocumentState.READY):
            if source in document.sources:
                _remove_file(document)


def _remove_file(document: Document) -> None:
    name = document.file.name
    records.move_state(
        document, "state", expected=DocumentState.READY, to=DocumentState.REMOVED, by=None,
        file="", file_size=0, checksum="", ready_at=None, published_at=None, shown=[],
    )  # fmt: skip
    # As a job, since a process that dies after the commit must not leave the words behind.
    jobs.enqueue(DELETE_JOB, {"names": [name]})
    audit.record("document.remove_file", document, by=None, programme_id=document.programme_id)


def _check_order(kind: DocumentKind, programme: Programme, options: Mapping[str, str], language: str) -> None:
    if kind.is_public and not programme.is_public:
        raise RuleViolation(_("Publish the programme first. The document shows only what everyone may see."))
    names = {option.name for option in kind.options}
    if set(options) - names or language not in dict(settings.LANGUAGES):
        raise ValueError(f"{kind.key} is not offered with {dict(options)} in {language}")
    for option in get_kind(kind.key).options:
        if option.name in options and not kind.offers({option.name: options[option.name]}):
            # What depends on the programme may have been withdrawn since the page was opened.
            if callable(option.choices):
                raise RuleViolation(_("What the document is about is no longer there."), field=option.name)
            raise ValueError(f"{kind.key} does not offer {option.name}: {options[option.name]}")


def _make_content_key(kind: DocumentKind, programme: Programme, options: Mapping[str, str], language: str) -> str:
    with translation.override(language):
        version = kind.content_version(programme, options, language)
    parts = [kind.key, programme.pk, version, sorted(options.items()), language]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _create(
    kind: DocumentKind, programme: Programme, options: Mapping[str, str], language: str, key: str, by
) -> tuple[Document, bool]:
    """Return the new row and True, or the row of somebody who ordered the same at the same moment and False."""
    document = Document(
        programme=programme,
        responsible_board=programme.responsible_board,
        kind=kind.key,
        subject_id=programme.pk,
        options=dict(options),
        language=language,
        content_language=language,
        content_key=key,
    )
    try:
        with transaction.atomic():
            records.fill_new(document, prefix=programme.code, by=by, now=clock.now())
            document.save(force_insert=True)
            _enqueue(document)
            audit.record("document.order", document, by=by, programme_id=programme.pk)
    except IntegrityError:
        return Document.objects.get(content_key=key), False
    return document, True


def _enqueue(document: Document) -> None:
    """Queue the job and note it on the row: only the job noted there may finish the document."""
    document.job = jobs.enqueue(RENDER_JOB, {"document_id": document.pk})
    Document.objects.filter(pk=document.pk).update(job=document.job)
