"""Giving and ending roles, in a programme or (slug None) in the whole municipality."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.people import HandOverForm, RoleGrantForm
from programmes.forms.programmes import ReasonForm
from programmes.queries import roles as queries
from programmes.queries.invitations import list_unanswered
from programmes.roles import Permission
from programmes.services import people as services
from programmes.services.roles import revoke_role


@require_safe
def role_list(request: HttpRequest, slug: str) -> HttpResponse:
    scope = queries.get_role_scope(request.user, slug)
    context = scope.page(
        assignments=queries.current_assignments(scope.programme),
        invitations=list_unanswered(scope.programme),
        shows_addresses=scope.access.can(Permission.VIEW_CONTACTS),
        role_table=queries.describe_roles(scope.roles),
    )
    return render(request, "programmes/role_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role_grant(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    scope = queries.get_role_scope(request.user, slug)
    form = RoleGrantForm(sent_or_kept(request), roles=scope.roles, initial={"user": request.GET.get("person")})

    def give() -> str:
        given = services.give_role(
            **form.cleaned_data, municipality=scope.municipality, programme=scope.programme, by=request.user
        )
        facts = {"name": given.user, "role": given.role_name}
        messages.success(request, _("%(name)s now has the role: %(role)s.") % facts)
        return scope.list_url

    response, form = submit(request, form, give)
    context = scope.page(form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "programmes/role_grant.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role_revoke(request: HttpRequest, pk: int, slug: str | None = None) -> HttpResponse:
    scope = queries.get_role_scope(request.user, slug)
    assignment = queries.get_assignment(scope.programme, pk)
    form = ReasonForm(sent_or_kept(request), is_required=False)

    def end() -> str:
        revoke_role(assignment=assignment, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The role is ended."))
        # Who ends their own role may not see the list any more.
        return reverse("overview:my_page") if assignment.user == request.user else scope.list_url

    response, form = submit(request, form, end)
    title = _("End %(name)s's role as %(role)s?") % {"name": assignment.user, "role": assignment.role_name}
    text = _("From now on the person can do nothing here that this role allows. What they have done stays.")
    context = scope.page(
        title=title, text=text, submit_label=_("End the role"), danger=True, form=form,
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return response or render(request, "programmes/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role_hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    scope = queries.get_role_scope(request.user, slug)
    form = HandOverForm(sent_or_kept(request), leavers=queries.holders(scope.programme))

    def hand_over() -> str:
        moved = services.hand_over_and_tell(**form.cleaned_data, by=request.user, programme=scope.programme)
        told = ngettext("%(count)d thing was handed over.", "%(count)d things were handed over.", moved)
        messages.success(request, told % {"count": moved})
        return reverse("overview:my_page") if form.cleaned_data["leaver"] == request.user else scope.list_url

    response, form = submit(request, form, hand_over)
    context = scope.page(form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "programmes/role_hand_over.html", context)
