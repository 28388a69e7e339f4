"""The handover document and the sheet at a glance."""

import datetime as dt
import io

import docx
import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from dialogues.models import Promise
from kraftsamling.documents.models import Document
from kraftsamling.documents.registry import get_kind
from kraftsamling.documents.services.docx import render_docx
from kraftsamling.documents.services.orders import order_document
from kraftsamling.documents.services.pdf import render_pdf
from kraftsamling.overview.documents.glance import SHOWN, build_glance, get_glance
from kraftsamling.overview.documents.handover import READERS, build_handover
from kraftsamling.shared import clock
from programmes.models import ChecklistItem, Contact, Decision, Lesson, MapNote, ProblemPicture
from programmes.services.bodies import add_membership
from programmes.services.keeping import add_record, redact_record

pytestmark = pytest.mark.once

LONG = "Stadsbyggnads- och samhällsutvecklingsnämndens ansvar för torget och stråket mot skolan och biblioteket"


@pytest.fixture(autouse=True)
def _own_file_store(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def outline_for(house, reader: str):
    with translation.override("sv"):
        built = build_handover(house.programme, {"reader": reader, "format": "pdf"}, "sv")
    return built.outline


def text_of(outline) -> str:
    document = docx.Document(io.BytesIO(render_docx(outline)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_process_leader_gets_everything(house):
    text, rows = text_of(outline_for(house, "process_leader")), house.rows
    for record in (rows.goal, rows.picture, rows.challenge, rows.lesson, rows.decision, rows.agreement, rows.source):
        assert record.title in text
    for words in (rows.body.name, rows.structure.name, rows.contact.name, rows.communication.message,
                  rows.checklist_item.text, rows.figure.value, rows.basis.text, rows.membership.name):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("reader", ["process_leader", "politician"])
def test_promised_answers_are_handed_over_with_how_they_stand(house, reader):
    promise = house.dialogues.promise
    Promise.objects.filter(pk=promise.pk).update(due_on=clock.today() - dt.timedelta(days=3))
    with translation.override("sv"):
        text = text_of(outline_for(house, reader))
    assert f"{promise.to_whom}: {promise.what}" in text
    assert "svaret är försenat 3 dagar efter utlovad dag" in text
    sources = build_handover(house.programme, {"reader": reader, "format": "pdf"}, "sv").sources
    assert ("dialogues.promise", promise.pk) in sources


def test_no_reader_gets_an_address(house):
    for reader in READERS:
        assert house.rows.contact.point.email not in text_of(outline_for(house, reader))


def test_politician_is_told_what_is_asked_and_not_the_checklists(house):
    text = text_of(outline_for(house, "politician"))
    assert house.rows.decision.title in text
    assert house.rows.checklist_item.text not in text
    assert house.rows.contact.name not in text


def test_members_are_those_of_today(house):
    today = clock.today()
    for name, first, last in (("Förra", None, -1), ("Dagens", 0, 0), ("Nästa", 1, None)):
        period = [None if days is None else today + dt.timedelta(days=days) for days in (first, last)]
        add_membership(body=house.rows.body, by=None, name=name, valid_from=period[0], valid_until=period[1])
    text = text_of(outline_for(house, "politician"))
    assert [name for name in ("Förra", "Dagens", "Nästa") if name in text] == ["Dagens"]


def test_researcher_reads_why_earlier_pictures_went(house):
    add_record(
        ProblemPicture, programme=house.programme, by=None, title="Det var för mörkt", statement="Lampor saknas",
        state="rejected", end_reason="Lamporna hjälpte inte",
    )  # fmt: skip
    assert "Lamporna hjälpte inte" in text_of(outline_for(house, "researcher"))
    assert "Lamporna hjälpte inte" not in text_of(outline_for(house, "politician"))


def test_empty_programme_gives_a_document_that_says_so(house):
    with translation.override("sv"):
        built = build_handover(house.hidden, {"reader": "process_leader", "format": "docx"}, "sv")
    assert "Inga mål är skrivna" in text_of(built.outline)


@pytest.mark.parametrize("kind", ["handover", "glance"])
def test_redacting_any_record_removes_the_file(house, kind):
    options = {"reader": "researcher", "format": "docx"} if kind == "handover" else {}
    document = order_document(kind=kind, programme=house.programme, options=options, language="sv", by=None)
    built = get_kind(kind).build(house.programme, options, "sv")
    Document.objects.filter(pk=document.pk).update(state="ready", sources=[list(row) for row in built.sources])
    redact_record(house.rows.lesson, fields=["title"], by=house.people["process_leader"], reason="Namnger en person")
    document.refresh_from_db()
    assert document.state == "removed"


def test_same_content_is_the_same_document_until_something_changes(house):
    def order():
        return order_document(kind="glance", programme=house.programme, options={}, language="sv", by=None)

    first = order()
    assert order() == first
    add_record(Lesson, programme=house.programme, by=None, title="Något nytt")
    assert order() != first


def count_queries(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def fill(house, count: int) -> None:
    """Add ``count`` of everything that stands in a list, with titles as long as they may be."""
    phase, programme = house.programme.phases.first(), house.programme
    common = {"programme": programme, "by": None}
    for number in range(count):
        title = f"{number} {LONG}"
        add_record(ChecklistItem, **common, phase=phase, text=title, due_on="2020-01-01/year")
        add_record(Decision, **common, type="position", title=title[:80], state="planned", body=house.rows.body,
                   binds_across=True)  # fmt: skip
        add_record(Decision, **common, type="position", title=title[:80], state="made", body=house.rows.body,
                   binds_across=True, settled_on="2025-01-01/month")  # fmt: skip
        add_record(Lesson, **common, title=title)
        add_record(MapNote, **common, kind="measure", state="planned", title=title[:80], happens_on="2099-01-01/day")
        contact = add_record(Contact, **common, actor=house.rows.actor, name=title)
        Contact.objects.filter(pk=contact.pk).update(arrived_at="2020-01-01T12:00:00Z")


@pytest.mark.parametrize("reader", READERS)
def test_handover_costs_as_much_for_many_as_for_few(house, reader):
    fill(house, 1)
    few = count_queries(lambda: outline_for(house, reader))
    fill(house, 6)
    assert count_queries(lambda: outline_for(house, reader)) == few


def glance_pdf(programme) -> pikepdf.Pdf:
    with translation.override("sv"):
        built = build_glance(programme, {}, "sv")
    return pikepdf.open(io.BytesIO(render_pdf(built.html)))


@pytest.mark.parametrize("is_full", [False, True])
def test_glance_is_one_tagged_page_however_much_there_is(house, is_full):
    programme = house.programme
    if is_full:
        programme.mission, programme.name, programme.area_name = f"{LONG} " * 4, LONG[:80], LONG[:80]
        house.organisation.name = LONG
        house.organisation.save()
        ProblemPicture.objects.filter(pk=house.rows.picture.pk).update(title=(LONG * 2)[:160])
        fill(house, SHOWN + 7)
    with glance_pdf(programme) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(number)) for number in pdf.pages[0].mediabox] == [0, 0, 595, 842]
        assert "/StructTreeRoot" in pdf.Root


def test_glance_says_how_many_more(house, client):
    fill(house, SHOWN + 7)
    client.force_login(house.people["steering_group_member"])
    body = client.get(reverse("overview:glance", args=[house.programme.slug])).content.decode()
    rest = reverse("programmes:checklist_item_list", args=[house.programme.slug])
    assert f'<a href="{rest}?visa=late">och 7 till' in body
    assert client.get(f"{rest}?visa=late").context["page"].paginator.count == SHOWN + 7
    late = get_glance(house.programme).waits[0]
    assert (len(late.lines), late.more) == (SHOWN, 7)


def test_glance_of_an_empty_programme_says_what_is_missing(house, client):
    client.force_login(house.people["administrator"])
    body = client.get(reverse("overview:glance", args=[house.hidden.slug])).content.decode()
    assert "inte fastställt än" in body
    assert "Inget är försenat" in body
