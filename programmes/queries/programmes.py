"""Finding programmes and the organisations around them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from kraftsamling.shared import clock
from kraftsamling.shared.collation import Swedish
from programmes.enums import DECIDING_KINDS, PROGRAMME_MOVES, Move, OrganisationKind
from programmes.models import FormerSlug, Municipality, Organisation, Programme, ProgrammeRolePermission, RoleAssignment
from programmes.permissions import Access, get_access, get_municipal_roles
from programmes.roles import Permission, RoleKey


def get_municipality() -> Municipality | None:
    """Return the installation's municipality, None before it is set up."""
    return Municipality.objects.order_by("pk").first()


def visible_programmes(user) -> QuerySet[Programme]:
    """Return the programmes the user works in (all, for an administrator), without withdrawn ones, in Swedish order."""
    programmes = Programme.objects.current().select_related("responsible_board").order_by(Swedish("name"))
    if RoleKey.ADMINISTRATOR in get_municipal_roles(user):
        return programmes
    stored = ProgrammeRolePermission.objects.filter(user=user).values("content_object")
    active = RoleAssignment.objects.active(clock.today()).filter(user=user).values("programme")
    return programmes.filter(Q(pk__in=stored) & Q(pk__in=active))


@dataclass(frozen=True)
class WorkProgramme:
    """A programme together with what the asking user may do in it."""

    programme: Programme
    access: Access


def get_work_programme(user, slug: str, permission: Permission = Permission.VIEW) -> WorkProgramme:
    """Fetch a programme for a work page and authorise in one step.

    Raises Http404 for somebody who may not see it, PermissionDenied for somebody who sees it without ``permission``.
    """
    programme = (
        Programme.objects.current()
        .select_related("municipality", "responsible_board", "deciding_body")
        .filter(slug=slug)
        .first()
    )
    if programme is None:
        raise Http404
    access = get_access(user, programme)
    if not access.can(Permission.VIEW):
        raise Http404
    access.require(permission)
    return WorkProgramme(programme, access)


def public_programmes() -> QuerySet[Programme]:
    """Return the published programmes in Swedish order."""
    return Programme.objects.public().order_by(Swedish("name"))


def get_public_programme(slug: str) -> Programme | None:
    """Return the published programme with this address, None if there is none."""
    return (
        Programme.objects.public()
        .select_related("municipality", "responsible_board", "deciding_body", "short_address")
        .filter(slug=slug)
        .first()
    )


def get_renamed_slug(slug: str) -> str | None:
    """Return the present address of the published programme that once had ``slug``."""
    former = FormerSlug.objects.filter(slug=slug, programme__in=Programme.objects.public()).first()
    return former.programme.slug if former else None


def allowed_moves(programme: Programme, access: Access) -> list[Move]:
    """Return the state changes to draw buttons for."""
    if not access.can(Permission.MOVE_STATE):
        return []
    return [move for move in PROGRAMME_MOVES if move.source == programme.state]


def current_organisations(municipality: Municipality, *, or_named: int | None = None) -> QuerySet[Organisation]:
    """Return the organisations that exist today, and the one that is named already (``or_named``) though it ended."""
    exists = Q(valid_until__isnull=True) | Q(valid_until__gte=clock.today())
    return Organisation.objects.filter(exists | Q(pk=or_named), municipality=municipality).order_by(Swedish("name"))


def deciding_organisations(municipality: Municipality, *, or_named: int | None = None) -> QuerySet[Organisation]:
    """Return the council and boards, which can decide in law, and the body that is named already (``or_named``)."""
    return current_organisations(municipality, or_named=or_named).filter(Q(kind__in=DECIDING_KINDS) | Q(pk=or_named))


def responsible_organisations(municipality: Municipality, *, or_named: int | None = None) -> QuerySet[Organisation]:
    """Return the boards, which can answer for a programme's records, and the one that is named already."""
    boards = deciding_organisations(municipality, or_named=or_named)
    return boards.exclude(Q(kind=OrganisationKind.COUNCIL) & ~Q(pk=or_named))


def get_programme_by_short_code(code: str) -> Programme | None:
    """Return the published programme that a printed short address leads to."""
    return Programme.objects.public().filter(short_address__code=code.lower()).first()
