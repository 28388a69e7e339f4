"""One row of everything that is planned, known and agreed in a programme, for the tests that look at all there is."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kraftsamling.documents.models import Attachment
from kraftsamling.notices.models import ContactPoint
from kraftsamling.shared.dates import ImpreciseDate, Precision
from programmes.models import (
    Actor,
    Agreement,
    Asset,
    Basis,
    Body,
    Challenge,
    ChallengeVersion,
    ChecklistItem,
    Communication,
    Contact,
    ContactEvent,
    Decision,
    DecisionVersion,
    Figure,
    Goal,
    GoalVersion,
    GuidanceText,
    HandoverAnswer,
    Lesson,
    LessonVersion,
    Membership,
    PersonHandover,
    PhasePassage,
    Place,
    ProblemPicture,
    ProblemPictureVersion,
    Programme,
    Responsibility,
    Source,
    Story,
    StoryVersion,
    Structure,
)
from programmes.services.keeping import add_record, update_record

MARCH = ImpreciseDate(dt.date(2026, 3, 1), Precision.MONTH)
VERSIONS = {
    Goal: GoalVersion, ProblemPicture: ProblemPictureVersion, Challenge: ChallengeVersion, Story: StoryVersion,
    Lesson: LessonVersion, Decision: DecisionVersion,
}  # fmt: skip


@dataclass
class Rows:
    """What the tests point at, by the name that begins its addresses."""

    passage: Any
    checklist_item: Any
    goal: Any
    structure: Any
    communication: Any
    handover: Any
    place: Any
    source: Any
    figure: Any
    story: Any
    picture: Any
    basis: Any
    challenge: Any
    asset: Any
    lesson: Any
    actor: Any
    contact: Any
    contact_event: Any
    agreement: Any
    body: Any
    membership: Any
    decision: Any
    responsibility: Any
    guidance: Any
    attachment: Any = None


def add_rows(programme: Programme, organisation, *, by, leaver) -> Rows:
    """Add one row of each kind, related to one another where they can be."""

    def add(model, **fields):
        return add_record(model, programme=programme, by=by, **fields)

    phase = programme.phases.first()
    responsibility = Responsibility.objects.filter(programme=programme).first()
    known = _add_what_is_known(add)
    parties = _add_parties(add, organisation, keeper=by)
    decision, challenge = parties["decision"], known["challenge"]
    lesson = add(Lesson, title="Fråga först", learnt_on=MARCH, decision=decision, challenge=challenge)
    handover = add(PersonHandover, leaver=leaver)
    HandoverAnswer.objects.create(handover=handover, question="decides", text="Fråga på kiosken")
    _keep_earlier_wordings(
        *(known[name] for name in ("goal", "picture", "challenge", "story")), lesson, decision, by=by
    )
    return Rows(
        **known,
        **parties,
        passage=PhasePassage.objects.create(phase=phase, number=1, started_on=MARCH),
        checklist_item=add(ChecklistItem, phase=phase, text="Uppdraget är beslutat", responsibility=responsibility),
        structure=add(Structure, name="Labbet", owner=organisation, agreement=parties["agreement"]),
        communication=add(Communication, audience="De boende", message="Vad som händer", channel="letter"),
        handover=handover,
        asset=add(Asset, kind="activity", title="Fotbollen", organisation=organisation, place=known["place"]),
        lesson=lesson,
        responsibility=responsibility,
        guidance=_word_a_hint_twice(programme),
    )


def _add_what_is_known(add) -> dict[str, Any]:
    """Return by name a place, a source with a figure, a story, a problem picture and what hangs on it."""
    place = add(Place, name="Torget", kind="spot", geometry={"type": "Point", "coordinates": [12.9, 57.7]})
    source = add(Source, kind="report", title="En rapport", url="https://example.org/rapport")
    story = add(Story, title="Bänken vid kiosken", text="Där satt vi", teller="En granne", place=place)
    picture = add(ProblemPicture, title="Torget är tomt", statement="Ingen stannar", state="established",
                  established_on=MARCH)  # fmt: skip
    goal = add(Goal, title="Ett levande torg", problem_picture=picture)
    return {
        "place": place, "source": source, "story": story, "picture": picture, "goal": goal,
        "figure": Figure.objects.create(source=source, label="Boende", value="drygt 3 000", place=place),
        "basis": Basis.objects.create(picture=picture, kind="facts", text="Siffrorna", source=source, story=story),
        "challenge": add(Challenge, title="Mörkt på kvällen", problem_picture=picture, places=[place], goals=[goal]),
    }  # fmt: skip


def _add_parties(add, organisation, *, keeper) -> dict[str, Any]:
    """Return by name an actor with its contact, an agreement, and a group with a seat and a position."""
    actor = add(Actor, organisation=organisation, role="leads", joined_on=MARCH)
    point = ContactPoint.objects.create(email="kp@example.org", purpose="contact", purge_on="2035-01-01")
    contact = add(Contact, actor=actor, name="Kontaktpersonen", keeper=keeper, point=point)
    body = add(Body, kind="steering_group", name="Styrgruppen")
    return {
        "actor": actor, "contact": contact, "body": body,
        "contact_event": ContactEvent.objects.create(contact=contact, happened_on="2026-03-09", form="phone"),
        "agreement": add(Agreement, kind="iop", title="IOP om labbet", parties=[organisation]),
        "membership": Membership.objects.create(body=body, name="Ledamoten", organisation=organisation),
        "decision": add(Decision, type="position", title="Vi börjar med torget", body=body, settled_on=MARCH),
    }  # fmt: skip


def _word_a_hint_twice(programme: Programme) -> GuidanceText:
    """Return the municipality's own wording of a hint, with the one before it."""
    guidance = GuidanceText.objects.create(
        municipality=programme.municipality, key="page.asset", language="sv", hint="x"
    )
    guidance.versions.create(version=1, texts={"hint": "y"}, replaced_at=programme.arrived_at)
    return guidance


def _keep_earlier_wordings(*records, by) -> None:
    """Change the title of each, so that a version of it is kept."""
    for record in records:
        changes = {"title": f"{record.title}!"}
        keep = VERSIONS[type(record)]
        update_record(record, changes=changes, expected_version=record.version, by=by, keep=keep)


def attach(rows: Rows, stored) -> None:
    """Attach the stored file to the decision."""
    rows.attachment = Attachment.objects.create(file=stored, decision=rows.decision)
