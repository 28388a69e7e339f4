"""Pages the law asks for: accessibility statement with reports, personal data, how what is sent in is handled."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.models import Record, TextVersion, Versioned
from programmes.enums import Conformance, LegalPageKind, ReportKind, ReportState
from programmes.models.municipality import Municipality

is_web_address = URLValidator(schemes=["http", "https"])


class LegalPage(Versioned):
    """A text in plain language that the municipality can change; Markdown, one per kind and language."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="legal_pages")
    kind = models.CharField(max_length=20, choices=LegalPageKind)
    language = models.CharField(max_length=5)
    body = models.TextField(_("text"), max_length=20_000)

    PUBLIC_TEXT_FIELDS = ("body",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "language"], name="programmes_legalpage_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.language}"


class LegalPageVersion(TextVersion):
    record = models.ForeignKey(LegalPage, on_delete=models.CASCADE, related_name="versions")


class AccessibilityStatement(Versioned):
    """Tillgänglighetsredogörelse with the mandatory fields of sweden.md A-2; unpublishable while one is empty."""

    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, related_name="accessibility_statement")
    actor_name = models.CharField(_("public actor"), max_length=160, blank=True)
    service_name = models.CharField(_("name of the service"), max_length=160, blank=True)
    conformance = models.CharField(_("degree"), max_length=10, choices=Conformance, blank=True)
    cited_standard = models.CharField(_("standard"), max_length=120, default="EN 301 549 V3.2.1 (WCAG 2.1 AA)")
    inaccessible_content = models.TextField(
        _("content that is not accessible, why, and what to do instead"), blank=True
    )
    burden_exceptions = models.TextField(
        _("content left out as disproportionately burdensome (12 §), and why"), blank=True
    )
    outside_law = models.TextField(_("content the law does not cover (9 §)"), blank=True)
    assessed_on = models.DateField(_("date of the assessment"), null=True, blank=True)
    assessment_method = models.TextField(_("how the assessment was made"), blank=True)
    reviewed_on = models.DateField(_("date of the last update"), null=True, blank=True)
    supervision_url = models.CharField(
        _("the supervisory authority's page for complaints"), max_length=200, blank=True, validators=[is_web_address]
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    PUBLIC_TEXT_FIELDS = (
        "actor_name", "service_name", "cited_standard", "inaccessible_content", "burden_exceptions", "outside_law",
        "assessment_method", "supervision_url",
    )  # fmt: skip

    def __str__(self):
        return f"accessibility statement {self.pk}"


class AccessibilityReport(Record):
    """A barrier that a visitor met, or a wish for another form (sweden.md A-3); a case with date and answer."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="accessibility_reports")
    kind = models.CharField(_("what it is about"), max_length=10, choices=ReportKind)
    page = models.CharField(_("which page or document"), max_length=300, blank=True)
    description = models.TextField(_("what happened"), max_length=4000)
    contact = models.ForeignKey(
        "notices.ContactPoint", on_delete=models.SET_NULL, null=True, blank=True, related_name="accessibility_reports"
    )
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.RECEIVED)
    due_on = models.DateField(_("answer by"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="accessibility_reports"
    )
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    INTERNAL_TEXT_FIELDS = ("page", "description", "answer")

    def __str__(self):
        return self.number
