"""Taking in what residents write themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.models import Contribution, Dialogue
from dialogues.queries.leaving import why_not_open
from dialogues.services.contributions import add_contribution
from dialogues.services.follow_codes import add_code, tie_code
from dialogues.services.holding import hold_dialogue
from kraftsamling.shared.enums import Channel
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Place


def leave_contribution(
    *, dialogue: Dialogue, text: str, matter: str, place: Place | None, place_words: str, language: str, age_group: str
) -> Contribution:
    """Take in what a resident wrote, with a code to follow it by. Nobody sees it before somebody has read it.

    Raises RuleViolation when the dialogue is not open for it any more.
    """
    with transaction.atomic():
        hold_dialogue(dialogue)
        closed = why_not_open(dialogue) or ("" if dialogue.is_public else _("The dialogue is not open any more."))
        if closed:
            raise RuleViolation(closed)
        contribution = add_contribution(
            dialogue=dialogue, by=None, channel=Channel.WEB, text=text, matter=matter, place=place,
            place_words=place_words, content_language=language, age_group=age_group, people=1, wants_to_follow=True,
        )  # fmt: skip
        return tie_code(contribution, add_code(programme=dialogue.programme, by=None), by=None)
