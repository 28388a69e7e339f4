"""What a problem picture builds on: facts, professional judgement, experience, stories."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.pictures import BasisCreateForm, BasisForm
from programmes.forms.programmes import ReasonForm
from programmes.forms.records import add_guidance
from programmes.models import ProblemPicture
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.pictures import get_basis
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.services import picture_bases as services
from programmes.views.confirming import confirm, confirm_part_redaction, page_or_log
from programmes.views.record_pages import FORM_METHODS

CURRENT = "knowledge.picture"


@require_http_methods(FORM_METHODS)
def picture_basis_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    picture = get_record(ProblemPicture, work.programme, pk)
    initial = {"kind": request.GET.get("slag", "")}
    form = BasisCreateForm(sent_or_kept(request), programme=work.programme, initial=initial)

    def save() -> str:
        services.add_basis(picture, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return picture.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(request, work, form, title=_("What does the picture build on?"), picture=picture)


@require_http_methods(FORM_METHODS)
def picture_basis_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    basis = get_basis(work.programme, pk)
    form = BasisForm(sent_or_kept(request), instance=basis, programme=work.programme)

    def save() -> str:
        version = form.cleaned_data["version"]
        services.update_basis(basis, changes=form.changes(), expected_version=version, by=request.user)
        messages.success(request, _("Saved."))
        return basis.picture.get_work_url()

    response, form = submit(request, form, save)
    title = _("Change what the picture builds on")
    return response or _show_form(request, work, form, title=title, picture=basis.picture, basis=basis)


def _show_form(request: HttpRequest, work: WorkProgramme, form, *, title, picture, basis=None) -> HttpResponse:
    add_guidance(form, "basis", guidance_for("basis."))
    one = [work.programme.slug, basis.pk] if basis else None
    context = programme_context(
        work,
        CURRENT,
        form=form,
        form_key=make_form_key(request.user.pk),
        title=title,
        record=basis,
        guide=None,
        back_url=picture.get_work_url(),
        is_part=True,
        withdraw_url=reverse("programmes:picture_basis_withdraw", args=one) if one else "",
        redact_url=reverse("programmes:picture_basis_redact", args=one) if one else "",
    )
    return render(request, "programmes/record_form.html", context)


@require_http_methods(FORM_METHODS)
def picture_basis_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    # A part is withdrawn with the right to edit what it belongs to, since it stays on file.
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    basis = get_basis(work.programme, pk)
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        services.withdraw_basis(basis, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. It stays on file."))
        return basis.picture.get_work_url()

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=basis.picture.get_work_url(),
        danger=True,
        title=_("Withdraw this?"),
        text=_("The problem picture no longer shows that it builds on this: “%(text)s”") % {"text": basis},
        submit_label=_("Withdraw"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def picture_basis_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    basis = get_basis(work.programme, pk, also_withdrawn=True)
    return confirm_part_redaction(request, work, basis, current=CURRENT, back_url=page_or_log(basis.picture))
