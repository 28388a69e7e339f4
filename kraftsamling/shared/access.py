"""Marks for views that need no sign-in; every view without one is for signed-in people only."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let everyone reach ``view`` without sign-in."""
    view.login_required = False
    return view


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a posted form comes from our own pages, told by the browser's Origin (or Referer) header."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    allowed = {settings.PUBLIC_URL, f"{request.scheme}://{request.get_host()}"}
    return f"{parts.scheme}://{parts.netloc}" in allowed


def public_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make ``view`` a form for visitors without account: no cookie, never stored, posts only from our own pages."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            return HttpResponse(status=403)
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        # Among them are people's own pages, which nobody is to find by searching.
        response["X-Robots-Tag"] = "noindex"
        return response

    answer.login_required = False
    answer.is_public_form = True
    return csrf_exempt(answer)
