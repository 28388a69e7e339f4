"""The guidance of all pages and questions, and the municipality's own wording of it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.guidance import GuidanceFilterForm, GuidanceTextForm
from programmes.guidance import GUIDES
from programmes.queries import guidance as queries
from programmes.queries.municipality import get_work_municipality, municipality_context
from programmes.services.guidance import save_guidance

GUIDANCE = "programmes:guidance_list"


@require_safe
def guidance_list(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    form = GuidanceFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    groups = queries.guidance_groups(work.municipality, words=chosen.get("ord", ""), only_own=chosen.get("egna", False))
    is_filtered = bool(chosen.get("ord") or chosen.get("egna"))
    context = municipality_context(work, GUIDANCE, form=form, groups=groups, is_filtered=is_filtered)
    return render(request, "programmes/guidance_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def guidance_edit(request: HttpRequest, key: str, language: str) -> HttpResponse:
    work = get_work_municipality(request.user)
    text = queries.get_guidance_text(work.municipality, key, language)
    shipped = queries.shipped_words(key, language)
    form = GuidanceTextForm(sent_or_kept(request), instance=text, shipped=shipped)

    def save() -> str:
        version = form.cleaned_data["version"]
        # The form's own row learns its key, so that the first two to word the same text see each other's words.
        save_guidance(text=form.instance, changes=form.changes(), expected_version=version, by=request.user)
        messages.success(request, _("The guidance is saved and shown to everyone who works here."))
        return reverse(GUIDANCE)

    response, form = submit(request, form, save)
    context = municipality_context(
        work, GUIDANCE, form=form, form_key=make_form_key(request.user.pk), about=GUIDES[key].about, text=text,
        language_name=dict(settings.LANGUAGES)[language], versions=queries.guidance_versions(text),
        list_url=reverse(GUIDANCE),
    )  # fmt: skip
    return response or render(request, "programmes/guidance_form.html", context)
