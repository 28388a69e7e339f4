import uuid

from kraftsamling.documents.services import pdf, rendering
from kraftsamling.jobs.services import JobRun, handles
from kraftsamling.shared.models import FormReceipt
from tests.processes.slow.marks import count_marks, stop_here


@handles("test.slow")
def work_slowly(run: JobRun, name: str) -> None:
    stop_here(name, run.attempt)
    leave_effect(run, name)


@handles("test.quick")
def leave_effect(run: JobRun, name: str) -> None:
    """Add one row each time it is done, so that work done twice shows."""
    with run.finishing():
        FormReceipt.objects.create(digest=uuid.uuid4().hex, location=f"{name} by attempt {run.attempt}")


def render_slowly(html: str, **options) -> bytes:
    """Draw a document as always, but stop in the middle."""
    options["report"](50)
    stop_here("poster", count_marks("poster") + 1)
    return pdf.render_pdf(html, **options)


rendering.render_pdf = render_slowly
