"""Public pages: the list of programmes, a programme's page, its process map, and the short address on posters."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dialogues.queries.promises import promise_counts
from dialogues.queries.public import find_by_short_code
from dialogues.queries.public_list import can_take_part
from kraftsamling.overview.map.filters import MapFilter
from kraftsamling.overview.map.history import kept_days
from kraftsamling.overview.map.page import map_context
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.shared import clock
from kraftsamling.shared.access import open_to_all
from kraftsamling.shared.public_pages import public_page
from programmes.models import Programme
from programmes.processmap.items import State, sort_items
from programmes.queries.map_items import Audience
from programmes.queries.programmes import get_programme_by_short_code, public_programmes
from programmes.views.public import find_public


@public_page
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/programme_list.html", {"programmes": public_programmes()})


def page_context(programme: Programme, audience: Audience) -> dict:
    """Return what the programme's page and map page show to ``audience`` today."""
    today = clock.today()
    process_map = build_process_map(programme, audience=audience, on=today)
    items = [item for group in sort_items(process_map) for item in group.items]
    return {
        "programme": programme,
        "public_programme": programme,
        "process_map": process_map,
        "going_on": [item for item in items if item.state == State.NOW],
        "planned": [item for item in items if item.state == State.PLANNED][:5],
        "questions": [item for item in items if item.state == State.OPEN_QUESTION],
        "latest": [item for item in items if item.state == State.DONE][-5:][::-1],
        "today": today,
    }


@public_page
@require_safe
def programme_public(request: HttpRequest, slug: str) -> HttpResponse:
    programme, elsewhere = find_public(request, slug, "overview:programme_public")
    if elsewhere:
        return elsewhere
    invitations = can_take_part(programme)
    request.public_valid_until = invitations.changes_at
    context = page_context(programme, Audience.PUBLIC)
    context |= {"invitations": invitations, "promise_counts": promise_counts(programme)}
    return render(request, "overview/programme_public.html", context)


@public_page
@require_safe
def process_map(request: HttpRequest, slug: str, show: MapFilter | None = None) -> HttpResponse:
    """Show the map as drawing and as list; with ``show``, one kind of station or the open questions only."""
    if show:
        programme, elsewhere = find_public(request, slug, "overview:process_map_part", show=show)
    else:
        programme, elsewhere = find_public(request, slug, "overview:process_map")
    if elsewhere:
        return elsewhere
    context = page_context(programme, Audience.PUBLIC)
    context |= map_context(context["process_map"], programme, show=show, keep=True)
    context["kept_days"] = kept_days(programme, before=context["today"])
    context["page_url"] = settings.PUBLIC_URL + reverse("overview:process_map", args=[slug])
    context["share_url"] = settings.PUBLIC_URL + reverse("overview:map_share_picture", args=[slug])
    return render(request, "overview/process_map.html", context)


@open_to_all
@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from what is printed to where the process map or the dialogue is today; the code itself never changes."""
    programme = get_programme_by_short_code(code)
    if programme:
        return redirect("overview:process_map", programme.slug)
    found = find_by_short_code(code)
    if found is None:
        raise Http404
    programme, dialogue = found
    return redirect(dialogue or reverse("dialogues:dialogue_public_list", args=[programme.slug]))
