"""Groups that lead, decide or advise: the leadership on one page, each group on its own, and the seats in them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared import clock
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.bodies import BodyCreateForm, BodyForm, MembershipCreateForm, MembershipEndForm, MembershipForm
from programmes.forms.records import add_guidance
from programmes.models import Body
from programmes.queries.bodies import get_membership, leadership, mandate_sentence, members_of, period_words
from programmes.queries.decisions import latest_of
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.services import bodies as services
from programmes.views.confirming import confirm, confirm_part_redaction, page_or_log
from programmes.views.record_pages import FORM_METHODS, RecordPage

CURRENT = "leadership.body"
BODY = RecordPage(
    name="body",
    model=Body,
    current=CURRENT,
    permission=Permission.EDIT_ACTORS,
    create_form=BodyCreateForm,
    edit_form=BodyForm,
    new_title=gettext_lazy("New group"),
    edit_title=gettext_lazy("Change the group"),
    add=services.add_body,
    update=services.update_body,
)


@require_safe
def body_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    context = programme_context(
        work,
        CURRENT,
        structure=leadership(work.programme, clock.today()),
        may_add=work.access.can(Permission.EDIT_ACTORS),
        create_url=reverse("programmes:body_create", args=[slug]),
        guide=guidance_for("page.body").get("page.body"),
    )
    return render(request, "programmes/body_list.html", context)


@require_safe
def body_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    body = get_record(Body, work.programme, pk, "organisation", "reports_to")
    context = programme_context(
        work,
        CURRENT,
        body=body,
        members=members_of(body, clock.today()),
        mandate=mandate_sentence(body),
        period=period_words(body.valid_from, body.valid_until),
        below=body.groups_below.current().select_related("programme").order_by("pk"),
        decisions=latest_of(body),
    )
    return render(request, "programmes/body_detail.html", context)


@require_http_methods(FORM_METHODS)
def membership_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_ACTORS)
    body = get_record(Body, work.programme, pk)
    form = MembershipCreateForm(sent_or_kept(request), body=body)

    def save() -> str:
        services.add_membership(body=body, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return body.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(request, work, form, body, title=_("New member of %(body)s") % {"body": body})


@require_http_methods(FORM_METHODS)
def membership_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_ACTORS)
    seat = get_membership(work.programme, pk)
    form = MembershipForm(sent_or_kept(request), instance=seat, body=seat.body)

    def save() -> str:
        changes, version = form.changes(), form.cleaned_data["version"]
        services.update_membership(seat, changes=changes, expected_version=version, by=request.user)
        messages.success(request, _("Saved."))
        return seat.body.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(request, work, form, seat.body, title=_("Change the seat"), seat=seat)


def _show_form(request: HttpRequest, work: WorkProgramme, form, body: Body, *, title: str, seat=None) -> HttpResponse:
    add_guidance(form, "membership", guidance_for("membership."))
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), title=title, body=body, seat=seat
    )
    return render(request, "programmes/membership_form.html", context)


@require_http_methods(FORM_METHODS)
def membership_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_ACTORS)
    seat = get_membership(work.programme, pk)
    form = MembershipEndForm(sent_or_kept(request), instance=seat)

    def save() -> str:
        last, version = form.cleaned_data["valid_until"], form.cleaned_data["version"]
        services.end_membership(seat, on=last, expected_version=version, by=request.user)
        messages.success(request, _("Saved."))
        return seat.body.get_work_url()

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=seat.body.get_work_url(),
        title=_("When does %(name)s leave?") % {"name": seat},
        text=_("After the last day the person is listed among former members of %(body)s.") % {"body": seat.body},
        submit_label=_("End the seat"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def membership_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    seat = get_membership(work.programme, pk, also_withdrawn=True)
    return confirm_part_redaction(request, work, seat, current=CURRENT, back_url=page_or_log(seat.body))
