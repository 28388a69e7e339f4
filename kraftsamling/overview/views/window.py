"""The shop window: the page that a screen on the square shows, its service worker, and how to set the screen up."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from kraftsamling.overview.map.window import build_window, list_assets
from kraftsamling.shared import clock
from kraftsamling.shared.access import open_to_all
from kraftsamling.shared.public_pages import public_page
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_municipality, get_work_programme
from programmes.queries.short_addresses import get_short_address
from programmes.views.public import find_public

# How to start a browser over the whole screen, without asking anything after a power cut.
COMMANDS = (
    ("Windows", "start chrome --kiosk --no-first-run --noerrdialogs --disable-session-crashed-bubble"),
    ("Linux", "chromium --kiosk --no-first-run --noerrdialogs --disable-session-crashed-bubble"),
    ("Firefox", "firefox --kiosk"),
)
WORKER = Path(settings.BASE_DIR, "static/js/window_worker.js")


@public_page
@require_safe
def shop_window(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the scenes; for what is not public, a resting screen (404) with no more than the municipality's name.

    The resting screen goes on asking, so a screen that was set up too early, or whose programme is withdrawn for a
    while, needs nobody to come and press anything.
    """
    municipality = get_municipality()
    has_logo = municipality is not None and municipality.logo
    mark = reverse("programmes:logo") if has_logo else staticfiles_storage.url("img/mark.svg")
    context = {"today": clock.today(), "municipality": municipality, "mark_url": mark, "assets": list_assets(mark)}
    try:
        programme, elsewhere = find_public(request, slug, "overview:shop_window")
    except Http404:
        return render(request, "overview/window.html", context, status=404)
    if elsewhere:
        return elsewhere
    address = get_short_address(programme)
    context |= {
        "programme": programme,
        "window": build_window(programme, clock.today()),
        "address": address,
        "code": address.draw_code(),
        "email": programme.contact_email.partition("@"),
    }
    return render(request, "overview/window.html", context)


@cache
def _read_worker() -> tuple[bytes, str]:
    content = WORKER.read_bytes()
    return content, f'"{sha256(content).hexdigest()[:32]}"'


@open_to_all
@require_safe
@condition(etag_func=lambda request, slug: _read_worker()[1])
def shop_window_worker(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the service worker. It lies under the page's address since that is all a worker may answer for."""
    response = HttpResponse(_read_worker()[0], content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, public=True, no_cache=True)
    return response


@require_safe
def shop_window_setup(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell the leader the screen's address and how to set it up."""
    work = get_work_programme(request.user, slug)
    address = settings.PUBLIC_URL + reverse("overview:shop_window", args=[work.programme.slug])
    commands = [(machine, f"{command} {address}") for machine, command in COMMANDS]
    context = programme_context(work, "map.window", address=address, commands=commands)
    return render(request, "overview/window_setup.html", context)
