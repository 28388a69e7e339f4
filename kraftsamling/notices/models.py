"""Telling people: notices that are sent once, and addresses of people without an account."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kraftsamling.notices.enums import MailPace, NoticeState


class ContactPoint(models.Model):
    """The address of somebody without an account; kept apart, shown only with its own right, purged on a date."""

    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(max_length=12, default="sv")
    purpose = models.CharField(max_length=60)
    purge_on = models.DateField(_("removed on"), db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone="") | Q(purged_at__isnull=False),
                name="notices_contactpoint_reachable",
            )
        ]

    def __str__(self):
        return f"{self.purpose} {self.pk}"


class Notice(models.Model):
    """One message to one recipient because of one cause. Its text is made from the cause when it is sent."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    contact = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    kind = models.CharField(max_length=60)
    cause = models.CharField(max_length=120)
    context = models.JSONField(default=dict)
    programme_id = models.PositiveBigIntegerField(null=True, db_index=True)
    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.WAITING)
    is_read = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, contact__isnull=True) | Q(user__isnull=True, contact__isnull=False),
                name="notices_notice_one_recipient",
            ),
            models.UniqueConstraint(
                fields=["user", "cause"], condition=Q(user__isnull=False), name="notices_notice_user_once"
            ),
            models.UniqueConstraint(
                fields=["contact", "cause"], condition=Q(contact__isnull=False), name="notices_notice_contact_once"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.cause}"


class MailChoice(models.Model):
    """Which notices a person wants by e-mail, and when; without a row: all of them, at once."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice")
    pace = models.CharField(_("when letters are sent"), max_length=10, choices=MailPace, default=MailPace.AT_ONCE)
    stopped_kinds = models.JSONField(default=list)

    def __str__(self):
        return f"{self.user_id} {self.pace}"
