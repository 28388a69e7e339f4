"""Who holds which role, and what each role may do."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kraftsamling.accounts.models import User
from kraftsamling.accounts.queries import display_name_order
from kraftsamling.shared import clock
from programmes.models import Municipality, Programme, RoleAssignment
from programmes.permissions import Access
from programmes.queries.municipality import get_work_municipality, municipality_context
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme, visible_programmes
from programmes.roles import MUNICIPAL_ROLES, PROGRAMME_ROLES, ROLES, Permission, Role, RoleKey

PERMISSION_SENTENCES: dict[Permission, Promise] = {
    Permission.VIEW: _("see the programme's work pages"),
    Permission.EDIT_PROGRAMME: _("change the programme's facts and phases"),
    Permission.MOVE_STATE: _("note how far the programme has come: decided, under way, closed"),
    Permission.TICK_OFF: _("note what is in place"),
    Permission.EDIT_KNOWLEDGE: _("write what is known: problem pictures, challenges, assets, stories, lessons"),
    Permission.EDIT_ACTORS: _("change actors, contacts, agreements and groups"),
    Permission.RECORD_DECISIONS: _("note decisions and positions"),
    Permission.EDIT_COMMUNICATION: _("change the communication plan"),
    Permission.EDIT_MAP: _("write notes for the process map"),
    Permission.PUBLISH: _("show things on the public site, and take them down"),
    Permission.ORDER_DOCUMENTS: _("order posters and other documents"),
    Permission.MANAGE_ROLES: _("invite people and give roles"),
    Permission.VIEW_LOG: _("read the event log"),
    Permission.WITHDRAW: _("withdraw what has become wrong"),
    Permission.REDACT: _("remove texts for good"),
    Permission.VIEW_CONTACTS: _("see addresses of people without an account"),
    Permission.EDIT_DIALOGUES: _("plan dialogues, their occasions and promises"),
    Permission.PUBLISH_DIALOGUES: _("publish invitations and review them in other languages"),
    Permission.VIEW_PARTICIPANTS: _("see who has signed up"),
    Permission.CREATE_PROGRAMME: _("start new programmes"),
    Permission.EDIT_MUNICIPALITY: _("change the municipality's settings and legal pages"),
    Permission.MANAGE_PEOPLE: _("see and close accounts, and give roles for the whole municipality"),
    Permission.HANDLE_REPORTS: _("answer accessibility reports"),
}


@dataclass(frozen=True)
class RoleRow:
    """One role as the table shows it: what it is for, and what it may do, in words and in a fixed order."""

    role: Role
    may: list[Promise]


def describe_roles(roles: dict[RoleKey, Role]) -> list[RoleRow]:
    """Return what each of ``roles`` may do."""
    return [
        RoleRow(role, [sentence for key, sentence in PERMISSION_SENTENCES.items() if key in role.permissions])
        for role in roles.values()
    ]


def describe_own_roles(access: Access) -> list[RoleRow]:
    """Return the roles somebody has in a programme and what each may do, in the order of the table."""
    return describe_roles({key: role for key, role in ROLES.items() if key in access.roles})


def programmes_with_own_roles(user: User) -> list[Programme]:
    """Return the programmes the person works in, each with ``own_roles``; one query more than the list itself."""
    own = defaultdict(list)
    held = RoleAssignment.objects.active(clock.today()).filter(user=user, programme__isnull=False)
    for programme_id, role in held.order_by("role").values_list("programme_id", "role"):
        own[programme_id].append(PROGRAMME_ROLES[RoleKey(role)])
    programmes = list(visible_programmes(user))
    for programme in programmes:
        programme.own_roles = own[programme.pk]
    return programmes


def current_assignments(programme: Programme | None) -> QuerySet[RoleAssignment]:
    """Return roles that hold today or begin later, of ``programme`` or (None) of the municipality, by name."""
    today = clock.today()
    return (
        RoleAssignment.objects.filter(programme=programme, revoked_at__isnull=True, user__is_active=True)
        .exclude(valid_until__lt=today)
        .select_related("user", "programme", "municipality")
        .order_by(display_name_order("user__"), "role")
    )


def get_assignment(programme: Programme | None, pk: int) -> RoleAssignment:
    """Return a role that has not ended, of this programme or (None) of the municipality; raises Http404 otherwise."""
    return get_object_or_404(current_assignments(programme), pk=pk)


def process_leaders(programme: Programme, on: dt.date) -> list[str]:
    """Return the names of those who lead the programme on the day ``on``."""
    leading = RoleAssignment.objects.active(on).filter(
        programme=programme, role=RoleKey.PROCESS_LEADER, user__is_active=True
    )
    return [str(row.user) for row in leading.select_related("user").order_by(display_name_order("user__"))]


def holders(programme: Programme) -> QuerySet[User]:
    """Return the people who hold a role in the programme, in Swedish order."""
    held = current_assignments(programme).order_by().values("user")
    return User.objects.filter(pk__in=held).order_by(display_name_order())


@dataclass(frozen=True)
class RoleScope:
    """Where roles are given: in one programme, or (programme None) in the whole municipality."""

    municipality: Municipality
    programme: Programme | None
    access: Access
    roles: dict[RoleKey, Role]
    list_url: str
    frame: dict  # what the page's frame needs

    def page(self, **extra) -> dict:
        """Return the context of a page in this scope."""
        return {**self.frame, "cancel_url": self.list_url, **extra}


def get_role_scope(user, slug: str | None) -> RoleScope:
    """Fetch and authorise in one step: the programme with this address, or (None) the municipality.

    Raises Http404 for somebody who may not see it, PermissionDenied for somebody who may not give roles there.
    """
    if slug is None:
        municipal = get_work_municipality(user, Permission.MANAGE_PEOPLE)
        return RoleScope(
            municipality=municipal.municipality,
            programme=None,
            access=municipal.access,
            roles=MUNICIPAL_ROLES,
            list_url=reverse("programmes:people_list"),
            frame=municipality_context(municipal, "programmes:people_list"),
        )
    work = get_work_programme(user, slug, Permission.MANAGE_ROLES)
    return RoleScope(
        municipality=work.programme.municipality,
        programme=work.programme,
        access=work.access,
        roles=PROGRAMME_ROLES,
        list_url=reverse("programmes:role_list", args=[slug]),
        frame=programme_context(work, "roles"),
    )
