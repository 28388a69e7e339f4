"""Where a printed copy hangs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kraftsamling.documents.forms import HangingForm
from kraftsamling.documents.queries import documents as queries
from kraftsamling.documents.queries.hanging import can_hang
from kraftsamling.documents.services import hanging as services
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme


@require_http_methods(["GET", "HEAD", "POST"])
def document_hang(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    document = queries.get_work_document(work, pk)
    queries.get_orderable_kind(work.access, document.kind)
    if not can_hang(document):
        raise Http404
    back = reverse("documents:document_detail", args=[slug, document.pk])
    form = HangingForm(sent_or_kept(request), instance=document)

    def save() -> str:
        services.note_hanging(
            document=document, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user
        )
        messages.success(request, _("Saved."))
        return back

    response, form = submit(request, form, save)
    context = programme_context(
        work, "documents", described=queries.describe(document), form=form, back_url=back,
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return response or render(request, "documents/document_hang.html", context)
