"""Inviting people, and answering an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from kraftsamling.shared.access import open_to_all
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.people import ConfirmForm, InvitationForm, NewAccountForm
from programmes.queries import invitations as queries
from programmes.queries.invitations import OpenInvitation
from programmes.queries.roles import get_role_scope
from programmes.services import invitations as services

_SESSION_KEY = "invitation_hash"
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_create(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    scope = get_role_scope(request.user, slug)
    form = InvitationForm(sent_or_kept(request), roles=scope.roles)

    def invite() -> str:
        services.invite(
            **form.cleaned_data, municipality=scope.municipality, programme=scope.programme, by=request.user
        )
        messages.success(request, _("The invitation is on its way."))
        return scope.list_url

    response, form = submit(request, form, invite)
    context = scope.page(form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "programmes/invitation_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_resend(request: HttpRequest, pk: int, slug: str | None = None) -> HttpResponse:
    scope = get_role_scope(request.user, slug)
    invitation = queries.get_unanswered(scope.programme, pk)

    def send() -> str:
        services.send_again(invitation=invitation, by=request.user)
        messages.success(request, _("A new letter is on its way. The old link no longer works."))
        return scope.list_url

    response, form = submit(request, ConfirmForm(sent_or_kept(request)), send)
    title = _("Send the invitation to %(name)s again?") % {"name": invitation.name}
    text = _("The letter gets a new link for another fourteen days. The old link stops working.")
    context = scope.page(
        title=title, text=text, submit_label=_("Send again"), form=form, form_key=make_form_key(request.user.pk)
    )
    return response or render(request, "programmes/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_cancel(request: HttpRequest, pk: int, slug: str | None = None) -> HttpResponse:
    scope = get_role_scope(request.user, slug)
    invitation = queries.get_unanswered(scope.programme, pk)

    def cancel() -> str:
        services.cancel(invitation=invitation, by=request.user)
        messages.success(request, _("The invitation is taken back."))
        return scope.list_url

    response, form = submit(request, ConfirmForm(sent_or_kept(request)), cancel)
    title = _("Take back the invitation to %(name)s?") % {"name": invitation.name}
    text = _("The link in the letter stops working, and we remove the address.")
    context = scope.page(
        title=title, text=text, submit_label=_("Take it back"), danger=True, form=form,
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return response or render(request, "programmes/confirm.html", context)


@open_to_all
@never_cache
@require_GET
def invitation_open(request: HttpRequest, secret: str) -> HttpResponse:
    """The link in the letter. Opening it uses nothing up, since mail programs open links to look for dangers.

    The secret leaves the address at once, so that it stands in no history and no later log line. Nothing is kept for
    whoever guesses, or each guess would be a row of a session that lasts for hours.
    """
    hashed = queries.hash_secret(secret)
    if queries.find_open_invitation(hashed):
        request.session[_SESSION_KEY] = hashed
    else:
        request.session.pop(_SESSION_KEY, None)
    return redirect("programmes:invitation_accept")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest) -> HttpResponse:
    """Answer an invitation: with a new account, or as the person whose address it was sent to."""
    found = queries.find_open_invitation(request.session.get(_SESSION_KEY, ""))
    if found is None:
        return render(request, "programmes/invitation_gone.html", status=404)
    if found.account is None and not request.user.is_authenticated:
        return _accept_as_new(request, found)
    if found.account is not None and found.account == request.user:
        return _accept_as_oneself(request, found)
    return render(request, "programmes/invitation_sign_in.html", {"found": found})


def _accept_as_new(request: HttpRequest, found: OpenInvitation) -> HttpResponse:
    invitation = found.invitation
    form = NewAccountForm(request.POST or None, email=invitation.contact.email, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_with_new_account(invitation=invitation, language=get_language(), **form.cleaned_data)
        except RuleViolation as violation:
            form.add_error(None, violation.message)
        else:
            login(request, user, backend=_BACKEND)
            return _welcome(request, found)
    return render(request, "programmes/invitation_accept.html", {"form": form, "invitation": invitation})


def _accept_as_oneself(request: HttpRequest, found: OpenInvitation) -> HttpResponse:
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.accept_with_account(invitation=found.invitation, user=request.user)
        except RuleViolation as violation:
            form.add_error(None, violation.message)
        else:
            return _welcome(request, found)
    return render(request, "programmes/invitation_accept.html", {"form": form, "invitation": found.invitation})


def _welcome(request: HttpRequest, found: OpenInvitation) -> HttpResponse:
    request.session.pop(_SESSION_KEY, None)
    programme = found.invitation.programme
    with override(request.user.language):
        messages.success(request, _("Welcome! You have accepted the invitation."))
        if programme is None:
            return redirect(reverse("overview:my_page"))
        return redirect(reverse("programmes:programme_detail", args=[programme.slug]))
