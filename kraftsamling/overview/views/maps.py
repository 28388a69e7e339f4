"""The process map outside its page: as pictures at addresses that never change, and in a frame on another site."""

import datetime as dt
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kraftsamling.overview.map.history import find_past_map
from kraftsamling.overview.map.page import embedded_context, map_context
from kraftsamling.overview.map.pictures import map_file, map_picture, share_picture
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.overview.map.snapshots import as_map
from kraftsamling.shared import clock
from kraftsamling.shared.public_pages import public_page
from programmes.models import Programme
from programmes.processmap.items import ProcessMap
from programmes.queries.map_items import Audience
from programmes.queries.municipality import embedding_sites
from programmes.views.public import find_public

SVG, PNG = "image/svg+xml; charset=utf-8", "image/png"
# The letters of our font lie in the SVG file itself.
SVG_POLICY = {"style-src": ["'unsafe-inline'"], "font-src": ["data:"]}


def _map_today(programme: Programme) -> ProcessMap:
    return build_process_map(programme, audience=Audience.PUBLIC, on=clock.today())


def _send(
    request: HttpRequest, slug: str, name: str, make: Callable[[Programme, ProcessMap], bytes], content_type: str
) -> HttpResponse:
    programme, elsewhere = find_public(request, slug, name)
    if elsewhere:
        return elsewhere
    return HttpResponse(make(programme, _map_today(programme)), content_type=content_type)


@public_page
@require_safe
def map_svg(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the map of today as an SVG file that needs nothing else."""
    response = _send(request, slug, "overview:map_svg", map_file, SVG)
    response._csp_replace = SVG_POLICY
    return response


@public_page
@require_safe
def map_png(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the map of today as a PNG."""
    return _send(request, slug, "overview:map_png", map_picture, PNG)


@public_page
@require_safe
def map_share_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the picture that is shown where somebody links to the map."""
    return _send(request, slug, "overview:map_share_picture", share_picture, PNG)


@public_page
@require_safe
def map_on_day(request: HttpRequest, slug: str, day: dt.date) -> HttpResponse:
    """Show the map as it was on a day; a day within the time that a map held leads to the day from which it did."""
    programme, elsewhere = find_public(request, slug, "overview:map_on_day", day=day)
    if elsewhere:
        return elsewhere
    today = clock.today()
    if day >= today:
        return redirect("overview:process_map", slug)
    past = find_past_map(programme, day, today=today)
    if past is None:
        raise Http404
    if past.day.day != day:
        return redirect(past.day.url)
    process_map = as_map(past.snapshot, _map_today(programme))
    context = {"programme": programme, "public_programme": programme, "process_map": process_map, "past": past}
    context["kept_days"] = past.days
    return render(request, "overview/process_map.html", context | map_context(process_map, programme))


@public_page
@require_safe
def map_embedded(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the drawing alone; the sites that the municipality names, and no others, may show it in a frame."""
    programme, elsewhere = find_public(request, slug, "overview:map_embedded")
    if elsewhere:
        return elsewhere
    context = embedded_context(_map_today(programme), programme)
    response = render(request, "overview/map_embedded.html", context)
    sites = embedding_sites(programme.municipality)
    if sites:
        response.xframe_options_exempt = True
        response._csp_replace = {"frame-ancestors": sites}
    return response
