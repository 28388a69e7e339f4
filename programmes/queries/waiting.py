"""What waits for somebody in a programme: contacts and their next steps, agreements, checklists, stories to read."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from kraftsamling.shared import clock
from programmes.enums import ProgrammeState
from programmes.enums.actors import AgreementState
from programmes.enums.knowledge import StoryState
from programmes.enums.planning import CHECKS_LEFT, CommunicationState, HandoverState
from programmes.models import (
    Agreement,
    ChecklistItem,
    Communication,
    Contact,
    HandoverAnswer,
    Programme,
    RoleAssignment,
    Story,
)
from programmes.queries.contacts import quiet_only, with_last_contact
from programmes.roles import RoleKey

# Programmes in which people work; what waits in others can wait on.
AT_WORK = (ProgrammeState.UNDER_WAY, ProgrammeState.EXIT)
DAYS_BEFORE_COMMUNICATION = 7


@dataclass(frozen=True)
class Due:
    """One thing that waits. ``cause`` names it and its day, so that a new day is a new cause ("contact.step:7:…")."""

    programme_id: int
    kind: str
    cause: str
    owner_id: int | None


@dataclass(frozen=True)
class WaitingLine:
    """How many things of one kind wait for a person, and the page where they stand."""

    text: str
    url: str


def programmes_at_work() -> list[Programme]:
    """Return the programmes in which anybody can be reminded."""
    return list(Programme.objects.current().filter(state__in=AT_WORK))


def due_things(programmes: Iterable[Programme]) -> list[Due]:
    """Return everything that waits in ``programmes`` today."""
    today = clock.today()
    within = [programme.pk for programme in programmes]
    return [
        *_quiet_contacts(within),
        *_steps(within, today),
        *_agreements(within),
        *_checklist_items(within, today),
        *_communications(within, today),
        *_stories(within),
        *_handover_questions(within),
    ]


def _quiet_contacts(within: list[int]) -> list[Due]:
    contacts = with_last_contact(Contact.objects.current().filter(programme__in=within))
    return [
        Due(row.programme_id, "contact.quiet", f"contact.quiet:{row.pk}:{row.waiting_since}", row.keeper_id)
        for row in quiet_only(contacts)
    ]


def _steps(within: list[int], today: dt.date) -> list[Due]:
    rows = Contact.objects.current().filter(programme__in=within, left_on__isnull=True, next_step_on__lte=today)
    return [
        Due(row.programme_id, "contact.step", f"contact.step:{row.pk}:{row.next_step_on}", row.keeper_id)
        for row in rows
    ]


def _agreements(within: list[int]) -> list[Due]:
    rows = Agreement.objects.current().filter(programme__in=within, state=AgreementState.SIGNED).exclude(ends_on="")
    return [
        Due(row.programme_id, "agreement.ends", f"agreement.ends:{row.pk}:{row.ends_on.last}", row.keeper_id)
        for row in rows
        if row.days_left <= row.remind_days
    ]


def _checklist_items(within: list[int], today: dt.date) -> list[Due]:
    items = ChecklistItem.objects.current().filter(programme__in=within, state__in=CHECKS_LEFT).exclude(due_on="")
    return [
        Due(row.programme_id, "checklist.due", f"checklist.due:{row.pk}:{row.due_on.last}", _holder(row))
        for row in items.select_related("responsibility")
        if row.due_on.last <= today
    ]


def _communications(within: list[int], today: dt.date) -> list[Due]:
    rows = Communication.objects.current().filter(programme__in=within, state=CommunicationState.PLANNED)
    soon = today + dt.timedelta(days=DAYS_BEFORE_COMMUNICATION)
    return [
        Due(row.programme_id, "communication.due", f"communication.due:{row.pk}:{row.planned_on.last}", _holder(row))
        for row in rows.exclude(planned_on="").select_related("responsibility")
        if row.planned_on.last <= soon
    ]


def _stories(within: list[int]) -> list[Due]:
    # Nobody in particular is asked to read, so the process leaders see to it that somebody does.
    rows = Story.objects.current().filter(programme__in=within, state=StoryState.IN_REVIEW)
    return [Due(row.programme_id, "story.read", f"story.read:{row.pk}:{row.state_since}", None) for row in rows]


def _handover_questions(within: list[int]) -> list[Due]:
    open_ones = HandoverAnswer.objects.filter(
        handover__programme__in=within, handover__state=HandoverState.PREPARING, handover__withdrawn_at__isnull=True,
        text="",
    )  # fmt: skip
    return [
        Due(row.handover.programme_id, "handover.answer", f"handover.answer:{row.pk}", row.handover.leaver_id)
        for row in open_ones.select_related("handover")
    ]


def _holder(row: ChecklistItem | Communication) -> int | None:
    return row.responsibility.holder_id if row.responsibility else None


def by_person(dues: Iterable[Due]) -> dict[tuple[int, int], list[Due]]:
    """Return what waits for each (person, programme).

    It waits for the one who keeps or holds it, and for the process leaders when nobody does, or the one who did has
    no role in the programme any more.
    """
    dues = list(dues)
    people, leaders = defaultdict(set), defaultdict(set)
    roles = RoleAssignment.objects.active(clock.today()).filter(
        programme__in={due.programme_id for due in dues}, user__is_active=True
    )
    for programme_id, user_id, role in roles.values_list("programme_id", "user_id", "role"):
        people[programme_id].add(user_id)
        if role == RoleKey.PROCESS_LEADER:
            leaders[programme_id].add(user_id)
    found = defaultdict(list)
    for due in dues:
        own = due.programme_id
        for user_id in {due.owner_id} if due.owner_id in people[own] else leaders[own]:
            found[user_id, own].append(due)
    return dict(found)


def waiting_for(user) -> list[tuple[Programme, list[WaitingLine]]]:
    """Return what waits for the person today, programme by programme; for Min sida."""
    held = RoleAssignment.objects.active(clock.today()).filter(user=user).values("programme")
    in_work = Q(pk__in=held, state__in=AT_WORK)
    programmes = {programme.pk: programme for programme in Programme.objects.current().filter(in_work)}
    if not programmes:
        return []
    found = by_person(due_things(programmes.values()))
    own = [(programmes[programme_id], dues) for (user_id, programme_id), dues in found.items() if user_id == user.pk]
    return [
        (programme, waiting_lines(programme, Counter(due.kind for due in dues)))
        for programme, dues in sorted(own, key=lambda entry: entry[0].name)
    ]


def waiting_lines(programme: Programme, counts: Counter) -> list[WaitingLine]:
    """Return a line for each kind that waits, most personal first, each with the page where the things stand."""
    return [
        WaitingLine(text, reverse(f"programmes:{page}", args=[programme.slug]) + query)
        for kind, page, query in _PAGES
        if counts[kind]
        for text in [_say(kind, counts[kind])]
    ]


_PAGES = [
    ("contact.step", "contact_list", "?urval=step"),
    ("contact.quiet", "contact_list", "?urval=quiet"),
    ("agreement.ends", "agreement_list", "?state=signed"),
    ("checklist.due", "checklist_item_list", "?visa=left"),
    ("communication.due", "communication_list", ""),
    ("story.read", "story_list", "?state=in_review"),
    ("handover.answer", "handover_list", ""),
]


def _say(kind: str, count: int) -> str:
    match kind:
        case "contact.step":
            words = ngettext("%(count)d next step is due", "%(count)d next steps are due", count)
        case "contact.quiet":
            words = ngettext("%(count)d of your contacts has gone quiet", "%(count)d of your contacts have gone quiet",
                             count)  # fmt: skip
        case "agreement.ends":
            words = ngettext(
                "%(count)d agreement ends soon or has ended", "%(count)d agreements end soon or have ended", count
            )
        case "checklist.due":
            words = ngettext("%(count)d thing should be in place by now", "%(count)d things should be in place by now",
                             count)  # fmt: skip
        case "handover.answer":
            words = ngettext("%(count)d question waits for your answer before you hand over",
                             "%(count)d questions wait for your answers before you hand over", count)  # fmt: skip
        case "story.read":
            words = ngettext("%(count)d story waits to be read", "%(count)d stories wait to be read", count)
        case _:
            words = ngettext("%(count)d communication is planned within a week",
                             "%(count)d communications are planned within a week", count)  # fmt: skip
    return words % {"count": count}
