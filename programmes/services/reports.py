"""Accessibility reports: taking them in, looking into them, answering."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.notices.models import ContactPoint
from kraftsamling.notices.services import notify, purge_contact
from kraftsamling.shared import clock, records
from kraftsamling.shared.enums import Channel
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.holidays import working_days_after
from programmes.enums import REPORT_MOVES, ReportState
from programmes.models import AccessibilityReport, Municipality
from programmes.queries.letters import REPORT_ANSWERED, REPORT_RECEIVED
from programmes.queries.reports import people_who_handle_reports
from programmes.queries.retention import find_retention_class
from programmes.services.keeping import remove_texts

# An address given for the answer alone is not kept longer than it takes to answer and ask back (sweden.md C-4).
CONTACT_DAYS = 180
_VERBS = {ReportState.IN_HAND: "report.take", ReportState.ANSWERED: "report.answer"}


def submit_report(
    *,
    municipality: Municipality,
    kind: str,
    description: str,
    by,
    page: str = "",
    email: str = "",
    phone: str = "",
    now: dt.datetime | None = None,
) -> AccessibilityReport:
    """Take in a report from the public form: numbered, dated, and to be answered within the municipality's days.

    An address is stored apart from the report, with the date on which it is removed.
    """
    moment = now or clock.now()
    today = timezone.localdate(moment)
    with transaction.atomic():
        report = AccessibilityReport(
            municipality=municipality,
            kind=kind,
            page=page,
            description=description,
            contact=_store_contact(email, phone, today),
            content_language=get_language(),
            retention_class=find_retention_class("tillganglighetsrapport"),
            due_on=working_days_after(today, municipality.report_days),
        )
        records.fill_new(report, prefix=municipality.code, by=by, channel=Channel.WEB, now=moment)
        report.save(force_insert=True)
        audit.record("report.submit", report, by=by)
        for person in people_who_handle_reports():
            notify(
                kind=REPORT_RECEIVED, cause=f"report.submit:{report.pk}", context={"report_id": report.pk}, user=person
            )
    return report


def _store_contact(email: str, phone: str, today: dt.date) -> ContactPoint | None:
    if not email and not phone:
        return None
    return ContactPoint.objects.create(
        email=email,
        phone=phone,
        language=get_language(),
        purpose="accessibility_report",
        purge_on=today + dt.timedelta(days=CONTACT_DAYS),
    )


def move_report(*, report: AccessibilityReport, to: str, by, answer: str = "", reason: str = "") -> AccessibilityReport:
    """Move the report along REPORT_MOVES; who moves it becomes responsible. An answer goes to the sender's e-mail.

    Raises StateConflict for a move that is not in the table or when somebody was faster, RuleViolation without the
    answer or reason that the move needs.
    """
    move = next((move for move in REPORT_MOVES if move.source == report.state and move.target == to), None)
    if move is None:
        raise StateConflict()
    if move.needs_reason and not reason.strip():
        raise RuleViolation(_("Say why. The reason is kept in the event log."), field="reason")
    also: dict = {"responsible": by}
    if to == ReportState.ANSWERED:
        if not answer.strip():
            raise RuleViolation(_("Write the answer."), field="answer")
        also |= {"answer": answer.strip(), "answered_at": clock.now()}
    is_reopened = move.source == ReportState.ANSWERED
    with transaction.atomic():
        records.move_state(report, "state", expected=move.source, to=to, by=by, **also)
        verb = "report.reopen" if is_reopened else _VERBS[ReportState(to)]
        audit.record(verb, report, by=by, fields=["state"], reason=reason.strip())
        if to == ReportState.ANSWERED:
            _tell_sender(report)
    return report


def redact_report(report: AccessibilityReport, *, fields: list[str], by, reason: str) -> AccessibilityReport:
    """Remove for good what somebody wrote in a report or its answer, and with "contact" how they are reached.

    Raises RuleViolation without a reason.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why the text is removed."), field="reason")
    texts = [name for name in fields if name != "contact"]
    with transaction.atomic():
        if "contact" in fields and report.contact:
            purge_contact(contact=report.contact, by=by)
        if texts:
            remove_texts("record.redact", report, programme_id=None, fields=texts, by=by, reason=reason)
        else:
            # What is removed of the address leaves a row of its own, but that does not say why.
            audit.record("record.redact", report, by=by, fields=["point"], reason=reason)
    return report


def _tell_sender(report: AccessibilityReport) -> None:
    if report.contact is not None and report.contact.email:
        notify(
            kind=REPORT_ANSWERED,
            cause=f"report.answer:{report.pk}:{report.version}",
            context={"report_id": report.pk},
            contact=report.contact,
        )
