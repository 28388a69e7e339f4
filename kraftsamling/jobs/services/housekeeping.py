"""Removing rows that are only aids (receipts, drafts, done jobs, sessions) once nobody can need them any more."""

import datetime as dt
import logging
from importlib import import_module

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.shared import clock
from kraftsamling.shared.models import FormDraft, FormReceipt

logger = logging.getLogger(__name__)

RECEIPT_DAYS = 7
DRAFT_DAYS = 14
DONE_JOB_DAYS = 90


def purge_aids(now: dt.datetime | None = None) -> dict[str, int]:
    """Remove form receipts after 7 days, kept drafts after 14, done jobs after 90, and what has expired of sessions and
    of the shared cache.

    Returns what was removed as name -> count (what has expired is not counted). Failed jobs stay until somebody looks
    at them.
    """
    now = now or clock.now()

    def before(days: int) -> dt.datetime:
        return now - dt.timedelta(days=days)

    removed = {
        "receipts": FormReceipt.objects.filter(created_at__lt=before(RECEIPT_DAYS)).delete()[0],
        "drafts": FormDraft.objects.filter(created_at__lt=before(DRAFT_DAYS)).delete()[0],
        "jobs": Job.objects.filter(state=JobState.DONE, finished_at__lt=before(DONE_JOB_DAYS)).delete()[0],
    }
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    _forget_expired(now)
    logger.info("Removed rows nobody needs any more: %s", removed)
    return removed


def _forget_expired(now: dt.datetime) -> None:
    """Remove what has expired of a cache in the database; Django does so only when the table is full."""
    shared = caches["default"]
    if isinstance(shared, DatabaseCache):
        table = connection.ops.quote_name(shared._table)
        with connection.cursor() as cursor:
            # The name of the table is our own.
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [connection.ops.adapt_datetimefield_value(now)])  # noqa: S608
