"""The page with the whole advice on a dialogue: reasons, sources, and buttons that choose."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.enums import DialogueState, Form, Level
from dialogues.forms.advice import AdviceReasonForm
from dialogues.models import Dialogue, Method
from dialogues.queries.advice import advice_page, needs_of
from dialogues.queries.dialogues import get_dialogue, was_published
from dialogues.queries.ladder import step_of
from dialogues.queries.methods import get_method
from dialogues.services import advice as services
from dialogues.services.dialogues import update_plan
from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import answer_once, make_form_key, sent_or_kept
from programmes.forms.records import add_guidance
from programmes.models import Municipality
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission
from programmes.views.record_pages import FORM_METHODS

CURRENT = "dialogues.dialogue"
# The heading on the page that each question's answers stand under.
PARTS = {"form": "forms", "level": "levels", "methods": "methods"}


@require_http_methods(FORM_METHODS)
def advice(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the advice; a post keeps the reason for choosing otherwise."""
    permission = Permission.EDIT_DIALOGUES if request.method == "POST" else Permission.VIEW
    work = get_work_programme(request.user, slug, permission)
    dialogue = get_dialogue(work.programme, pk)
    url = reverse("dialogues:advice", args=[slug, pk])
    form = AdviceReasonForm(sent_or_kept(request), instance=dialogue, programme=work.programme)

    def save() -> str:
        update_plan(dialogue, changes=form.changes(), expected_version=form.cleaned_data["version"], by=request.user)
        messages.success(request, _("The reason is kept."))
        return url

    response, form = submit(request, form, save)
    add_guidance(form, "dialogue", guidance_for("dialogue.advice_reason"))
    may_edit = work.access.can(Permission.EDIT_DIALOGUES)
    context = programme_context(
        work,
        CURRENT,
        dialogue=dialogue,
        advice=advice_page(dialogue),
        needs=needs_of(dialogue),
        form=form if may_edit else None,
        form_key=make_form_key(request.user.pk),
        # After publishing, form and step are changed in the plan, which asks for the reason that everyone may read.
        may_choose=may_edit and not was_published(dialogue),
        may_choose_methods=may_edit and dialogue.state in (DialogueState.PLANNED, DialogueState.OPEN),
        guide=guidance_for("page.advice").get("page.advice"),
    )
    return response or render(request, "dialogues/advice.html", context)


@require_POST
def advice_choose(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer one question of the plan with what was pressed."""
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue = get_dialogue(work.programme, pk)
    question, value = request.POST.get("question", ""), request.POST.get("value", "")
    if question == "methods" and value.isdecimal():
        value = get_method(work.programme.municipality, _number(value))
    elif value not in {"form": Form.values, "level": Level.values}.get(question, ()):
        raise Http404

    def choose() -> tuple[str, str]:
        kept = services.choose(
            dialogue, question=question, value=value, expected_version=_version(request), by=request.user
        )
        if question == "methods" and value not in kept.methods.all():
            return _("No longer chosen: %(name)s.") % {"name": value}, "methods"
        is_unexplained = question != "methods" and advice_page(kept).is_against and not kept.advice_reason
        return _("Chosen: %(name)s.") % {"name": _name(work.programme.municipality, question, value)}, (
            "reason" if is_unexplained else PARTS[question]
        )

    return _act(request, dialogue, choose)


def _name(municipality: Municipality, question: str, value: str | Method) -> str:
    """Return what the page calls the answer."""
    if question == "level":
        return step_of(municipality, value).name
    return str(Form(value).label if question == "form" else value)


@require_POST
def advice_fill(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put what the chosen methods need into the plan."""
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue = get_dialogue(work.programme, pk)

    def fill() -> tuple[str, str]:
        full = services.fill_plan(dialogue, expected_version=_version(request), by=request.user)
        if full:
            text = _(
                "It stands in the plan now, but not all of it fits in “%(texts)s”. The rest stands on this page, under "
                "each method."
            ) % {"texts": "”, ”".join(full)}
            return text, "needs"
        return _("It stands in the plan now, after what you had written."), "needs"

    return _act(request, dialogue, fill)


def _version(request: HttpRequest) -> int:
    return _number(request.POST.get("version", ""))


def _number(text: str) -> int:
    """Return a number that a row can have; 0 for what is none."""
    return int(text) if text.isdecimal() and len(text) <= 15 else 0


def _act(request: HttpRequest, dialogue: Dialogue, act: Callable[[], tuple[str, str]]) -> HttpResponse:
    """Do what a button says, once; what stands in the way is told on the page.

    ``act`` returns what it did in words, and the part of the page to go on from: whoever goes by keyboard keeps their
    place.
    """
    url = reverse("dialogues:advice", args=[dialogue.programme.slug, dialogue.pk])

    def save() -> str:
        told, part = act()
        messages.success(request, told)
        return f"{url}#{part}"

    try:
        return answer_once(request, save)
    except EditConflict:
        messages.warning(
            request, _("Somebody has changed the plan since you opened the page. Read it as it stands now.")
        )
    except RuleViolation as violation:
        messages.warning(request, violation.message)
    return redirect(url)
