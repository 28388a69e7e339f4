"""States of an ordered document and the moves people make; the job moves it from ordered to ready or failed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums import Move


class DocumentState(models.TextChoices):
    ORDERED = "ordered", pgettext_lazy("document", "ordered")
    READY = "ready", pgettext_lazy("document", "ready")
    FAILED = "failed", pgettext_lazy("document", "did not work")
    REMOVED = "removed", pgettext_lazy("document", "removed")


class DocumentFormat(models.TextChoices):
    PDF = "pdf", _("PDF, to read and print")
    DOCX = "docx", _("Word, to go on writing in")

    @property
    def content_type(self) -> str:
        """What a browser is told that the file is."""
        return {
            DocumentFormat.PDF: "application/pdf",
            DocumentFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }[self]


DOCUMENT_MOVES = [
    Move("failed", "ordered", _("Try again")),
    Move("removed", "ordered", _("Make it again")),
]
