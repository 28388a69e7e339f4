"""Work pages for occasions: written under their dialogue, shown, moved, published."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from dialogues.enums import OCCASION_MOVES, DialogueState, OccasionState
from dialogues.forms.occasions import OccasionCreateForm, OccasionForm, copied_from
from dialogues.models import Dialogue, Occasion
from dialogues.models.told import Told
from dialogues.queries.occasion_clashes import clashing_with, warnings_for
from dialogues.queries.occasions import row_of
from dialogues.queries.registrations import count_seated, count_waiting, live_registrations
from dialogues.queries.showing import why_it_stays
from dialogues.services import occasions as services
from kraftsamling.shared import clock
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.records import add_guidance
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record, moves_from
from programmes.roles import Permission
from programmes.views.record_pages import FORM_METHODS, RecordPage, record_move

CURRENT = "dialogues.dialogue"
_CANCELLED_TOLD = gettext_lazy(
    "Everyone reads this on the dialogue’s page, and those who have signed up are told. Write about the "
    "matter, not about persons."
)


def say_told(saved: str, told: Told | None, work: WorkProgramme) -> str:
    """Return that it is saved, and how many of those who have signed up get a letter, are to be called or cannot be
    reached; whoever may see them gets a link to whom to call."""
    words = [saved]
    if told and told.letters:
        letters = ngettext("%(count)d party gets a letter.", "%(count)d parties get letters.", told.letters)
        words.append(letters % {"count": told.letters})
    if told and told.unreached:
        unreached = ngettext(
            "%(count)d party left no address: put up a note and meet them there.",
            "%(count)d parties left no address: put up a note and meet them there.",
            told.unreached,
        )
        words.append(unreached % {"count": told.unreached})
    if not told or not told.calls:
        return " ".join(words)
    calls = ngettext("%(count)d party is to be called.", "%(count)d parties are to be called.", told.calls)
    said = " ".join([*words, calls % {"count": told.calls}])
    if not work.access.can(Permission.VIEW_PARTICIPANTS):
        return said
    url = reverse("dialogues:call_list", args=[work.programme.slug])
    return format_html('{} <a href="{}">{}</a>', said, url, _("To call"))


def _say_saved(occasion: Occasion, work: WorkProgramme) -> str:
    return say_told(_("Saved."), occasion.told, work)


def _say_cancelled(occasion: Occasion, work: WorkProgramme) -> str:
    return say_told(_("The occasion is cancelled."), occasion.told, work)


OCCASION = RecordPage(
    name="occasion",
    model=Occasion,
    current=CURRENT,
    permission=Permission.EDIT_DIALOGUES,
    create_form=OccasionCreateForm,
    edit_form=OccasionForm,
    new_title=gettext_lazy("New occasion"),
    edit_title=gettext_lazy("Change the occasion"),
    edit_lead=gettext_lazy("If you change the time or the place, those who have signed up are told."),
    can_be_public=True,
    publish=Permission.PUBLISH_DIALOGUES,
    update=services.update_occasion,
    move=services.move_occasion,
    set_public=services.set_occasion_public,
    withdraw=services.withdraw_occasion,
    say_saved=_say_saved,
    namespace="dialogues",
    form_template="dialogues/occasion_form.html",
    home=lambda occasion: occasion.dialogue.get_work_url(),
)


@require_http_methods(FORM_METHODS)
def occasion_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write a new occasion of the dialogue ``pk``; with ?fran= it is filled with what an earlier one holds."""
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue = get_record(Dialogue, work.programme, pk)
    form = OccasionCreateForm(sent_or_kept(request), programme=work.programme, initial=_earlier(request, work))

    def save() -> str:
        occasion = services.add_occasion(dialogue=dialogue, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return occasion.get_work_url()

    response, form = submit(request, form, save)
    guides = guidance_for("occasion.", "page.occasion")
    add_guidance(form, "occasion", guides)
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), title=OCCASION.new_title,
        guide=guides.get("page.occasion"), back_url=dialogue.get_work_url(), dialogue=dialogue,
    )  # fmt: skip
    return response or render(request, OCCASION.form_template, context)


def _earlier(request: HttpRequest, work: WorkProgramme) -> dict[str, Any]:
    number = request.GET.get("fran", "")
    # What no row can have is no number of an occasion either.
    if not number.isdecimal() or len(number) > 15:
        return {}
    return copied_from(get_record(Occasion, work.programme, int(number)))


@require_http_methods(FORM_METHODS)
def occasion_move(request: HttpRequest, slug: str, pk: int, to: str) -> HttpResponse:
    """Ask before a move; before cancelling it is told how many have signed up."""
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    live = live_registrations([get_record(Occasion, work.programme, pk)]).count()
    signed_up = ngettext("%(count)d party has signed up.", "%(count)d parties have signed up.", live)
    told = " ".join([signed_up % {"count": live}, str(_CANCELLED_TOLD)]) if live else _CANCELLED_TOLD
    page = replace(
        OCCASION, moves=tuple(OCCASION_MOVES), told={OccasionState.CANCELLED: told},
        say_saved=_say_cancelled if to == OccasionState.CANCELLED else _say_saved,
    )  # fmt: skip
    return record_move(request, slug, pk, to, page=page)


@require_safe
def occasion_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    occasion = get_record(Occasion, work.programme, pk, "dialogue__programme", "place__programme", "method")
    moves = moves_from(occasion.state, OCCASION_MOVES) if work.access.can(Permission.EDIT_DIALOGUES) else []
    if occasion.starts_at > clock.now():
        moves = [move for move in moves if move.target != OccasionState.HELD]
    if occasion.dialogue.state == DialogueState.CANCELLED:
        moves = [move for move in moves if move.target != OccasionState.PLANNED]
    context = programme_context(
        work, CURRENT,
        occasion=occasion,
        dialogue=occasion.dialogue,
        row=row_of(occasion),
        warnings=warnings_for(occasion, clashing_with(work.programme, occasion.starts_at, occasion.ends_at)),
        seated=count_seated(occasion),
        waiting=count_waiting(occasion),
        moves=moves,
        why_it_stays=why_it_stays(occasion),
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return render(request, "dialogues/occasion_detail.html", context)
