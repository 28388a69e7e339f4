"""The municipality's people: accounts, what each holds, closing and handing over."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.people import AccountCloseForm, HandOverForm, PeopleFilterForm
from programmes.queries import people as queries
from programmes.queries.invitations import list_unanswered
from programmes.queries.roles import current_assignments, describe_roles, get_role_scope
from programmes.services import people as services

PAGE_SIZE = 50


@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    scope = get_role_scope(request.user, None)
    form = PeopleFilterForm(request.GET)
    words, shown = (form.cleaned_data["ord"], form.cleaned_data["konto"]) if form.is_valid() else ("", "")
    found = queries.people(words=words, is_active={"": True, "stangda": False}.get(shown))
    context = scope.page(
        form=form,
        page_obj=Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida")),
        municipal_assignments=current_assignments(None),
        invitations=list_unanswered(None),
        role_table=describe_roles(scope.roles),
    )
    return render_page(request, "programmes/people_list.html", "programmes/_people_part.html", context)


def _person_url(pk: int) -> str:
    return reverse("programmes:people_detail", args=[pk])


@require_safe
def people_detail(request: HttpRequest, pk: int) -> HttpResponse:
    scope = get_role_scope(request.user, None)
    held = queries.get_person(pk)
    context = scope.page(held=held, person=held.person, form_key=make_form_key(request.user.pk))
    return render(request, "programmes/people_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def people_close(request: HttpRequest, pk: int) -> HttpResponse:
    scope = get_role_scope(request.user, None)
    held = queries.get_person(pk)
    form = AccountCloseForm(sent_or_kept(request), person=held.person)

    def close() -> str:
        services.close_account(user=held.person, by=request.user, **form.cleaned_data)
        messages.success(request, _("The account is closed."))
        return _person_url(pk)

    response, form = submit(request, form, close)
    context = scope.page(held=held, person=held.person, form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "programmes/people_close.html", context)


@require_POST
def people_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    get_role_scope(request.user, None)
    services.reopen_account(user=queries.get_person(pk).person, by=request.user)
    messages.success(request, _("The account is open again. Give the person the roles they need."))
    return redirect(_person_url(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def people_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    scope = get_role_scope(request.user, None)
    held = queries.get_person(pk)
    form = HandOverForm(sent_or_kept(request))

    def hand_over() -> str:
        moved = services.hand_over_and_tell(
            leaver=held.person, successor=form.cleaned_data["successor"], by=request.user
        )
        told = ngettext("%(count)d thing was handed over.", "%(count)d things were handed over.", moved)
        messages.success(request, told % {"count": moved})
        # Who hands over their own administration may not see this page any more.
        return reverse("overview:my_page") if held.person == request.user else _person_url(pk)

    response, form = submit(request, form, hand_over)
    context = scope.page(held=held, person=held.person, form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "programmes/people_hand_over.html", context)
