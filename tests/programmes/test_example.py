import pytest

from kraftsamling.accounts.models import User
from kraftsamling.audit.models import AuditEntry
from programmes.example.people import EXAMPLE_PASSWORD, PEOPLE
from programmes.example.sjobo import NOTES
from programmes.models import Contact, Lesson, MapNote, Organisation, Programme, RoleAssignment
from programmes.permissions import can
from programmes.roles import ROLES, Permission
from programmes.services.example import load_example


@pytest.fixture
def example(loaded_example, db):
    return Programme.objects.get(slug="sjobo")


def test_example_loaded_again_changes_nothing(example):
    models = [AuditEntry, Contact, Lesson, MapNote, Organisation, Programme, RoleAssignment, User]
    before = [model.objects.count() for model in models]
    assert load_example() == example
    assert [model.objects.count() for model in models] == before


def test_example_has_an_account_for_every_role(example):
    held = {role for person in PEOPLE for role in [person.role, *person.municipal_roles] if role}
    assert held == set(ROLES)
    assert User.objects.get(email="processledare@example.org").check_password(EXAMPLE_PASSWORD)


def test_example_process_leader_may_start_programmes(example):
    leader = User.objects.get(email="processledare@example.org")
    assert can(leader, Permission.PUBLISH, example)
    assert can(leader, Permission.CREATE_PROGRAMME)


def test_example_is_public_and_says_what_it_is(client, example):
    text = client.get("/sjobo/").content.decode()
    assert "inte Borås Stads egen sida" in text
    assert "Blir det ett Sjöbohus?" in text


def test_example_keeps_its_internal_note_inside(client, example):
    hidden = [note.title for note in NOTES if not note.is_public]
    pages = "".join(client.get(address).content.decode() for address in ("/sjobo/", "/sjobo/processkarta/"))
    assert [title in pages for title in hidden] == [False]


def test_example_dates_only_what_the_handbook_dates(example):
    assert {str(note.happens_on) for note in NOTES if note.happens_on} == {
        "september 2017", "december 2017", "våren 2019", "december 2020",
    }  # fmt: skip
    assert [phase.starts_on or phase.ends_on for phase in example.phases.all()] == [None] * 4
    assert (example.exit_starts_on, example.ends_on, example.state_since) == (None, None, None)


def test_example_was_written_through_services(example):
    noted = AuditEntry.objects.filter(verb="map_note.add", programme_id=example.pk).count()
    assert noted == MapNote.objects.filter(programme=example).count() == len(NOTES)


def test_example_people_are_named_by_role_at_example_addresses():
    assert all(person.email.endswith("@example.org") for person in PEOPLE)
    assert all(" " not in person.name for person in PEOPLE)
