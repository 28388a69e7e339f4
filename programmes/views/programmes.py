"""Work pages of a programme: list, start, overview, planning, state, publishing."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared import clock
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.enums import ProgrammeState
from programmes.forms.facts import ProgrammeCommunicatorForm, ProgrammeProtectionForm
from programmes.forms.programmes import (
    ProgrammeBasicsForm,
    ProgrammeCreateForm,
    ProgrammeDecisionForm,
    ProgrammeMissionForm,
    ReasonForm,
)
from programmes.models import Programme
from programmes.permissions import get_municipal_access
from programmes.queries.communications import get_communicator
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.phases import get_planning
from programmes.queries.planning import next_steps, start_steps
from programmes.queries.programme_states import lacks_protection, state_history
from programmes.queries.programmes import (
    WorkProgramme,
    allowed_moves,
    get_municipality,
    get_work_programme,
    visible_programmes,
)
from programmes.queries.roles import describe_own_roles
from programmes.roles import Permission
from programmes.services import programmes as services
from programmes.views.confirming import confirm, confirm_redaction

# After each step of starting a programme comes the next; asked for by ?steg in the address.
STEP = "steg"
NEXT_STEP = {
    "programmes:programme_edit_basics": "programmes:programme_edit_mission",
    "programmes:programme_edit_mission": "programmes:programme_edit_decision",
    "programmes:programme_edit_decision": "programmes:programme_planning",
}


@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    access = get_municipal_access(request.user)
    context = {
        "programmes": visible_programmes(request.user),
        "can_create": access.can(Permission.CREATE_PROGRAMME),
    }
    return render(request, "programmes/programme_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_create(request: HttpRequest) -> HttpResponse:
    get_municipal_access(request.user).require(Permission.CREATE_PROGRAMME)
    municipality = get_municipality()
    if municipality is None:
        raise Http404
    form = ProgrammeCreateForm(sent_or_kept(request))

    def create() -> str:
        programme = services.create_programme(municipality=municipality, by=request.user, **form.cleaned_data)
        return reverse("programmes:programme_edit_mission", args=[programme.slug]) + f"?{STEP}"

    response, form = submit(request, form, create)
    context = {"form": form, "form_key": make_form_key(request.user.pk), "steps": start_steps(None, "basics")}
    return response or render(request, "programmes/programme_create.html", context)


@require_safe
def programme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    phases = get_planning(work.programme, today=clock.today()).rows
    context = programme_context(
        work,
        "overview.start",
        phases=phases,
        next_steps=next_steps(work, [row.phase for row in phases]),
        moves=allowed_moves(work.programme, work.access),
        own_roles=describe_own_roles(work.access),
    )
    return render(request, "programmes/programme_detail.html", context)


@require_safe
def programme_facts(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    context = programme_context(
        work,
        "planning.facts",
        communicator=get_communicator(work.programme),
        moves=allowed_moves(work.programme, work.access),
        history=state_history(work.programme),
        lacks_protection=lacks_protection(work.programme),
        guide=guidance_for("page.facts").get("page.facts"),
    )
    return render(request, "programmes/programme_facts.html", context)


def _edit_programme(request: HttpRequest, slug: str, form_class, name: str, title: str, step: str, **extra):
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    form = form_class(sent_or_kept(request), instance=work.programme, **_form_arguments(form_class, work))
    is_step = STEP in request.GET and name in NEXT_STEP

    def save() -> str:
        programme = services.update_programme(
            programme=work.programme,
            changes=form.changes(),
            expected_version=form.cleaned_data["version"],
            by=request.user,
            proposes_phases=True,
        )
        messages.success(request, _("Saved."))
        target = NEXT_STEP[name] if is_step else "programmes:programme_facts"
        return reverse(target, args=[programme.slug]) + (f"?{STEP}" if is_step else "")

    response, form = submit(request, form, save)
    context = programme_context(
        work,
        "planning.facts",
        form=form,
        title=title,
        steps=start_steps(work.programme, step) if is_step else None,
        form_key=make_form_key(request.user.pk),
        back_url=reverse("programmes:programme_facts", args=[slug]),
        **extra,
    )
    return response or render(request, "programmes/programme_form.html", context)


def _form_arguments(form_class, work: WorkProgramme) -> dict:
    if form_class is ProgrammeCommunicatorForm:
        return {"programme": work.programme}
    return {"municipality": work.programme.municipality} if form_class is ProgrammeDecisionForm else {}


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit_basics(request: HttpRequest, slug: str) -> HttpResponse:
    return _edit_programme(
        request, slug, ProgrammeBasicsForm, "programmes:programme_edit_basics", _("Name and address"), "basics"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit_mission(request: HttpRequest, slug: str) -> HttpResponse:
    return _edit_programme(
        request, slug, ProgrammeMissionForm, "programmes:programme_edit_mission", _("Mission and contact"), "mission"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit_decision(request: HttpRequest, slug: str) -> HttpResponse:
    return _edit_programme(
        request, slug, ProgrammeDecisionForm, "programmes:programme_edit_decision", _("Decision and dates"), "decision"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit_protection(request: HttpRequest, slug: str) -> HttpResponse:
    title = _("Assessment of data protection")
    name = "programmes:programme_edit_protection"
    return _edit_programme(request, slug, ProgrammeProtectionForm, name, title, "")


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit_communicator(request: HttpRequest, slug: str) -> HttpResponse:
    title = _("Who answers for communication")
    name = "programmes:programme_edit_communicator"
    return _edit_programme(request, slug, ProgrammeCommunicatorForm, name, title, "")


@require_http_methods(["GET", "HEAD", "POST"])
def programme_move(request: HttpRequest, slug: str, to: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.MOVE_STATE)
    move = next((move for move in allowed_moves(work.programme, work.access) if move.target == to), None)
    if move is None:
        raise Http404
    if to == ProgrammeState.CLOSED:  # there it is shown first what stands in the way, in every part of the work
        return redirect("overview:programme_close", slug=slug)
    form = ReasonForm(sent_or_kept(request), is_required=move.needs_reason)

    def save() -> str:
        services.move_programme(programme=work.programme, to=to, by=request.user, reason=form.cleaned_data["reason"])
        return reverse("programmes:programme_detail", args=[slug])

    return confirm(
        request,
        work,
        form,
        save,
        current="overview",
        cancel_url=reverse("programmes:programme_detail", args=[slug]),
        title=move.label,
        text=_move_text(work.programme, to),
        submit_label=move.label,
        lacks_protection=to == ProgrammeState.UNDER_WAY and lacks_protection(work.programme),
    )


def _move_text(programme: Programme, to: str) -> str:
    words = {"now": programme.get_state_display(), "next": ProgrammeState(to).label}
    return _("The state goes from “%(now)s” to “%(next)s”. You can change it again later.") % words


@require_http_methods(["GET", "HEAD", "POST"])
def programme_publish(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.PUBLISH)
    form = forms.Form(sent_or_kept(request))  # nothing to fill in, only a button
    # What the page said when the button was pressed; a colleague may have been faster.
    wants_public = request.POST.get("is_public") == "yes"

    def save() -> str:
        services.set_programme_public(programme=work.programme, is_public=wants_public, by=request.user)
        messages.success(
            request, _("The programme is published.") if wants_public else _("The programme is off the public pages.")
        )
        return reverse("programmes:programme_detail", args=[slug])

    return confirm(
        request,
        work,
        form,
        save,
        current="overview",
        cancel_url=reverse("programmes:programme_detail", args=[slug]),
        **_publish_words(work.programme),
    )


def _publish_words(programme: Programme) -> dict:
    if programme.published_at:
        return {
            "title": _("Take the programme off the public pages?"),
            "text": _("Nobody outside sees it any more. Everything stays here, and you can publish it again."),
            "submit_label": _("Take it off the public pages"),
            "danger": True,
            "hidden": {"is_public": "no"},
        }
    return {
        "title": _("Publish the programme?"),
        "text": _(
            "Everyone can then see its page and its process map, with all notes marked as shown to everyone. What "
            "you publish later shows at once."
        ),
        "submit_label": _("Publish the programme"),
        "preview_url": reverse("overview:programme_preview", args=[programme.slug]),
        "hidden": {"is_public": "yes"},
    }


@require_http_methods(["GET", "HEAD", "POST"])
def programme_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.WITHDRAW)
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        services.withdraw_programme(programme=work.programme, by=request.user, reason=form.cleaned_data["reason"])
        return reverse("programmes:programme_list_work")

    return confirm(
        request, work, form, save,
        current="overview",
        cancel_url=reverse("programmes:programme_detail", args=[slug]),
        title=_("Withdraw the programme?"),
        text=_("It disappears from all lists and public pages. It stays on file and can be asked for."),
        submit_label=_("Withdraw the programme"),
        danger=True,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def programme_redact(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    facts = reverse("programmes:programme_facts", args=[slug])
    return confirm_redaction(
        request, work, work.programme, services.redact_programme, current="overview", back_url=facts
    )
