"""The Celery application; tasks are wake-up calls for rows of kraftsamling.jobs."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kraftsamling.settings")
TRANSPORT_ALIASES["embedded"] = "kraftsamling.jobs.embedded_broker:Transport"

app = Celery("kraftsamling")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["kraftsamling.jobs"])
