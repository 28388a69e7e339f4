"""One more row for each list of the house: what the numbers of queries are counted with."""

import datetime as dt

from dialogues.models import (
    Dialogue,
    Influence,
    Method,
    MethodCase,
    Occasion,
    Promise,
    Registration,
    TargetGroup,
    Theme,
)
from dialogues.services.contributions import add_contribution as note_contribution
from dialogues.services.contributions import add_theme
from kraftsamling.notices.models import ContactPoint
from kraftsamling.shared import clock
from programmes.models import (
    Actor,
    Agreement,
    Asset,
    Body,
    Challenge,
    ChecklistItem,
    Communication,
    Contact,
    ContactEvent,
    Decision,
    Figure,
    Goal,
    Lesson,
    Membership,
    Place,
    ProblemPicture,
    Responsibility,
    Source,
    Story,
    Structure,
)
from programmes.services.handovers import start_handover
from programmes.services.invitations import invite
from programmes.services.keeping import add_record
from programmes.services.roles import grant_role
from tests.factories import MapNoteFactory, OrganisationFactory, ProgrammeFactory, make_member, make_municipal


def add_programme(house, number):
    programme = ProgrammeFactory(published=True)
    user = house.people["process_leader"]
    make_member(programme, name=f"Ny {number}")
    grant_role(user=user, role="process_leader", municipality=programme.municipality, programme=programme, by=None)


def add_note(house, number):
    MapNoteFactory(programme=house.programme, published=True, happens_on="2026-05-01/month")


def add_contribution(house, number):
    dialogue = house.dialogues.dialogue
    theme = add_theme(dialogue=dialogue, name=f"Tema {Theme.objects.count()}", by=None)
    note_contribution(dialogue=dialogue, occasion=house.dialogues.occasion, theme=theme, text=f"Röst {number}", by=None)


def add_member(house, number):
    member = make_member(house.programme, name=f"Medlem {number}")
    invite(
        email=f"ny{number}@example.org", name="Ny", role="partner", municipality=house.municipality,
        programme=house.programme, by=member,
    )  # fmt: skip


def add_organisation(house, number):
    OrganisationFactory(name=f"Organisation {number}")


def add_person(house, number):
    invite(
        email=f"ny{number}@example.org", name="Ny", role="administrator", municipality=house.municipality,
        by=make_municipal(),
    )  # fmt: skip


def add_handover(house, number):
    leaver = make_member(house.programme, name=f"Slutar {number}")
    start_handover(programme=house.programme, leaver=leaver, by=leaver)


def add_picture(house, number):
    add_record(
        ProblemPicture, programme=house.programme, by=None, title=f"Bild {number}", statement="Text",
        state="rejected", end_reason="Den stämde inte",
    )  # fmt: skip


def add_challenge(house, number):
    add_record(Challenge, programme=house.programme, by=None, title=f"Utmaning {number}", predictability=number,
               agreement=1, problem_picture=house.rows.picture)  # fmt: skip


def add_lesson(house, number):
    phase = house.programme.phases.first()
    add_record(Lesson, programme=house.programme, by=None, title=f"Lärdom {number}", phase=phase)


def add_goal(house, number):
    goal = add_record(Goal, programme=house.programme, by=None, title=f"Delmål {number}", serves=[house.rows.goal],
                      problem_picture=house.rows.picture)  # fmt: skip
    goal.served_by.add(add_record(Goal, programme=house.programme, by=None, title=f"Under {number}"))


def add_structure(house, number):
    add_record(
        Structure, programme=house.programme, by=None, name=f"Huset {number}", owner=house.organisation,
        agreement=house.rows.agreement, handover_on="2026-11-01/month",
    )  # fmt: skip


def add_communication(house, number):
    add_record(
        Communication, programme=house.programme, by=None, audience="De boende", message=f"Nytt {number}",
        channel="letter", planned_on="2026-11-01/year", responsibility=house.rows.responsibility,
    )  # fmt: skip


def add_dated(house, number):
    add_structure(house, number)
    add_communication(house, number)
    month = f"{clock.today():%Y-%m}-01/month"
    phase = house.programme.phases.first()
    common = {"programme": house.programme, "by": None}
    add_record(ChecklistItem, **common, phase=phase, text=f"Punkt {number}", due_on=month)
    add_record(Decision, **common, type="position", title=f"Vi väljer {number}", settled_on=month)
    add_record(Agreement, **common, kind="iop", title=f"Avtal {number}", state="signed", ends_on=month,
               parties=[house.organisation])  # fmt: skip
    add_record(Contact, **common, actor=house.rows.actor, name="En till", next_step="Ring",
               next_step_on=clock.today())  # fmt: skip
    add_note(house, number)


def add_late_item(house, number):
    phase = house.programme.phases.first()
    facts = {"text": f"Punkt {number}", "due_on": "2020-01-01/year", "phase": phase}
    add_record(ChecklistItem, programme=house.programme, by=None, **facts)


def add_group(house, number):
    body = add_record(
        Body, programme=house.programme, by=house.people["administrator"], kind="project_group",
        name=f"Grupp {number}", reports_to=house.rows.body, organisation=house.organisation,
    )  # fmt: skip
    Membership.objects.create(body=body, name=f"Ordförande {number}", role="chair")


def add_position(house, number):
    add_record(
        Decision, programme=house.programme, by=house.people["administrator"], type="position",
        title=f"Ställning {number}", body=house.rows.body, binds_across=True, organisation=house.organisation,
        phase=house.programme.phases.first(), carried_by=house.rows.decision, published_at=house.programme.published_at,
    )  # fmt: skip


def add_actor(house, number):
    by = house.people["process_leader"]
    actor = add_record(
        Actor, programme=house.programme, by=by, organisation=OrganisationFactory(name=f"Part {number}"), role="leads"
    )
    contact = add_record(Contact, programme=house.programme, by=by, actor=actor, name=f"Kontakt {number}", keeper=by)
    Contact.objects.filter(pk=contact.pk).update(arrived_at="2020-01-01T00:00Z", quiet_after_days=10 * number)
    ContactEvent.objects.create(contact=contact, happened_on="2021-01-01", form="phone")


def add_agreement(house, number):
    add_record(
        Agreement, programme=house.programme, by=house.people["process_leader"], kind="iop", title=f"Avtal {number}",
        parties=[OrganisationFactory(name=f"Avtalspart {number}"), house.organisation], state="signed",
    )  # fmt: skip


def add_function(house, number):
    Responsibility.objects.create(
        programme=house.programme, function=f"Funktion {number}", organisation=house.organisation,
        holder=house.people["process_leader"],
    )  # fmt: skip


def add_source(house, number):
    by = house.people["process_leader"]
    source = add_record(Source, programme=house.programme, by=by, kind="report", title=f"Källa {number}")
    Figure.objects.create(source=source, label="Boende", value=str(number), place=house.rows.place)


def add_story(house, number):
    by = house.people["process_leader"]
    add_record(Story, programme=house.programme, by=by, title=f"Berättelse {number}", text="x", place=house.rows.place)


def add_place(house, number):
    point = {"type": "Point", "coordinates": [12.9 + number / 1000, 57.7]}
    fields = {"kind": "spot", "parent": house.rows.place, "geometry": point}
    add_record(Place, programme=house.programme, by=house.people["process_leader"], name=f"Plats {number}", **fields)


def add_asset(house, number):
    fields = {"kind": "place", "place": house.rows.place, "organisation": house.organisation}
    by = house.people["process_leader"]
    add_record(Asset, programme=house.programme, by=by, title=f"Tillgång {number}", **fields)


def add_promise(house, number):
    _add_promise(house, house.dialogues.dialogue, number)


def add_dialogue(house, number):
    """Add one that goes on and one that is closed: the public list asks for each kind by itself."""
    for state in ("open", "closed"):
        dialogue = add_record(
            Dialogue, programme=house.programme, by=None, title=f"Dialog {number}", slug=f"{state}-{number}",
            form="learning", level="dialogue", state=state, published_at=clock.now(),
            places=[house.rows.place], inviters=[house.organisation],
        )  # fmt: skip
        _add_occasion(dialogue, number)
        _add_promise(house, dialogue, number)


def _add_promise(house, dialogue, number):
    return add_record(
        Promise, programme=house.programme, dialogue=dialogue, by=None, to_whom="Alla", what=f"Löfte {number}",
        channels=["web"], due_on=clock.today(), responsible=house.rows.responsibility, published_at=clock.now(),
    )  # fmt: skip


def _add_occasion(dialogue, number):
    begins = clock.now() + dt.timedelta(days=20 + number)
    return add_record(
        Occasion, programme=dialogue.programme, dialogue=dialogue, by=None, kind="meeting", title=f"Kväll {number}",
        starts_at=begins, ends_at=begins + dt.timedelta(hours=2), place=dialogue.places.first(), capacity=20,
        needs_registration=True, published_at=clock.now(),
    )  # fmt: skip


def add_parts_of_dialogue(house, number):
    """Add what stands on a dialogue's own page; ``add_dialogue`` adds those near it."""
    dialogue = house.dialogues.dialogue
    shared = {"dialogue": dialogue, "updated_at": clock.now()}
    Influence.objects.create(**shared, question=f"Fråga {number}", state="open", decided_by=house.rows.body)
    TargetGroup.objects.create(**shared, name=f"Grupp {number}", is_missing=True, kind="older")
    _add_promise(house, dialogue, number)
    _add_occasion(dialogue, number)
    add_contribution(house, number)


def add_method(house, number):
    method = Method.objects.create(
        municipality=house.municipality, name=f"Metod {number}", line="Man pratar", purposes=["gather"],
        levels=["dialogue"], forms=["learning"], span="days", cost="low",
    )  # fmt: skip
    add_record(MethodCase, programme=house.programme, by=None, method=method, title=f"Så gick det {number}")


def add_registration(house, number):
    for state in ("seated", "waiting", "cancelled"):
        Registration.objects.create(
            occasion=house.dialogues.occasion, name=f"Granne {number}", needs="Hörslinga", queued_at=clock.now(),
            state=state, secret_hash=f"{state}-{number}",
            point=ContactPoint.objects.create(phone="0701234567", purpose="registration", purge_on="2035-01-01"),
        )  # fmt: skip
