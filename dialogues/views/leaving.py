"""Public pages: leaving a contribution without account, and following by a code what became of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dialogues.enums import AgeGroup
from dialogues.forms.leaving import About, CodeForm, LeaveForm
from dialogues.models import Dialogue
from dialogues.queries.follow_codes import find_code, follow_path, followed, is_code, make_code
from dialogues.queries.ladder import settings_of
from dialogues.queries.leaving import why_not_open
from dialogues.queries.promises import promises_of
from dialogues.queries.public import get_public_dialogue
from dialogues.services.leaving import leave_contribution
from kraftsamling.shared.access import public_form
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key
from kraftsamling.shared.throttle import is_too_often
from programmes.queries.map_items import Audience
from programmes.queries.short_addresses import code_for
from programmes.views.public import find_public

CONTRIBUTIONS_PER_HOUR = 20
# Whoever follows what they said looks at it a few times; whoever tries codes tries many.
CODES_PER_HOUR = 60


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def contribution_leave(request: HttpRequest, slug: str, dialogue: str) -> HttpResponse:
    """Receive what a resident has to say; what belongs elsewhere is led there and not stored."""
    programme, elsewhere = find_public(request, slug, "dialogues:contribution_leave", dialogue=dialogue)
    if elsewhere:
        return elsewhere
    found = get_public_dialogue(programme, dialogue)
    closed = why_not_open(found)
    form = LeaveForm(request.POST if request.method == "POST" else None, dialogue=found, language=get_language())
    if form.belongs_elsewhere:
        return _lead_elsewhere(request, found, form.belongs_elsewhere)
    if form.is_valid() and is_too_often(request, "leave", limit=CONTRIBUTIONS_PER_HOUR):
        form.add_error(None, _("Much has been sent from your network just now. Wait an hour, or call us."))

    def save() -> str:
        words = form.cleaned_data
        contribution = leave_contribution(
            dialogue=found, text=words["text"], matter=words["matter"], place=words.get("place"),
            place_words=words["place_words"], language=words["language"],
            age_group=AgeGroup.YOUNG if words["is_young"] else "",
        )  # fmt: skip
        return f"{follow_path(contribution.follow_code)}?tack=1"

    response, form = submit(request, form, save)
    context = {
        "form": form, "form_key": make_form_key(None), "programme": programme, "public_programme": programme,
        "dialogue": found, "closed": closed,
    }  # fmt: skip
    return response or render(request, "dialogues/contribution_leave.html", context)


def _lead_elsewhere(request: HttpRequest, dialogue: Dialogue, about: str) -> HttpResponse:
    programme = dialogue.programme
    context = {
        "programme": programme, "public_programme": programme, "dialogue": dialogue, "about": about,
        "is_own_case": about == About.OWN_CASE, "settings": settings_of(programme.municipality),
    }  # fmt: skip
    return render(request, "dialogues/contribution_elsewhere.html", context)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to what it follows."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if is_too_often(request, "follow", limit=CODES_PER_HOUR):
            form.add_error("code", _("Many codes have been tried from your network just now. Wait an hour."))
        else:
            try:
                return redirect(follow_path(find_code(form.cleaned_data["code"])))
            except Http404:
                form.add_error("code", _("We know of no such code. Look at the slip once more, letter by letter."))
    return render(request, "dialogues/follow.html", {"form": form})


@public_form
@require_safe
def follow_open(request: HttpRequest, code: str) -> HttpResponse:
    """Show what has become of what somebody said, to whoever has the code."""
    if is_too_often(request, "follow", limit=CODES_PER_HOUR):
        # Whoever has just been given a code must not lose it, though others have tried many.
        return render(request, "dialogues/follow_wait.html", {"is_code": is_code(code)}, status=429)
    row = find_code(code)
    if code != make_code(row):
        return redirect(follow_path(row))
    contributions = list(followed(row))
    is_shown = row.programme.is_public
    dialogues = {one.dialogue_id: one.dialogue for one in contributions if is_shown and one.dialogue.is_public}
    context = {
        "code": code,
        "address": code_for(reverse("dialogues:follow_open", args=[code])),
        "contributions": contributions,
        "dialogues": [(dialogue, promises_of(dialogue, Audience.PUBLIC)) for dialogue in dialogues.values()],
        "is_new": "tack" in request.GET,
        "is_shown": is_shown,
        "programme": row.programme,
        "public_programme": row.programme if is_shown else None,
    }
    response = render(request, "dialogues/follow_open.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
