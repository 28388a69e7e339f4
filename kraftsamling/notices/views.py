"""A person's own notices, and which of them come by e-mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kraftsamling.accounts.models import User
from kraftsamling.notices import queries, services
from kraftsamling.notices.forms import MailChoiceForm
from kraftsamling.notices.kinds import get_kind
from kraftsamling.shared.access import open_to_all
from kraftsamling.shared.receipts import answer_once, make_form_key, sent_or_kept


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """All of one's notices, newest first."""
    return render(request, "notices/notice_list.html", {"notice_lines": queries.all_for(request.user)})


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("notices:notice_list")
    return redirect(target)


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read; somebody else's is left alone and answers the same."""
    services.mark_read(user=request.user, notice_id=pk)
    return _back(request)


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices as read."""
    services.mark_read(user=request.user)
    return _back(request)


def _store_choice(request: HttpRequest, form: MailChoiceForm) -> str:
    services.choose_mail(
        user=request.user,
        pace=form.cleaned_data["pace"],
        stopped_kinds=form.cleaned_data["stopped_kinds"],
        by=request.user,
    )
    messages.success(request, _("Your choice is saved."))
    return reverse("accounts:profile")


@require_http_methods(["GET", "POST"])
def mail_choice(request: HttpRequest) -> HttpResponse:
    """Choose which notices come by e-mail, and when."""
    form = MailChoiceForm(sent_or_kept(request), choice=queries.get_mail_choice(request.user))
    if request.method == "POST" and form.is_valid():
        return answer_once(request, lambda: _store_choice(request, form))
    return render(request, "notices/mail_choice.html", {"form": form, "form_key": make_form_key(request.user.pk)})


@open_to_all
@csrf_exempt  # mail programs post here themselves (RFC 8058); the signed token in the address is the right to do so
@never_cache
@require_http_methods(["GET", "POST"])
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one kind of letter by the link in it, without signing in. Opening the link asks first."""
    found = queries.read_stop_token(token)
    if found is None:
        raise Http404
    user = User.objects.filter(pk=found[0]).first()
    if user is None:
        raise Http404
    try:
        kind = get_kind(found[1])
    except KeyError:  # an old letter of a kind that is not sent any more
        raise Http404 from None
    if request.method == "POST":
        services.stop_kind(user=user, kind=kind.key)
    return render(request, "notices/mail_stop.html", {"kind": kind, "is_stopped": request.method == "POST"})
