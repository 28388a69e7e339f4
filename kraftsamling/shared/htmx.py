"""One address serves the page and its fragment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest, page: str, partial: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return ``partial`` to an htmx request and ``page`` to everybody else.

    A history restore asks for the whole page although it comes from htmx.
    """
    wants_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, partial if wants_part else page, context, status=status)
    patch_vary_headers(response, ("HX-Request", "HX-History-Restore-Request"))
    return response
