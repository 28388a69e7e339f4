"""The files of one record: shown in a panel on its page, or on a page of their own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.documents.forms import AttachForm, FileCreateForm
from kraftsamling.documents.queries import attachments as queries
from kraftsamling.documents.services import attachments as services
from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, press, sent_or_kept
from programmes.queries.navigation import programme_context


def _context(request: HttpRequest, target: queries.WorkTarget, **extra) -> dict:
    address = [target.work.programme.slug, target.name, target.record.pk]
    return programme_context(
        target.work,
        "documents",
        target=target,
        record=target.record,
        list_url=reverse("documents:attachment_list", args=address),
        add_url=reverse("documents:attachment_add", args=address),
        choose_url=reverse("documents:attachment_choose", args=address),
        form_key=make_form_key(request.user.pk),
        **extra,
    )


@require_safe
def attachment_list(request: HttpRequest, slug: str, target: str, pk: int) -> HttpResponse:
    found = queries.get_work_target(request.user, slug, target, pk)
    has_files = found.can_change and queries.attachable_files(found).exists()
    context = _context(
        request, found, attachments=queries.attachments_of(found), can_change=found.can_change, has_files=has_files
    )
    return render_page(request, "documents/attachment_list.html", "documents/_attachments_part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attachment_add(request: HttpRequest, slug: str, target: str, pk: int) -> HttpResponse:
    found = queries.get_work_target(request.user, slug, target, pk, to_change=True)
    form = FileCreateForm(sent_or_kept(request), request.FILES or None)

    def save() -> str:
        services.attach_upload(target=target, record=found.record, by=request.user, **form.cleaned_data)
        messages.success(request, _("The file is stored. Only those who work in the programme see it so far."))
        return found.record.get_work_url()

    response, form = submit(request, form, save)
    has_files = queries.attachable_files(found).exists()
    context = _context(request, found, form=form, has_files=has_files)
    return response or render(request, "documents/attachment_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attachment_choose(request: HttpRequest, slug: str, target: str, pk: int) -> HttpResponse:
    found = queries.get_work_target(request.user, slug, target, pk, to_change=True)
    form = AttachForm(sent_or_kept(request), files=queries.attachable_files(found))

    def save() -> str:
        services.attach_file(target=target, record=found.record, stored=form.cleaned_data["file"], by=request.user)
        messages.success(request, _("Saved."))
        return found.record.get_work_url()

    response, form = submit(request, form, save)
    return response or render(request, "documents/attachment_form.html", _context(request, found, form=form))


@require_POST
def attachment_detach(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found, attachment = queries.get_work_attachment(request.user, slug, pk)

    def save() -> str:
        services.detach_file(attachment=attachment, by=request.user)
        messages.success(request, _("The file no longer stands here. It is still among the programme's files."))
        return found.record.get_work_url()

    return press(request, save, back_url=found.record.get_work_url())
