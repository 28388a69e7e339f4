"""Administrators can reach everything, so where the installation asks for it they need more than a password."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.permissions import get_municipal_roles
from programmes.roles import RoleKey

_SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def _lacks_second_factor(user) -> bool:
    if Authenticator.objects.filter(user=user, type__in=_SECOND_FACTORS).exists():
        return False
    return RoleKey.ADMINISTRATOR in get_municipal_roles(user)


def _is_on_the_way(request: HttpRequest) -> bool:
    """Whether the page asked for belongs to setting up the second factor, or to signing in and out."""
    return (request.resolver_match.url_name or "").startswith(("mfa_", "account_"))


class SecondFactorMiddleware:
    """Leads an administrator without passkey or authenticator app to set one up before any other work page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.REQUIRE_MFA_FOR_ADMINISTRATORS or not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated or _is_on_the_way(request) or not _lacks_second_factor(request.user):
            return None
        target = reverse("mfa_index")
        if request.htmx:
            response = HttpResponse(status=204)
            response["HX-Redirect"] = target
            return response
        messages.info(request, _("As an administrator you need a passkey or an authenticator app. Set one up first."))
        return redirect(target)
