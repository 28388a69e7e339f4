"""Work pages that compose several apps: Min sida, and the preview of what residents will see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kraftsamling.notices.queries import unread_for
from kraftsamling.overview.map.page import map_context
from kraftsamling.overview.views.public import page_context
from kraftsamling.shared.receipts import make_form_key
from programmes.permissions import get_municipal_access
from programmes.queries.map_items import Audience
from programmes.queries.programmes import get_work_programme
from programmes.queries.roles import programmes_with_own_roles
from programmes.queries.waiting import waiting_for
from programmes.roles import Permission


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    context = {
        "programmes": programmes_with_own_roles(request.user),
        "notices": unread_for(request.user),
        "waiting": waiting_for(request.user),
        "can_create": get_municipal_access(request.user).can(Permission.CREATE_PROGRAMME),
        "form_key": make_form_key(request.user.pk),
    }
    return render(request, "overview/my_page.html", context)


@require_safe
def programme_preview(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    context = page_context(work.programme, Audience.PREVIEW)
    context |= map_context(context["process_map"], work.programme)
    context["is_preview"] = True
    if not work.programme.published_at:
        context["public_programme"] = None  # its menu would lead to pages that are not there yet
    response = render(request, "overview/process_map.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
