"""What is due in the programmes app: contacts and their next steps, agreements, checklists, stories to read."""

import datetime as dt

from django.utils.translation import ngettext_lazy

from programmes.enums.actors import AgreementState
from programmes.enums.knowledge import StoryState
from programmes.enums.planning import CHECKS_LEFT, CommunicationState, HandoverState
from programmes.models import Agreement, ChecklistItem, Communication, Contact, HandoverAnswer, Story
from programmes.queries.contacts import quiet_only, with_last_contact
from programmes.queries.waiting import Due, WaitingKind

DAYS_BEFORE_COMMUNICATION = 7


def due_in_programmes(within: list[int], today: dt.date) -> list[Due]:
    """Return everything of this app that waits in the programmes with the keys ``within``."""
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


WAITING = (
    WaitingKind(
        "contact.step",
        ngettext_lazy("%(count)d next step is due", "%(count)d next steps are due", "count"),
        "programmes:contact_list",
        "?urval=step",
    ),
    WaitingKind(
        "contact.quiet",
        ngettext_lazy(
            "%(count)d of your contacts has gone quiet", "%(count)d of your contacts have gone quiet", "count"
        ),
        "programmes:contact_list",
        "?urval=quiet",
    ),
    WaitingKind(
        "agreement.ends",
        ngettext_lazy(
            "%(count)d agreement ends soon or has ended", "%(count)d agreements end soon or have ended", "count"
        ),
        "programmes:agreement_list",
        "?state=signed",
    ),
    WaitingKind(
        "checklist.due",
        ngettext_lazy(
            "%(count)d thing should be in place by now", "%(count)d things should be in place by now", "count"
        ),
        "programmes:checklist_item_list",
        "?visa=left",
    ),
    WaitingKind(
        "communication.due",
        ngettext_lazy(
            "%(count)d communication is planned within a week",
            "%(count)d communications are planned within a week",
            "count",
        ),
        "programmes:communication_list",
    ),
    WaitingKind(
        "story.read",
        ngettext_lazy("%(count)d story waits to be read", "%(count)d stories wait to be read", "count"),
        "programmes:story_list",
        "?state=in_review",
    ),
    WaitingKind(
        "handover.answer",
        ngettext_lazy(
            "%(count)d question waits for your answer before you hand over",
            "%(count)d questions wait for your answers before you hand over",
            "count",
        ),
        "programmes:handover_list",
    ),
)
