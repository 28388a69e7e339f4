"""Who gets past the door: every view is for signed-in people unless it is marked as open."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from kraftsamling.shared.receipts import DRAFT_PARAMETER, keep_draft


class WorkAccessMiddleware:
    """Sends people without sign-in to the sign-in page, and keeps the form they had just sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or request.user.is_authenticated:
            return None
        back_to = request.get_full_path()
        if request.method == "POST":
            draft = keep_draft(request)
            back_to = request.path if draft is None else f"{request.path}?{urlencode({DRAFT_PARAMETER: draft.token})}"
        if request.htmx:
            response = HttpResponse(status=204)
            response["HX-Redirect"] = f"{resolve_url(reverse('account_login'))}?{urlencode({'next': back_to})}"
            return response
        return redirect_to_login(back_to)
