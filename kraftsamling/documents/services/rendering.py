"""Making an ordered document, as a job. It may run twice, be killed, or be overtaken: one file is kept."""

import hashlib
from collections.abc import Collection

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.documents.enums import DocumentFormat, DocumentState
from kraftsamling.documents.models import Document, document_path
from kraftsamling.documents.registry import BuiltDocument, get_kind
from kraftsamling.documents.services.outlines import render_html
from kraftsamling.documents.services.pdf import render_pdf
from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.services import JobRun
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation


def render_document(run: JobRun, document_id: int) -> None:
    """Build, draw and store the document, unless the order is gone or another job has taken it over.

    The file's name carries job and attempt, so two workers never write to the same file; the one that may not finish
    deletes its own. Reports 10 per cent when the HTML stands, then the steps of the PDF.
    """
    document = _find_order(document_id, run.job_id)
    if document is None:
        return
    built = _build(document)
    run.report(10)
    made_as = get_kind(document.kind).get_format(document.options)
    content = _render(built, made_as, run)
    run.report(90)
    path = document_path(document, f"{run.job_id}-{run.attempt}.{made_as}")
    name = default_storage.save(path, ContentFile(content))
    is_kept = False
    try:
        with run.finishing():
            is_kept = _mark_ready(document, run.job_id, name, content, built)
    finally:
        if not is_kept:
            default_storage.delete(name)
    if is_kept:
        _delete_leftovers(document, run)


def fail_document(document_id: int, error: str) -> None:
    """Mark the order as failed once its job has; one that was queued anew since is left alone."""
    with transaction.atomic():
        # Held first: what a row of another table says is not asked again after waiting for this one.
        Document.objects.filter(pk=document_id).update(version=F("version"))
        orders = Document.objects.filter(pk=document_id, state=DocumentState.ORDERED, job__state=JobState.FAILED)
        rows = orders.update(
            state=DocumentState.FAILED, error=error[:300], version=F("version") + 1, updated_at=clock.now()
        )
        if rows:
            document = Document.objects.get(pk=document_id)
            audit.record("document.fail", document, by=None, programme_id=document.programme_id)


def delete_files(names: Collection[str]) -> None:
    """Delete stored files that no row names any more; those already gone are no error."""
    for name in names:
        if not Document.objects.filter(file=name).exists():
            default_storage.delete(name)


def _find_order(document_id: int, job_id: int) -> Document | None:
    orders = Document.objects.select_related("programme__municipality", "programme__short_address")
    return orders.filter(pk=document_id, job_id=job_id, state=DocumentState.ORDERED).first()


def _build(document: Document) -> BuiltDocument:
    kind = get_kind(document.kind).within(document.programme)
    if kind.is_public and not document.programme.is_public:
        # Taken off the public pages since it was ordered: what is drawn now would be empty.
        raise RuleViolation(_("Publish the programme first. The document shows only what everyone may see."))
    with translation.override(document.language):
        return kind.build(document.programme, kind.complete(document.options), document.language)


def _render(built: BuiltDocument, made_as: DocumentFormat, run: JobRun) -> bytes:
    if made_as == DocumentFormat.DOCX:
        # Like the printer of PDFs, nothing that the web processes should load.
        from kraftsamling.documents.services.docx import render_docx

        return render_docx(built.outline)
    html = render_html(built.outline) if built.outline else built.html
    return render_pdf(html, stored_files=built.stored_files, report=run.report)


def _mark_ready(document: Document, job_id: int, name: str, content: bytes, built: BuiltDocument) -> bool:
    """Put the file on the row if the order still stands; return whether it did."""
    now = clock.now()
    rows = Document.objects.filter(pk=document.pk, job_id=job_id, state=DocumentState.ORDERED).update(
        state=DocumentState.READY,
        file=name,
        file_size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
        sources=[list(source) for source in built.sources],
        shown=[dict(row) for row in built.shown],
        ready_at=now,
        published_at=now if get_kind(document.kind).is_public else None,
        updated_at=now,
        version=F("version") + 1,
    )
    if rows:
        audit.record("document.make", document, by=None, programme_id=document.programme_id)
    return bool(rows)


def _delete_leftovers(document: Document, run: JobRun) -> None:
    """Delete what earlier attempts wrote before they were killed; a later one's file is not ours to touch."""
    folder = document_path(document, "").rstrip("/")
    for leftover in default_storage.listdir(folder)[1]:
        job_id, attempt = (int(part) for part in leftover.partition(".")[0].split("-"))
        if (job_id, attempt) < (run.job_id, run.attempt):
            default_storage.delete(f"{folder}/{leftover}")
