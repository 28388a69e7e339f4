"""This app's stations on the process map: the notes written by hand."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Case, Prefetch, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.shared.dates import format_years
from programmes.enums import NoteKind, NoteState
from programmes.enums.planning import PassageState
from programmes.models import MapNote, Phase, PhasePassage, Programme, ProgrammeRecordQuerySet
from programmes.processmap.items import Kind, MapAgain, MapItem, MapPhase, Promise, State

NOTES_ON_A_PAGE = 50


class Audience(StrEnum):
    """Whom a map is made for."""

    PUBLIC = "public"
    PREVIEW = "preview"  # what would be public if the programme were published now
    WORK = "work"


def seen_by(audience: Audience, rows: ProgrammeRecordQuerySet) -> ProgrammeRecordQuerySet:
    """Narrow records that can stand on the map to those that ``audience`` may see there."""
    match audience:
        case Audience.PUBLIC:
            return rows.public().filter(map_visibility=True)
        case Audience.PREVIEW:
            return rows.public_with_programme().filter(map_visibility=True)
        case Audience.WORK:
            return rows.current()


def notes_for(programme: Programme, audience: Audience) -> QuerySet[MapNote]:
    """Return the notes that ``audience`` may see, in hand-set order."""
    return seen_by(audience, MapNote.objects.filter(programme=programme)).order_by("position", "pk")


def state_on(note: MapNote, on: dt.date) -> State:
    """Return the note's state on a date: what is planned goes on when its time has come, and what went on is done.

    What was planned and has passed without anybody saying so stays planned: nobody knows whether it happened.
    """
    when = note.happens_on
    if note.state == NoteState.PLANNED and when and when.first <= on <= when.last:
        return State.NOW
    if note.state == NoteState.NOW and when and when.last < on:
        return State.DONE
    return State(note.state)


def date_label(note: MapNote, on: dt.date) -> str:
    """Return when it happens, in words; with a word on it when what was planned has passed."""
    if note.happens_on is None:
        return ""
    if note.state == NoteState.PLANNED and note.happens_on.last < on:
        return _("was planned for %(when)s") % {"when": note.happens_on}
    return str(note.happens_on)


def promise_on(note: MapNote, on: dt.date) -> Promise | None:
    """Return whether those who were heard have got their answer by the date; None where none was promised or given."""
    if note.kind != NoteKind.DIALOGUE:
        return None
    if note.answered_on and note.answered_on.first <= on:
        return Promise.KEPT
    if note.answer_due_on is None:
        return None
    return Promise.LATE if note.answer_due_on.last < on else Promise.OPEN


def map_items(programme: Programme, audience: Audience, on: dt.date) -> list[MapItem]:
    """Return the hand-written notes as stations of the map; one query."""
    return [_as_item(note, on) for note in notes_for(programme, audience)]


def _as_item(note: MapNote, on: dt.date) -> MapItem:
    is_dialogue, is_decision = note.kind == NoteKind.DIALOGUE, note.kind == NoteKind.DECISION
    return MapItem(
        key=note.map_key,
        kind=Kind(note.kind),
        state=state_on(note, on),
        title=note.title,
        text=note.text,
        date_label=date_label(note, on),
        starts_on=note.happens_on.first if note.happens_on else None,
        ends_on=note.happens_on.last if note.happens_on else None,
        phase_key=str(note.phase_id) if note.phase_id else None,
        order=note.position,
        weight=note.map_weight,
        voices=note.voices if is_dialogue else None,
        promise=promise_on(note, on),
        promise_note=_promise_in_words(note, on),
        asked=note.asked if is_dialogue else "",
        decided_by=note.decided_by if is_decision else "",
    )


def map_phases(programme: Programme) -> list[MapPhase]:
    """Return the programme's phases as stretches of the map, with the times they were taken up again; two queries."""
    counting = PhasePassage.objects.public().order_by("number")
    phases = programme.phases.prefetch_related(Prefetch("passages", queryset=counting))
    return [_as_map_phase(phase) for phase in phases]


def _as_map_phase(phase: Phase) -> MapPhase:
    """Dates are those that came true where a phase has been started or finished, else those planned."""
    passages = list(phase.passages.all())
    is_open = any(passage.state == PassageState.OPEN for passage in passages)
    starts_on = passages[0].started_on if passages else phase.starts_on
    ends_on = passages[0].finished_on if passages and passages[0].finished_on else phase.ends_on
    return MapPhase(
        key=str(phase.pk),
        kind=phase.kind,
        number=phase.position,
        name=phase.get_kind_display(),
        years_label=format_years(phase.starts_on, phase.ends_on),
        starts_on=starts_on.first if starts_on else None,
        ends_on=ends_on.last if ends_on else None,
        again=tuple(_as_again(passage) for passage in passages if passage.number > 1),
        is_open=is_open,
    )


def _as_again(passage: PhasePassage) -> MapAgain:
    return MapAgain(
        date_label=str(passage.started_on),
        reason=passage.reason,
        starts_on=passage.started_on.first,
        is_open=passage.state == PassageState.OPEN,
    )


@dataclass(frozen=True)
class NoteRow:
    """A note as the work list shows it."""

    note: MapNote
    when: str
    state: str
    facts: list[tuple[str, str]]  # what only a dialogue or a decision has: word and value


def note_page(programme: Programme, number: str | None, on: dt.date) -> Page:
    """Return one page of the programme's notes as NoteRow, dated ones in time order and then undated ones."""
    page = Paginator(_notes_in_order(programme).select_related("phase"), NOTES_ON_A_PAGE).get_page(number)
    states = dict(NoteState.choices)
    page.object_list = [
        NoteRow(note, date_label(note, on) or _("no date"), str(states[state_on(note, on)]), _facts(note, on))
        for note in page
    ]
    return page


def find_note_page(note: MapNote) -> int:
    """Return the number of the page, from 1, on which ``note_page`` has a note; the first for one it no longer has."""
    keys = list(_notes_in_order(note.programme).values_list("pk", flat=True))
    return keys.index(note.pk) // NOTES_ON_A_PAGE + 1 if note.pk in keys else 1


def _notes_in_order(programme: Programme) -> QuerySet[MapNote]:
    undated_last = Case(When(happens_on="", then=1), default=0)
    return notes_for(programme, Audience.WORK).order_by(undated_last, "happens_on", "position", "pk")


def _facts(note: MapNote, on: dt.date) -> list[tuple[str, str]]:
    facts = []
    if note.kind == NoteKind.DIALOGUE:
        voices = ngettext("%(n)d person", "%(n)d people", note.voices or 0) % {"n": note.voices or 0}
        facts = [
            (_("Asked"), note.asked),
            (_("Heard"), voices if note.voices else ""),
            (_("The answer"), _answer_in_words(note, on)),
        ]
    elif note.kind == NoteKind.DECISION:
        facts = [(_("Who decided"), note.decided_by)]
    return [(word, value) for word, value in facts if value]


def _promise_in_words(note: MapNote, on: dt.date) -> str:
    match promise_on(note, on):
        case Promise.KEPT:
            return _("answer given %(when)s") % {"when": note.answered_on}
        case Promise.OPEN:
            return _("answer promised by %(when)s") % {"when": note.answer_due_on}
        case Promise.LATE:
            return _("answer late: it was promised by %(when)s") % {"when": note.answer_due_on}
    return ""


def _answer_in_words(note: MapNote, on: dt.date) -> str:
    match promise_on(note, on):
        case Promise.KEPT:
            return _("given %(when)s") % {"when": note.answered_on}
        case Promise.OPEN:
            return _("promised by %(when)s") % {"when": note.answer_due_on}
        case Promise.LATE:
            return _("late, it was promised by %(when)s") % {"when": note.answer_due_on}
    return ""
