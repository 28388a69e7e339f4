"""Reading how the background work stands."""

import datetime as dt
import logging
from dataclasses import dataclass

from celery import current_app
from django.db import Error as DatabaseError
from django.db.models import Q, QuerySet
from kombu.exceptions import OperationalError as BrokerError

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Heartbeat, Job
from kraftsamling.shared import clock

logger = logging.getLogger(__name__)

SWEEP = "sweep"
# Long enough for a sweep that waits behind two long documents, short enough that a dead worker is noticed.
SWEEP_MAX_AGE_SECONDS = 300


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


@dataclass(frozen=True)
class Health:
    """Whether database and broker answer, and how many seconds ago the last sweep ended (None: never, or unknown)."""

    database: bool
    broker: bool
    sweep_age_seconds: int | None

    @property
    def is_well(self) -> bool:
        """Whether everything works, the background work included."""
        age = self.sweep_age_seconds
        return self.database and self.broker and age is not None and age <= SWEEP_MAX_AGE_SECONDS


def get_health() -> Health:
    """Ask database and broker how they are; takes seconds at most, and raises nothing they may raise."""
    database, broker, sweep_age = True, True, None
    try:
        sweep_age = get_sweep_age()
    except DatabaseError as error:
        logger.warning("The database does not answer: %s", type(error).__name__)
        database = False
    try:
        count_waiting_messages()
    except (BrokerError, OSError) as error:
        logger.warning("The broker does not answer: %s", type(error).__name__)
        broker = False
    return Health(database, broker, sweep_age)
