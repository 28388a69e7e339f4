"""Work pages for uploaded files and photographs."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.documents.forms import FileCreateForm, FileForm
from kraftsamling.documents.models import StoredFile
from kraftsamling.documents.queries import files as queries
from kraftsamling.documents.queries.addresses import public_address
from kraftsamling.documents.services import files as services
from kraftsamling.documents.views.documents import PER_PAGE
from kraftsamling.documents.views.sending import send_private
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, press, sent_or_kept
from programmes.forms.programmes import ReasonForm
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.views.confirming import confirm, confirm_redaction


def _address(name: str, stored: StoredFile) -> str:
    return reverse(f"documents:{name}", args=[stored.programme.slug, stored.pk])


@require_safe
def file_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    page = Paginator(queries.files_of(work.programme), PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "documents/file_list.html", programme_context(work, "documents", page=page))


@require_http_methods(["GET", "HEAD", "POST"])
def file_create(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MAP)
    form = FileCreateForm(sent_or_kept(request), request.FILES or None)

    def store() -> str:
        stored = services.store_file(programme=work.programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("The file is stored. Only those who work in the programme see it so far."))
        return _address("file_detail", stored)

    response, form = submit(request, form, store)
    context = programme_context(work, "documents", form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "documents/file_form.html", context)


@require_safe
def file_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    stored = queries.get_work_file(work, pk)
    context = programme_context(
        work,
        "documents",
        stored=stored,
        is_picture=queries.is_picture(stored),
        facts=queries.describe_facts(stored),
        public_url=public_address("documents:public_file", stored.uuid),
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "documents/file_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def file_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MAP)
    stored = queries.get_work_file(work, pk)
    form = FileForm(sent_or_kept(request), instance=stored)

    def save() -> str:
        services.update_file(
            stored=stored, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user
        )
        messages.success(request, _("The facts about the file are saved."))
        return _address("file_detail", stored)

    response, form = submit(request, form, save)
    context = programme_context(work, "documents", stored=stored, form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "documents/file_form.html", context)


@require_POST
def file_set_public(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.PUBLISH)
    stored = queries.get_work_file(work, pk)
    is_public = request.POST.get("is_public") == "yes"

    def save() -> str:
        services.set_file_public(stored=stored, is_public=is_public, by=request.user)
        return _address("file_detail", stored)

    return press(request, save, back_url=_address("file_detail", stored))


@require_safe
def file_download(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    stored = queries.get_work_file(work, pk)
    return send_private(queries.open_stored(stored.file), queries.download_name(stored), stored.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
def file_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.WITHDRAW)
    stored = queries.get_work_file(work, pk)
    form = ReasonForm(sent_or_kept(request))

    def withdraw() -> str:
        services.withdraw_file(stored=stored, by=request.user, reason=form.cleaned_data["reason"])
        return reverse("documents:file_list", args=[slug])

    return confirm(
        request, work, form, withdraw,
        current="documents",
        danger=True,
        title=_("Withdraw the file?"),
        text=_("The file disappears from the list, and its public address closes. It stays on file."),
        submit_label=_("Withdraw the file"),
        cancel_url=_address("file_detail", stored),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def file_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    stored = get_record(StoredFile, work.programme, pk, also_withdrawn=True)
    also = [(services.FILE_ITSELF, _("The file itself, which is withdrawn with it"))] if stored.file else []
    return confirm_redaction(
        request, work, stored, services.redact_file,
        current="documents",
        back_url=_address("file_detail", stored),
        also=also,
    )  # fmt: skip
