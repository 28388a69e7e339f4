"""Celery's wake-up calls, and the daily clearing."""

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings

from kraftsamling.jobs.services import JobRun, daily


@shared_task(name="jobs.run")
def run_job(job_id: int) -> bool:
    """Do the job if it is due and free; the message may come late, twice or for nothing."""
    from kraftsamling.jobs.services import run

    return run(job_id)


# A sweep that waited longer than this is worthless: beat has sent the next ones.
@shared_task(name="jobs.sweep", expires=settings.JOB_SWEEP_SECONDS * 3)
def sweep_jobs() -> int:
    """Wake workers for what is due; the number of wake-ups."""
    from kraftsamling.jobs.services import sweep

    return sweep()


@worker_ready.connect
def sweep_at_start(**kwargs) -> None:
    """Look for work left from before the start, without waiting for beat. Celery offers no other hook for it."""
    sweep_jobs.delay()


@daily("jobs.purge_aids")
def purge(run: JobRun) -> None:
    """Remove receipts, drafts, done jobs and sessions whose time is over."""
    from kraftsamling.jobs.services.housekeeping import purge_aids

    purge_aids()
