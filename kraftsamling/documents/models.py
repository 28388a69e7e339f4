"""Ordered documents, and files and photographs that people upload."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.documents.enums import DocumentState
from kraftsamling.jobs.models import Job
from kraftsamling.shared.models import Versioned
from programmes.models import (
    Agreement,
    ChecklistItem,
    Communication,
    Decision,
    Lesson,
    ProgrammeRecord,
    Source,
    Story,
)


def document_path(document, filename):
    """Return where a rendered document is stored; unguessable, and never served from there directly."""
    return f"documents/{document.uuid}/{filename}"


def stored_file_path(stored, filename):
    """Return where an uploaded file is stored; the name the user gave it is not used."""
    return f"uploads/{stored.uuid}{filename[filename.rfind('.') :].lower()}"


def one_of(names: tuple[str, ...]) -> models.Q:
    """Return the condition that exactly one of the named foreign keys is set."""
    condition = models.Q()
    for name in names:
        condition |= models.Q(**{f"{other}__isnull": other != name for other in names})
    return condition


class Document(ProgrammeRecord):
    """A PDF or DOCX somebody ordered. The same order for the same content is the same row."""

    kind = models.CharField(max_length=60)
    subject_id = models.PositiveBigIntegerField()
    options = models.JSONField(default=dict)
    language = models.CharField(max_length=12, default="sv")
    content_key = models.CharField(max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=DocumentState, default=DocumentState.ORDERED)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="documents")
    file = models.FileField(upload_to=document_path, blank=True, max_length=200)
    file_size = models.PositiveBigIntegerField(default=0)
    checksum = models.CharField(max_length=64, blank=True)
    # The records whose words stand in the file, as [model label, primary key].
    sources = models.JSONField(default=list)
    # What a copy that hangs somewhere is compared with; emptied with the file when a text in it is removed for good.
    shown = models.JSONField(default=list)
    hung_place = models.CharField(_("where it hangs"), max_length=120, blank=True)
    hung_on = models.DateField(_("since"), null=True, blank=True)
    taken_down_on = models.DateField(_("taken down on"), null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    INTERNAL_TEXT_FIELDS = ("hung_place",)

    class Meta(ProgrammeRecord.Meta):
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def is_hanging(self) -> bool:
        """Whether somebody has noted that a printed copy hangs somewhere, and not that it was taken down."""
        return self.hung_on is not None and self.taken_down_on is None


class StoredFile(ProgrammeRecord):
    """An uploaded file or photograph, checked for type and size; pictures hold no position data (sweden.md C-10)."""

    file = models.FileField(upload_to=stored_file_path, max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    checksum = models.CharField(max_length=64)
    title = models.CharField(_("title"), max_length=120)
    alt_text = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    is_decorative = models.BooleanField(_("the picture is only decoration"), default=False)
    photographer = models.CharField(_("photographer"), max_length=120, blank=True)
    taken_on = models.DateField(_("date of the picture"), null=True, blank=True)
    shows_people = models.BooleanField(_("people can be recognised"), default=False)
    consent_note = models.CharField(_("consents (where they are kept)"), max_length=200, blank=True)
    is_protection_checked = models.BooleanField(_("checked that nobody in it has protected identity"), default=False)

    PUBLIC_TEXT_FIELDS = ("title", "alt_text", "photographer")
    INTERNAL_TEXT_FIELDS = ("consent_note",)

    class Meta(ProgrammeRecord.Meta):
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | models.Q(shows_people=False)
                | (~models.Q(consent_note="") & models.Q(is_protection_checked=True)),
                name="documents_storedfile_people_consent",
            ),
        ]

    def __str__(self):
        return self.title


ATTACHABLE = ("checklist_item", "agreement", "decision", "story", "source", "lesson", "communication")


class Attachment(Versioned):
    """A stored file that belongs to one record. Taking it off keeps the row."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    checklist_item = models.ForeignKey(
        ChecklistItem, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments")
    communication = models.ForeignKey(
        Communication, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    detached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attached file")
        constraints = [
            models.CheckConstraint(condition=one_of(ATTACHABLE), name="documents_attachment_one_target"),
        ]

    def __str__(self):
        return str(self.file)

    @property
    def target_name(self) -> str:
        """The one of ATTACHABLE that is set."""
        return next(name for name in ATTACHABLE if getattr(self, f"{name}_id") is not None)
