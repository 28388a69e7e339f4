"""The event log: who did what to which record, when and why. Rows are added, never removed.

Nothing in a row changes, but that a reason which should not have been written can be taken out of it for good."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(TypeError):
    """The event log was asked to forget or to change something."""


class AuditQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError("audit entries are never changed")

    def delete(self):
        raise AppendOnlyError("audit entries are never removed")

    def of(self, target: models.Model):
        """Return the entries about ``target``."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))

    def with_reason(self):
        """Return the entries that say why."""
        return self.exclude(reason="")

    def remove_reasons(self) -> int:
        """Empty the reasons for good; return how many there were."""
        return super().update(reason="")


class AuditEntry(models.Model):
    """One change. ``programme_id`` carries no key, so that every app, also below programmes, can write it."""

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="audit_entries",
        verbose_name=_("who"),
    )
    programme_id = models.PositiveBigIntegerField(null=True, db_index=True)
    verb = models.CharField(_("what"), max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField(_("record"), max_length=120, blank=True)
    fields = models.JSONField(default=list)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target_type", "target_id"])]

    def __str__(self):
        return f"{self.verb} {self.target_type} {self.target_id}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise AppendOnlyError("audit entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("audit entries are never removed")
