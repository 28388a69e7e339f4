"""Loading Björkängen (exempel): an invented programme in its fifth year, with all that planning one leads to."""

import datetime as dt

from kraftsamling.accounts.models import User
from kraftsamling.shared.dates import parse_imprecise
from programmes.enums import ProgrammeState
from programmes.enums.planning import CheckState
from programmes.example.bjorkangen import actors, map_notes, programme
from programmes.example.bjorkangen import planning as plans
from programmes.models import (
    ChecklistItem,
    Communication,
    Goal,
    HandoverAnswer,
    MapNote,
    Municipality,
    Organisation,
    Phase,
    Programme,
    Responsibility,
    Structure,
)
from programmes.services.checklists import move_item
from programmes.services.example.bjorkangen_actors import write_actors, write_governing
from programmes.services.example.bjorkangen_knowledge import write_knowledge, write_lessons
from programmes.services.example.writing import ExampleWriter
from programmes.services.goals import update_goal
from programmes.services.handovers import start_handover, write_answer
from programmes.services.keeping import update_record
from programmes.services.map_adjustments import adjust_station
from programmes.services.map_notes import add_map_note
from programmes.services.municipality import add_organisation
from programmes.services.passages import finish_passage, start_phase, take_up_again
from programmes.services.phases import update_phase
from programmes.services.programmes import create_programme, move_programme, set_programme_public, update_programme
from programmes.services.reorganising import merge_organisation
from programmes.services.responsibilities import add_responsibility


def load_bjorkangen(municipality: Municipality, *, users: dict[str, User], by: User) -> Programme:
    """Write the whole of Björkängen, or return it as it is when it is there."""
    found = Programme.objects.filter(slug=programme.SLUG).first()
    if found is not None:
        return found
    new = create_programme(
        by=by, municipality=municipality, slug=programme.SLUG, **programme.PROGRAMME,
        **{name: parse_imprecise(words) for name, words in programme.DATES.items()},
    )  # fmt: skip
    writer = ExampleWriter(new, by=by, users=users.values())
    _write_organisations(writer)
    writer.add(Responsibility, plans.RESPONSIBILITIES, add_responsibility)
    _write_facts(writer)
    write_actors(writer)
    write_governing(writer)
    write_knowledge(writer, goals=_write_goals)
    write_lessons(writer)
    writer.add(Structure, plans.STRUCTURES)
    writer.add(Communication, plans.COMMUNICATIONS)
    _write_phases(writer)
    _write_map(writer)
    for name, into, on in actors.REORGANISATIONS:
        organisation, successor = writer.get(Organisation, name), writer.get(Organisation, into)
        merge_organisation(organisation, into=successor, on=dt.date.fromisoformat(on), by=by)
    _write_handover(writer)
    return set_programme_public(programme=new, is_public=True, by=by)


def _write_organisations(writer: ExampleWriter) -> None:
    municipality = writer.programme.municipality
    known = {organisation.name: organisation for organisation in municipality.organisations.all()}
    for entry in actors.ORGANISATIONS:
        organisation = known.get(entry["name"]) or add_organisation(
            municipality=municipality, by=writer.by, **writer.read(Organisation, entry)
        )
        writer.remember(organisation, entry["key"])


def _write_facts(writer: ExampleWriter) -> None:
    found, by = writer.programme, writer.by
    facts = writer.read(Programme, {**programme.IMPACT, **programme.FACTS})
    update_programme(programme=found, changes=facts, expected_version=found.version, by=by)
    for state in (ProgrammeState.DECIDED, ProgrammeState.UNDER_WAY):
        move_programme(programme=found, to=state, by=by)
    move_programme(programme=found, to=ProgrammeState.EXIT, by=by, reason=programme.EXIT_REASON)
    # It began long ago; the day on which the example is loaded says nothing.
    since = {"state_since": found.exit_starts_on.first}
    update_programme(programme=found, changes=since, expected_version=found.version, by=by)


def _write_phases(writer: ExampleWriter) -> None:
    for kind, aim in programme.AIMS.items():
        phase = writer.phase(kind)
        update_phase(phase=phase, changes={"aim": aim}, expected_version=phase.version, by=writer.by)
        _tick_off(phase, programme.CHECKED[kind], writer.by)
    for key, details in programme.CHECK_DETAILS.items():
        item = ChecklistItem.objects.get(programme=writer.programme, key=key)
        changes = writer.read(ChecklistItem, details)
        update_record(item, changes=changes, expected_version=item.version, by=writer.by)
    for passage in programme.PASSAGES:
        _write_passage(writer, *passage)


def _write_passage(writer: ExampleWriter, kind: str, began: str, finished: str, outcome: str, reason: str) -> None:
    phase, started_on, by = writer.phase(kind), parse_imprecise(began), writer.by
    reopened = list(ChecklistItem.objects.filter(phase=phase, key=programme.REOPENED.get(kind))) if reason else []
    if reason:
        passage = take_up_again(phase, started_on=started_on, reason=reason, by=by, items=reopened)
    else:
        passage = start_phase(phase, started_on=started_on, by=by)
    if finished:
        finish_passage(passage, finished_on=parse_imprecise(finished), outcome=outcome, by=by)
        for item in reopened:
            move_item(item, to=CheckState.IN_PLACE, by=by)


def _tick_off(phase: Phase, states: list[str], by: User) -> None:
    """Move the phase's items, in order, to the states; the last one goes for the rest."""
    for place, item in enumerate(ChecklistItem.objects.filter(phase=phase).order_by("position", "pk")):
        state = states[min(place, len(states) - 1)]
        if state != item.state:
            reason = programme.NOT_NEEDED_REASON if state == CheckState.NOT_NEEDED else ""
            move_item(item, to=state, by=by, reason=reason)


def _write_goals(writer: ExampleWriter) -> None:
    writer.add(Goal, plans.GOALS)
    key, changes = plans.GOAL_REVISION
    goal = writer.get(Goal, key)
    kept = {"serves": list(goal.serves.all())}
    update_goal(goal, changes={**kept, **changes}, expected_version=goal.version, by=writer.by)


def _write_map(writer: ExampleWriter) -> None:
    programme, by = writer.programme, writer.by
    for entry in map_notes.NOTES:
        fields = {name: value for name, value in entry.items() if name != "is_public"}
        note = add_map_note(programme=programme, by=by, is_public=entry["is_public"], **writer.read(MapNote, fields))
        writer.remember(note, note.title)
    for title, changes in map_notes.LOOKS:
        key = writer.get(MapNote, title).map_key
        adjust_station(programme=programme, item_key=key, title=title, changes=changes, seen_step=0, by=by)


def _write_handover(writer: ExampleWriter) -> None:
    handover = start_handover(
        programme=writer.programme,
        leaver=writer.get(User, plans.HANDOVER["leaver"]),
        leaves_on=dt.date.fromisoformat(plans.HANDOVER["leaves_on"]),
        by=writer.by,
    )
    for answer in HandoverAnswer.objects.filter(handover=handover, question__in=plans.HANDOVER_ANSWERS):
        text = plans.HANDOVER_ANSWERS[answer.question]
        write_answer(answer, changes={"text": text}, expected_version=answer.version, by=handover.leaver)
