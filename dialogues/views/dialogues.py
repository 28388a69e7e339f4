"""Dialogues: the list, beginning one, its page, its states, and what is taken away."""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dialogues.enums import DIALOGUE_MOVES, INFORMATION_MOVES, DialogueState, PlanSize
from dialogues.forms.dialogues import DialogueCreateForm, DialogueFilterForm
from dialogues.forms.plan import SectionForm
from dialogues.models import Dialogue, DialogueVersion, Occasion
from dialogues.queries.advice import advice_page, needs_of
from dialogues.queries.contributions import said_in
from dialogues.queries.dialogues import (
    dialogue_rows,
    get_dialogue,
    level_changes_of,
    may_be_hidden,
    name_levels,
    series_of,
    similar_dialogues,
    was_published,
)
from dialogues.queries.invitations import warn_of_no_answer
from dialogues.queries.occasions import occasions_of
from dialogues.queries.periods import has_passed, name_periods, period_of
from dialogues.queries.plan import Plan, hidden_answers, plan_of, section_url
from dialogues.queries.promises import promises_of
from dialogues.services import dialogues as services
from dialogues.views.occasions import say_told
from dialogues.views.plan import CURRENT
from kraftsamling.shared import clock
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.enums import Move
from programmes.forms.records import add_guidance
from programmes.queries.guidance import guidance_for
from programmes.queries.map_items import Audience
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record, moves_from
from programmes.queries.versions import earlier_texts
from programmes.roles import Permission
from programmes.views.confirming import confirm_redaction, page_or_log
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import FORM_METHODS, RecordPage, record_move, record_withdraw


def _say_saved(dialogue: Dialogue, work: WorkProgramme) -> str:
    return say_told(_("Saved."), dialogue.told, work)


DIALOGUE = RecordPage(
    name="dialogue",
    model=Dialogue,
    current=CURRENT,
    permission=Permission.EDIT_DIALOGUES,
    create_form=DialogueCreateForm,
    edit_form=SectionForm,
    new_title=gettext_lazy("New dialogue"),
    edit_title=gettext_lazy("Change the dialogue"),
    keep=DialogueVersion,
    moves=tuple(DIALOGUE_MOVES),
    move=services.move_dialogue,
    withdraw=services.withdraw_dialogue,
    say_saved=_say_saved,
    told={
        "cancelled": gettext_lazy(
            "If it has been published, everyone reads this on the public page. Write about the matter, not about "
            "persons."
        )
    },
    namespace="dialogues",
)


def _say_rows(rows: list[Dialogue]) -> None:
    name_periods(rows)
    if rows:
        name_levels(rows, rows[0].programme.municipality)


DIALOGUE_LIST = RecordList(
    name="dialogue",
    current=CURRENT,
    title=gettext_lazy("Dialogues"),
    lead=gettext_lazy("What you ask people, what they can influence, and when they hear back."),
    rows=dialogue_rows,
    row_template="dialogues/_dialogue_row_part.html",
    permission=Permission.EDIT_DIALOGUES,
    new_label=gettext_lazy("Plan a dialogue"),
    empty_title=gettext_lazy("No dialogues yet"),
    empty_text=gettext_lazy(
        "Begin with two questions: can the matter be influenced, and can those who decide be influenced? If both are "
        "yes, plan a dialogue. If not, inform people, and call it that."
    ),
    words_in=("title", "question", "summary"),
    choices=("state", "form", "level"),
    filter_form=DialogueFilterForm,
    prepare=_say_rows,
    namespace="dialogues",
)


@require_http_methods(FORM_METHODS)
def dialogue_create(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    initial = {"copy_from": request.GET.get("kopiera"), "follows": request.GET.get("fortsatt")}
    form = DialogueCreateForm(sent_or_kept(request), programme=work.programme, user=request.user, initial=initial)

    def save() -> str:
        dialogue = services.add_dialogue(programme=work.programme, by=request.user, **form.cleaned_data)
        begun = _('The dialogue is begun. <a href="{}">Begin with whether the matter can be influenced</a>.')
        messages.success(request, format_html(begun, section_url(dialogue, "is_matter_open")))
        if form.cleaned_data.get("copy_from"):
            messages.info(
                request,
                _(
                    "What the dialogue is about, why, what can be influenced, the groups and the rest of the plan came "
                    "along. Below it says what is copied and not changed yet, and what you write anew."
                ),
            )
        return dialogue.get_work_url()

    response, form = submit(request, form, save)
    guides = guidance_for("dialogue.", "page.dialogue")
    add_guidance(form, "dialogue", guides)
    context = programme_context(
        work,
        CURRENT,
        form=form,
        form_key=make_form_key(request.user.pk),
        title=DIALOGUE.new_title,
        lead="",
        guide=guides.get("page.dialogue"),
        back_url=DIALOGUE.list_url(slug),
        withdraw_url="",
        redact_url="",
    )
    return response or render(request, "programmes/record_form.html", context)


@require_safe
def dialogue_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    dialogue = get_dialogue(work.programme, pk)
    name_levels([dialogue], work.programme.municipality)
    occasions = occasions_of(dialogue, Audience.WORK)
    promises = promises_of(dialogue, Audience.WORK)
    shown = [row.occasion for row in occasions if row.occasion.published_at and not row.is_cancelled]
    moves, moves_back = _moves(dialogue, work, [row.occasion for row in occasions])
    plan = plan_of(dialogue)
    context = programme_context(
        work,
        CURRENT,
        dialogue=dialogue,
        plan=plan,
        next_step=_next_step(dialogue, plan, has_promise=bool(promises), has_occasion=bool(occasions)),
        hidden=hidden_answers(dialogue),
        other_size=PlanSize.SHORT if dialogue.size == PlanSize.FULL else PlanSize.FULL,
        is_full=dialogue.size == PlanSize.FULL,
        moves=moves,
        moves_back=moves_back,
        may_be_withdrawn=not was_published(dialogue),
        ahead=[row for row in occasions if not row.is_over],
        past=[row for row in occasions if row.is_over],
        promises=promises,
        said=said_in(dialogue),
        lacks_answer=warn_of_no_answer(dialogue, [row.promise for row in promises if row.is_given], shown),
        advice=advice_page(dialogue),
        needs=needs_of(dialogue),
        level_changes=level_changes_of(dialogue),
        followed_by=series_of(dialogue),
        similar=similar_dialogues(dialogue, clock.today()),
        earlier=earlier_texts(dialogue),
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "dialogues/dialogue_detail.html", context)


def _next_step(dialogue: Dialogue, plan: Plan, *, has_promise: bool, has_occasion: bool) -> tuple[str, str] | None:
    """Return what to do next and where: the plan first, then what publishing needs besides it; None when the
    plan is whole and out, and when the conversations are over or cancelled."""
    if dialogue.state not in {DialogueState.PLANNED, DialogueState.OPEN}:
        return None
    at = [dialogue.programme.slug, dialogue.pk]
    if plan.next_section:
        part = plan.next_section.section.title
        return _("Go on with: %(part)s") % {"part": part}, plan.next_section.url
    if dialogue.state != DialogueState.PLANNED:
        return None
    if not has_promise:
        label = _("Write what you undertake to tell") if dialogue.tells_only else _("Add a promise")
        return label, reverse("dialogues:promise_create", args=at)
    if not has_occasion and not dialogue.tells_only:
        return _("Add an occasion"), reverse("dialogues:occasion_create", args=at)
    return _("Check and publish"), reverse("dialogues:dialogue_check", args=at)


def _moves(dialogue: Dialogue, work: WorkProgramme, occasions: list[Occasion]) -> tuple[list[Move], list[Move]]:
    """Return the moves to draw buttons for, those that are next and those for when something has changed; publishing
    has a page of its own."""
    may_hide = work.access.can(Permission.PUBLISH_DIALOGUES) and may_be_hidden(dialogue)
    moves = [
        move
        for move in moves_from(dialogue.state, _moves_named(dialogue))
        if not _is_publishing(dialogue, move.target) and (may_hide or not _is_hiding(dialogue, move.target))
    ]
    goes_on = not has_passed(period_of(dialogue, occasions), occasions, clock.now())
    back = [move for move in moves if move.needs_reason or (goes_on and move.target == DialogueState.COMPILING)]
    return [move for move in moves if move not in back], back


def _moves_named(dialogue: Dialogue) -> list[Move]:
    """Return the moves in the words of what is only told, where that is all it is."""
    return INFORMATION_MOVES if dialogue.tells_only else DIALOGUE_MOVES


def _is_publishing(dialogue: Dialogue, to: str) -> bool:
    return (dialogue.state, to) == (DialogueState.PLANNED, DialogueState.OPEN)


def _is_hiding(dialogue: Dialogue, to: str) -> bool:
    """Whether the move takes the invitation off the public pages, which those who publish do."""
    return bool(dialogue.published_at) and to == DialogueState.PLANNED


@require_http_methods(FORM_METHODS)
def dialogue_move(request: HttpRequest, slug: str, pk: int, to: str) -> HttpResponse:
    """Ask before a move; publishing is done on the page that tells what is missing."""
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue = get_record(Dialogue, work.programme, pk)
    if _is_publishing(dialogue, to):
        return redirect(reverse("dialogues:dialogue_check", args=[slug, pk]))
    page = replace(DIALOGUE, moves=tuple(_moves_named(dialogue)))
    if _is_hiding(dialogue, to):
        page = replace(page, permission=Permission.PUBLISH_DIALOGUES)
    return record_move(request, slug, pk, to, page=page)


dialogue_withdraw = partial(record_withdraw, page=DIALOGUE)


@require_http_methods(FORM_METHODS)
def dialogue_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    dialogue = get_record(Dialogue, work.programme, pk, also_withdrawn=True)
    return confirm_redaction(
        request, work, dialogue, services.redact_dialogue, current=CURRENT, back_url=page_or_log(dialogue)
    )
