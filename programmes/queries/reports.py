"""Reports about accessibility: the cases that come of the public form."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kraftsamling.accounts.models import User
from kraftsamling.shared import clock
from programmes.enums import REPORT_MOVES, Move, ReportState
from programmes.models import AccessibilityReport, Municipality, RoleAssignment
from programmes.roles import MUNICIPAL_ROLES, Permission


@dataclass(frozen=True)
class ReportRow:
    """A report with what follows from today's date."""

    report: AccessibilityReport
    is_late: bool
    days_left: int


def reports(municipality: Municipality, state: str = "") -> QuerySet[AccessibilityReport]:
    """Return the reports, those to answer soonest first; ``state`` narrows to one state ("open": not answered)."""
    found = (
        AccessibilityReport.objects.current()
        .filter(municipality=municipality)
        .select_related("responsible")
        .order_by("due_on", "pk")
    )
    if state == "open":
        return found.exclude(state=ReportState.ANSWERED)
    return found.filter(state=state) if state else found


def is_late(report: AccessibilityReport, today: dt.date) -> bool:
    """Whether the answer should have been given before ``today``."""
    return report.state != ReportState.ANSWERED and report.due_on < today


def describe(report: AccessibilityReport, today: dt.date | None = None) -> ReportRow:
    """Return the report with whether it is late and how many days are left (negative: days late)."""
    day = today or clock.today()
    return ReportRow(report, is_late(report, day), (report.due_on - day).days)


def get_report(municipality: Municipality, pk: int) -> AccessibilityReport:
    """Return one of the municipality's reports; raises Http404."""
    found = AccessibilityReport.objects.current().select_related("responsible", "municipality", "contact")
    return get_object_or_404(found, municipality=municipality, pk=pk)


def get_report_by_receipt(uuid: UUID) -> AccessibilityReport:
    """Return the report whose sender kept this receipt; raises Http404."""
    report = AccessibilityReport.objects.current().select_related("contact").filter(uuid=uuid).first()
    if report is None:
        raise Http404
    return report


def allowed_report_moves(report: AccessibilityReport) -> list[Move]:
    """Return the moves to draw buttons for."""
    return [move for move in REPORT_MOVES if move.source == report.state]


def people_who_handle_reports() -> QuerySet[User]:
    """Return the people whose municipality-wide role lets them answer reports."""
    roles = [key for key, role in MUNICIPAL_ROLES.items() if Permission.HANDLE_REPORTS in role.permissions]
    holders = RoleAssignment.objects.active(clock.today()).filter(programme__isnull=True, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=holders.values("user"))


def report_details(report: AccessibilityReport, *, with_contact: bool) -> list[dict[str, str]]:
    """Return {label, value} of the report's facts; the sender's address only ``with_contact``."""
    details = [
        {"label": _("Which page or document"), "value": report.page},
        {"label": _("Arrived"), "value": date_format(timezone.localtime(report.arrived_at), "DATETIME_FORMAT")},
        {"label": _("Answer by"), "value": date_format(report.due_on, "j F Y")},
        {"label": _("Responsible"), "value": str(report.responsible) if report.responsible else ""},
    ]
    if with_contact and report.contact:
        removed = _("removed on %(date)s") % {"date": date_format(report.contact.purge_on, "j F Y")}
        address = " · ".join(filter(None, [report.contact.email, report.contact.phone]))
        details.append({"label": _("The visitor’s address"), "value": address and f"{address} ({removed})"})
    return details
