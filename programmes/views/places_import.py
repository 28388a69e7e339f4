"""Fetching places from a file: send it, look through what would come of it, do it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import (
    DRAFT_PARAMETER,
    answer_once,
    drop_kept_text,
    find_earlier_answer,
    find_kept_text,
    keep_text,
    make_form_key,
    sent_or_kept,
)
from programmes.forms.places_import import PlaceImportChoiceForm, PlaceImportForm
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission
from programmes.services.geometry_features import read_features
from programmes.services.places_import import import_places, plan_import
from programmes.views.record_pages import FORM_METHODS

# More than this many problems of one file are counted, not written out.
PROBLEMS_SHOWN = 20


@require_http_methods(FORM_METHODS)
def place_import(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    form = PlaceImportForm(sent_or_kept(request), request.FILES if request.method == "POST" else None)

    def save() -> str:
        path = reverse("programmes:place_import_review", args=[slug])
        query = QueryDict(mutable=True)
        query[DRAFT_PARAMETER] = keep_text(request.user, path, form.cleaned_data["geojson"])
        return f"{path}?{query.urlencode()}"

    response, form = submit(request, form, save)
    context = programme_context(work, "knowledge.place", form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "programmes/place_import.html", context)


@require_http_methods(FORM_METHODS)
def place_import_review(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    sent = request.POST if request.method == "POST" else request.GET
    token = sent.get(DRAFT_PARAMETER, "")
    earlier = find_earlier_answer(request)
    if earlier:
        return earlier
    text = find_kept_text(request.user, request.path, token) if token else None
    if text is None:
        messages.warning(
            request, _("Choose the file once more. It is kept until you have used it, for two weeks at most.")
        )
        return redirect("programmes:place_import", slug)
    features = read_features(text)
    form = PlaceImportChoiceForm(sent, features=features)
    answers = form.answers()
    plan = plan_import(work.programme, features, **answers) if answers else None
    if request.method == "POST" and plan:
        return answer_once(request, lambda: _fetch(request, work.programme, plan, token))
    context = programme_context(
        work,
        "knowledge.place",
        choice_form=form,
        plan=plan,
        problems=plan.problems[:PROBLEMS_SHOWN] if plan else [],
        problems_left=max(0, len(plan.problems) - PROBLEMS_SHOWN) if plan else 0,
        hidden={DRAFT_PARAMETER: token, **form.data},
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "programmes/place_import_review.html", context)


def _fetch(request: HttpRequest, programme, plan, token: str) -> str:
    added, moved = import_places(programme, plan=plan, by=request.user)
    drop_kept_text(request.user, request.path, token)
    said = []
    if added or not moved:
        said.append(ngettext("%(count)s place added.", "%(count)s places added.", added) % {"count": added})
    if moved:
        said.append(ngettext("%(count)s place drawn anew.", "%(count)s places drawn anew.", moved) % {"count": moved})
    messages.success(request, " ".join(said))
    return reverse("programmes:place_list", args=[programme.slug])
