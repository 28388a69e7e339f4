import datetime as dt

import pytest

from programmes.models import Responsibility, RoleAssignment
from programmes.roles import RoleKey
from programmes.services.people import hand_over_and_tell
from programmes.services.roles import grant_role, hand_over_all
from tests.factories import ProgrammeFactory, UserFactory, make_member
from tests.post import deliver

ROLES = "/arbete/provet/roller/"


@pytest.fixture
def leader(client, process_leader):
    client.force_login(process_leader)
    return process_leader


def test_role_list_says_who_and_what(client, leader, programme):
    make_member(programme, RoleKey.PARTNER, name="Dolt Namn", title="Förvaltare", shows_function_only=True)
    page = client.get(ROLES).content.decode()
    assert page.count("Processledaren") >= 1
    assert ("Förvaltare" in page, "Dolt Namn" in page) == (True, False)
    assert "bjuda in personer och ge roller" in page


def test_role_list_asks_as_much_for_one_as_for_three(client, leader, programme, django_assert_num_queries):
    client.get(ROLES)
    with django_assert_num_queries(12):
        client.get(ROLES)
    for _person in range(2):
        make_member(programme, RoleKey.PARTNER)
    with django_assert_num_queries(12):
        client.get(ROLES)


def test_role_list_is_for_those_who_manage_roles(client, programme):
    client.force_login(make_member(programme, RoleKey.PARTNER))
    assert client.get(ROLES).status_code == 403
    client.force_login(UserFactory())
    assert client.get(ROLES).status_code == 404


def test_giving_a_role_tells_the_person(client, leader):
    person = UserFactory(name="Ana", email="ana@example.org")
    data = {"user": person.pk, "role": "facilitator", "valid_until": "2099-12-31"}
    assert client.post(ROLES + "ge-roll/", data)["Location"] == ROLES
    assert person.role_assignments.get().valid_until == dt.date(2099, 12, 31)
    assert deliver("notices.send")[0].to == ["ana@example.org"]


@pytest.mark.parametrize("data", [{"role": "administrator"}, {"valid_until": "2020-01-01"}, {"user": "999999"}])
def test_impossible_role_is_told_at_the_field(client, leader, data):
    person = UserFactory()
    response = client.post(ROLES + "ge-roll/", {"user": person.pk, "role": "facilitator", **data})
    assert list(response.context["form"].errors) == list(data)
    assert not person.role_assignments.exists()


def test_closed_account_cannot_be_chosen(client, leader):
    closed = UserFactory(is_active=False)
    response = client.post(ROLES + "ge-roll/", {"user": closed.pk, "role": "facilitator"})
    assert list(response.context["form"].errors) == ["user"]


def test_role_is_ended_after_a_question(client, leader, programme):
    person = make_member(programme, RoleKey.PARTNER, name="Ana")
    path = f"{ROLES}{person.role_assignments.get().pk}/avsluta/"
    assert "Avsluta rollen för Ana: Partner?" in client.get(path).content.decode()
    assert client.post(path, {"reason": "Slutar"})["Location"] == ROLES
    assert person.role_assignments.get().revoked_by == leader
    assert client.get(path).status_code == 404


def test_role_of_another_programme_is_not_found(client, leader):
    other = make_member(ProgrammeFactory(), RoleKey.PARTNER)
    path = f"{ROLES}{other.role_assignments.get().pk}/avsluta/"
    assert client.post(path).status_code == 404


def test_ending_ones_own_role_leads_to_my_page(client, leader):
    path = f"{ROLES}{leader.role_assignments.get().pk}/avsluta/"
    assert client.post(path)["Location"] == "/arbete/"


def test_hand_over_moves_roles_and_functions_of_this_programme(client, leader, programme):
    leaver, successor, elsewhere = make_member(programme, RoleKey.PARTNER), UserFactory(), ProgrammeFactory()
    grant_role(user=leaver, role=RoleKey.PARTNER, municipality=elsewhere.municipality, programme=elsewhere, by=None)
    function = Responsibility.objects.create(programme=programme, function="Områdesutvecklare", holder=leaver)
    data = {"leaver": leaver.pk, "successor": successor.pk}
    assert client.post(ROLES + "lamna-over/", data)["Location"] == ROLES
    function.refresh_from_db()
    assert (function.holder, function.version) == (successor, 2)
    held = RoleAssignment.objects.filter(revoked_at__isnull=True, role=RoleKey.PARTNER)
    assert set(held.values_list("user", "programme")) == {(successor.pk, programme.pk), (leaver.pk, elsewhere.pk)}
    assert deliver("notices.send")[0].subject == f"Du tar över efter {leaver.name}"


def test_hand_over_to_oneself_is_refused(client, leader):
    data = {"leaver": leader.pk, "successor": leader.pk}
    response = client.post(ROLES + "lamna-over/", data)
    assert response.context["form"].errors == {"successor": ["Välj någon annan att lämna över till."]}


def test_hand_over_never_shortens_what_the_successor_holds(programme):
    leaver, successor = UserFactory(), make_member(programme, RoleKey.PARTNER)
    grant_role(
        user=leaver, role=RoleKey.PARTNER, municipality=programme.municipality, programme=programme, by=None,
        valid_until=dt.date(2099, 1, 1),
    )  # fmt: skip
    assert hand_over_all(leaver=leaver, successor=successor, by=None) == 1
    assert successor.role_assignments.get().valid_until is None


def test_hand_over_takes_roles_that_begin_later(programme):
    leaver, successor = UserFactory(), UserFactory()
    grant_role(
        user=leaver, role=RoleKey.PARTNER, municipality=programme.municipality, programme=programme, by=None,
        valid_from=dt.date(2098, 1, 1),
    )  # fmt: skip
    assert hand_over_and_tell(leaver=leaver, successor=successor, by=leaver) == 1
    assert successor.role_assignments.get().valid_from == dt.date(2098, 1, 1)
