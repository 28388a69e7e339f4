"""Actors: the organisations that take part in a programme."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.actors import ActorCreateForm, ActorEndForm, ActorFilterForm, ActorForm
from programmes.models import Actor
from programmes.queries.actors import actors_of, add_last_contact, describe_actor, who_works_with_whom
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.services import actors as services
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import FORM_METHODS, RecordPage

CURRENT = "actors.actor"

ACTOR = RecordPage(
    name="actor",
    model=Actor,
    current=CURRENT,
    permission=Permission.EDIT_ACTORS,
    create_form=ActorCreateForm,
    edit_form=ActorForm,
    new_title=_("New organisation in the programme"),
    edit_title=_("Change the organisation's part in the programme"),
    add=services.add_actor,
    update=services.update_actor,
    withdraw=services.withdraw_actor,
)


ACTOR_LIST = RecordList(
    name="actor",
    current=CURRENT,
    title=_("Actors"),
    lead=_("The organisations that take part, what they bring in, and when we last spoke."),
    rows=actors_of,
    row_template="programmes/_actor_row_part.html",
    permission=Permission.EDIT_ACTORS,
    new_label=_("Add an organisation that takes part"),
    empty_title=_("Nobody takes part yet"),
    empty_text=_("Begin with the department or association that you spoke to last."),
    words_in=("organisation__name", "mandate", "resources", "needs"),
    choices=("role",),
    filter_form=ActorFilterForm,
    prepare=add_last_contact,
    template="programmes/actor_list.html",
)


@require_safe
def actor_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    actor = get_record(Actor, work.programme, pk, "organisation__successor", "continued_by__organisation")
    context = programme_context(work, CURRENT, actor=actor, sheet=describe_actor(actor))
    return render(request, "programmes/actor_detail.html", context)


@require_http_methods(FORM_METHODS)
def actor_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_ACTORS)
    actor = get_record(Actor, work.programme, pk, "organisation")
    form = ActorEndForm(sent_or_kept(request), instance=actor, programme=work.programme)

    def save() -> str:
        words = form.cleaned_data
        services.end_actor(
            actor, left_on=words["left_on"], left_reason=words["left_reason"],
            expected_version=words["version"], by=request.user,
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return actor.get_work_url()

    response, form = submit(request, form, save)
    context = programme_context(work, CURRENT, actor=actor, form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "programmes/actor_end.html", context)


@require_safe
def actor_network(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    together = who_works_with_whom(work.programme)
    alone = [one for one in together if not one.count]
    context = programme_context(work, CURRENT, together=together, alone=alone)
    return render(request, "programmes/actor_network.html", context)
