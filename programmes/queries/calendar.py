"""What happens when: everything in a programme that has a date, gathered for the calendar."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.elections import elections_between
from programmes.enums import NoteState
from programmes.enums.actors import AgreementState, DecisionState
from programmes.enums.planning import CheckState, CommunicationState, PassageState, StructureState
from programmes.models import (
    Agreement,
    ChecklistItem,
    Communication,
    Contact,
    Decision,
    MapNote,
    Phase,
    PhasePassage,
    Programme,
    Structure,
)

# An imprecise date may reach this many days beyond its first day.
_WIDEST = dt.timedelta(days=366)


@dataclass(frozen=True)
class CalendarItem:
    """Something with a date: the days it may mean, the date in words, what it is, and where it is kept.

    ``kind`` is a word that the calendar's page has a name for ("phase"); ``state`` says in a word how far it has come,
    where it has a state, and at which organisation a contact is; ``url`` is empty for what is kept nowhere here
    (elections).
    """

    first: dt.date
    last: dt.date
    label: str
    title: str
    url: str
    kind: str
    state: str = ""


def calendar_items(programme: Programme, first: dt.date, last: dt.date) -> list[CalendarItem]:
    """Return what happens, or may happen, from ``first`` to ``last``, both included, in order of time.

    What was called off is left out. A constant number of queries.
    """
    sources = (_phases, _passages, _checks, _communications, _agreements, _contacts, _decisions, _notes, _structures)
    items = [item for source in sources for item in source(programme, first, last)]
    items += _elections(first, last)
    items = [item for item in items if item.first <= last and item.last >= first]
    return sorted(items, key=lambda item: (item.first, item.last, item.kind, item.title))


def _near(rows: QuerySet, column: str, first: dt.date, last: dt.date) -> QuerySet:
    """Narrow ``rows`` to those whose imprecise date may touch the period; the exact test is made afterwards."""
    earliest = ImpreciseDate(max(first, dt.date(1901, 1, 1)) - _WIDEST)
    return rows.filter(**{f"{column}__gte": earliest, f"{column}__lt": ImpreciseDate(last + dt.timedelta(days=1))})


def _item(when: ImpreciseDate, title: str, url: str, kind: str, state: str = "") -> CalendarItem:
    return CalendarItem(when.first, when.last, str(when), title, url, kind, state)


def _own(rows: QuerySet, programme: Programme) -> Iterator[Model]:
    """Go through ``rows``, which know their programme without asking for it."""
    for row in rows:
        row.programme = programme
        yield row


def _phases(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    for phase in Phase.objects.filter(programme=programme):
        url = reverse("programmes:phase_detail", args=[programme.slug, phase.pk])
        if phase.starts_on:
            yield _item(phase.starts_on, _("%(phase)s: planned start") % {"phase": phase}, url, "phase")
        if phase.ends_on:
            yield _item(phase.ends_on, _("%(phase)s: planned end") % {"phase": phase}, url, "phase")


def _passages(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    passages = PhasePassage.objects.filter(phase__programme=programme).exclude(state=PassageState.CANCELLED)
    for passage in passages.select_related("phase"):
        url = reverse("programmes:phase_detail", args=[programme.slug, passage.phase_id])
        words = {"phase": passage.phase}
        began = _("%(phase)s: began") if passage.number == 1 else _("%(phase)s: was taken up again")
        yield _item(passage.started_on, began % words, url, "phase")
        if passage.finished_on:
            yield _item(passage.finished_on, _("%(phase)s: finished") % words, url, "phase")


def _checks(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    items = ChecklistItem.objects.current().filter(programme=programme).exclude(state=CheckState.NOT_NEEDED)
    for item in _own(_near(items, "due_on", first, last), programme):
        yield _item(item.due_on, item.text, item.get_work_url(), "check", item.get_state_display())


def _communications(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    lines = Communication.objects.current().filter(programme=programme).exclude(state=CommunicationState.DROPPED)
    for line in _own(_near(lines, "planned_on", first, last), programme):
        title = f"{line.audience}: {line.message}"
        yield _item(line.planned_on, title, line.get_work_url(), "communication", line.get_state_display())


def _agreements(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    signed = Agreement.objects.current().filter(programme=programme, state=AgreementState.SIGNED)
    for agreement in _own(_near(signed, "ends_on", first, last), programme):
        title = _("%(agreement)s: the agreement ends") % {"agreement": agreement}
        yield _item(agreement.ends_on, title, agreement.get_work_url(), "agreement")


def _contacts(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    contacts = Contact.objects.current().filter(programme=programme, left_on__isnull=True)
    due = contacts.filter(next_step_on__range=(first, last)).select_related("actor__organisation")
    for contact in _own(due, programme):
        title, where = f"{contact.name}: {contact.next_step}", str(contact.actor.organisation)
        yield _item(ImpreciseDate(contact.next_step_on), title, contact.get_work_url(), "contact", where)


def _decisions(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    decisions = Decision.objects.current().filter(programme=programme).exclude(state=DecisionState.REVOKED)
    for decision in _own(_near(decisions, "settled_on", first, last), programme):
        url, state = decision.get_work_url(), decision.get_state_display()
        yield _item(decision.settled_on, decision.title, url, "decision", state)


def _notes(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    notes = MapNote.objects.current().filter(programme=programme).exclude(state=NoteState.DROPPED)
    for note in _own(_near(notes, "happens_on", first, last), programme):
        yield _item(note.happens_on, note.title, note.get_work_url(), "note", note.get_state_display())


def _structures(programme: Programme, first: dt.date, last: dt.date) -> Iterator[CalendarItem]:
    structures = Structure.objects.current().filter(programme=programme).exclude(state=StructureState.DROPPED)
    for structure in _own(_near(structures, "handover_on", first, last), programme):
        title = _("%(name)s: is handed over") % {"name": structure.name}
        yield _item(structure.handover_on, title, structure.get_work_url(), "structure", structure.get_state_display())


def _elections(first: dt.date, last: dt.date) -> list[CalendarItem]:
    words = {
        "election": _("Election to the municipal council"),
        "term": _("The new municipal council begins its term"),
    }
    markers = elections_between(first, last)
    return [_item(ImpreciseDate(marker.day), words[marker.kind], "", "election") for marker in markers]
