"""States of a notice, and when its letter is sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticeState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("notice", "waiting")
    SENT = "sent", pgettext_lazy("notice", "sent")
    FAILED = "failed", pgettext_lazy("notice", "could not be sent")
    STOPPED = "stopped", pgettext_lazy("notice", "not wanted by the recipient")


class MailPace(models.TextChoices):
    AT_ONCE = "at_once", _("At once, one letter for each")
    DAILY = "daily", _("Gathered, once a day")
