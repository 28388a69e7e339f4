"""Queueing, claiming, finishing and repeating jobs. Only services queue jobs, in the transaction of their cause.

A handler stands in its app's ``tasks.py``::

    @handles("documents.render", on_failed=mark_failed)
    def render(run: JobRun, document_id: int) -> None:
        run.report(40)
        ...slow work, outside any transaction...
        with run.finishing():
            ...write the effects...

It may be started twice for one job: after a crash, or because its worker was thought dead. What it writes inside
``finishing`` happens exactly once; what it does outside must bear being done again.
"""

from kraftsamling.jobs.services.leases import JobRun, LeaseLost
from kraftsamling.jobs.services.queueing import enqueue, retry, wake
from kraftsamling.jobs.services.registry import daily, handles
from kraftsamling.jobs.services.running import run
from kraftsamling.jobs.services.sweeping import sweep

__all__ = ["JobRun", "LeaseLost", "daily", "enqueue", "handles", "retry", "run", "sweep", "wake"]
