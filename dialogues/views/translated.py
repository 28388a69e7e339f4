"""Public pages: an invitation in one of the languages that our pages are not in themselves."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dialogues.enums import FORMAL_LINKS, DialogueState
from dialogues.models import Dialogue, InvitationText
from dialogues.queries.dialogues import level_changes_of
from dialogues.queries.influences import influences_of
from dialogues.queries.invitations import as_invitation, shown_texts, source_of
from dialogues.queries.ladder import step_of
from dialogues.queries.occasions import OccasionRow, next_change, occasions_of
from dialogues.queries.promises import promises_of, unanswered
from dialogues.queries.public import course_of, get_public_dialogue
from dialogues.queries.translated import changes_in, occasions_in, promises_in, say_language_in, say_when_in
from dialogues.views.public import language_link, page_crumbs
from dialogues.words.formal_texts import formal_text
from dialogues.words.invitations import words_in
from kraftsamling.shared.public_pages import public_page
from programmes.queries.map_items import Audience
from programmes.views.public import find_public


@public_page
@require_safe
def dialogue_public_text(request: HttpRequest, slug: str, dialogue: str, language: str) -> HttpResponse:
    """Show the invitation, and all that our own rows tell of the dialogue, in another language."""
    programme, elsewhere = find_public(
        request, slug, "dialogues:dialogue_public_text", dialogue=dialogue, language=language
    )
    if elsewhere:
        return elsewhere
    if language in dict(settings.LANGUAGES):
        raise Http404
    found = get_public_dialogue(programme, dialogue)
    texts = shown_texts(found)
    text = next((text for text in texts if text.language == language), None)
    if text is None:
        raise Http404
    rows = occasions_of(found, Audience.PUBLIC)
    request.public_valid_until = next_change(rows)
    context = {
        "programme": programme,
        "public_programme": programme,
        "dialogue": found,
        "languages": [language_link(found, other.language) for other in texts if other.language != language],
        "own_language": language_link(found, found.content_language),
        "own_name": say_language_in(found.content_language, language),
        "crumbs": page_crumbs(programme, found.title),
        **_told(found, text, rows),
    }
    return render(request, "dialogues/dialogue_public_text.html", context)


def _told(dialogue: Dialogue, text: InvitationText, occasions: list[OccasionRow]) -> dict[str, Any]:
    """Return what the page says: the text, and what the dialogue's rows hold."""
    language, words = text.language, words_in(text.language)
    course, is_cancelled = course_of(dialogue, occasions), dialogue.state == DialogueState.CANCELLED
    promises = promises_in(promises_of(dialogue, Audience.PUBLIC), language, words)
    without_answer = unanswered(one.row.promise for one in promises)
    influences = influences_of(dialogue)
    rows = [row for group in influences.groups for row in group.rows]
    told = occasions_in([*course.ahead, *course.past], language, words)
    with_room = course.with_room and say_when_in(course.with_room.occasion, language, words)
    return {
        "invitation": as_invitation(text, source_of(dialogue)),
        "words": words,
        "is_cancelled": is_cancelled,
        "is_over": course.is_over,
        "is_past": course.is_over or is_cancelled,
        "course": course,
        "next": next((one for one in told if one.row == course.next_occasion), None),
        "called_off": [one for one in told if one.row in course.called_off],
        "moved": [one for one in told if one.row in course.moved],
        "room_words": words.room.format(day=with_room) if with_room else "",
        "more_words": words.more_here.format(count=course.more) if course.more else "",
        "occasions": told,
        "is_information": dialogue.is_information,
        "step": step_of(dialogue.programme.municipality, dialogue.level, language) if dialogue.level else None,
        "form_sentence": words.forms.get(dialogue.form, ""),
        "has_earlier_influences": bool(influences.gone) or any(row.earlier or row.added_on for row in rows),
        "promises": promises,
        "next_answer": next((one for one in promises if one.row.is_to_come), None),
        "unanswered": [one for one in promises if one.row.promise in without_answer],
        "level_changes": changes_in(level_changes_of(dialogue), language, words),
        "formal": formal_text(dialogue.formal_link) if dialogue.formal_link in FORMAL_LINKS else None,
    }
