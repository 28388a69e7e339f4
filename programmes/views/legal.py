"""The pages the law asks for: what everyone sees, the form for reports, and the editors."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.shared.access import public_form
from kraftsamling.shared.merging import submit
from kraftsamling.shared.public_pages import public_page
from kraftsamling.shared.receipts import answer_once, make_form_key, press, sent_or_kept
from kraftsamling.shared.throttle import is_too_often
from programmes.enums import LegalPageKind
from programmes.forms.legal import AccessibilityReportForm, LegalPageForm, StatementForm
from programmes.queries import legal as queries
from programmes.queries.municipality import get_work_municipality, municipality_context
from programmes.queries.programmes import get_municipality
from programmes.queries.reports import get_report_by_receipt
from programmes.services import legal as services
from programmes.services.reports import submit_report

LEGAL_PAGES = "programmes:legal_page_list"
REPORTS_PER_HOUR = 10


def _require_municipality():
    municipality = get_municipality()
    if municipality is None:
        raise Http404
    return municipality


@public_page
@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    municipality = _require_municipality()
    context = {
        "municipality": municipality,
        "statement": queries.get_statement(municipality),
        "text_language": queries.STATEMENT_LANGUAGE,
        "is_translated": get_language() != queries.STATEMENT_LANGUAGE,
    }
    return render(request, "programmes/accessibility_statement.html", context)


def _render_legal_page(request: HttpRequest, kind: LegalPageKind) -> HttpResponse:
    municipality = _require_municipality()
    page = queries.get_legal_page(municipality, kind, get_language())
    context = {"page": page, "title": kind.label, "contacts": queries.contact_details(municipality)}
    return render(request, "programmes/legal_page.html", context)


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _render_legal_page(request, LegalPageKind.PRIVACY)


@public_page
@require_safe
def how_we_handle(request: HttpRequest) -> HttpResponse:
    return _render_legal_page(request, LegalPageKind.HOW_WE_HANDLE)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def accessibility_report(request: HttpRequest) -> HttpResponse:
    municipality = _require_municipality()
    form = AccessibilityReportForm(request.POST if request.method == "POST" else None)

    def save() -> str:
        fields = {name: value for name, value in form.cleaned_data.items() if name != "website"}
        report = submit_report(municipality=municipality, by=None, **fields)
        return reverse("programmes:accessibility_report_receipt", args=[report.uuid])

    if request.method == "POST" and form.is_valid():
        if not is_too_often(request, "accessibility_report", limit=REPORTS_PER_HOUR):
            return answer_once(request, save)
        form.add_error(None, _("Many reports have come from your network just now. Wait an hour, or call us."))
    context = {"form": form, "municipality": municipality, "form_key": make_form_key(None)}
    return render(request, "programmes/accessibility_report.html", context)


@public_form
@require_safe
def accessibility_report_receipt(request: HttpRequest, uuid: UUID) -> HttpResponse:
    report = get_report_by_receipt(uuid)
    return render(request, "programmes/accessibility_report_receipt.html", {"report": report})


@require_safe
def legal_page_list(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    statement = queries.get_statement(work.municipality)
    context = municipality_context(
        work,
        LEGAL_PAGES,
        statement=statement,
        missing=queries.missing_in_statement(statement),
        rows=queries.legal_page_rows(work.municipality),
        columns=[{"label": label} for label in (_("Page"), _("Language"), _("Text"), _("Change"))],
    )
    return render(request, "programmes/legal_page_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def legal_page_edit(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    work = get_work_municipality(request.user)
    page = queries.get_legal_page(work.municipality, kind, language)
    form = LegalPageForm(sent_or_kept(request), instance=page)
    wants_preview = "preview" in request.POST

    def save() -> str:
        version = form.cleaned_data["version"]
        services.save_legal_page(page=page, body=form.changes()["body"], expected_version=version, by=request.user)
        messages.success(request, _("The page is saved and shown to everyone."))
        return reverse(LEGAL_PAGES)

    response = None
    if not wants_preview:
        response, form = submit(request, form, save)
    context = municipality_context(
        work, LEGAL_PAGES, form=form, page=page, form_key=make_form_key(request.user.pk),
        preview=form.cleaned_data["body"] if wants_preview and form.is_valid() else None,
        versions=queries.legal_page_versions(page), language_name=dict(settings.LANGUAGES)[page.language],
        list_url=reverse(LEGAL_PAGES),
    )  # fmt: skip
    return response or render(request, "programmes/legal_page_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def statement_edit(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    statement = queries.get_statement(work.municipality)
    form = StatementForm(sent_or_kept(request), instance=statement)

    def save() -> str:
        services.update_statement(
            statement=statement,
            changes=form.changes(),
            expected_version=form.cleaned_data["version"],
            by=request.user,
        )
        messages.success(request, _("The statement is saved."))
        return reverse("programmes:statement_edit")

    response, form = submit(request, form, save)
    stored = queries.get_statement(work.municipality)
    context = municipality_context(
        work, LEGAL_PAGES, form=form, statement=stored, missing=queries.missing_in_statement(stored),
        form_key=make_form_key(request.user.pk), list_url=reverse(LEGAL_PAGES),
    )  # fmt: skip
    return response or render(request, "programmes/statement_form.html", context)


def _set_statement_public(request: HttpRequest, is_public: bool, done: str) -> HttpResponse:
    work = get_work_municipality(request.user)
    statement, back_url = queries.get_statement(work.municipality), reverse("programmes:statement_edit")

    def save() -> str:
        services.set_statement_public(statement=statement, is_public=is_public, by=request.user)
        messages.success(request, done)
        return back_url

    return press(request, save, back_url=back_url)


@require_POST
def statement_publish(request: HttpRequest) -> HttpResponse:
    return _set_statement_public(request, True, _("The statement is published."))


@require_POST
def statement_unpublish(request: HttpRequest) -> HttpResponse:
    return _set_statement_public(request, False, _("The statement is taken down."))
