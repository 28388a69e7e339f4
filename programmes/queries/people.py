"""The municipality's people: everybody with an account."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from kraftsamling.accounts.models import User
from kraftsamling.accounts.queries import display_name_order
from kraftsamling.shared import clock
from kraftsamling.shared.collation import Swedish
from programmes.models import Responsibility, RoleAssignment


def open_accounts() -> QuerySet[User]:
    """Return people whose account is open, in Swedish order."""
    return User.objects.filter(is_active=True).order_by(display_name_order())


def _held(today) -> Prefetch:
    held = RoleAssignment.objects.filter(revoked_at__isnull=True).exclude(valid_until__lt=today)
    ordered = held.select_related("programme", "municipality").order_by("programme__name", "role")
    return Prefetch("role_assignments", queryset=ordered, to_attr="held_roles")


def people(*, words: str = "", is_active: bool | None = None) -> QuerySet[User]:
    """Return accounts with their present roles as ``held_roles``, narrowed by words in name, function or address."""
    found = User.objects.prefetch_related(_held(clock.today())).order_by(Swedish("name"))
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(title__icontains=word) | Q(email__icontains=word))
    return found if is_active is None else found.filter(is_active=is_active)


@dataclass(frozen=True)
class PersonHoldings:
    """What one person holds: roles and responsibilities."""

    person: User
    roles: list[RoleAssignment]
    responsibilities: list[Responsibility]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand over."""
        return not self.roles and not self.responsibilities


def get_person(pk: int) -> PersonHoldings:
    """Fetch a person and what they hold, for a page that get_work_municipality has authorised; raises Http404."""
    person = get_object_or_404(User.objects.prefetch_related(_held(clock.today())), pk=pk)
    responsibilities = list(Responsibility.objects.filter(holder=person).select_related("programme"))
    return PersonHoldings(person, person.held_roles, responsibilities)
