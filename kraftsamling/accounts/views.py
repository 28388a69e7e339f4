"""A person's own account page."""

from allauth.account import views as account
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from kraftsamling.accounts import services
from kraftsamling.accounts.forms import ProfileForm
from kraftsamling.accounts.queries import get_own_account
from kraftsamling.shared.receipts import answer_once, make_form_key, sent_or_kept


def _store_profile(request: HttpRequest, form: ProfileForm) -> str:
    user = services.update_profile(user=request.user, changes=form.cleaned_data, by=request.user)
    with override(user.language):
        messages.success(request, _("Your account is saved."))
        return reverse("accounts:profile")


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask, then end the session; the browser also forgets what it kept, so that Back shows nobody the last page."""
    response = account.logout(request)
    if not request.user.is_authenticated:
        response["Clear-Site-Data"] = '"cache"'
    return response


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """See and change one's own name, function and language."""
    form = ProfileForm(sent_or_kept(request), instance=get_own_account(request.user))
    if request.method == "POST" and form.is_valid():
        return answer_once(request, lambda: _store_profile(request, form))
    return render(request, "accounts/profile.html", {"form": form, "form_key": make_form_key(request.user.pk)})
