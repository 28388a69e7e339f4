import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.notices.models import ContactPoint, Notice
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.receipts import make_form_key
from programmes.enums import ReportState
from programmes.models import AccessibilityReport
from programmes.queries.reports import describe
from programmes.services.reports import CONTACT_DAYS, move_report, redact_report, submit_report
from tests.factories import make_municipal

FRIDAY = dt.datetime(2026, 12, 18, 12, tzinfo=dt.UTC)
ADDRESS = "/tillganglighet/rapportera/"


@pytest.fixture(autouse=True)
def _no_throttle(db):
    cache.clear()


@pytest.fixture
def report(municipality):
    return submit_report(
        municipality=municipality, kind="barrier", description="Kartan går inte att förstora.",
        email="besokare@example.org", by=None, now=FRIDAY,
    )  # fmt: skip


def _send(client, origin="http://testserver", **changes):
    fields = {"kind": "barrier", "description": "Det går inte", "form_key": make_form_key(None), **changes}
    return client.post(ADDRESS, fields, headers={"origin": origin})


def test_report_without_account_gets_number_and_date(client, municipality):
    answer = _send(client)
    report = AccessibilityReport.objects.get()
    receipt = client.get(answer["Location"])
    assert answer["Location"] == reverse("programmes:accessibility_report_receipt", args=[report.uuid])
    assert report.number in receipt.content.decode()
    assert (report.created_by, report.contact) == (None, None)
    assert dict(client.cookies) == {}
    assert "no-store" in receipt["Cache-Control"]


def test_report_is_due_after_ten_swedish_working_days(report):
    assert report.due_on == dt.date(2027, 1, 8)


def test_report_keeps_the_address_apart_with_its_last_day(report):
    contact = ContactPoint.objects.get()
    assert (contact.email, contact.purge_on) == (
        "besokare@example.org", FRIDAY.date() + dt.timedelta(days=CONTACT_DAYS)
    )  # fmt: skip
    assert not hasattr(report, "email")


def test_report_sent_twice_is_one_report(client, municipality):
    key = make_form_key(None)
    first, second = _send(client, form_key=key), _send(client, form_key=key)
    assert first["Location"] == second["Location"]
    assert AccessibilityReport.objects.count() == 1


def test_report_changed_and_sent_again_is_a_second_report(client, municipality):
    key = make_form_key(None)
    _send(client, form_key=key)
    _send(client, form_key=key, description="Något annat går inte")
    assert AccessibilityReport.objects.count() == 2


@pytest.mark.parametrize("origin", ["https://example.com", "null", ""])
def test_report_from_another_site_is_refused(client, municipality, origin):
    assert _send(client, origin=origin).status_code == 403
    assert not AccessibilityReport.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"description": ""}, "description"),
        ({"description": "x" * 4001}, "description"),
        ({"description": "a\x00b"}, "description"),
        ({"email": "inte en adress"}, "email"),
        ({"phone": "ring mig"}, "phone"),
        ({"website": "https://example.com"}, "website"),
    ],
)
def test_report_with_a_mistake_says_so_at_the_field(client, municipality, changes, field):
    answer = _send(client, **changes)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not AccessibilityReport.objects.exists()


def test_report_flood_is_held_back_with_the_text_kept(client, municipality):
    answers = [_send(client, description=f"Nummer {n}") for n in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [200]
    assert answers[-1].context["form"]["description"].value() == "Nummer 10"


def test_report_form_has_the_two_sentences_before_its_button(client, municipality):
    text = client.get(ADDRESS).content.decode()
    assert text.index("allmän handling") < text.index("Skicka anmälan")
    assert reverse("programmes:privacy") in text


def test_report_tells_those_who_answer(municipality, administrator):
    report = submit_report(municipality=municipality, kind="request", description="Större text", by=None)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.context) == (administrator, "report.received", {"report_id": report.pk})


def test_report_answer_reaches_the_sender_once(report, administrator):
    move_report(report=report, to=ReportState.ANSWERED, by=administrator, answer="Nu går det.")
    notice = Notice.objects.get(contact=report.contact)
    assert (notice.kind, report.answer, report.responsible) == ("report.answered", "Nu går det.", administrator)
    with pytest.raises(StateConflict):
        move_report(report=report, to=ReportState.ANSWERED, by=administrator, answer="Igen")


def test_report_answer_is_on_the_receipt(client, report, administrator):
    move_report(report=report, to=ReportState.ANSWERED, by=administrator, answer="Nu går det.")
    text = client.get(reverse("programmes:accessibility_report_receipt", args=[report.uuid])).content.decode()
    assert "Nu går det." in text
    assert "Kartan går inte" not in text


def test_report_taken_by_two_at_once_is_taken_once(report, administrator):
    other, stale = make_municipal(), AccessibilityReport.objects.get(pk=report.pk)
    move_report(report=report, to=ReportState.IN_HAND, by=administrator)
    with pytest.raises(StateConflict):
        move_report(report=stale, to=ReportState.IN_HAND, by=other)


def test_report_whose_address_alone_is_removed_says_why_in_the_log(report, administrator):
    redact_report(report, fields=["contact"], by=administrator, reason="Fel adress")
    entry = AuditEntry.objects.of(report).with_reason().get()
    assert (entry.verb, entry.fields, entry.reason) == ("record.redact", ["point"], "Fel adress")


def test_report_reopening_asks_for_a_reason_and_logs_it(report, administrator):
    move_report(report=report, to=ReportState.ANSWERED, by=administrator, answer="Klart")
    with pytest.raises(RuleViolation):
        move_report(report=report, to=ReportState.IN_HAND, by=administrator)
    move_report(report=report, to=ReportState.IN_HAND, by=administrator, reason="Felet kom tillbaka")
    assert AuditEntry.objects.get(verb="report.reopen").reason == "Felet kom tillbaka"


@pytest.mark.parametrize(("today", "expected"), [("2027-01-08", (False, 0)), ("2027-01-09", (True, -1))])
def test_report_is_late_from_the_day_after(report, today, expected):
    row = describe(report, dt.date.fromisoformat(today))
    assert (row.is_late, row.days_left) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_report_list_costs_the_same_for_any_number(
    client, municipality, administrator, count, django_assert_num_queries
):
    for _number in range(count):
        submit_report(municipality=municipality, kind="barrier", description="x", by=None)
    client.force_login(administrator)
    with django_assert_num_queries(10):
        page = client.get(reverse("programmes:report_list"))
    assert len(page.context["rows"]) == count


def test_report_pages_take_and_answer(client, report, administrator):
    client.force_login(administrator)
    client.post(reverse("programmes:report_take", args=[report.pk]))
    client.post(reverse("programmes:report_answer", args=[report.pk]), {"answer": "Nu går det."})
    report.refresh_from_db()
    page = client.get(reverse("programmes:report_detail", args=[report.pk]))
    assert (report.state, report.responsible) == (ReportState.ANSWERED, administrator)
    assert "besokare@example.org" in page.content.decode()


def test_report_list_shows_open_ones_first_and_all_when_asked(client, report, administrator):
    move_report(report=report, to=ReportState.ANSWERED, by=administrator, answer="Klart")
    client.force_login(administrator)
    address = reverse("programmes:report_list")
    assert client.get(address).context["rows"] == []
    assert len(client.get(address, {"state": ""}).context["rows"]) == 1
