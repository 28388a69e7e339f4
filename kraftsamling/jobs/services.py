"""Queueing, claiming and finishing jobs (stack.md 3). Only services queue jobs, in the transaction of their cause."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from kraftsamling.jobs.models import Job
from kraftsamling.shared import clock

logger = logging.getLogger(__name__)

_handlers: dict[str, Callable[..., None]] = {}


def handles(kind: str) -> Callable:
    """Register the function below as the one that does jobs of ``kind``; it is called with a JobRun and the arguments."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _handlers[kind] = function
        return function

    return register


def enqueue(
    kind: str,
    arguments: dict[str, Any],
    *,
    key: str | None = None,
    due_at: dt.datetime | None = None,
    max_attempts: int = 5,
) -> Job:
    """Add a job in the caller's transaction and wake a worker once that is committed.

    With ``key``, a job with the same key is returned instead of a second one being made. A wake-up that cannot be sent
    is no loss: the sweep finds the row.
    """
    values = {"kind": kind, "arguments": arguments, "due_at": due_at or clock.now(), "max_attempts": max_attempts}
    if key is None:
        job = Job.objects.create(**values)
    else:
        job, _created = Job.objects.get_or_create(key=key, defaults=values)
    transaction.on_commit(lambda: wake(job.pk), robust=True)
    return job


def wake(job_id: int) -> None:
    """Tell a worker that the job may be due; a broker that does not answer is left to the sweep."""
    try:
        current_app.send_task("jobs.run", [job_id])
    except (OperationalError, OSError) as error:
        logger.warning("Broker does not answer, job %s waits for the sweep: %s", job_id, error)
