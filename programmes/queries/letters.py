"""What the notices of this app say; the words are made when a notice is read or sent."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.notices.kinds import NoticeKind
from kraftsamling.notices.models import Notice
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.mail import Letter, absolute_url
from programmes.models import AccessibilityReport

REPORT_RECEIVED = "report.received"
REPORT_ANSWERED = "report.answered"


def _reports_of(notices: Sequence[Notice]) -> dict[int, AccessibilityReport]:
    found = AccessibilityReport.objects.current().in_bulk([notice.context["report_id"] for notice in notices])
    return {notice.pk: found[notice.context["report_id"]] for notice in notices if notice.context["report_id"] in found}


def write_report_received(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Return letters to the people who answer reports; the report's own words stay in the report."""
    return {
        pk: Letter(
            title=_("New accessibility report %(number)s") % {"number": report.number},
            paragraphs=(
                report.get_kind_display() + ".",
                _("It is to be answered by %(date)s.") % {"date": ImpreciseDate(report.due_on)},
            ),
            url=absolute_url("programmes:report_detail", report.pk),
            link_label=_("Read the report"),
        )
        for pk, report in _reports_of(notices).items()
    }


def write_report_answered(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Return letters with the answer to the person who reported."""
    return {
        pk: Letter(
            title=_("Answer to your report %(number)s") % {"number": report.number},
            paragraphs=(report.answer,),
            url=absolute_url("programmes:accessibility_report_receipt", report.uuid),
            link_label=_("See your report"),
        )
        for pk, report in _reports_of(notices).items()
    }


NOTICES = (
    NoticeKind(
        REPORT_RECEIVED, gettext_lazy("Somebody reports that the site is not accessible"), write_report_received
    ),
    NoticeKind(
        REPORT_ANSWERED, gettext_lazy("Answer to an accessibility report"), write_report_answered, is_essential=True
    ),
)
