"""The event log of a programme and of the municipality."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.queries import entries_for_municipality, entries_for_programme
from kraftsamling.shared.htmx import render_page
from programmes.forms.log import LogFilterForm
from programmes.models import Programme
from programmes.queries.log import log_page
from programmes.queries.municipality import get_work_municipality, municipality_context
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission


@require_safe
def log_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.VIEW_LOG)
    entries = entries_for_programme(work.programme.pk)
    redact_in = work.programme if work.access.can(Permission.REDACT) else None
    return _render_log(request, entries, programme_context(work, "log"), redact_in)


@require_safe
def municipality_log(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user, Permission.VIEW_LOG)
    return _render_log(request, entries_for_municipality(), municipality_context(work, "programmes:municipality_log"))


def _render_log(
    request: HttpRequest, entries: QuerySet[AuditEntry], context: dict, redact_in: Programme | None = None
) -> HttpResponse:
    form = LogFilterForm(request.GET, entries=entries)
    page = log_page(form.entries(), request.GET.get("sida"), redact_in=redact_in)
    columns = [_("What was done"), _("Who did it"), _("When"), _("Which record"), _("Which facts"), _("Why")]
    context |= {
        "form": form,
        "page_obj": page,
        "rows": page.object_list,
        "columns": [{"label": label} for label in columns],
    }
    return render_page(request, "programmes/log_list.html", "programmes/_log_part.html", context)
