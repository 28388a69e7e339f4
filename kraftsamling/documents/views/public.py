"""Permanent public addresses of documents and files; closed as soon as what they show is no longer public."""

from functools import partial
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
    described = describe(document)
    return send_public(
        request, partial(open_stored, document.file), described.file_name, described.format.content_type,
        document.checksum, document.ready_at,
    )  # fmt: skip


@open_to_all
@require_safe
def public_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    stored = get_public_file(uuid)
    return send_public(
        request, partial(open_stored, stored.file), download_name(stored), stored.content_type,
        stored.checksum, stored.published_at,
    )  # fmt: skip
