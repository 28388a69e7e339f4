"""The same accidents with the real thing: a poster ordered by a person."""

import os
import signal

import pikepdf
import pytest

from kraftsamling.audit.models import AuditEntry
from kraftsamling.documents.enums import DocumentState
from kraftsamling.documents.models import Document
from kraftsamling.documents.services.orders import order_document
from tests.factories import MapNoteFactory

pytestmark = pytest.mark.processes


@pytest.fixture
def order(site, programme, process_leader):
    MapNoteFactory(programme=programme, published=True, title="Första mötet")
    return order_document(
        kind="process_map_poster", programme=programme, options={"sheet": "a2-portrait"}, language="sv",
        by=process_leader,
    )  # fmt: skip


def check_made_once(site, order, attempt):
    document = Document.objects.get()
    folder = site.folder / "data" / "files" / f"documents/{order.uuid}"
    assert (document.state, os.listdir(folder)) == (DocumentState.READY, [f"{order.job_id}-{attempt}.pdf"])
    with pikepdf.open(site.folder / "data" / "files" / document.file.name) as pdf:
        assert len(pdf.pages) == 1
    assert AuditEntry.objects.filter(verb="document.make").count() == 1


def test_worker_killed_in_the_middle_of_a_poster(site, order):
    worker = site.start("worker")
    site.wait_for_mark("poster-1")
    site.kill(worker)
    order.job.refresh_from_db()
    assert (order.job.state, order.job.progress, Document.objects.get().state) == ("running", 50, "ordered")
    site.start("beat")
    site.start("worker")
    site.wait_for_mark("poster-2")
    site.let_go("poster")
    site.wait_until_done(order.job)
    check_made_once(site, order, attempt=2)


def test_worker_that_wakes_with_a_poster_another_has_made(site, order):
    sleeper = site.start("worker")
    site.wait_for_mark("poster-1")
    os.killpg(sleeper.pid, signal.SIGSTOP)
    site.start("beat")
    site.start("worker")
    site.wait_for_mark("poster-2")
    site.let_go("poster-2")
    site.wait_until_done(order.job)
    os.killpg(sleeper.pid, signal.SIGCONT)
    site.let_go("poster-1")
    site.wait_for(lambda: f"Job {order.job_id} was taken over" in site.read_log(sleeper))
    check_made_once(site, order, attempt=2)
