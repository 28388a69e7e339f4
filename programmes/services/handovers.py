"""Preparing that a person hands over what they hold, writing down what only they know, and handing over."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kraftsamling.accounts.models import User
from kraftsamling.shared.errors import RuleViolation
from programmes.enums.planning import HANDOVER_MOVES, HandoverState
from programmes.handover_questions import QUESTIONS
from programmes.models import HandoverAnswer, PersonHandover, Programme
from programmes.services.keeping import add_record, move_record, update_part
from programmes.services.people import hand_over_and_tell


def start_handover(*, programme: Programme, leaver: User, by, leaves_on: dt.date | None = None) -> PersonHandover:
    """Begin to prepare that ``leaver`` hands over, with every question still to answer.

    Raises RuleViolation when one is being prepared already.
    """
    try:
        with transaction.atomic():
            handover = add_record(PersonHandover, programme=programme, leaver=leaver, leaves_on=leaves_on, by=by)
            HandoverAnswer.objects.bulk_create(
                HandoverAnswer(handover=handover, question=key, updated_by=by) for key in QUESTIONS
            )
    except IntegrityError as error:
        raise RuleViolation(_("A handover is being prepared for this person already."), field="leaver") from error
    return handover


def write_answer(answer: HandoverAnswer, *, changes: dict[str, Any], expected_version: int, by) -> HandoverAnswer:
    """Save what the leaver answers.

    Raises EditConflict when somebody else saved in between, RuleViolation when it is not being prepared any more.
    """
    handover = answer.handover
    if handover.state != HandoverState.PREPARING:
        raise RuleViolation(_("This handover is not being prepared any more."))
    programme = handover.programme
    return update_part(answer, programme=programme, changes=changes, expected_version=expected_version, by=by)


def finish_handover(*, handover: PersonHandover, successor: User, by) -> int:
    """Give everything that the leaver holds in the programme to ``successor`` and tell them; return how many things.

    Raises StateConflict when it is not being prepared any more, and what ``hand_over_all`` raises.
    """
    with transaction.atomic():
        move_record(handover, moves=HANDOVER_MOVES, to=HandoverState.DONE, by=by, successor=successor)
        return hand_over_and_tell(
            leaver=handover.leaver, successor=successor, by=by, programme=handover.programme, handover=handover
        )
