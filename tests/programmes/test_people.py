import pytest

from kraftsamling.audit.models import AuditEntry
from programmes.models import Invitation, Responsibility
from programmes.roles import RoleKey
from tests.factories import UserFactory, make_member, make_municipal

PEOPLE = "/arbete/kommunen/personer/"


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return administrator


def found(client, **query):
    return [person.name for person in client.get(PEOPLE, query).context["page_obj"]]


def test_people_list_finds_by_every_word(client, admin):
    UserFactory(name="Ana Ek", title="Områdesutvecklare", email="ana@example.org")
    UserFactory(name="Åke Ek", is_active=False)
    assert found(client, ord="ek områdes") == ["Ana Ek"]
    assert found(client, ord="ek", konto="stangda") == ["Åke Ek"]
    assert found(client, ord="ek", konto="alla") == ["Ana Ek", "Åke Ek"]


def test_people_list_asks_as_much_for_one_as_for_three(client, admin, programme, django_assert_num_queries):
    client.get(PEOPLE)
    with django_assert_num_queries(13):
        client.get(PEOPLE)
    for _person in range(2):
        make_member(programme, RoleKey.PARTNER)
    with django_assert_num_queries(13):
        client.get(PEOPLE)


def test_people_list_answers_htmx_with_the_part(client, admin):
    part = client.get(PEOPLE, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in part, part in client.get(PEOPLE).content.decode()) == (False, True)


def test_people_are_for_administrators(client, process_leader):
    client.force_login(process_leader)
    answer = client.get(PEOPLE)
    assert answer.status_code == 403
    html = answer.content.decode()
    assert ("Be kommunens administratör att göra det." in html, "leder kraftsamlingen" in html) == (True, False)


def test_closing_an_account_ends_roles_and_empties_functions(client, admin, programme):
    person = make_member(programme, RoleKey.PARTNER)
    function = Responsibility.objects.create(programme=programme, function="Områdesutvecklare", holder=person)
    assert client.post(f"{PEOPLE}{person.pk}/stang/", {"reason": "Har slutat"})["Location"] == f"{PEOPLE}{person.pk}/"
    person.refresh_from_db()
    function.refresh_from_db()
    assert (person.is_active, function.holder) == (False, None)
    assert person.role_assignments.filter(revoked_at__isnull=True).count() == 0
    assert AuditEntry.objects.get(verb="account.close").reason == "Har slutat"


def test_closing_an_account_hands_over_to_a_successor(client, admin, programme):
    person, successor = make_member(programme, RoleKey.PARTNER), UserFactory()
    client.post(f"{PEOPLE}{person.pk}/stang/", {"successor": successor.pk})
    assert successor.role_assignments.get().role == RoleKey.PARTNER


def test_nobody_closes_their_own_account(client, admin):
    response = client.post(f"{PEOPLE}{admin.pk}/stang/", {})
    admin.refresh_from_db()
    assert (response.status_code, admin.is_active) == (200, True)
    assert "Du kan inte stänga ditt eget konto." in response.content.decode()


def test_last_administrator_stays(client, admin):
    path = f"{PEOPLE}roller/{admin.role_assignments.get().pk}/avsluta/"
    assert "Någon måste vara administratör, utan slutdatum." in client.post(path).content.decode()
    make_municipal(email="nasta@example.org")
    assert client.post(path)["Location"] == "/arbete/"


def test_reopened_account_has_no_roles(client, admin, programme):
    person = make_member(programme, RoleKey.PARTNER)
    client.post(f"{PEOPLE}{person.pk}/stang/", {})
    client.post(f"{PEOPLE}{person.pk}/oppna/")
    person.refresh_from_db()
    assert (person.is_active, person.role_assignments.filter(revoked_at__isnull=True).count()) == (True, 0)


def test_administrator_hands_over_everything(client, admin):
    successor = UserFactory()
    response = client.post(f"{PEOPLE}{admin.pk}/lamna-over/", {"successor": successor.pk})
    assert response["Location"] == "/arbete/"
    assert successor.role_assignments.get().role == RoleKey.ADMINISTRATOR
    assert client.get(PEOPLE).status_code == 403


def test_municipal_role_is_given_and_invited_to(client, admin):
    person = UserFactory()
    client.post(PEOPLE + "ge-roll/", {"user": person.pk, "role": "programme_creator"})
    assert person.role_assignments.get().role == RoleKey.PROGRAMME_CREATOR
    data = {"name": "Bo", "email": "bo@example.org", "role": "administrator", "language": "sv"}
    assert client.post(PEOPLE + "bjud-in/", data)["Location"] == PEOPLE
    assert Invitation.objects.get().programme is None


def test_programme_role_is_not_given_here(client, admin):
    response = client.post(PEOPLE + "ge-roll/", {"user": UserFactory().pk, "role": "partner"})
    assert list(response.context["form"].errors) == ["role"]
