"""Work done in the background, as durable rows; a queue message is only a wake-up call."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.jobs.enums import JobState


class Job(models.Model):
    """One piece of work. ``attempts`` is also the fencing number: whoever holds an older one may not finish."""

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="jobs_job_progress_percent"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk} ({self.state})"


class Heartbeat(models.Model):
    """When something that must happen regularly last happened ("sweep", "daily")."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
