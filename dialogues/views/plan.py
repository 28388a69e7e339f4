"""Pages on which the plan is written: one part at a time, and its rows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.enums import PlanSize
from dialogues.forms.choosing import tell_choices
from dialogues.forms.plan import SectionForm, form_of
from dialogues.models import Dialogue
from dialogues.queries.advice import advice_page, answers_of, changed_advice
from dialogues.queries.dialogues import get_dialogue
from dialogues.queries.plan import Plan, plan_of, section_url
from dialogues.services import dialogues as services
from dialogues.services.levels import GATES
from dialogues.words.formal_texts import hint_on_time
from dialogues.words.plan_sections import FULL, PlanSection, find_section, lacking_formal, sections_of
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import answer_once, make_form_key, sent_or_kept
from programmes.forms.records import add_guidance
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.views.record_pages import FORM_METHODS

CURRENT = "dialogues.dialogue"
# Where a row is added to what a part of the plan consists of.
_ADD = {"influences": "dialogues:influence_create", "target_groups": "dialogues:target_group_create"}


@require_http_methods(FORM_METHODS)
def dialogue_edit(request: HttpRequest, slug: str, pk: int, section: str) -> HttpResponse:
    """One part of the plan; "Save and go on" leads to the next.

    What was written in a part that the plan has no longer, since a colleague made another of it, is saved all the same.
    """
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue = get_dialogue(work.programme, pk)
    sent = sent_or_kept(request)
    part = find_section(section, dialogue) or _full_section(section)
    if not sent and part not in sections_of(dialogue):
        return redirect(section_url(dialogue, part.fields[0]))
    answered = answers_of(dialogue) if request.method == "POST" else None
    form = form_of(part, dialogue, sent)(sent, instance=dialogue, programme=work.programme)

    def save() -> str:
        was_information = dialogue.is_information_only
        services.update_plan(
            dialogue, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user,
            reason=form.cleaned_data.get("reason", ""),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        for sentence in changed_advice(answered, answers_of(dialogue), dialogue, form.changed_data):
            messages.info(request, sentence)
        if GATES[0] in part.fields and dialogue.is_information_only and not was_information:
            messages.info(request, _("You answered no. Form and level are now information, and people are told so."))
        if "formal_link" in part.fields and (hint := hint_on_time(dialogue)):
            messages.warning(request, hint)
        return _after(request, dialogue, part, form)

    response, form = submit(request, form, save)
    return response or _show(request, work, dialogue, part, form)


def _full_section(key: str) -> PlanSection:
    """Return a part that only the full plan has; raises Http404 if none has this address."""
    part = next((section for section in FULL if section.key == key), None)
    if part is None:
        raise Http404
    return part


def _after(request: HttpRequest, dialogue: Dialogue, part: PlanSection, form: SectionForm) -> str:
    """Return where saving leads: to a new row, if that was asked for, to this part again when a procedure in law has
    been chosen and not yet told of."""
    if "add" in request.POST and part.rows:
        return reverse(_ADD[part.rows], args=[dialogue.programme.slug, dialogue.pk])
    if "formal_link" in form.changed_data and lacking_formal(dialogue):
        messages.info(request, _("Now tell what people must know about it."))
        return section_url(dialogue, part.fields[0])
    following = _next_of(part, dialogue)
    if "on" in request.POST and following:
        return section_url(dialogue, following.fields[0])
    # An answer may have made another plan of it.
    part = find_section(part.key, dialogue)
    return f"{dialogue.get_work_url()}#{part.key if part else 'parts'}"


def _next_of(part: PlanSection, dialogue: Dialogue) -> PlanSection | None:
    keys = [section.key for section in sections_of(dialogue)]
    later = keys[keys.index(part.key) + 1 :] if part.key in keys else []
    return find_section(later[0], dialogue) if later else None


def _show(
    request: HttpRequest, work: WorkProgramme, dialogue: Dialogue, part: PlanSection, form: SectionForm
) -> HttpResponse:
    own = "information" if dialogue.tells_only else ""
    add_guidance(form, "dialogue", guidance_for("dialogue.", "information."), rather=own)
    plan = plan_of(dialogue)
    advice = advice_page(dialogue) if "form" in part.fields else None
    if advice:
        tell_choices(form, advice)
    context = programme_context(
        work,
        CURRENT,
        dialogue=dialogue,
        part=part,
        form=form,
        form_key=make_form_key(request.user.pk),
        plan=plan,
        state=next((each for each in plan.sections if each.section.key == part.key), None),
        steps=_steps(plan, part),
        has_next=_next_of(part, dialogue) is not None,
        advice=advice,
        hint=hint_on_time(dialogue) if "formal_link" in part.fields else "",
        size_url=reverse("dialogues:dialogue_size", args=[work.programme.slug, dialogue.pk]),
    )
    return render(request, "dialogues/plan_form.html", context)


def _steps(plan: Plan, part: PlanSection) -> list[dict[str, Any]]:
    return [
        {
            "label": state.section.title,
            "state": "current" if state.section is part else "done" if state.state == "done" else "next",
            "url": state.url,
        }
        for state in plan.sections
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
