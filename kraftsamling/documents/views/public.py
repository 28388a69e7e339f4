"""Permanent public addresses of documents and files; closed as soon as what they show is no longer public."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kraftsamling.documents.queries.documents import describe, get_public_document
from kraftsamling.documents.queries.files import download_name, get_public_file, open_stored
from kraftsamling.documents.views.sending import send_public
from kraftsamling.shared.access import open_to_all


@open_to_all
@require_safe
def public_document(request: HttpRequest, uuid: UUID) -> HttpResponse:
    document = get_public_document(uuid)
    name = describe(document).file_name
    file = open_stored(document.file)
    return send_public(request, file, name, "application/pdf", document.checksum, document.ready_at)


@open_to_all
@require_safe
def public_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    stored = get_public_file(uuid)
    file = open_stored(stored.file)
    return send_public(request, file, download_name(stored), stored.content_type, stored.checksum, stored.published_at)
