"""Tables that every app leans on: number series, content versions, form receipts, kept drafts, retention classes."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.enums import Channel, Openness, RecordState


class NumberSeries(models.Model):
    """The last running number given out per prefix (a programme's code) and year."""

    prefix = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="shared_numberseries_unique")]

    def __str__(self):
        return f"{self.prefix}-{self.year}"


class ContentVersion(models.Model):
    """A counter per scope ("site", "programme:7"); public pages are cached under its value."""

    scope = models.CharField(max_length=60, primary_key=True)
    version = models.PositiveBigIntegerField(default=1)

    def __str__(self):
        return f"{self.scope} {self.version}"


class FormReceipt(models.Model):
    """What came of a form that was sent: the same form sent again gets the same answer and makes no second row.

    ``location`` is where it led, sealed.
    """

    digest = models.CharField(max_length=64, unique=True)
    location = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self):
        return self.digest[:12]


class FormDraft(models.Model):
    """A form that arrived after its sender's sign-in had expired, kept until the sender is back."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="form_drafts")
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self):
        return f"{self.path} {self.token}"


class RetentionClass(models.Model):
    """How long a type of record is kept; the shipped rows are proposals that need the municipality's own decision."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("type of record"), max_length=120)
    is_kept_forever = models.BooleanField(_("kept for ever"), default=False)
    years = models.PositiveSmallIntegerField(_("number of years until disposal"), null=True, blank=True)
    counted_from = models.CharField(_("counted from"), max_length=120, blank=True)
    decision_number = models.CharField(_("number of the disposal decision"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the disposal decision"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(is_kept_forever=True, years__isnull=False),
                name="shared_retentionclass_kept_or_years",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_decided(self) -> bool:
        """Whether the municipality has decided on this class; until then it is a proposal and nothing is disposed."""
        return bool(self.decision_number and self.decided_on)


class RecordQuerySet(models.QuerySet):
    def public(self):
        """Rows anyone may see: published, not withdrawn, open, and past the draft state."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True, openness=Openness.OPEN).exclude(
            record_state=RecordState.DRAFT
        )

    def current(self):
        """Rows that are not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Versioned(models.Model):
    """A row that people edit: its version tells two who save at once apart."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    # Text columns that may be shown to everyone once the row is public; every other text column is internal.
    PUBLIC_TEXT_FIELDS: tuple[str, ...] = ()
    # Other texts that people write: kept as earlier versions where a model has them, and removable for good.
    INTERNAL_TEXT_FIELDS: tuple[str, ...] = ()
    # The key to the record that the row is a part of, and leaves every list with.
    PART_OF = ""

    class Meta:
        abstract = True

    @property
    def free_texts(self) -> tuple[str, ...]:
        """The names of all columns that hold what people write."""
        return (*self.PUBLIC_TEXT_FIELDS, *self.INTERNAL_TEXT_FIELDS)


class Record(Versioned):
    """What everything a user or resident creates has in common (sweden.md B-1 to B-12)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("running number"), max_length=60, unique=True, editable=False)
    registry_number = models.CharField(_("registry number (diarienummer)"), max_length=60, blank=True)
    classification = models.CharField(_("classification code"), max_length=40, blank=True)
    record_state = models.CharField(
        _("record state"), max_length=12, choices=RecordState, default=RecordState.ESTABLISHED
    )
    openness = models.CharField(_("openness"), max_length=12, choices=Openness, default=Openness.OPEN)
    secrecy_provision = models.CharField(_("secrecy provision"), max_length=120, blank=True)
    secrecy_marked_at = models.DateTimeField(null=True, blank=True, editable=False)
    secrecy_marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    retention_class = models.ForeignKey(
        RetentionClass, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content_language = models.CharField(_("language of the text"), max_length=12, default="sv")
    arrived_at = models.DateTimeField(_("arrived or drawn up"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    sender = models.CharField(_("sender"), max_length=120, blank=True)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel, default=Channel.STAFF)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    map_visibility = models.BooleanField(_("shown on the process map"), default=True)
    map_weight = models.PositiveSmallIntegerField(_("weight on the process map"), default=3)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(map_weight__gte=1, map_weight__lte=5), name="%(app_label)s_%(class)s_weight_1_5"
            ),
            models.CheckConstraint(
                condition=~models.Q(openness="marked")
                | (~models.Q(secrecy_provision="") & models.Q(secrecy_marked_at__isnull=False)),
                name="%(app_label)s_%(class)s_secrecy_named",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_reason=""),
                name="%(app_label)s_%(class)s_withdrawn_why",
            ),
        ]

    @property
    def is_public(self) -> bool:
        """The same rule as ``public()``, for one row already fetched."""
        return bool(
            self.published_at
            and not self.withdrawn_at
            and self.openness == Openness.OPEN
            and self.record_state != RecordState.DRAFT
        )


class TextVersion(models.Model):
    """An earlier version of texts that matter; concrete classes add ``record``, the ForeignKey to its owner."""

    version = models.PositiveIntegerField()
    texts = models.JSONField()
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["record", "version"], name="%(app_label)s_%(class)s_once")]

    def __str__(self):
        return f"{self.record_id} v{self.version}"
