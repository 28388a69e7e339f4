"""The list for the door: who has signed up, who came, and those who are signed up by hand."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.enums import CallState
from dialogues.forms.registrations import ForgetForm, ParticipantForm
from dialogues.models import Occasion
from dialogues.queries.occasions import row_of
from dialogues.queries.registrations import calls_in, get_registration, participants_of
from dialogues.queries.told_changes import with_news
from dialogues.services import registrations as services
from dialogues.services.calls import call_again, note_called
from dialogues.views.occasions import CURRENT
from kraftsamling.shared import clock
from kraftsamling.shared.errors import StateConflict
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import answer_once, make_form_key, sent_or_kept
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.views.confirming import confirm
from programmes.views.record_pages import FORM_METHODS, is_read, show_as_it_stands

_CAME = {"yes": True, "no": False, "": None}


@require_safe
def participant_list(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.VIEW_PARTICIPANTS)
    occasion = get_record(Occasion, work.programme, pk, "dialogue__programme", "place")
    participants = participants_of(occasion)
    context = programme_context(
        work, CURRENT,
        to_ring=with_news(participants.to_ring),
        occasion=occasion,
        dialogue=occasion.dialogue,
        row=row_of(occasion),
        has_day_come=clock.today() >= occasion.day,
        participants=participants,
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return render(request, "dialogues/participant_list.html", context)


@require_safe
def call_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone in the programme who is to be called, occasion by occasion."""
    work = get_work_programme(request.user, slug, Permission.VIEW_PARTICIPANTS)
    by_occasion = groupby(with_news(calls_in([work.programme.pk])), key=attrgetter("occasion"))
    context = programme_context(
        work, CURRENT,
        occasions=[(row_of(occasion), list(registrations)) for occasion, registrations in by_occasion],
        form_key=make_form_key(request.user.pk),
        from_list="yes",
    )  # fmt: skip
    return render(request, "dialogues/call_list.html", context)


@require_POST
def registration_call(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note that somebody has been called, or was not reached after all."""
    work = get_work_programme(request.user, slug, Permission.VIEW_PARTICIPANTS)
    registration = get_registration(work.programme, pk)
    is_from_list = request.POST.get("from_list") == "yes"
    back_url = reverse("dialogues:call_list", args=[slug]) if is_from_list else f"{_list_of(registration)}#ring"
    move = {CallState.CALLED: note_called, CallState.WANTED: call_again}.get(request.POST.get("call"))

    if move is None:
        return redirect(back_url)
    # Whoever called told what the page said: what has happened since is still to be told.
    if not is_read(request, registration):
        return show_as_it_stands(request, back_url)

    def save() -> str:
        move(registration, by=request.user)
        return back_url

    try:
        return answer_once(request, save)
    except StateConflict:
        return show_as_it_stands(request, back_url)


@require_http_methods(FORM_METHODS)
def participant_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.VIEW_PARTICIPANTS)
    occasion = get_record(Occasion, work.programme, pk, "dialogue__programme")
    form = ParticipantForm(sent_or_kept(request), has_day_come=clock.today() >= occasion.day)
    back_url = reverse("dialogues:participant_list", args=[slug, pk])

    def save() -> str:
        services.add_participant(occasion=occasion, by=request.user, **form.cleaned_data)
        messages.success(request, _("Signed up."))
        return back_url

    response, form = submit(request, form, save)
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), title=_("Sign somebody up"),
        lead=f"{capfirst(str(occasion))}. {capfirst(str(row_of(occasion).when))}", back_url=back_url, record=None,
    )  # fmt: skip
    return response or render(request, "programmes/record_form.html", context)


@require_POST
def registration_came(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Tick off at the door; what is posted as "came" is yes, no or nothing."""
    work = get_work_programme(request.user, slug, Permission.VIEW_PARTICIPANTS)
    registration = get_registration(work.programme, pk)
    back_url = f"{_list_of(registration)}#registration-{pk}"
    came = request.POST.get("came")
    if came not in _CAME:
        return redirect(back_url)

    def save() -> str:
        services.tick_off(registration, came=_CAME[came], by=request.user)
        return back_url

    try:
        return answer_once(request, save)
    except StateConflict:
        return show_as_it_stands(request, back_url)


@require_http_methods(FORM_METHODS)
def registration_cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.VIEW_PARTICIPANTS)
    registration = get_registration(work.programme, pk)

    def save() -> str:
        services.cancel_registration(registration, by=request.user)
        messages.success(request, _("The registration is cancelled."))
        return _list_of(registration)

    return confirm(
        request, work, forms.Form(sent_or_kept(request)), save,
        current=CURRENT,
        cancel_url=_list_of(registration),
        danger=True,
        title=_("Cancel the registration?"),
        text=_("%(name)s: the place goes to whoever waits. Do it only when they have asked for it.")
        % {"name": registration.name or _("Without name")},
        submit_label=_("Cancel the registration"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def registration_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove what somebody has told of themselves, when they ask for it or when it should not have been written."""
    work = get_work_programme(request.user, slug, Permission.REDACT)
    work.access.require(Permission.VIEW_PARTICIPANTS)
    registration = get_registration(work.programme, pk, also_withdrawn=True)
    form = ForgetForm(sent_or_kept(request), record=registration)

    def save() -> str:
        words = form.cleaned_data
        services.redact_registration(
            registration, fields=words["fields_to_remove"], by=request.user, reason=words["reason"],
            keeps_place=words.get("place") != "cancel",
        )  # fmt: skip
        messages.success(request, _receipt_of(words))
        return _list_of(registration)

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=_list_of(registration),
        danger=True,
        title=_("Remove what somebody has told of themselves?"),
        text=_("It is removed for good. Whoever has no e-mail and telephone number here gets no reminder, and is not "
               "told when something changes. Those who come are still counted."),
        submit_label=_("Remove for good"),
    )  # fmt: skip


def _receipt_of(words: dict[str, Any]) -> str:
    """Return what has been removed and what follows from it, of the words of a ForgetForm."""
    if words.get("place") == "cancel":
        return _("Removed for good, and the registration is cancelled.")
    if "place" in words and "point" in words["fields_to_remove"]:
        return _("Removed for good. They keep their place, but we can no longer reach them.")
    return _("Removed for good.")


def _list_of(registration) -> str:
    occasion = registration.occasion
    if occasion.withdrawn_at:
        return occasion.dialogue.get_work_url()
    return reverse("dialogues:participant_list", args=[occasion.programme.slug, occasion.pk])
