"""The catalogue of methods and own cases; the ladder of participation in the municipality's words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.forms.methods import (
    MethodCaseCreateForm,
    MethodCaseForm,
    MethodCreateForm,
    MethodFinderForm,
    MethodForm,
)
from dialogues.models import MethodCase
from dialogues.queries import methods as queries
from dialogues.services import methods as services
from dialogues.services.case_sharing import update_case
from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import answer_once, make_form_key, sent_or_kept
from programmes.forms.records import add_guidance
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.services.keeping import add_record
from programmes.views.record_pages import FORM_METHODS, RecordPage

CURRENT = "dialogues.method"
FOR_ALL = gettext_lazy("What you write here is shown in all programmes of the municipality.")


def _method_url(case: MethodCase) -> str:
    return reverse("dialogues:method_detail", args=[case.programme.slug, case.method_id])


METHOD_CASE = RecordPage(
    name="method_case",
    model=MethodCase,
    current=CURRENT,
    permission=Permission.EDIT_DIALOGUES,
    create_form=MethodCaseCreateForm,
    edit_form=MethodCaseForm,
    new_title=gettext_lazy("How it went"),
    edit_title=gettext_lazy("Change the case"),
    namespace="dialogues",
    home=_method_url,
    update=update_case,
)


@require_safe
def method_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The catalogue; with anything asked for, what suits best comes first and each method says why."""
    work = get_work_programme(request.user, slug)
    municipality = work.programme.municipality
    form = MethodFinderForm(request.GET, municipality=municipality)
    wanted = form.wanted()
    found = queries.find_methods(work.programme, request.user, wanted)
    may_edit = work.access.can(Permission.EDIT_MUNICIPALITY)
    context = programme_context(
        work,
        CURRENT,
        filter_form=form,
        found=found,
        fit=[row for row in found if row.is_fit],
        unfit=[row for row in found if not row.is_fit],
        is_asked=wanted is not None,
        lacking=queries.count_lacking(municipality) if work.access.can(Permission.EDIT_DIALOGUES) else 0,
        retired=queries.retired_methods(municipality) if may_edit else [],
        form_key=make_form_key(request.user.pk),
        guide=guidance_for("page.method").get("page.method"),
    )
    return render_page(request, "dialogues/method_list.html", "dialogues/_method_rows_part.html", context)


@require_safe
def method_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    method = queries.get_method(work.programme.municipality, pk)
    parts = [
        (_("Before"), queries.lines(method.before)),
        (_("During"), queries.lines(method.during)),
        (_("After"), queries.lines(method.after)),
    ]
    cases = queries.cases_of(method, work.programme, request.user)
    context = programme_context(
        work,
        CURRENT,
        method=method,
        words=queries.words_of(method),
        parts=[(title, found) for title, found in parts if found],
        note_headings=queries.lines(method.note_template),
        cases=[case for case in cases if not case.shared_by],
        shared_cases=[case for case in cases if case.shared_by],
    )
    return render(request, "dialogues/method_detail.html", context)


@require_POST
def method_propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Add the shipped methods that the catalogue lacks."""
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)

    def save() -> str:
        services.propose_methods(work.programme.municipality, by=request.user)
        messages.success(request, _("The methods are in the catalogue."))
        return reverse("dialogues:method_list", args=[slug])

    return answer_once(request, save)


@require_http_methods(FORM_METHODS)
def method_create(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MUNICIPALITY)
    municipality = work.programme.municipality
    form = MethodCreateForm(sent_or_kept(request), municipality=municipality)

    def save() -> str:
        method = services.add_method(municipality=municipality, by=request.user, **form.cleaned_data)
        messages.success(request, _("The method is in the catalogue."))
        return reverse("dialogues:method_detail", args=[slug, method.pk])

    response, form = submit(request, form, save)
    back_url = reverse("dialogues:method_list", args=[slug])
    return response or _show_form(request, work, form, title=_("New method"), lead=FOR_ALL, back_url=back_url)


@require_http_methods(FORM_METHODS)
def method_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MUNICIPALITY)
    method = queries.get_method(work.programme.municipality, pk)
    form = MethodForm(sent_or_kept(request), instance=method, municipality=work.programme.municipality)
    url = reverse("dialogues:method_detail", args=[slug, pk])

    def save() -> str:
        services.update_method(
            method, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user
        )
        messages.success(request, _("Saved."))
        return url

    response, form = submit(request, form, save)
    return response or _show_form(request, work, form, title=_("Change the method"), lead=FOR_ALL, back_url=url)


@require_http_methods(FORM_METHODS)
def method_case_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    method = queries.get_method(work.programme.municipality, pk)
    form = MethodCaseCreateForm(sent_or_kept(request), programme=work.programme)

    def save() -> str:
        case = add_record(MethodCase, programme=work.programme, by=request.user, method=method, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return case.get_work_url()

    response, form = submit(request, form, save)
    back_url = reverse("dialogues:method_detail", args=[slug, pk])
    lead = _("How it went with %(method)s, for those who think of using it next.") % {"method": method.name}
    return response or _show_form(
        request, work, form, title=METHOD_CASE.new_title, lead=lead, back_url=back_url, name="method_case"
    )


def _show_form(
    request: HttpRequest, work: WorkProgramme, form, *, title, lead: str, back_url: str, name: str = "method"
) -> HttpResponse:
    guides = guidance_for(f"{name}.", f"page.{name}")
    add_guidance(form, name, guides)
    context = programme_context(
        work,
        CURRENT,
        form=form,
        form_key=make_form_key(request.user.pk),
        title=title,
        lead=lead,
        record=None,
        guide=guides.get(f"page.{name}"),
        back_url=back_url,
        withdraw_url="",
        redact_url="",
    )
    return render(request, "programmes/record_form.html", context)
