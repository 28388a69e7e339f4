"""Pages on which the plan is written: one part at a time, and its rows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.enums import PlanSize
from dialogues.forms.plan import FormalForm, SectionForm, form_of
from dialogues.models import Dialogue
from dialogues.plan_sections import BY_KEY, SECTIONS, PlanSection
from dialogues.queries.advice import advice_page
from dialogues.queries.dialogues import get_dialogue
from dialogues.queries.plan import plan_of
from dialogues.services import dialogues as services
from dialogues.services.levels import GATES
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import answer_once, make_form_key, sent_or_kept
from programmes.forms.records import add_guidance
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.views.record_pages import FORM_METHODS

CURRENT = "dialogues.dialogue"


@require_http_methods(FORM_METHODS)
def dialogue_edit(request: HttpRequest, slug: str, pk: int, section: str) -> HttpResponse:
    """One part of the plan; "Save and go on" leads to the next."""
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue, part = get_dialogue(work.programme, pk), BY_KEY.get(section)
    if part is None or not part.fields:
        raise Http404
    form = form_of(part, dialogue.size)(sent_or_kept(request), instance=dialogue, programme=work.programme)

    def save() -> str:
        was_information = dialogue.is_information_only
        services.update_plan(
            dialogue, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user,
            reason=form.cleaned_data.get("reason", ""),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        if part.key == _part_of_gates() and dialogue.is_information_only and not was_information:
            messages.info(request, _("You answered no. Form and level are now information, and people are told so."))
        following = _next_of(part)
        if "on" in request.POST and following:
            return reverse("dialogues:dialogue_edit", args=[slug, pk, following.key])
        return f"{dialogue.get_work_url()}#{part.key}"

    response, form = submit(request, form, save)
    return response or _show(request, work, dialogue, part, form)


def _part_of_gates() -> str:
    return next(section.key for section in SECTIONS if GATES[0] in section.fields)


def _next_of(part: PlanSection) -> PlanSection | None:
    return next((section for section in SECTIONS[SECTIONS.index(part) + 1 :] if section.fields), None)


def _show(
    request: HttpRequest, work: WorkProgramme, dialogue: Dialogue, part: PlanSection, form: SectionForm
) -> HttpResponse:
    add_guidance(form, "dialogue", guidance_for("dialogue."))
    context = programme_context(
        work,
        CURRENT,
        dialogue=dialogue,
        part=part,
        form=form,
        form_key=make_form_key(request.user.pk),
        steps=_steps(dialogue, part),
        has_next=_next_of(part) is not None,
        advice=advice_page(dialogue) if "form" in part.fields else None,
        hint=form.hint() if isinstance(form, FormalForm) else "",
        size_url=reverse("dialogues:dialogue_size", args=[work.programme.slug, dialogue.pk]),
    )
    return render(request, "dialogues/plan_form.html", context)


def _steps(dialogue: Dialogue, part: PlanSection) -> list[dict[str, Any]]:
    return [
        {
            "label": state.section.title,
            "state": "current" if state.section is part else "done" if state.state == "done" else "next",
            "url": state.url,
        }
        for state in plan_of(dialogue).sections
    ]


@require_POST
def dialogue_size(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Go over to the other size of the plan; every answer is kept."""
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue = get_dialogue(work.programme, pk)
    size = request.POST.get("size")
    if size not in PlanSize.values:
        return redirect(dialogue.get_work_url())

    def save() -> str:
        services.update_plan(dialogue, changes={"size": size}, expected_version=dialogue.version, by=request.user)
        messages.success(
            request,
            _("The plan asks all questions now.")
            if size == PlanSize.FULL
            else _("The plan asks the most important questions now. Your other answers are kept."),
        )
        return dialogue.get_work_url()

    return answer_once(request, save)
