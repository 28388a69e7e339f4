"""Public pages for signing up without account, and for one's own registration."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.enums import RegistrationState
from dialogues.forms.registrations import OwnContactForm, OwnRegistrationForm, SignUpForm
from dialogues.models import Registration
from dialogues.queries.occasions import get_public_occasion, row_with_moves, why_closed
from dialogues.queries.registrations import count_ahead, count_free, find_registration, link_secret
from dialogues.services import contacts
from dialogues.services import registrations as services
from kraftsamling.shared import clock
from kraftsamling.shared.access import public_form
from kraftsamling.shared.errors import StateConflict
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import answer_once, make_form_key
from kraftsamling.shared.throttle import is_too_often
from programmes.views.public import find_public

SIGN_UPS_PER_HOUR = 30
# To one address, by whomever: a family may sign up one by one, but nobody fills somebody else's letter box.
LETTERS_PER_HOUR = 5
# The mark in the address of one's own page by which it tells what has just been done.
_SAVED, _FORGOTTEN, _ALL_FORGOTTEN = "sparat", "borttaget", "allt-borttaget"


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def registration_sign_up(request: HttpRequest, slug: str, dialogue: str, pk: int) -> HttpResponse:
    programme, elsewhere = find_public(request, slug, "dialogues:registration_sign_up", dialogue=dialogue, pk=pk)
    if elsewhere:
        return elsewhere
    occasion = get_public_occasion(programme, dialogue, pk)
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and is_too_often(request, "sign_up", limit=SIGN_UPS_PER_HOUR):
        form.add_error(None, _("Many have signed up from your network just now. Wait an hour, or call us."))
    _spare_the_address(request, form)

    def save() -> str:
        fields = {name: value for name, value in form.cleaned_data.items() if name != "website"}
        registration = services.sign_up(occasion=occasion, **fields)
        return reverse("dialogues:registration_open", args=[link_secret(registration)])

    response, form = submit(request, form, save)
    context = {
        "form": form,
        "form_key": make_form_key(None),
        "programme": programme,
        "public_programme": programme,
        "occasion": occasion,
        "dialogue": occasion.dialogue,
        "row": row_with_moves(occasion),
        "closed": why_closed(occasion, clock.now()),
        "free": count_free(occasion),
    }
    return response or render(request, "dialogues/registration_sign_up.html", context)


def _spare_the_address(request: HttpRequest, form: SignUpForm | OwnContactForm) -> None:
    """Refuse one more letter to an e-mail address that has just got many."""
    if not form.is_valid() or "email" not in form.changed_data or not form.cleaned_data["email"]:
        return
    if is_too_often(request, "letter", limit=LETTERS_PER_HOUR, whom=form.cleaned_data["email"].casefold()):
        form.add_error("email", _("Many letters have just gone to this address. Wait an hour, or leave it out."))


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def registration_open(request: HttpRequest, secret: str) -> HttpResponse:
    """Show one's own registration, and change it."""
    registration = find_registration(secret)
    own_page = reverse("dialogues:registration_open", args=[secret])
    form = OwnRegistrationForm(request.POST if request.method == "POST" else None, instance=registration)

    def save() -> str:
        wanted = form.changes()
        version = form.cleaned_data["version"]
        services.change_registration(
            registration, people=wanted["people"], name=wanted["name"], needs=wanted["needs"], expected_version=version
        )
        return f"{own_page}?{_SAVED}=1"

    response, form = submit(request, form, save)
    occasion = registration.occasion
    is_live = registration.state != RegistrationState.CANCELLED
    context = {
        "form": form,
        "form_key": make_form_key(None),
        "registration": registration,
        "occasion": occasion,
        "dialogue": occasion.dialogue,
        "programme": occasion.programme,
        "public_programme": occasion.programme if registration.is_shown else None,
        "row": row_with_moves(occasion),
        "free": count_free(occasion),
        "ahead": count_ahead(registration) if registration.state == RegistrationState.WAITING else 0,
        "has_begun": occasion.starts_at <= clock.now(),
        "is_saved": is_live and _SAVED in request.GET,
        "is_forgotten": is_live and _FORGOTTEN in request.GET and _is_forgotten(registration),
        "is_all_forgotten": is_live and _ALL_FORGOTTEN in request.GET and not registration.holds_personal_data,
        "own_url": request.build_absolute_uri(own_page),
        "contact_url": reverse("dialogues:registration_contact", args=[secret]),
        "leave_url": reverse("dialogues:registration_leave", args=[secret]),
        "forget_url": reverse("dialogues:registration_forget", args=[secret]),
    }
    return response or render(request, "dialogues/registration_open.html", context)


def _is_forgotten(registration: Registration) -> bool:
    return registration.point is not None and registration.point.purged_at is not None


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def registration_contact(request: HttpRequest, secret: str) -> HttpResponse:
    """Add, change or remove one's own e-mail and telephone number."""
    registration = find_registration(secret)
    own_page = reverse("dialogues:registration_open", args=[secret])
    if registration.state == RegistrationState.CANCELLED:
        return redirect(own_page)
    point = registration.point
    initial = {"email": point.email, "phone": point.phone} if point else {}
    form = OwnContactForm(request.POST if request.method == "POST" else None, initial=initial)
    # Each new address gets a letter.
    if form.is_valid() and is_too_often(request, "change_contact", limit=SIGN_UPS_PER_HOUR):
        form.add_error(None, _("Many changes have come from your network just now. Wait an hour, or call us."))
    _spare_the_address(request, form)

    def save() -> str:
        contacts.change_contact(registration, **form.cleaned_data)
        return f"{own_page}?{_SAVED if any(form.cleaned_data.values()) else _FORGOTTEN}=1"

    response, form = submit(request, form, save)
    context = {
        "form": form,
        "form_key": make_form_key(None),
        "registration": registration,
        "dialogue": registration.occasion.dialogue,
        "public_programme": registration.occasion.programme if registration.is_shown else None,
        "own_page": own_page,
    }
    return response or render(request, "dialogues/registration_contact.html", context)


@public_form
@require_POST
def registration_leave(request: HttpRequest, secret: str) -> HttpResponse:
    """Cancel one's own registration, which removes what one has told."""
    registration = find_registration(secret)
    own_page = reverse("dialogues:registration_open", args=[secret])

    def save() -> str:
        with suppress(StateConflict):  # it is cancelled already, which the page tells
            services.cancel_registration(registration)
        return own_page

    return answer_once(request, save)


@public_form
@require_POST
def registration_forget(request: HttpRequest, secret: str) -> HttpResponse:
    """Remove one's own e-mail and telephone number, or with "all" everything one has told, and keep the place."""
    registration = find_registration(secret)
    own_page = reverse("dialogues:registration_open", args=[secret])

    def save() -> str:
        if "all" in request.POST:
            services.forget_own(registration)
            return f"{own_page}?{_ALL_FORGOTTEN}=1"
        contacts.forget_address(registration)
        return f"{own_page}?{_FORGOTTEN}=1"

    return answer_once(request, save)
