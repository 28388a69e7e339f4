"""The municipality's own pages: who may open them, what they lead to, and its organisations."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.shared import clock
from kraftsamling.shared.collation import Swedish
from programmes.models import Municipality, Organisation
from programmes.permissions import Access, get_municipal_access
from programmes.queries.programmes import get_municipality
from programmes.roles import Permission


@dataclass(frozen=True)
class WorkMunicipality:
    """The municipality together with what the asking user may do in it."""

    municipality: Municipality
    access: Access


def get_work_municipality(user, permission: Permission = Permission.EDIT_MUNICIPALITY) -> WorkMunicipality:
    """Fetch the municipality for a work page and authorise in one step.

    Raises Http404 before the municipality is set up, PermissionDenied without ``permission``.
    """
    municipality = get_municipality()
    if municipality is None:
        raise Http404
    access = get_municipal_access(user)
    if not access.can(permission):
        # Who leads a programme cannot help here.
        raise PermissionDenied(_("Ask the municipality’s administrator to do it."))
    return WorkMunicipality(municipality, access)


def municipality_nav(work: WorkMunicipality, current: str) -> list[dict]:
    """Return label, url and is_current of the municipality's pages that the user may open."""
    pages = [
        ("programmes:municipality_edit", _("Settings"), Permission.EDIT_MUNICIPALITY),
        ("programmes:organisation_list", _("Organisations"), Permission.EDIT_MUNICIPALITY),
        ("programmes:people_list", _("People"), Permission.MANAGE_PEOPLE),
        ("programmes:guidance_list", _("Guidance"), Permission.EDIT_MUNICIPALITY),
        ("dialogues:ladder_edit", _("Participation"), Permission.EDIT_MUNICIPALITY),
        ("programmes:legal_page_list", _("Legal pages"), Permission.EDIT_MUNICIPALITY),
        ("programmes:report_list", _("Reports"), Permission.HANDLE_REPORTS),
        ("programmes:retention_list", _("Keeping and disposal"), Permission.EDIT_MUNICIPALITY),
        ("programmes:municipality_log", _("Event log"), Permission.VIEW_LOG),
    ]
    return [
        {"label": label, "url": reverse(name), "is_current": name == current}
        for name, label, permission in pages
        if work.access.can(permission)
    ]


def municipality_context(work: WorkMunicipality, current: str, **extra) -> dict:
    """Return what every page of the municipality needs, with ``extra`` added."""
    return {
        "municipality": work.municipality,
        "programme_nav": municipality_nav(work, current),
        "nav_title": work.municipality.name,
        **extra,
    }


def organisations(municipality: Municipality) -> QuerySet[Organisation]:
    """Return all organisations, also ended ones, in Swedish order."""
    return Organisation.objects.filter(municipality=municipality).order_by(Swedish("name"))


def split_by_end(found: QuerySet[Organisation]) -> tuple[list[Organisation], list[Organisation]]:
    """Return (those that exist today or will, those that have ended)."""
    today = clock.today()
    present, ended = [], []
    for organisation in found.select_related("successor"):
        has_ended = organisation.valid_until is not None and organisation.valid_until < today
        (ended if has_ended else present).append(organisation)
    return present, ended


def get_organisation(municipality: Municipality, pk: int) -> Organisation:
    """Return one of the municipality's organisations; raises Http404."""
    return get_object_or_404(Organisation, municipality=municipality, pk=pk)


def embedding_sites(municipality: Municipality) -> list[str]:
    """Return the sites that may show the process map in a frame, as "https://www.example.se"."""
    return municipality.embedding_sites.split()
