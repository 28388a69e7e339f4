"""Asking what somebody may do. Rights are asked once, on the programme (or the municipality), never row by row."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from kraftsamling.shared import clock
from programmes.models import (
    MunicipalityRolePermission,
    Programme,
    ProgrammeRolePermission,
    RoleAssignment,
)
from programmes.roles import MUNICIPAL_ROLES, PROGRAMME_ROLES, ROLES, Permission, RoleKey


@dataclass(frozen=True)
class Access:
    """What one person may do in one programme, or (programme None) in the municipality."""

    roles: frozenset[RoleKey]
    permissions: frozenset[Permission]

    def can(self, permission: Permission) -> bool:
        """Whether ``permission`` is among the person's rights here."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise PermissionDenied (403) unless the person has ``permission`` here."""
        if permission not in self.permissions:
            raise PermissionDenied


def _expand(roles: set[RoleKey]) -> Access:
    permissions = frozenset().union(*(ROLES[role].permissions for role in roles)) if roles else frozenset()
    return Access(frozenset(roles), permissions)


def _held_roles(users: Iterable, programme: Programme | None) -> dict[int, set[RoleKey]]:
    """Return {user's key: roles} of those who hold any in ``programme`` (None: in the municipality) today.

    A role counts when guardian stores it and its period holds; people without sign-in or deactivated hold none. Two
    queries, however many people are asked for, none when nobody can hold any.
    """
    keys = [user.pk for user in users if user.is_authenticated and user.is_active]
    if not keys:
        return {}
    if programme is None:
        stored, known = MunicipalityRolePermission.objects.all(), MUNICIPAL_ROLES
    else:
        stored, known = ProgrammeRolePermission.objects.filter(content_object=programme), PROGRAMME_ROLES
    codenames = set(stored.filter(user__in=keys).values_list("user", "permission__codename"))
    active = RoleAssignment.objects.active(clock.today()).filter(user__in=keys, programme=programme)
    held = {}
    for key, role in active.values_list("user", "role"):
        if role in known and (key, ROLES[role].codename) in codenames:
            held.setdefault(key, set()).add(RoleKey(role))
    return held


def get_municipal_roles(user) -> set[RoleKey]:
    """Return the municipality-wide roles the user holds today; none for people without sign-in or deactivated."""
    return _held_roles([user], None).get(user.pk, set())


def get_municipal_access(user) -> Access:
    """Return what the user may do in the whole municipality."""
    return _expand(get_municipal_roles(user))


def get_accesses(users: Collection, programme: Programme) -> dict[int, Access]:
    """Return {user's key: what they may do in ``programme`` today}, in four queries; see ``get_access``."""
    within, municipal = _held_roles(users, programme), _held_roles(users, None)
    return {
        user.pk: _expand(within.get(user.pk, set()) | (municipal.get(user.pk, set()) & {RoleKey.ADMINISTRATOR}))
        for user in users
    }


def get_access(user, programme: Programme) -> Access:
    """Return what the user may do in ``programme`` today: roles stored by guardian that also hold by their period."""
    return get_accesses([user], programme)[user.pk]


def can(user, permission: Permission, programme: Programme | None = None) -> bool:
    """Whether the user has ``permission`` in ``programme`` (None: in the whole municipality)."""
    return bool(find_holders([user], permission, programme))


def find_holders(users: Collection, permission: Permission, programme: Programme | None = None) -> set[int]:
    """Return the keys of those ``users`` who have ``permission`` in ``programme`` (None: in the municipality)."""
    if programme is None:
        municipal = _held_roles(users, None)
        accesses = {user.pk: _expand(municipal.get(user.pk, set())) for user in users}
    else:
        accesses = get_accesses(users, programme)
    return {key for key, access in accesses.items() if access.can(permission)}
