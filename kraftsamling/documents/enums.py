"""States of an ordered document."""

from django.db import models
from django.utils.translation import pgettext_lazy


class DocumentState(models.TextChoices):
    ORDERED = "ordered", pgettext_lazy("document", "ordered")
    READY = "ready", pgettext_lazy("document", "ready")
    FAILED = "failed", pgettext_lazy("document", "did not work")
    REMOVED = "removed", pgettext_lazy("document", "removed")
