"""Own cases to and from other municipalities: look them over, then take the file or add what is in it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dialogues.forms.case_sharing import AddCasesForm, CaseFileForm, ShareCasesForm
from dialogues.queries.case_file import CaseFile, read_cases, write_cases
from dialogues.queries.case_sharing import are_all_here, rows_of_file, shareable_rows
from dialogues.services.case_sharing import add_shared, note_sharing
from kraftsamling.shared import clock
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import (
    DRAFT_PARAMETER,
    drop_kept_text,
    find_earlier_answer,
    find_kept_text,
    keep_text,
    make_form_key,
    sent_or_kept,
)
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission
from programmes.views.record_pages import FORM_METHODS

CURRENT = "dialogues.method"


@require_http_methods(FORM_METHODS)
def method_case_share(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MUNICIPALITY)
    municipality, rows = work.programme.municipality, shareable_rows(work.programme, request.user)
    form = ShareCasesForm(sent_or_kept(request), rows=rows)
    if request.method == "POST" and form.is_valid():
        cases = [row.case for row in rows if row.value in form.cleaned_data["cases"]]
        note_sharing(cases, by=request.user)
        name = slugify(" ".join([_("own cases"), municipality.name, str(clock.today())]))
        headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
        return HttpResponse(write_cases(cases, municipality), content_type="application/json", headers=headers)
    context = programme_context(work, CURRENT, rows=rows, form=form, form_key=make_form_key(request.user.pk))
    return render(request, "dialogues/method_case_share.html", context)


@require_http_methods(FORM_METHODS)
def method_case_import(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MUNICIPALITY)
    files = request.FILES if request.method == "POST" else None
    form = CaseFileForm(sent_or_kept(request), files, municipality=work.programme.municipality)

    def save() -> str:
        path = reverse("dialogues:method_case_import_review", args=[slug])
        query = QueryDict(mutable=True)
        query[DRAFT_PARAMETER] = keep_text(request.user, path, form.cleaned_data["file"])
        return f"{path}?{query.urlencode()}"

    response, form = submit(request, form, save)
    context = programme_context(work, CURRENT, form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "dialogues/method_case_import.html", context)


@require_http_methods(FORM_METHODS)
def method_case_import_review(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MUNICIPALITY)
    token = (request.POST if request.method == "POST" else request.GET).get(DRAFT_PARAMETER, "")
    answer = find_earlier_answer(request) or _answer_without_adding(request, slug, token)
    if answer:
        return answer
    file = _find_file(request, token)
    if file is None:
        messages.warning(
            request, _("Choose the file once more. It is kept until you have used it, for two weeks at most.")
        )
        return redirect("dialogues:method_case_import", slug)
    rows = rows_of_file(work.programme.municipality, file)
    form = AddCasesForm(request.POST if request.method == "POST" else None, rows=rows)

    def save() -> str:
        added = add_shared(work.programme, file, set(form.cleaned_data["cases"]), by=request.user)
        drop_kept_text(request.user, request.path, token)
        messages.success(request, ngettext("%(count)d case added.", "%(count)d cases added.", added) % {"count": added})
        return reverse("dialogues:method_list", args=[slug])

    response, form = submit(request, form, save)
    context = programme_context(
        work, CURRENT, rows=rows, form=form, file=file, hidden={DRAFT_PARAMETER: token},
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return response or render(request, "dialogues/method_case_import_review.html", context)


def _answer_without_adding(request: HttpRequest, slug: str, token: str) -> HttpResponse | None:
    """Throw the file away when nothing of it is wanted, or when all that was chosen has been added in the meantime."""
    chosen = request.POST.getlist("cases")
    if "add_nothing" in request.POST:
        messages.success(request, _("Nothing was added, and the file is gone from here."))
    elif are_all_here(chosen):
        messages.info(request, _("You have it already.") if len(chosen) == 1 else _("You have them already."))
    else:
        return None
    drop_kept_text(request.user, request.path, token)
    return redirect("dialogues:method_list", slug)


def _find_file(request: HttpRequest, token: str) -> CaseFile | None:
    try:
        return read_cases(find_kept_text(request.user, request.path, token) or "")
    except ValidationError:
        return None  # gone, or kept by a release that was less strict
