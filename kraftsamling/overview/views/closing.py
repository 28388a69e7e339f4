"""The page on which a programme is closed, with what stands in the way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kraftsamling.overview.services.closing import all_closing_obstacles, close_programme
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.enums import ProgrammeState
from programmes.forms.programmes import ReasonForm
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def programme_close(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.MOVE_STATE)
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        close_programme(programme=work.programme, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The programme is closed. Everything stays on file and can be read."))
        return reverse("programmes:programme_facts", args=[slug])

    response, form = submit(request, form, save)
    obstacles = all_closing_obstacles(work.programme)
    context = programme_context(
        work,
        "planning.facts",
        form=form,
        form_key=make_form_key(request.user.pk),
        blocking=[obstacle for obstacle in obstacles if obstacle.is_blocking],
        others=[obstacle for obstacle in obstacles if not obstacle.is_blocking],
        is_in_exit=work.programme.state == ProgrammeState.EXIT,
        guide=guidance_for("page.closing").get("page.closing"),
    )
    return response or render(request, "overview/programme_close.html", context)
