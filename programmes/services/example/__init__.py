"""Loading the examples through the same services that people use, so that their event logs and versions are real."""

from django.db import transaction

from kraftsamling.accounts.models import User
from kraftsamling.accounts.services import create_account, update_profile
from programmes.enums import ProgrammeState
from programmes.example import people, sjobo
from programmes.models import Municipality, Organisation, Programme, RoleAssignment
from programmes.queries.programmes import get_municipality
from programmes.services.example.bjorkangen import load_bjorkangen
from programmes.services.example.sjobo_knowledge import load_sjobo
from programmes.services.map_notes import add_map_note
from programmes.services.municipality import add_organisation, create_municipality
from programmes.services.phases import update_phase
from programmes.services.programmes import create_programme, move_programme, set_programme_public, update_programme
from programmes.services.retention import propose_retention_classes
from programmes.services.roles import grant_role


def load_example() -> Programme:
    """Set up the example municipality, its people and both programmes, and return Kraftsamling Sjöbo.

    What is there already stays as it is, so running it again adds only what is missing.
    """
    with transaction.atomic():
        municipality = get_municipality() or create_municipality(by=None, **sjobo.MUNICIPALITY)
        propose_retention_classes(by=None)
        organisations = _load_organisations(municipality)
        users = {person.email: _load_person(person) for person in people.PEOPLE}
        leader = users[people.PROCESS_LEADER.email]
        programme = Programme.objects.filter(slug=sjobo.SLUG).first()
        if programme is None:
            programme = _load_programme(municipality, organisations, leader)
        load_sjobo(programme, users=users, by=leader)
        bjorkangen = load_bjorkangen(municipality, users=users, by=leader)
        for person in people.PEOPLE:
            _load_roles(person, users[person.email], municipality, [programme, bjorkangen])
    return programme


def _load_organisations(municipality: Municipality) -> dict[str, Organisation]:
    found = {organisation.name: organisation for organisation in municipality.organisations.all()}
    for kind, name in sjobo.ORGANISATIONS:
        if name not in found:
            found[name] = add_organisation(municipality=municipality, by=None, kind=kind, name=name)
    return found


def _load_person(person: people.ExamplePerson) -> User:
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = create_account(
            email=person.email, name=person.name, password=people.EXAMPLE_PASSWORD, language="sv", by=None
        )
        update_profile(user=user, changes={"title": person.title}, by=user)
    return user


def _load_roles(
    person: people.ExamplePerson, user: User, municipality: Municipality, programmes: list[Programme]
) -> None:
    wanted = [(role, None) for role in person.municipal_roles]
    if person.role:
        wanted += [(person.role, programme) for programme in programmes]
    held = set(RoleAssignment.objects.filter(user=user, revoked_at__isnull=True).values_list("role", "programme_id"))
    for role, where in wanted:
        if (role, where and where.pk) not in held:
            grant_role(user=user, role=role, municipality=municipality, programme=where, by=None)


def _load_programme(municipality: Municipality, organisations: dict[str, Organisation], leader: User) -> Programme:
    # Created without a start, so that no dates are proposed for phases that the handbook does not date.
    programme = create_programme(
        by=leader,
        municipality=municipality,
        slug=sjobo.SLUG,
        deciding_body=organisations[sjobo.EXECUTIVE_BOARD],
        responsible_board=organisations[sjobo.RESPONSIBLE_BOARD],
        decided_on=sjobo.DECIDED_ON,
        **sjobo.PROGRAMME,
    )
    for state in (ProgrammeState.DECIDED, ProgrammeState.UNDER_WAY):
        move_programme(programme=programme, to=state, by=leader)
    # The state began long ago; the day on which the example is loaded says nothing.
    update_programme(
        programme=programme,
        changes={"starts_on": sjobo.STARTS_ON, "state_since": None},
        expected_version=programme.version,
        by=leader,
    )
    phases = {phase.kind: phase for phase in programme.phases.all()}
    for kind, aim in sjobo.AIMS.items():
        update_phase(phase=phases[kind], changes={"aim": aim}, expected_version=phases[kind].version, by=leader)
    for note in sjobo.NOTES:
        add_map_note(
            programme=programme, by=leader, is_public=note.is_public, phase=phases[note.phase], kind=note.kind,
            state=note.state, title=note.title, text=note.text, happens_on=note.happens_on, map_weight=note.weight,
            asked=note.asked, decided_by=note.decided_by,
        )  # fmt: skip
    return set_programme_public(programme=programme, is_public=True, by=leader)
