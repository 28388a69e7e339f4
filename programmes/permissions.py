"""Asking what somebody may do. Rights are asked once, on the programme (or the municipality), never row by row."""

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


def _codenames(table, user) -> set[str]:
    return set(table.filter(user=user).values_list("permission__codename", flat=True))


def get_municipal_roles(user) -> set[RoleKey]:
    """Return the municipality-wide roles the user holds today; none for people without sign-in or deactivated."""
    if not user.is_authenticated or not user.is_active:
        return set()
    stored = _codenames(MunicipalityRolePermission.objects, user)
    active = RoleAssignment.objects.active(clock.today()).filter(user=user, programme__isnull=True)
    return {
        RoleKey(role) for role in active.values_list("role", flat=True) if ROLES[role].codename in stored
    } & MUNICIPAL_ROLES.keys()


def get_municipal_access(user) -> Access:
    """Return what the user may do in the whole municipality."""
    return _expand(get_municipal_roles(user))


def get_access(user, programme: Programme) -> Access:
    """Return what the user may do in ``programme`` today: roles stored by guardian that also hold by their period."""
    if not user.is_authenticated or not user.is_active:
        return _expand(set())
    stored = _codenames(ProgrammeRolePermission.objects.filter(content_object=programme), user)
    active = RoleAssignment.objects.active(clock.today()).filter(user=user, programme=programme)
    roles = {RoleKey(role) for role in active.values_list("role", flat=True) if ROLES[role].codename in stored}
    return _expand((roles & PROGRAMME_ROLES.keys()) | (get_municipal_roles(user) & {RoleKey.ADMINISTRATOR}))


def can(user, permission: Permission, programme: Programme | None = None) -> bool:
    """Whether the user has ``permission`` in ``programme`` (None: in the whole municipality)."""
    access = get_municipal_access(user) if programme is None else get_access(user, programme)
    return access.can(permission)
