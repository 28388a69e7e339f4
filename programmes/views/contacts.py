"""Contacts: whom we turn to, when we last did, and what comes next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.contacts import (
    AddressForm,
    ContactCreateForm,
    ContactEventForm,
    ContactFilterForm,
    ContactForm,
    InTouchForm,
)
from programmes.forms.programmes import ReasonForm
from programmes.forms.records import add_guidance
from programmes.models import Contact
from programmes.queries.contacts import contacts_of, events_of, get_contact, get_contact_event, mark_quiet
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.services import contacts as services
from programmes.views.confirming import confirm, confirm_part_redaction, page_or_log
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import FORM_METHODS, RecordPage

CURRENT = "actors.contact"


def _initial(request: HttpRequest, work: WorkProgramme) -> dict[str, Any]:
    actor = request.GET.get("aktor", "")
    return {"keeper": request.user.pk, "actor": actor if actor.isdecimal() else None}


CONTACT = RecordPage(
    name="contact",
    model=Contact,
    current=CURRENT,
    permission=Permission.EDIT_ACTORS,
    create_form=ContactCreateForm,
    edit_form=ContactForm,
    new_title=_("New contact"),
    edit_title=_("Change the contact"),
    add=services.add_contact,
    update=services.update_contact,
    withdraw=services.withdraw_contact,
    initial=_initial,
)


CONTACT_LIST = RecordList(
    name="contact",
    current=CURRENT,
    title=_("Contacts"),
    lead=_("Whom we turn to. The one we have not spoken to for longest stands first."),
    rows=contacts_of,
    row_template="programmes/_contact_row_part.html",
    permission=Permission.EDIT_ACTORS,
    new_label=_("Add a contact"),
    empty_title=_("No contacts yet"),
    empty_text=_("Who is the important person at the organisation you need most? Begin there."),
    words_in=("name", "function", "next_step", "actor__organisation__name"),
    filter_form=ContactFilterForm,
    prepare=mark_quiet,
)


@require_safe
def contact_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    contact = get_contact(work.programme, pk)
    context = programme_context(work, CURRENT, contact=contact, events=events_of(contact))
    return render(request, "programmes/contact_detail.html", context)


def _show(request: HttpRequest, work: WorkProgramme, contact: Contact, form, title, **more) -> HttpResponse:
    guides = guidance_for("contact.", "contact_event.")
    for name in ("contact", "contact_event"):
        add_guidance(form, name, guides)
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), contact=contact, title=title,
        back_url=contact.get_work_url(), **more,
    )  # fmt: skip
    return render(request, "programmes/contact_form.html", context)


@require_http_methods(FORM_METHODS)
def contact_address(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.VIEW_CONTACTS)
    contact = get_contact(work.programme, pk)
    shown = {"email": contact.point.email, "phone": contact.point.phone} if contact.point else None
    form = AddressForm(sent_or_kept(request), initial=shown)

    def save() -> str:
        services.set_address(contact, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return contact.get_work_url()

    response, form = submit(request, form, save)
    return response or _show(request, work, contact, form, _("How we reach the contact"))


@require_http_methods(FORM_METHODS)
def contact_event_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_ACTORS)
    contact = get_contact(work.programme, pk)
    form = InTouchForm(sent_or_kept(request), instance=contact, programme=work.programme)

    def save() -> str:
        words = {**form.changes(), **{name: form.cleaned_data[name] for name in ("happened_on", "form", "note")}}
        services.record_contact(contact, **words, expected_version=form.cleaned_data["version"], by=request.user)
        messages.success(request, _("Noted."))
        return contact.get_work_url()

    response, form = submit(request, form, save)
    return response or _show(request, work, contact, form, _("We have been in touch"))


@require_http_methods(FORM_METHODS)
def contact_event_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_ACTORS)
    event = get_contact_event(work.programme, pk)
    form = ContactEventForm(sent_or_kept(request), instance=event)

    def save() -> str:
        services.update_contact_event(
            event, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user
        )
        messages.success(request, _("Saved."))
        return event.contact.get_work_url()

    response, form = submit(request, form, save)
    return response or _show(request, work, event.contact, form, _("Change what was noted"), event=event)


@require_http_methods(FORM_METHODS)
def contact_event_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_ACTORS)
    event = get_contact_event(work.programme, pk)
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        services.withdraw_contact_event(event, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. It stays on file."))
        return event.contact.get_work_url()

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=event.contact.get_work_url(),
        danger=True,
        title=_("Withdraw what was noted?"),
        text=_("Use this when it was noted by mistake."),
        submit_label=_("Withdraw"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def contact_event_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    event = get_contact_event(work.programme, pk, also_withdrawn=True)
    return confirm_part_redaction(request, work, event, current=CURRENT, back_url=page_or_log(event.contact))
