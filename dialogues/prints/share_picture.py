"""The picture that shows where somebody links to a dialogue: what it is, the question, how much can be influenced.

Of a dialogue that nobody can join any more it says so, and invites to nothing.
"""

from django.utils.translation import gettext as _

from dialogues.models import Dialogue
from dialogues.queries.invitations import invitation_in, why_over
from dialogues.queries.ladder import step_of
from dialogues.queries.occasions import OccasionRow, occasions_of
from dialogues.queries.periods import period_of
from kraftsamling.documents.paper import ACCENTS
from kraftsamling.documents.pictures import SHARE_HEIGHT, SHARE_WIDTH, fit, sheet, text
from programmes.enums import Palette
from programmes.processmap.draw_print import INK, QUIET
from programmes.processmap.fonts import Lines, break_text
from programmes.queries.map_items import Audience

_MARGIN, _EDGE = 64, 22
_ROOM = SHARE_WIDTH - 2 * _MARGIN
# In a preview the picture is shown less than half as wide, so type is large. (size, line height, most lines)
_TITLES = ((76, 84, 2), (62, 70, 2), (52, 60, 3))
_QUESTIONS = ((42, 54, 2), (36, 46, 3))
_SMALL = ((30, 36, 1), (26, 32, 2), (23, 29, 2))
_FOOT_SIZES = (34, 30, 26, 23)


def draw_share_picture(dialogue: Dialogue, language: str) -> str:
    """Return the picture as SVG, in ``language`` as far as the invitation is translated."""
    invitation = invitation_in(dialogue, language) or invitation_in(dialogue, dialogue.content_language)
    municipality = dialogue.programme.municipality
    accent = ACCENTS[Palette(municipality.palette)]
    rows = [row for row in occasions_of(dialogue, Audience.PUBLIC) if not row.is_cancelled]
    over = why_over(dialogue, [row.occasion for row in rows])
    eyebrow, eyebrow_size = fit(_what(dialogue, over), _FOOT_SIZES, 700, _ROOM, language)
    parts = [
        f'<rect width="{SHARE_WIDTH}" height="{_EDGE}" fill="{accent}"/>',
        text(eyebrow, _MARGIN, 92, eyebrow_size, 700, accent),
    ]
    size, height, lines = _set(invitation.title, _TITLES, 700, invitation.language)
    top = 190.0
    for number, line in enumerate(lines.lines):
        parts.append(text(line, _MARGIN, top + number * height, size, 700, INK))
    top += len(lines.lines) * height
    size, height, lines = _set(invitation.question, _QUESTIONS, 400, invitation.language)
    for number, line in enumerate(lines.lines):
        parts.append(text(line, _MARGIN, top + number * height, size, 400, INK))
    parts.append(f'<rect x="{_MARGIN}" y="{SHARE_HEIGHT - 138}" width="{_ROOM}" height="3" fill="{accent}"/>')
    fitted, fitted_size = fit(_when(dialogue, rows, over), _FOOT_SIZES, 700, _ROOM, language)
    parts.append(text(fitted, _MARGIN, SHARE_HEIGHT - 92, fitted_size, 700, INK))
    size, height, lines = _set(_how_much(dialogue, over), _SMALL, 400, language)
    for number, line in enumerate(lines.lines):
        parts.append(text(line, _MARGIN, SHARE_HEIGHT - 52 + number * height, size, 400, QUIET))
    return sheet(SHARE_WIDTH, SHARE_HEIGHT, invitation.title, invitation.language, parts)


def _set(words: str, choices: tuple[tuple[int, int, int], ...], weight: int, language: str) -> tuple[int, int, Lines]:
    """Return size, line height and lines of the largest choice in which all the words stand; else of the last."""
    set_in = [(size, height, break_text(words, _ROOM / size, weight, most, language)) for size, height, most in choices]
    return next((choice for choice in set_in if not choice[2].is_cut), set_in[-1])


def _what(dialogue: Dialogue, over: str) -> str:
    """Return what it is, in which form people talk, and where; information has no other form."""
    if over:
        return f"{over.rstrip('.')} · {dialogue.programme.area_name}"
    if dialogue.is_information:
        return " · ".join((_("Information"), dialogue.programme.area_name))
    parts = (_("You are invited"), dialogue.get_form_display(), dialogue.programme.area_name)
    return " · ".join(str(part) for part in parts if part)


def _when(dialogue: Dialogue, rows: list[OccasionRow], over: str) -> str:
    """Return when and where the next occasion is, else the vague period; the municipality's name when none is known."""
    coming = [row for row in rows if not row.is_over]
    words = ""
    if coming and not over:
        words = ", ".join(part for part in (coming[0].when, coming[0].where) if part)
    elif not over:
        words = str(period_of(dialogue, ()) or "")
    words = words or dialogue.programme.municipality.name
    return words[:1].upper() + words[1:]


def _how_much(dialogue: Dialogue, over: str) -> str:
    if over or not dialogue.level:
        return ""
    step = step_of(dialogue.programme.municipality, dialogue.level)
    return f"{step.name}: {step.sentence}"
