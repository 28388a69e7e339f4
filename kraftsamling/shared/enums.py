"""Words that every record shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecordState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("record state", "draft")
    SHARED = "shared", pgettext_lazy("record state", "shared for comment")
    ESTABLISHED = "established", pgettext_lazy("record state", "established")
    DISPATCHED = "dispatched", pgettext_lazy("record state", "dispatched")


class Openness(models.TextChoices):
    OPEN = "open", pgettext_lazy("openness", "open")
    MAY_BE_SECRET = "may_be", pgettext_lazy("openness", "may be secret")
    MARKED = "marked", pgettext_lazy("openness", "marked as secret")


class Channel(models.TextChoices):
    STAFF = "staff", pgettext_lazy("channel", "written by staff")
    WEB = "web", pgettext_lazy("channel", "web form")
    EMAIL = "email", pgettext_lazy("channel", "e-mail")
    PHONE = "phone", pgettext_lazy("channel", "telephone")
    PAPER = "paper", pgettext_lazy("channel", "paper")
    MEETING = "meeting", pgettext_lazy("channel", "meeting between people")
    IMPORT = "import", pgettext_lazy("channel", "import")
    OTHER = "other", _("other")
