"""Public pages: the dialogues of a programme, one of them, and its invitation in other languages."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dialogues.enums import FORMAL_LINKS, LANGUAGES, DialogueState
from dialogues.models import Dialogue
from dialogues.prints.share_picture import draw_share_picture
from dialogues.queries.contributions import public_said
from dialogues.queries.dialogues import level_changes_of
from dialogues.queries.influences import influences_of
from dialogues.queries.invitations import Invitation, as_invitation, shown_texts, source_of
from dialogues.queries.ladder import step_of
from dialogues.queries.occasions import next_change, occasions_of
from dialogues.queries.promises import promise_counts, promises_of, unanswered
from dialogues.queries.public import course_of, get_public_dialogue, inviters_of, places_of, public_series
from dialogues.queries.public_list import list_page
from dialogues.words.everyday import FORM_SENTENCES
from dialogues.words.formal_texts import formal_text
from kraftsamling.documents.pictures import as_png
from kraftsamling.shared.public_pages import public_page
from programmes.models import Programme
from programmes.queries.map_items import Audience
from programmes.views.public import find_public


@public_page
@require_safe
def dialogue_public_list(request: HttpRequest, slug: str) -> HttpResponse:
    programme, elsewhere = find_public(request, slug, "dialogues:dialogue_public_list")
    if elsewhere:
        return elsewhere
    crumbs = [_programme_crumb(programme), {"label": _("Dialogues")}]
    return _show_list(request, programme, 1, _("Dialogues"), crumbs)


@public_page
@require_safe
def dialogue_public_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show more of the list than stands on its first page; public pages see no query."""
    programme, elsewhere = find_public(request, slug, "dialogues:dialogue_public_page", number=number)
    if elsewhere:
        return elsewhere
    if number < 2:
        raise Http404
    title = _("Dialogues, page %(number)d") % {"number": number}
    return _show_list(request, programme, number, title, page_crumbs(programme, title))


def _show_list(request: HttpRequest, programme: Programme, number: int, title: str, crumbs: list) -> HttpResponse:
    found = list_page(programme, number)
    request.public_valid_until = found.changes_at
    context = {
        "programme": programme,
        "public_programme": programme,
        "title": title,
        "page": found.page,
        "parts": found.parts,
        "counts": promise_counts(programme) if number == 1 else None,
        "crumbs": crumbs,
    }
    return render(request, "dialogues/dialogue_public_list.html", context)


def _programme_crumb(programme: Programme) -> dict[str, str]:
    return {"label": programme.name, "url": reverse("overview:programme_public", args=[programme.slug])}


def page_crumbs(programme: Programme, title: str) -> list[dict[str, str]]:
    """Return the way to a page of a dialogue."""
    list_url = reverse("dialogues:dialogue_public_list", args=[programme.slug])
    return [_programme_crumb(programme), {"label": _("Dialogues"), "url": list_url}, {"label": title}]


def dialogue_context(dialogue: Dialogue, audience: Audience) -> dict[str, Any]:
    """Return what a dialogue's page shows: to everyone, or to those who look at it before it is published."""
    programme, language, texts = dialogue.programme, get_language(), shown_texts(dialogue)
    text = next((text for text in texts if text.language == language), None)
    if text:
        invitation = as_invitation(text, source_of(dialogue))
    else:
        # The rest stands on the page row by row.
        invitation = Invitation(dialogue.content_language, dialogue.title, dialogue.question, dialogue.summary)
    occasions, promises = occasions_of(dialogue, audience), promises_of(dialogue, audience)
    course, is_cancelled = course_of(dialogue, occasions), dialogue.state == DialogueState.CANCELLED
    step = step_of(programme.municipality, dialogue.level) if dialogue.level else None
    # Form and step are often called the same, and then one of them says it all.
    is_named_once = step is not None and step.name.casefold() == dialogue.get_form_display().casefold()
    return {
        "programme": programme,
        "public_programme": programme,
        "dialogue": dialogue,
        "invitation": invitation,
        "is_translated": text is not None,
        "is_information": dialogue.is_information,
        "is_cancelled": is_cancelled,
        "is_over": course.is_over,
        "is_past": course.is_over or is_cancelled,
        "step": step,
        "form_sentence": "" if is_named_once else FORM_SENTENCES.get(dialogue.form, ""),
        "influences": influences_of(dialogue),
        "level_changes": level_changes_of(dialogue),
        "promises": promises,
        "next_answer": next((row for row in promises if row.is_to_come), None),
        "unanswered": unanswered(row.promise for row in promises),
        "occasions": occasions,
        "course": course,
        "said": public_said(dialogue, is_past=course.is_over),
        "formal": formal_text(dialogue.formal_link) if dialogue.formal_link in FORMAL_LINKS else None,
        "series": public_series(dialogue),
        "inviters": inviters_of(dialogue),
        "places": list(places_of(dialogue)),
        "languages": [language_link(dialogue, text.language) for text in texts if text.language != language],
        "crumbs": page_crumbs(programme, invitation.title),
    }


def language_link(dialogue: Dialogue, language: str) -> dict[str, str]:
    """Return where the invitation is read in a language; Swedish and English have pages of their own."""
    place = [dialogue.programme.slug, dialogue.slug]
    if language in dict(settings.LANGUAGES):
        with override(language):
            url = reverse("dialogues:dialogue_public", args=place)
    else:
        url = reverse("dialogues:dialogue_public_text", args=[*place, language])
    return {"code": language, "name": LANGUAGES[language][1], "url": url}


@public_page
@require_safe
def dialogue_public(request: HttpRequest, slug: str, dialogue: str) -> HttpResponse:
    programme, elsewhere = find_public(request, slug, "dialogues:dialogue_public", dialogue=dialogue)
    if elsewhere:
        return elsewhere
    found = get_public_dialogue(programme, dialogue)
    context = dialogue_context(found, Audience.PUBLIC)
    request.public_valid_until = next_change(context["occasions"])
    place = [slug, dialogue]
    context["page_url"] = settings.PUBLIC_URL + reverse("dialogues:dialogue_public", args=place)
    context["share_url"] = settings.PUBLIC_URL + reverse("dialogues:dialogue_share_picture", args=place)
    return render(request, "dialogues/dialogue_public.html", context)


@public_page
@require_safe
def dialogue_share_picture(request: HttpRequest, slug: str, dialogue: str) -> HttpResponse:
    """Send the picture that is shown where somebody links to the dialogue."""
    programme, elsewhere = find_public(request, slug, "dialogues:dialogue_share_picture", dialogue=dialogue)
    if elsewhere:
        return elsewhere
    found = get_public_dialogue(programme, dialogue)
    request.public_valid_until = next_change(occasions_of(found, Audience.PUBLIC))
    return HttpResponse(as_png(draw_share_picture(found, get_language()), 1), content_type="image/png")
