"""Claiming one job and doing it, whatever happens on the way."""

import datetime as dt
import logging
import traceback
from pathlib import Path

from django.db import transaction
from django.db.models import F

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.queries import claimable
from kraftsamling.jobs.services.leases import JobRun, LeaseLost, keep_lease
from kraftsamling.jobs.services.registry import get_failure_handler, get_handler
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation

logger = logging.getLogger(__name__)

FIRST_BACK_OFF = dt.timedelta(seconds=5)
LONGEST_BACK_OFF = dt.timedelta(hours=1)
DISAPPEARED = "The worker disappeared during the last attempt"


def run(job_id: int) -> bool:
    """Claim the job and do it; False if there was nothing to claim (not due, in other hands, done, gone).

    Raises again what the handler raised, after the job has been put back or marked as failed.
    """
    job = _claim(job_id, clock.now())
    if job is None:
        _give_up_if_exhausted(job_id, clock.now())
        return False
    job_run = JobRun(job.pk, job.attempts)
    try:
        with keep_lease(job_run):
            get_handler(job.kind)(job_run, **job.arguments)
            if not job_run.is_finished:
                job_run.finish()
        logger.info("Job %s (%s) is done, attempt %s", job.pk, job.kind, job.attempts)
    except LeaseLost:
        logger.warning("Job %s was taken over; what attempt %s wanted to write is dropped", job.pk, job.attempts)
    except RuleViolation as error:
        _mark_failed(job, str(error.message))
    except Exception as error:
        _put_back(job, _describe(error), clock.now())
        raise
    return True


def _claim(job_id: int, now: dt.datetime) -> Job | None:
    """Take the job by one conditional UPDATE; of several workers exactly one succeeds, with a new attempt number."""
    with transaction.atomic():
        claimed = Job.objects.filter(claimable(now), pk=job_id, attempts__lt=F("max_attempts")).update(
            state=JobState.RUNNING, attempts=F("attempts") + 1, lease_until=JobRun.lease_end(now), progress=0, error=""
        )
        return Job.objects.get(pk=job_id) if claimed else None


def _put_back(job: Job, error: str, now: dt.datetime) -> None:
    """Have the job tried again after a pause that doubles each time, or mark it as failed."""
    if job.attempts >= job.max_attempts:
        _mark_failed(job, error)
        return
    due_at = now + min(FIRST_BACK_OFF * 2 ** min(job.attempts - 1, 16), LONGEST_BACK_OFF)
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts).update(
        state=JobState.QUEUED, due_at=due_at, lease_until=None, progress=0, error=error[:500]
    )


def _mark_failed(job: Job, error: str) -> None:
    with transaction.atomic():
        marked = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts).update(
            state=JobState.FAILED, lease_until=None, finished_at=clock.now(), error=error[:500]
        )
        on_failed = get_failure_handler(job.kind)
        if marked and on_failed is not None:
            on_failed(error[:500], **job.arguments)


def _give_up_if_exhausted(job_id: int, now: dt.datetime) -> None:
    """Mark a job as failed whose last allowed attempt ended with the worker's death."""
    exhausted = Job.objects.filter(
        pk=job_id, state=JobState.RUNNING, lease_until__lt=now, attempts__gte=F("max_attempts")
    ).first()
    if exhausted is not None:
        _mark_failed(exhausted, DISAPPEARED)


def _describe(error: Exception) -> str:
    """Name the error and where in our code it arose. Its message is left out: it may quote what people wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    place = own[-1]
    return f"{type(error).__name__} in {Path(place.filename).stem}.{place.name}, line {place.lineno}"
