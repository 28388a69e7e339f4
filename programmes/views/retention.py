"""The table of how long each type of record is kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import answer_once, make_form_key, sent_or_kept
from programmes.forms.retention import RetentionEditForm, RetentionForm
from programmes.queries.municipality import get_work_municipality, municipality_context
from programmes.queries.retention import get_retention_class, retention_rows
from programmes.services import retention as services

RETENTION = "programmes:retention_list"


@require_safe
def retention_list(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    labels = [_("Type of record"), _("Rule"), _("Counted from"), _("Decision"), _("Change")]
    context = municipality_context(
        work, RETENTION, rows=retention_rows(), columns=[{"label": label} for label in labels],
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return render(request, "programmes/retention_list.html", context)


@require_POST
def retention_propose(request: HttpRequest) -> HttpResponse:
    get_work_municipality(request.user)

    def save() -> str:
        services.propose_retention_classes(by=request.user)
        messages.success(request, _("The proposed types of record are in the table."))
        return reverse(RETENTION)

    return answer_once(request, save)


@require_http_methods(["GET", "HEAD", "POST"])
def retention_create(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    form = RetentionForm(sent_or_kept(request))

    def save() -> str:
        services.add_retention_class(by=request.user, **form.cleaned_data)
        messages.success(request, _("The type of record is added."))
        return reverse(RETENTION)

    response, form = submit(request, form, save)
    context = municipality_context(
        work, RETENTION, form=form, form_key=make_form_key(request.user.pk), list_url=reverse(RETENTION)
    )
    return response or render(request, "programmes/retention_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def retention_edit(request: HttpRequest, pk: int) -> HttpResponse:
    work = get_work_municipality(request.user)
    retention_class = get_retention_class(pk)
    form = RetentionEditForm(sent_or_kept(request), instance=retention_class)

    def save() -> str:
        services.update_retention_class(
            retention_class=retention_class,
            changes=form.changes(),
            expected_version=form.cleaned_data["version"],
            by=request.user,
        )
        messages.success(request, _("The rule is saved."))
        return reverse(RETENTION)

    response, form = submit(request, form, save)
    context = municipality_context(
        work, RETENTION, form=form, retention_class=retention_class, form_key=make_form_key(request.user.pk),
        list_url=reverse(RETENTION),
    )  # fmt: skip
    return response or render(request, "programmes/retention_form.html", context)
