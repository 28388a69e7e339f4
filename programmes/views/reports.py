"""Accessibility reports for those who answer them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, press, sent_or_kept
from programmes.enums import ReportState
from programmes.forms.programmes import RedactForm
from programmes.forms.reports import ReportAnswerForm, ReportFilterForm, ReportReopenForm
from programmes.queries.municipality import get_work_municipality, municipality_context
from programmes.queries.reports import allowed_report_moves, describe, get_report, report_details, reports
from programmes.roles import Permission
from programmes.services.reports import move_report, redact_report
from programmes.views.confirming import redaction_words

REPORTS = "programmes:report_list"
REPORTS_PER_PAGE = 50


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user, Permission.HANDLE_REPORTS)
    form = ReportFilterForm(request.GET if "state" in request.GET else {"state": "open"})
    state = form.cleaned_data["state"] if form.is_valid() else "open"
    page = Paginator(reports(work.municipality, state), REPORTS_PER_PAGE).get_page(request.GET.get("sida"))
    labels = [_("Number"), _("What it is about"), _("State"), _("Answer by"), _("Responsible")]
    context = municipality_context(
        work, REPORTS, form=form, page_obj=page, rows=[describe(report) for report in page],
        columns=[{"label": label} for label in labels], is_open_only=state == "open",
    )  # fmt: skip
    return render_page(request, "programmes/report_list.html", "programmes/_report_list_part.html", context)


@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    work = get_work_municipality(request.user, Permission.HANDLE_REPORTS)
    report = get_report(work.municipality, pk)
    targets = {move.target for move in allowed_report_moves(report)}
    is_answered = report.state == ReportState.ANSWERED
    context = municipality_context(
        work, REPORTS, row=describe(report), report=report,
        crumbs=[{"label": _("Accessibility reports"), "url": reverse(REPORTS)}, {"label": report.number}],
        can_take=ReportState.IN_HAND in targets and not is_answered,
        can_answer=ReportState.ANSWERED in targets,
        can_reopen=ReportState.IN_HAND in targets and is_answered,
        details=report_details(report, with_contact=work.access.can(Permission.VIEW_CONTACTS)),
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return render(request, "programmes/report_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_redact(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which texts of a report are to go for good: a visitor may have written of anybody."""
    work = get_work_municipality(request.user, Permission.HANDLE_REPORTS)
    report, back_url = get_report(work.municipality, pk), reverse("programmes:report_detail", args=[pk])
    is_reached = report.contact is not None and not report.contact.purged_at
    also = [("contact", _("E-mail and telephone number"))] if is_reached else []
    form = RedactForm(sent_or_kept(request), record=report, also=also)

    def save() -> str:
        words = form.cleaned_data
        redact_report(report, fields=words["fields_to_remove"], by=request.user, reason=words["reason"])
        return back_url

    response, form = submit(request, form, save)
    context = municipality_context(
        work, REPORTS, form=form, form_key=make_form_key(request.user.pk), **redaction_words(back_url)
    )
    return response or render(request, "programmes/confirm.html", context)


@require_POST
def report_take(request: HttpRequest, pk: int) -> HttpResponse:
    work = get_work_municipality(request.user, Permission.HANDLE_REPORTS)
    report, back_url = get_report(work.municipality, pk), reverse("programmes:report_detail", args=[pk])

    def save() -> str:
        move_report(report=report, to=ReportState.IN_HAND, by=request.user)
        messages.success(request, _("You are now responsible for the report."))
        return back_url

    return press(request, save, back_url=back_url)


def _move(request: HttpRequest, pk: int, form_class, to: str, template: str, done: str) -> HttpResponse:
    work = get_work_municipality(request.user, Permission.HANDLE_REPORTS)
    report = get_report(work.municipality, pk)
    form = form_class(sent_or_kept(request))

    def save() -> str:
        move_report(report=report, to=to, by=request.user, **form.cleaned_data)
        messages.success(request, done)
        return reverse("programmes:report_detail", args=[pk])

    response, form = submit(request, form, save)
    context = municipality_context(
        work, REPORTS, form=form, report=report, form_key=make_form_key(request.user.pk),
        detail_url=reverse("programmes:report_detail", args=[pk]),
    )  # fmt: skip
    return response or render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_answer(request: HttpRequest, pk: int) -> HttpResponse:
    return _move(
        request, pk, ReportAnswerForm, ReportState.ANSWERED, "programmes/report_answer.html", _("The answer is saved.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _move(
        request, pk, ReportReopenForm, ReportState.IN_HAND, "programmes/report_reopen.html",
        _("The report is taken up again."),
    )  # fmt: skip
