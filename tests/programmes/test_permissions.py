import datetime as dt

from programmes.permissions import can, get_access
from programmes.queries.programmes import visible_programmes
from programmes.roles import Permission, RoleKey
from programmes.services.roles import grant_role, revoke_role
from tests.factories import ProgrammeFactory, UserFactory, make_member


def test_process_leader_leads_own_programme_only(programme, process_leader):
    other = ProgrammeFactory()
    assert can(process_leader, Permission.PUBLISH, programme)
    assert not can(process_leader, Permission.VIEW, other)
    assert list(visible_programmes(process_leader)) == [programme]


def test_role_ends_with_its_period(programme):
    user = UserFactory()
    grant_role(
        user=user, role=RoleKey.PARTNER, municipality=programme.municipality, programme=programme, by=None,
        valid_from=dt.date(2020, 1, 1), valid_until=dt.date(2020, 12, 31),
    )  # fmt: skip
    assert get_access(user, programme).permissions == frozenset()


def test_revoked_role_gives_nothing(programme):
    user = make_member(programme, RoleKey.PARTNER)
    revoke_role(assignment=user.role_assignments.get(), by=None)
    assert not can(user, Permission.VIEW, programme)
    assert list(visible_programmes(user)) == []


def test_administrator_sees_every_programme(programme, administrator):
    assert can(administrator, Permission.VIEW, programme)
    assert list(visible_programmes(administrator)) == [programme]
