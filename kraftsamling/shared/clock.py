"""The one place that asks what time it is, so that a page can be shown as it will be when a date has passed."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Return the current moment, with time zone."""
    return timezone.now()


def today() -> dt.date:
    """Return today's date in Stockholm."""
    return timezone.localdate(now())
