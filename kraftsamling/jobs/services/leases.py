"""One attempt at a job: its lease, and the fence that keeps a late worker from finishing what another took over."""

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, connections, transaction

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.shared import clock

logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has taken the job over; whatever this attempt wanted to write must not be written."""


@dataclass
class JobRun:
    """The right to work on job ``job_id`` as its attempt number ``attempt``."""

    job_id: int
    attempt: int
    is_finished: bool = field(default=False, init=False)

    @staticmethod
    def lease_end(now: dt.datetime) -> dt.datetime:
        """Return until when a lease given or renewed at ``now`` lasts."""
        return now + dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)

    def _update(self, **values) -> None:
        mine = Job.objects.filter(pk=self.job_id, state=JobState.RUNNING, attempts=self.attempt)
        if not mine.update(**values):
            raise LeaseLost(f"job {self.job_id}, attempt {self.attempt}")

    def renew(self) -> None:
        """Keep the job for another lease; raises LeaseLost when it is no longer ours."""
        self._update(lease_until=self.lease_end(clock.now()))

    def report(self, percent: int) -> None:
        """Show how far the work has come (0-100) and renew the lease; call outside transactions, or nobody sees it.

        Raises LeaseLost when the job is no longer ours.
        """
        self._update(progress=max(0, min(100, percent)), lease_until=self.lease_end(clock.now()))

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """Commit the effects written in the block together with the end of the job, or neither.

        The fence comes first and holds the row until the commit, so nobody can take the job over in between.
        Raises LeaseLost, before the block is entered, when the job is no longer ours.
        """
        with transaction.atomic():
            self._update(state=JobState.DONE, progress=100, lease_until=None, finished_at=clock.now(), error="")
            yield
        self.is_finished = True

    def finish(self) -> None:
        """Mark the job as done, with nothing else to write; raises LeaseLost when the job is no longer ours."""
        with self.finishing():
            pass


@contextmanager
def keep_lease(run: JobRun) -> Iterator[None]:
    """Renew the lease from a thread of its own, with a database connection of its own, while the block works."""
    stopped = threading.Event()
    keeper = threading.Thread(target=_renew_until, args=(run, stopped), name=f"lease-{run.job_id}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopped.set()
        keeper.join()


def _renew_until(run: JobRun, stopped: threading.Event) -> None:
    try:
        while not stopped.wait(settings.JOB_LEASE_SECONDS / 3):
            try:
                run.renew()
            except LeaseLost:
                return
            except DatabaseError as error:
                logger.warning("The lease of job %s could not be renewed: %s", run.job_id, type(error).__name__)
                connections.close_all()
    finally:
        connections.close_all()
