"""The number of queries is the same for one row and for 3 000: on lists, and on public pages."""

import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.db.models import Max
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogues.models import Dialogue, Influence, Method, MethodCase, Occasion, Promise, Registration, TargetGroup
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
    MapNote,
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
from tests.factories import MapNoteFactory, OrganisationFactory, ProgrammeFactory, UserFactory, make_member


def count_queries(client: Client, address: str) -> int:
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


def add_programme(house, number):
    programme = ProgrammeFactory(published=True)
    user = house.people["process_leader"]
    make_member(programme, name=f"Ny {number}")
    grant_role(user=user, role="process_leader", municipality=programme.municipality, programme=programme, by=None)


def add_note(house, number):
    MapNoteFactory(programme=house.programme, published=True, happens_on="2026-05-01/month")


def add_member(house, number):
    make_member(house.programme, name=f"Medlem {number}")
    invite(
        email=f"ny{number}@example.org", name="Ny", role="partner", municipality=house.municipality,
        programme=house.programme, by=house.people["administrator"],
    )  # fmt: skip


def add_organisation(house, number):
    OrganisationFactory(name=f"Organisation {number}")


def add_person(house, number):
    UserFactory()


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


LISTS = {
    "programmes:source_list": add_source,
    "programmes:story_list": add_story,
    "programmes:place_list": add_place,
    "programmes:asset_list": add_asset,
    "programmes:actor_list": add_actor,
    "programmes:actor_network": add_agreement,
    "programmes:contact_list": add_actor,
    "programmes:agreement_list": add_agreement,
    "programmes:responsibility_list": add_function,
    "programmes:body_list": add_group,
    "programmes:decision_list": add_position,
    "dialogues:promise_list": add_promise,
    "dialogues:dialogue_list": add_dialogue,
    "dialogues:dialogue_public_list": add_dialogue,
    "dialogues:dialogue_calendar": add_dialogue,
    "dialogues:dialogue_detail": add_parts_of_dialogue,
    "dialogues:dialogue_public": add_parts_of_dialogue,
    "dialogues:method_list": add_method,
    "dialogues:participant_list": add_registration,
    "overview:glance": add_late_item,
    "programmes:goal_list": add_goal,
    "programmes:structure_list": add_structure,
    "programmes:communication_list": add_communication,
    "overview:calendar": add_dated,
    "overview:programme_close": add_dated,
    "programmes:picture_list": add_picture,
    "programmes:challenge_list": add_challenge,
    "programmes:challenge_matrix": add_challenge,
    "programmes:lesson_list": add_lesson,
    "programmes:knowledge_list": add_lesson,
    "programmes:handover_list": add_handover,
    "overview:programme_list": add_programme,
    "overview:my_page": add_programme,
    "programmes:programme_list_work": add_programme,
    "overview:programme_public": add_note,
    "overview:process_map": add_note,
    "overview:programme_preview": add_note,
    "programmes:map_note_list": add_note,
    "programmes:log_list": add_note,
    "programmes:role_list": add_member,
    "programmes:people_list": add_person,
    "programmes:organisation_list": add_organisation,
}


NO_PROGRAMME = {
    "overview:programme_list", "overview:my_page", "programmes:programme_list_work", "programmes:people_list",
    "programmes:organisation_list",
}  # fmt: skip
# The glance counts and shows seven lists of different kinds, a dialogue's page all its rows and the advice on them;
# public pages show what several apps have, each by a query or two of its own.
MOST = {
    "programmes:log_list": 60, "overview:glance": 40, "overview:programme_public": 21, "overview:process_map": 14,
    "dialogues:dialogue_detail": 50, "dialogues:dialogue_public": 20, "dialogues:dialogue_public_list": 20,
}  # fmt: skip
PUBLIC = {
    "overview:programme_list", "overview:programme_public", "overview:process_map", "dialogues:dialogue_public_list",
    "dialogues:dialogue_public", "dialogues:dialogue_calendar",
}  # fmt: skip


# What one thing on a list may consist of, in an order in which each follows what it leads to.
COPIED = [
    model
    for app in ("accounts", "programmes", "notices", "dialogues")
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
]
# Only the log shows them.
AUDITED = list(apps.get_app_config("audit").get_models())
# Copies must differ in these; other texts may be the same.
NAMES = {"number", "name", "email", "slug", "code", "function", "secret_hash"}


def add_many(house, add, many: int, models: list) -> None:
    """Add one thing by ``add``, and copies of its rows of these models until there are ``many`` more of it."""
    before = {model: model._base_manager.aggregate(top=Max("pk"))["top"] or 0 for model in models}
    add(house, 4)
    copies = {}
    waiting = [row for model, top in before.items() for row in model._base_manager.filter(pk__gt=top)]
    while waiting:
        left = {(type(row), row.pk) for row in waiting}
        ready = [row for row in waiting if not any(link in left for link in links_of(row))]
        for row in ready:
            made = [copy_row(row, index, copies) for index in range(many - 1)]
            copies[type(row), row.pk] = type(row)._base_manager.bulk_create(made)
        waiting = [row for row in waiting if row not in ready]


def links_of(row):
    return [
        (field.related_model, getattr(row, field.attname)) for field in row._meta.concrete_fields if field.is_relation
    ]


def copy_row(row, index: int, copies):
    """Return the row again, not saved, under a name of its own; its links lead to the copies with the same index."""
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.is_relation and (field.related_model, value) in copies:
            value = copies[field.related_model, value][index].pk
        elif isinstance(value, UUID):
            value = uuid4()
        elif field.name in NAMES and value:
            value = f"{index}-{value}"[: field.max_length]
        if not field.primary_key:
            values[field.attname] = value
    return type(row)(**values)


def address_of(house, name: str) -> str:
    """Return where the list stands: some stand on the page of one thing."""
    rows = house.dialogues
    one = {
        "dialogues:dialogue_detail": rows.dialogue.pk, "dialogues:dialogue_public": rows.dialogue.slug,
        "dialogues:participant_list": rows.occasion.pk,
    }  # fmt: skip
    programme = [] if name in NO_PROGRAMME else [house.programme.slug]
    return reverse(name, args=[*programme, *([one[name]] if name in one else [])])


# The log is counted alone: it costs one query for each kind of row on its page.
LOG = "programmes:log_list"


@pytest.mark.once
@pytest.mark.parametrize("names", [LISTS.keys() - {LOG}, {LOG}], ids=["lists", "log"])
def test_every_list_costs_the_same_with_one_row_three_and_3000(house, names):
    client = Client()
    client.force_login(house.people["administrator"])
    adders = list(dict.fromkeys(add for name, add in LISTS.items() if name in names))

    def count_all():
        return {name: count_queries(client, address_of(house, name)) for name in names}

    for add in adders:
        add(house, 1)
    with_one = count_all()
    for add in adders:
        add(house, 2)
        add(house, 3)
    assert count_all() == with_one
    for add in adders:
        # Nobody invites to 3 000 evenings in one dialogue, and all of a dialogue's are compared with each other.
        many = 60 if add is add_parts_of_dialogue else 2997
        add_many(house, add, many, COPIED + AUDITED if LOG in names else COPIED)
    assert count_all() == with_one
    most = {name: MOST.get(name, 12 if name in PUBLIC else 25) for name in names}
    assert {name: count for name, count in with_one.items() if count > most[name]} == {}


@pytest.mark.parametrize("name", ["overview:programme_public", "overview:process_map"])
def test_public_page_costs_the_same_with_60_and_6000_notes(programme, name):
    def add(count):
        first = MapNoteFactory.build(programme=programme, published=True)
        MapNote.objects.bulk_create(
            MapNote(
                programme=programme, number=f"N-{count}-{index}", arrived_at=first.arrived_at, kind="dialogue",
                state="done", title=f"Samtal nummer {index} om torget", published_at=first.published_at,
                happens_on=f"20{24 + index % 5}-{1 + index % 12:02}-01/month", map_weight=1 + index % 5,
            )
            for index in range(count)
        )  # fmt: skip

    add(60)
    client = Client()
    small = count_queries(client, reverse(name, args=[programme.slug]))
    add(5940)
    assert count_queries(client, reverse(name, args=[programme.slug])) == small
    assert small <= MOST[name]
