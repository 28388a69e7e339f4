"""Handing over by a person: which are prepared, what one consists of, and who may read it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from kraftsamling.accounts.models import User
from programmes.enums import Move
from programmes.enums.planning import HANDOVER_MOVES, HandoverState
from programmes.handover_questions import QUESTIONS, HandoverQuestion, get_question
from programmes.models import HandoverAnswer, PersonHandover
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import programme_people
from programmes.roles import Permission


@dataclass(frozen=True)
class WorkHandover:
    """A handing over, with what the asking person may do with it."""

    work: WorkProgramme
    handover: PersonHandover
    may_finish: bool  # moving roles is giving roles
    may_write: bool

    @property
    def moves(self) -> list[Move]:
        """The moves to draw buttons for; handing over itself has a page of its own."""
        found = [move for move in HANDOVER_MOVES if move.source == self.handover.state]
        return [move for move in found if self.may_write and move.target != HandoverState.DONE]


@dataclass(frozen=True)
class AnsweredQuestion:
    question: HandoverQuestion
    answer: HandoverAnswer


def handovers_for(work: WorkProgramme, user) -> QuerySet[PersonHandover]:
    """Return those that the person may read: their own, and all for those who give roles. Newest first."""
    found = PersonHandover.objects.current().filter(programme=work.programme)
    if not work.access.can(Permission.MANAGE_ROLES):
        found = found.filter(Q(leaver=user) | Q(successor=user))
    return found.select_related("leaver", "successor", "programme").order_by("-pk")


def may_leave(work: WorkProgramme, user) -> QuerySet[User]:
    """Return for whom the person may prepare a handing over: themselves, or everybody for those who give roles."""
    people = programme_people(work.programme)
    return people if work.access.can(Permission.MANAGE_ROLES) else people.filter(pk=user.pk)


def get_work_handover(user, slug: str, pk: int, *, to_write: bool = False, to_finish: bool = False) -> WorkHandover:
    """Fetch and authorise in one step: the leaver and those who give roles write, the successor reads.

    Raises Http404 where there is none, PermissionDenied for other people in the programme.
    """
    work = get_work_programme(user, slug)
    handover = handovers_all(work).filter(pk=pk).first()
    if handover is None:
        raise Http404
    gives_roles = work.access.can(Permission.MANAGE_ROLES)
    may_write = gives_roles or user == handover.leaver
    if not (may_write or user == handover.successor) or (to_write and not may_write) or (to_finish and not gives_roles):
        raise PermissionDenied
    is_open = handover.state == HandoverState.PREPARING
    return WorkHandover(work, handover, may_finish=gives_roles and is_open, may_write=may_write)


def handovers_all(work: WorkProgramme) -> QuerySet[PersonHandover]:
    """Return every one of the programme, for a check of rights that follows."""
    found = PersonHandover.objects.current().filter(programme=work.programme)
    return found.select_related("programme", "leaver", "successor", "created_by")


def get_work_answer(user, slug: str, pk: int) -> tuple[WorkHandover, HandoverAnswer]:
    """Fetch an answer that the person may write; raises as ``get_work_handover``."""
    answer = HandoverAnswer.objects.filter(pk=pk, handover__programme__slug=slug).first()
    if answer is None:
        raise Http404
    return get_work_handover(user, slug, answer.handover_id, to_write=True), answer


def answered_questions(handover: PersonHandover) -> list[AnsweredQuestion]:
    """Return the questions in the order in which they are asked, with their answers."""
    order = {key: place for place, key in enumerate(QUESTIONS)}
    answers = sorted(handover.answers.all(), key=lambda answer: (order.get(answer.question, len(order)), answer.pk))
    return [AnsweredQuestion(get_question(answer.question), answer) for answer in answers]
