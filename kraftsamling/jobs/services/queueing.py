"""Putting jobs in the queue, and failed ones back into it."""

import datetime as dt
import logging
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from kraftsamling.audit.services import record
from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services.registry import get_handler
from kraftsamling.shared import clock
from kraftsamling.shared.errors import StateConflict

logger = logging.getLogger(__name__)

DEFAULT_ATTEMPTS = 5


def enqueue(
    kind: str,
    arguments: dict[str, Any],
    *,
    key: str | None = None,
    due_at: dt.datetime | None = None,
    max_attempts: int = DEFAULT_ATTEMPTS,
) -> Job:
    """Add a job in the caller's transaction and wake a worker once that is committed.

    With ``key``, a job with the same key is returned instead of a second one being made. A wake-up that cannot be sent
    is no loss: the sweep finds the row. Raises LookupError for a kind nobody handles.
    """
    get_handler(kind)
    now = clock.now()
    values = {"kind": kind, "arguments": arguments, "due_at": due_at or now, "max_attempts": max_attempts}
    if key is None:
        job = Job.objects.create(**values)
    else:
        job, _created = Job.objects.get_or_create(key=key, defaults=values)
    if job.due_at <= now:
        transaction.on_commit(lambda: wake(job.pk), robust=True)
    return job


def wake(job_id: int) -> bool:
    """Tell a worker that the job may be due; return whether the broker took the call. The sweep sees to the rest."""
    try:
        current_app.send_task("jobs.run", [job_id], retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        logger.warning("The broker does not answer, job %s waits for the sweep: %s", job_id, error)
        return False
    return True


def retry(*, job: Job, by) -> Job:
    """Queue a failed job again, with as many attempts as a new one; raises StateConflict if it has not failed."""
    with transaction.atomic():
        # attempts is the fencing number, so it keeps counting up; the limit moves instead.
        queued = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
            state=JobState.QUEUED,
            due_at=clock.now(),
            finished_at=None,
            progress=0,
            error="",
            max_attempts=F("attempts") + DEFAULT_ATTEMPTS,
        )
        if not queued:
            raise StateConflict(_("This has already been started again."))
        record("job.retry", job, by=by, fields=["state"])
        transaction.on_commit(lambda: wake(job.pk), robust=True)
    job.refresh_from_db()
    return job
