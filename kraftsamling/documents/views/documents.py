"""Work pages for ordered documents."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.documents.forms import OrderForm
from kraftsamling.documents.models import Document
from kraftsamling.documents.queries import documents as queries
from kraftsamling.documents.queries.addresses import public_address
from kraftsamling.documents.queries.files import open_stored
from kraftsamling.documents.queries.hanging import can_hang, find_changes
from kraftsamling.documents.registry import get_kind
from kraftsamling.documents.services import orders as services
from kraftsamling.documents.views.sending import send_private
from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, press, sent_or_kept
from programmes.forms.programmes import ReasonForm
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.services.keeping import redact_record
from programmes.views.confirming import confirm, confirm_redaction

PER_PAGE = 20


def _address(name: str, document: Document) -> str:
    return reverse(f"documents:{name}", args=[document.programme.slug, document.pk])


@require_safe
def document_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    page = Paginator(queries.documents_of(work.programme), PER_PAGE).get_page(request.GET.get("sida"))
    offers = [
        {"kind": kind, "form": OrderForm(kind=kind), "is_closed": kind.is_public and not work.programme.is_public}
        for kind in queries.orderable_kinds(work)
    ]
    context = programme_context(
        work,
        "documents",
        page=page,
        documents=queries.describe_all(work.programme, page),
        offers=offers,
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "documents/document_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def document_order(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    kind = queries.get_orderable_kind(work.access, key).within(work.programme)
    if not kind.has_choices:
        raise Http404
    form = OrderForm(sent_or_kept(request), kind=kind, chosen=request.GET)

    def order() -> str:
        document = services.order_document(kind=kind.key, programme=work.programme, by=request.user, **form.order())
        return _address("document_detail", document)

    response, form = submit(request, form, order)
    context = programme_context(work, "documents", kind=kind, form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "documents/document_form.html", context)


@require_safe
def document_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    document = queries.get_work_document(work, pk)
    kind = get_kind(document.kind).within(work.programme)
    context = programme_context(
        work,
        "documents",
        described=queries.describe(document),
        can_hang=can_hang(document) and not document.withdrawn_at,
        may_order=work.access.can(kind.permission),
        changes=find_changes(document),
        same_order={**kind.complete(document.options), "language": document.language},
        moves=queries.allowed_moves(document, work.access),
        public_url=public_address("documents:public_document", document.uuid),
        form_key=make_form_key(request.user.pk),
    )
    return render_page(request, "documents/document_detail.html", "documents/_document_part.html", context)


@require_POST
def document_retry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    document = queries.get_work_document(work, pk)
    queries.get_orderable_kind(work.access, document.kind)

    def retry() -> str:
        return _address("document_detail", services.retry_document(document=document, by=request.user))

    return press(request, retry, back_url=_address("document_detail", document))


@require_safe
def document_download(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    document = queries.get_work_document(work, pk)
    described = queries.describe(document)
    return send_private(open_stored(document.file), described.file_name, described.format.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
def document_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.WITHDRAW)
    document = queries.get_work_document(work, pk)
    form = ReasonForm(sent_or_kept(request))

    def withdraw() -> str:
        services.withdraw_document(document=document, by=request.user, reason=form.cleaned_data["reason"])
        return reverse("documents:document_list", args=[slug])

    return confirm(
        request, work, form, withdraw,
        current="documents",
        danger=True,
        title=_("Withdraw the document?"),
        text=_("The document disappears from the list, and its public address closes. It stays on file."),
        submit_label=_("Withdraw the document"),
        cancel_url=_address("document_detail", document),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def document_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove for good where it hangs, and why it was withdrawn; the event log of what is withdrawn leads here."""
    work = get_work_programme(request.user, slug, Permission.REDACT)
    document = get_record(Document, work.programme, pk, also_withdrawn=True)
    return confirm_redaction(
        request, work, document, redact_record, current="documents", back_url=_address("document_detail", document)
    )
