"""The ladder of participation in the municipality's own words."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogues.enums import LANGUAGES
from dialogues.forms.methods import LadderForm, LadderStepForm
from dialogues.queries import ladder as queries
from dialogues.services import ladder as services
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.queries.municipality import get_work_municipality, municipality_context

LADDER = "dialogues:ladder_edit"
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def ladder_edit(request: HttpRequest) -> HttpResponse:
    """Choose the ladder; its steps, with the languages in which the municipality has worded them."""
    work = get_work_municipality(request.user)
    chosen = queries.settings_of(work.municipality)
    form = LadderForm(sent_or_kept(request), instance=chosen)

    def save() -> str:
        version = form.cleaned_data["version"]
        services.choose_ladder(form.instance, changes=form.changes(), expected_version=version, by=request.user)
        messages.success(request, _("The ladder is saved."))
        return reverse(LADDER)

    response, form = submit(request, form, save)
    own = queries.own_languages(work.municipality)
    rows = [_step_row(step, own) for step in queries.ladder_steps(work.municipality)]
    context = municipality_context(work, LADDER, form=form, form_key=make_form_key(request.user.pk), rows=rows)
    return response or render(request, "dialogues/ladder_edit.html", context)


def _step_row(step: queries.Step, own: set[tuple[str, str]]) -> dict:
    """Return the step with its languages: those of the site at hand, the others folded away."""
    languages = [
        {"code": code, "name": name, "is_own": (step.level, code) in own} for code, (name, _own) in LANGUAGES.items()
    ]
    near = dict(settings.LANGUAGES)
    return {
        "step": step,
        "near": [language for language in languages if language["code"] in near],
        "others": [language for language in languages if language["code"] not in near],
    }


@require_http_methods(FORM_METHODS)
def ladder_step_edit(request: HttpRequest, level: str, language: str) -> HttpResponse:
    work = get_work_municipality(request.user)
    step = queries.get_step(work.municipality, level, language)
    form = LadderStepForm(sent_or_kept(request), instance=step, shipped=queries.shipped_words(level, language))

    def save() -> str:
        version = form.cleaned_data["version"]
        # The form's own row learns its key, so that the first two to word the same step see each other's words.
        services.word_step(form.instance, changes=form.changes(), expected_version=version, by=request.user)
        messages.success(request, _("Saved. It stands wherever the step is named."))
        return reverse(LADDER)

    response, form = submit(request, form, save)
    context = municipality_context(
        work, LADDER, form=form, form_key=make_form_key(request.user.pk),
        step=queries.step_of(work.municipality, level), language_name=LANGUAGES[language][0], list_url=reverse(LADDER),
    )  # fmt: skip
    return response or render(request, "dialogues/ladder_step_edit.html", context)
