"""One file is kept, whatever happens to the worker."""

import hashlib

import pytest

from kraftsamling.documents.models import Document
from kraftsamling.documents.services import rendering
from kraftsamling.documents.services.rendering import delete_files, render_document
from kraftsamling.jobs import services as jobs
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services import JobRun, LeaseLost


@pytest.fixture
def quick_pdf(monkeypatch):
    """Spare tests that are not about the PDF its making."""

    def make(html, *, stored_files=(), report=None) -> bytes:
        report(50)
        return b"%PDF " + html.encode()

    monkeypatch.setattr(rendering, "render_pdf", make)


def claim(document: Document) -> JobRun:
    Job.objects.filter(pk=document.job_id).update(state="running", attempts=1)
    return JobRun(document.job_id, 1)


def test_job_makes_the_file_and_marks_the_row(order, work, quick_pdf):
    document = order()
    work()
    document.refresh_from_db()
    with document.file.open() as file:
        content = file.read()
    assert (document.state, document.job.state, document.job.progress) == ("ready", "done", 100)
    assert document.file.name == f"documents/{document.uuid}/{document.job_id}-1.pdf"
    assert (document.file_size, document.checksum) == (len(content), hashlib.sha256(content).hexdigest())
    assert document.published_at == document.ready_at


def test_poster_is_not_made_of_a_programme_taken_off_the_public_pages(order, work, quick_pdf):
    document = order()
    type(document.programme).objects.filter(pk=document.programme_id).update(published_at=None)
    work()
    document.refresh_from_db()
    assert (document.state, document.file.name) == ("failed", "")


def test_progress_is_reported_on_the_way(order, monkeypatch, quick_pdf):
    steps = []
    monkeypatch.setattr(JobRun, "report", lambda run, percent: steps.append(percent))
    document = order()
    render_document(claim(document), document.pk)
    assert steps == [10, 50, 90]


def test_late_worker_deletes_its_own_file(order, quick_pdf, stored_names):
    document = order()
    late = claim(document)
    Job.objects.filter(pk=document.job_id).update(attempts=2)
    winner = JobRun(document.job_id, 2)
    render_document(winner, document.pk)
    with pytest.raises(LeaseLost):
        _finish_late(late, document)
    document.refresh_from_db()
    assert stored_names(f"documents/{document.uuid}") == [document.file.name]
    assert document.file.name.endswith("-2.pdf")


def _finish_late(late: JobRun, document: Document) -> None:
    """Do what a worker does that had read the order before the other one finished it."""
    Document.objects.filter(pk=document.pk).update(state="ordered")
    late.report = lambda percent: None
    try:
        render_document(late, document.pk)
    finally:
        Document.objects.filter(pk=document.pk).update(state="ready")


def test_worker_overtaken_by_a_redaction_keeps_nothing(order, quick_pdf, stored_names, monkeypatch):
    document = order()
    run = claim(document)
    newer = jobs.enqueue("documents.render", {"document_id": document.pk})
    monkeypatch.setattr(run, "report", lambda percent: Document.objects.filter(pk=document.pk).update(job=newer))
    render_document(run, document.pk)
    document.refresh_from_db()
    assert (document.state, stored_names(f"documents/{document.uuid}")) == ("ordered", [])
    assert Job.objects.get(pk=run.job_id).state == "done"


def test_leftover_of_a_killed_attempt_is_deleted(order, quick_pdf, stored_names):
    document = order()
    run = claim(document)
    rendering.default_storage.save(f"documents/{document.uuid}/{run.job_id}-0.pdf", rendering.ContentFile(b"half"))
    rendering.default_storage.save(f"documents/{document.uuid}/{run.job_id + 1}-1.pdf", rendering.ContentFile(b"new"))
    render_document(run, document.pk)
    kept = [name.rpartition("/")[2] for name in stored_names(f"documents/{document.uuid}")]
    assert kept == [f"{run.job_id}-1.pdf", f"{run.job_id + 1}-1.pdf"]


def test_order_that_is_gone_is_no_error(order, quick_pdf):
    document = order()
    run = claim(document)
    Document.objects.filter(pk=document.pk).update(state="removed")
    render_document(run, document.pk)
    document.refresh_from_db()
    assert (document.state, document.file.name) == ("removed", "")


def test_document_fails_when_its_job_gives_up(order, monkeypatch):
    document = order()
    monkeypatch.setattr(rendering, "render_pdf", lambda html, **rest: 1 / 0)
    Job.objects.filter(pk=document.job_id).update(max_attempts=1)
    with pytest.raises(ZeroDivisionError):
        jobs.run(document.job_id)
    document.refresh_from_db()
    assert (document.state, document.error.startswith("ZeroDivisionError")) == ("failed", True)


def test_failure_of_an_older_job_leaves_the_newer_order_alone(order, monkeypatch):
    document = order()
    run = claim(document)
    document.job = jobs.enqueue("documents.render", {"document_id": document.pk})
    document.save(update_fields=["job"])
    Job.objects.filter(pk=run.job_id).update(state="failed")
    rendering.fail_document(document.pk, "ValueError")
    document.refresh_from_db()
    assert document.state == "ordered"


def test_deleting_spares_a_file_that_a_row_names(ready, stored_names):
    delete_files([ready.file.name, "documents/gone.pdf"])
    assert stored_names(f"documents/{ready.uuid}") == [ready.file.name]
