"""A programme at a glance, on the screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kraftsamling.overview.documents.glance import get_glance
from kraftsamling.shared.receipts import make_form_key
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme


@require_safe
def glance(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    form_key = make_form_key(request.user.pk)
    context = programme_context(
        work,
        "overview.glance",
        glance=get_glance(work.programme),
        guide=guidance_for("page.glance").get("page.glance"),
        form_key=form_key,
    )
    return render(request, "overview/glance.html", context)
