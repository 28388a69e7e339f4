"""Reading how the background work stands."""

import datetime as dt

from celery import current_app
from django.db.models import Q, QuerySet

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Heartbeat, Job
from kraftsamling.shared import clock

SWEEP = "sweep"


def claimable(now: dt.datetime) -> Q:
    """Return the condition on jobs a worker may take at ``now``: due ones, and ones whose worker fell silent."""
    return Q(state=JobState.QUEUED, due_at__lte=now) | Q(state=JobState.RUNNING, lease_until__lt=now)


def get_due_jobs(now: dt.datetime) -> QuerySet[Job]:
    """Return the jobs somebody should be woken for at ``now``, longest waiting first."""
    return Job.objects.filter(claimable(now)).order_by("due_at", "pk")


def get_sweep_age(now: dt.datetime | None = None) -> int | None:
    """Return how many seconds ago the last sweep ended, None if there has been none."""
    heartbeat = Heartbeat.objects.filter(name=SWEEP).first()
    return None if heartbeat is None else int(((now or clock.now()) - heartbeat.at).total_seconds())


def count_waiting_messages() -> int:
    """Ask the broker how many messages wait.

    Raises kombu's OperationalError or OSError when it does not answer within seconds.
    """
    with current_app.connection_for_read() as connection:
        connection.ensure_connection(max_retries=1, interval_start=0)
        with connection.channel() as channel:
            return channel.queue_declare(queue=current_app.conf.task_default_queue).message_count
