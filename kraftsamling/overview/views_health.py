"""How the installation feels, for machines that watch it."""

import logging

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError as BrokerError

from kraftsamling.jobs.queries import count_waiting_messages, get_sweep_age
from kraftsamling.shared.access import open_to_all

logger = logging.getLogger(__name__)

# Long enough for a sweep that waits behind two long documents, short enough that a dead worker is noticed.
SWEEP_MAX_AGE_SECONDS = 300


def _check_database() -> tuple[bool, int | None]:
    """Return whether the database answers, and the age of the last sweep in seconds."""
    try:
        return True, get_sweep_age()
    except DatabaseError as error:
        logger.warning("Health: the database does not answer: %s", type(error).__name__)
        return False, None


def _check_broker() -> bool:
    try:
        count_waiting_messages()
    except (BrokerError, OSError) as error:
        logger.warning("Health: the broker does not answer: %s", type(error).__name__)
        return False
    return True


@open_to_all
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 if the database and the broker answer and the background work goes round, else 503."""
    database, sweep_age = _check_database()
    broker = _check_broker()
    is_sweeping = sweep_age is not None and sweep_age <= SWEEP_MAX_AGE_SECONDS
    report = {"database": database, "broker": broker, "sweep_age_seconds": sweep_age, "release": settings.RELEASE}
    return JsonResponse(report, status=200 if database and broker and is_sweeping else 503)
