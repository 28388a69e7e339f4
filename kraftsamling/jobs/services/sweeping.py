"""Finding what a lost message, a dead worker or an emptied broker left lying."""

import datetime as dt

from django.utils import timezone

from kraftsamling.jobs.models import Heartbeat, Job
from kraftsamling.jobs.queries import SWEEP, count_waiting_messages, get_due_jobs
from kraftsamling.jobs.services.queueing import enqueue, wake
from kraftsamling.jobs.services.registry import get_daily_kinds
from kraftsamling.shared import clock

MAX_WAITING_MESSAGES = 200


def sweep(now: dt.datetime | None = None) -> int:
    """Queue the day's jobs and wake workers for whatever is due or has lost its worker; return the number of wake-ups.

    The broker is filled to at most MAX_WAITING_MESSAGES, so that busy workers are not buried in wake-up calls.
    """
    now = now or clock.now()
    _enqueue_daily(now)
    room = max(0, MAX_WAITING_MESSAGES - count_waiting_messages())
    due = list(get_due_jobs(now).values_list("pk", flat=True)[:room])
    woken = sum(wake(job_id) for job_id in due)
    Heartbeat.objects.update_or_create(name=SWEEP, defaults={"at": now})
    return woken


def _enqueue_daily(now: dt.datetime) -> None:
    day = timezone.localdate(now).isoformat()
    kinds = {f"{kind}:{day}": kind for kind in get_daily_kinds()}
    queued = set(Job.objects.filter(key__in=kinds).values_list("key", flat=True))
    for key in sorted(kinds.keys() - queued):
        enqueue(kinds[key], {}, key=key)
