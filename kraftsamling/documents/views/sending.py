"""Answering with a stored file."""

import datetime as dt
from collections.abc import Callable

from django.core.files.base import File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag


def send_private(file: File, name: str, content_type: str) -> FileResponse:
    """Send a file as a download to the one who asked; nobody on the way may keep it."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def send_public(
    request: HttpRequest, open_file: Callable[[], File], name: str, content_type: str, checksum: str, at: dt.datetime
) -> HttpResponse:
    """Show a public file, or answer 304 to whoever has it; it must be asked about again each time.

    ``checksum`` makes its ETag, ``at`` is since when it stands there. The file is opened only when it is sent.
    """
    etag, moment = quote_etag(checksum), int(at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=moment)
    if response is None:
        response = FileResponse(open_file(), filename=name, content_type=content_type)
    response["Cache-Control"] = "public, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(moment)
    return response
