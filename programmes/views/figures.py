"""Figures of a source: a new one, changing one, withdrawing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.figures import FigureCreateForm, FigureForm
from programmes.forms.programmes import ReasonForm
from programmes.forms.records import add_guidance
from programmes.models import Source
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.queries.sources import get_figure
from programmes.roles import Permission
from programmes.services import figures as services
from programmes.views.confirming import confirm, confirm_part_redaction, page_or_log
from programmes.views.record_pages import FORM_METHODS


@require_http_methods(FORM_METHODS)
def figure_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    source = get_record(Source, work.programme, pk)
    form = FigureCreateForm(sent_or_kept(request), programme=work.programme)

    def save() -> str:
        services.add_figure(source=source, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return source.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(request, work, form, source, _("New figure from “%(source)s”") % {"source": source})


@require_http_methods(FORM_METHODS)
def figure_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    figure = get_figure(work.programme, pk)
    form = FigureForm(sent_or_kept(request), instance=figure, programme=work.programme)

    def save() -> str:
        version = form.cleaned_data["version"]
        services.update_figure(figure, changes=form.changes(), expected_version=version, by=request.user)
        messages.success(request, _("Saved."))
        return figure.source.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(request, work, form, figure.source, _("Change the figure"), figure)


def _show_form(request: HttpRequest, work, form, source: Source, title: str, figure=None) -> HttpResponse:
    add_guidance(form, "figure", guidance_for("figure."))
    # A figure belongs to its source: whoever may write it may also take it away again.
    context = programme_context(
        work,
        "knowledge.source",
        form=form,
        form_key=make_form_key(request.user.pk),
        title=title,
        source=source,
        figure=figure,
        back_url=source.get_work_url(),
    )
    return render(request, "programmes/figure_form.html", context)


@require_http_methods(FORM_METHODS)
def figure_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    figure = get_figure(work.programme, pk)
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        services.withdraw_figure(figure, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. It stays on file."))
        return reverse("programmes:source_detail", args=[slug, figure.source_id])

    return confirm(
        request, work, form, save,
        current="knowledge.source",
        cancel_url=figure.source.get_work_url(),
        danger=True,
        title=_("Withdraw this?"),
        text=_("“%(title)s” disappears from all lists. It stays on file.") % {"title": figure},
        submit_label=_("Withdraw"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def figure_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    figure = get_figure(work.programme, pk, also_withdrawn=True)
    back_url = page_or_log(figure.source)
    return confirm_part_redaction(request, work, figure, current="knowledge.source", back_url=back_url)
