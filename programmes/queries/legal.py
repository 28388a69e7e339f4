"""The pages the law asks for: the accessibility statement and the two texts in plain language."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.enums import Conformance, LegalPageKind
from programmes.models import AccessibilityStatement, LegalPage, LegalPageVersion, Municipality

# The supervisory authority's own form for complaints (Digg).
COMPLAINTS_URL = "https://www.digg.se/tdosanmalan"
# The statement's own texts are in Swedish, as the law asks; pages in other languages mark them as Swedish.
STATEMENT_LANGUAGE = "sv"
_DEFAULT_TEXTS = Path(__file__).resolve().parent.parent / "legal_texts"

# Field -> what is missing when it is empty (sweden.md A-2; the link to the report form is always there).
MANDATORY_FIELDS: dict[str, Promise] = {
    "actor_name": _("Write which public actor is responsible for the service."),
    "service_name": _("Write the name of the service."),
    "conformance": _("Choose how well the service follows the law."),
    "cited_standard": _("Write which standard the service was assessed by."),
    "inaccessible_content": _("List what is not accessible, why, and what people can do instead."),
    "burden_exceptions": _("Write what you have left out as too great a burden, and why, or that there is nothing."),
    "outside_law": _("Write which content the law does not cover, or that there is none."),
    "assessed_on": _("Write the date when the service was assessed."),
    "assessment_method": _("Write how the assessment was made, and by whom."),
    "reviewed_on": _("Write the date when the statement was last updated."),
    "supervision_url": _("Write the address of the supervisory authority's page for complaints."),
}


@dataclass(frozen=True)
class MissingField:
    """A mandatory field that is empty, and the sentence that asks for it."""

    name: str
    sentence: str


def get_statement(municipality: Municipality) -> AccessibilityStatement:
    """Return the municipality's statement, or an unsaved one with what is known from the start."""
    stored = AccessibilityStatement.objects.filter(municipality=municipality).first()
    return stored or AccessibilityStatement(
        municipality=municipality,
        actor_name=municipality.name,
        service_name="Kraftsamling",
        supervision_url=COMPLAINTS_URL,
    )


def missing_in_statement(statement: AccessibilityStatement) -> list[MissingField]:
    """Return what must be filled in before the statement may be published, in the order of the form.

    A service that fully conforms has no content to list as inaccessible.
    """
    optional = {"inaccessible_content"} if statement.conformance == Conformance.FULL else set()
    return [
        MissingField(name, str(sentence))
        for name, sentence in MANDATORY_FIELDS.items()
        if name not in optional and not getattr(statement, name)
    ]


@cache
def default_text(kind: str, language: str) -> str:
    """Return the text (Markdown) that is shown until the municipality has written its own."""
    return (_DEFAULT_TEXTS / f"{kind}.{language}.md").read_text(encoding="utf-8").strip()


def get_legal_page(municipality: Municipality, kind: str, language: str) -> LegalPage:
    """Return the municipality's text, or an unsaved page with the default text; raises Http404 for other languages."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    stored = LegalPage.objects.filter(municipality=municipality, kind=kind, language=language).first()
    return stored or LegalPage(
        municipality=municipality, kind=kind, language=language, body=default_text(kind, language)
    )


def contact_details(municipality: Municipality) -> list[dict[str, str]]:
    """Return {label, value, url} of whom to ask about personal data; what the municipality has not filled in is left
    out."""
    email = municipality.contact_email
    details = [
        {"label": gettext("Responsible for the site"), "value": municipality.name},
        {"label": gettext("E-mail"), "value": email, "url": f"mailto:{email}"},
        {"label": gettext("Telephone"), "value": municipality.contact_phone},
        {"label": gettext("Data protection officer"), "value": municipality.data_protection_contact},
    ]
    return [detail for detail in details if detail["value"]]


def legal_page_versions(page: LegalPage) -> QuerySet[LegalPageVersion]:
    """Return earlier versions of the text, newest first."""
    return LegalPageVersion.objects.filter(record=page.pk).select_related("replaced_by")


@dataclass(frozen=True)
class LegalPageRow:
    """One text in one language, in the list of legal pages."""

    kind: str
    kind_label: str
    language: str
    language_name: str
    page: LegalPage | None


def legal_page_rows(municipality: Municipality) -> list[LegalPageRow]:
    """Return every text in every language, stored or not (page None: the default text is shown)."""
    stored = {
        (page.kind, page.language): page
        for page in LegalPage.objects.filter(municipality=municipality).select_related("updated_by")
    }
    return [
        LegalPageRow(kind.value, str(kind.label), code, str(name), stored.get((kind.value, code)))
        for kind in LegalPageKind
        for code, name in settings.LANGUAGES
    ]
