"""Doing queued jobs in a test, as a worker would, and reading what was sent."""

from django.core import mail

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services import run


def deliver(kind: str) -> list[mail.EmailMultiAlternatives]:
    """Do the queued jobs of ``kind`` and return what they sent."""
    before = len(mail.outbox)
    for job in Job.objects.filter(kind=kind, state=JobState.QUEUED).order_by("pk"):
        run(job.pk)
    return mail.outbox[before:]
