"""The event log of a programme and of the municipality."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.queries import entries_for_municipality, entries_for_programme, get_entry_with_reason
from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.log import LogFilterForm
from programmes.forms.programmes import ReasonForm
from programmes.models import Programme
from programmes.queries.log import log_page
from programmes.queries.municipality import get_work_municipality, municipality_context
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission
from programmes.services.keeping import remove_logged_reason
from programmes.views.confirming import redaction_words

FORM_METHODS = ["GET", "HEAD", "POST"]
MUNICIPALITY_LOG = "programmes:municipality_log"


@require_safe
def log_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.VIEW_LOG)
    entries = entries_for_programme(work.programme.pk)
    may_redact = work.access.can(Permission.REDACT)
    return _render_log(request, entries, programme_context(work, "log"), work.programme, may_redact=may_redact)


@require_safe
def municipality_log(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user, Permission.VIEW_LOG)
    context, may_redact = municipality_context(work, MUNICIPALITY_LOG), work.access.can(Permission.REDACT)
    return _render_log(request, entries_for_municipality(), context, None, may_redact=may_redact)


@require_http_methods(FORM_METHODS)
def log_reason(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask why a reason is removed from the log of a programme, and remove it and its copies there."""
    work = get_work_programme(request.user, slug, Permission.REDACT)
    entry = get_entry_with_reason(entries_for_programme(work.programme.pk), pk)
    back_url = reverse("programmes:log_list", args=[slug])
    return _remove_reason(request, entry, programme_context(work, "log"), back_url, work.programme)


@require_http_methods(FORM_METHODS)
def municipality_log_reason(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the same about the municipality's log; copies in the programmes go too."""
    work = get_work_municipality(request.user, Permission.REDACT)
    entry = get_entry_with_reason(entries_for_municipality(), pk)
    return _remove_reason(request, entry, municipality_context(work, MUNICIPALITY_LOG), reverse(MUNICIPALITY_LOG), None)


def _remove_reason(
    request: HttpRequest, entry: AuditEntry, context: dict, back_url: str, programme: Programme | None
) -> HttpResponse:
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        remove_logged_reason(entry, programme=programme, by=request.user, reason=form.cleaned_data["reason"])
        return back_url

    response, form = submit(request, form, save)
    text = (
        _("“%(reason)s” is removed wherever the same person wrote it in this programme, and cannot be brought back.")
        if programme
        else _("“%(reason)s” is removed wherever the same person wrote it, and cannot be brought back.")
    )
    context |= {
        "form": form, "form_key": make_form_key(request.user.pk), **redaction_words(back_url),
        "title": _("Remove the reason for good?"), "submit_label": _("Remove the reason"),
        "text": text % {"reason": entry.reason},
    }  # fmt: skip
    return response or render(request, "programmes/confirm.html", context)


def _render_log(
    request: HttpRequest, entries: QuerySet[AuditEntry], context: dict, programme: Programme | None, *, may_redact: bool
) -> HttpResponse:
    form = LogFilterForm(request.GET, entries=entries)
    page = log_page(form.entries(), request.GET.get("sida"), programme=programme, may_redact=may_redact)
    columns = [_("What was done"), _("Who did it"), _("When"), _("Which record"), _("Which facts"), _("Why")]
    context |= {
        "form": form,
        "page_obj": page,
        "rows": page.object_list,
        "columns": [{"label": label} for label in columns],
    }
    return render_page(request, "programmes/log_list.html", "programmes/_log_part.html", context)
