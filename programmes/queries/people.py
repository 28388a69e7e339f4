"""The municipality's people: everybody with an account."""

from dataclasses import dataclass

from django.db.models import Max, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from kraftsamling.accounts.models import User
from kraftsamling.accounts.queries import display_name_order
from kraftsamling.shared import clock
from kraftsamling.shared.collation import Swedish
from programmes.enums.actors import AgreementState
from programmes.enums.planning import CHECKS_LEFT, CommunicationState
from programmes.models import (
    Agreement,
    ChecklistItem,
    Communication,
    Contact,
    Programme,
    Responsibility,
    RoleAssignment,
)
from programmes.queries.hanging import add_hanging


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
    """What one person holds: roles, responsibilities with what is open in them, contacts and agreements.

    Each responsibility has ``open_items``, ``open_communications`` and ``hanging``, each contact ``last_on``.
    """

    person: User
    roles: list[RoleAssignment]
    responsibilities: list[Responsibility]
    contacts: list[Contact]
    agreements: list[Agreement]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand over."""
        return not (self.roles or self.responsibilities or self.contacts or self.agreements)


def get_holdings(person: User, programme: Programme | None = None) -> PersonHoldings:
    """Return what ``person`` holds, in ``programme`` or everywhere."""
    within = {} if programme is None else {"programme": programme}
    roles = RoleAssignment.objects.filter(user=person, revoked_at__isnull=True, **within)
    open_items = ChecklistItem.objects.current().filter(state__in=CHECKS_LEFT).order_by("due_on", "pk")
    told = Communication.objects.current().filter(state=CommunicationState.PLANNED)
    responsibilities = Responsibility.objects.filter(holder=person, **within).select_related("programme")
    functions = list(
        responsibilities.order_by(Swedish("function")).prefetch_related(
            Prefetch("checklist_items", queryset=open_items, to_attr="open_items"),
            Prefetch("communications", queryset=told, to_attr="open_communications"),
        )
    )
    add_hanging(functions)
    return PersonHoldings(
        person,
        list(roles.exclude(valid_until__lt=clock.today()).select_related("programme", "municipality").order_by("pk")),
        functions,
        list(kept_contacts(person, programme).select_related("programme", "actor__organisation")),
        list(kept_agreements(person, programme).select_related("programme")),
    )


def kept_contacts(person: User, programme: Programme | None = None) -> QuerySet[Contact]:
    """Return the contacts that ``person`` keeps, each with the day of the last contact as ``last_on``."""
    kept = Contact.objects.current().filter(keeper=person, left_on__isnull=True)
    kept = kept if programme is None else kept.filter(programme=programme)
    times = Q(events__withdrawn_at__isnull=True)
    return kept.annotate(last_on=Max("events__happened_on", filter=times)).order_by(Swedish("name"))


def kept_agreements(person: User, programme: Programme | None = None) -> QuerySet[Agreement]:
    """Return the agreements that ``person`` looks after and that are not terminated."""
    kept = Agreement.objects.current().filter(keeper=person).exclude(state=AgreementState.TERMINATED)
    return kept if programme is None else kept.filter(programme=programme)


def get_person(pk: int) -> PersonHoldings:
    """Fetch a person and what they hold, for a page that get_work_municipality has authorised; raises Http404."""
    return get_holdings(get_object_or_404(User, pk=pk))
