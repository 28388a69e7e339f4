"""Functions in a programme and who holds them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.records import add_guidance
from programmes.forms.responsibilities import ResponsibilityCreateForm, ResponsibilityForm
from programmes.queries.guidance import guidance_for
from programmes.queries.hanging import add_hanging
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.responsibilities import get_responsibility, responsibilities_of
from programmes.roles import Permission
from programmes.services import responsibilities as services
from programmes.views.confirming import confirm_redaction
from programmes.views.record_lists import ROWS_PER_PAGE
from programmes.views.record_pages import FORM_METHODS

CURRENT = "leadership.responsibility"
PAGE = "page.responsibility"


@require_safe
def responsibility_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    page = Paginator(responsibilities_of(work.programme), ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    page.object_list = list(page.object_list)
    add_hanging(page.object_list)
    labels = [_("Function"), _("Held by"), _("Organisation"), _("What hangs on it")]
    context = programme_context(
        work, CURRENT, page=page, columns=[{"label": label} for label in labels], guide=guidance_for(PAGE).get(PAGE)
    )
    return render(request, "programmes/responsibility_list.html", context)


def _show(request: HttpRequest, work: WorkProgramme, form, title: str, redact_url: str = "") -> HttpResponse:
    add_guidance(form, "responsibility", guidance_for("responsibility."))
    back_url = reverse("programmes:responsibility_list", args=[work.programme.slug])
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), title=title, back_url=back_url,
        redact_url=redact_url,
    )  # fmt: skip
    return render(request, "programmes/record_form.html", context)


@require_http_methods(FORM_METHODS)
def responsibility_create(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    form = ResponsibilityCreateForm(sent_or_kept(request), programme=work.programme)

    def save() -> str:
        services.add_responsibility(programme=work.programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return reverse("programmes:responsibility_list", args=[slug])

    response, form = submit(request, form, save)
    return response or _show(request, work, form, _("New function"))


@require_http_methods(FORM_METHODS)
def responsibility_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    function = get_responsibility(work.programme, pk)
    form = ResponsibilityForm(sent_or_kept(request), instance=function, programme=work.programme)

    def save() -> str:
        services.update_responsibility(
            function, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user
        )
        messages.success(request, _("Saved."))
        return reverse("programmes:responsibility_list", args=[slug])

    response, form = submit(request, form, save)
    redact_url = reverse("programmes:responsibility_redact", args=[slug, pk])
    return response or _show(request, work, form, _("Change the function"), redact_url)


@require_http_methods(FORM_METHODS)
def responsibility_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove the name of a function for good; the page after it is where it gets a new one."""
    work = get_work_programme(request.user, slug, Permission.REDACT)
    function = get_responsibility(work.programme, pk)
    return confirm_redaction(
        request, work, function, services.redact_responsibility,
        current=CURRENT,
        back_url=reverse("programmes:responsibility_edit", args=[slug, pk]),
    )  # fmt: skip
