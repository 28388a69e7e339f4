"""Ordering the map as a poster, noting where it hangs, and seeing later how it differs from the map."""

import io

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kraftsamling.documents.models import Document
from kraftsamling.documents.services.orders import order_document
from kraftsamling.jobs.services import run
from kraftsamling.shared.public_pages import bump, programme_scope
from programmes.models import Phase
from tests.factories import MapNoteFactory, ProgrammeFactory, make_member

A2_POINTS = (1191, 1684)


@pytest.fixture
def programme(transactional_db):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", published=True)
    Phase.objects.filter(position=1).update(starts_on="2026-01-01/year", ends_on="2026-01-01/year")
    for number in range(5):
        MapNoteFactory(programme=programme, title=f"Station {number}", happens_on="2026-03-01/month", published=True)
    return programme


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_poster_is_made_in_the_background_with_a_progress_bar(visitor_at, programme, size):
    visitor = visitor_at(size)
    visitor.arrive_as(make_member(programme))
    visitor.open(reverse("documents:document_list", args=["provet"])).check()
    page = visitor.page
    page.get_by_role("heading", name="Affisch med processkartan").click()
    page.get_by_role("button", name="Beställ dokumentet – Affisch med processkartan").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    visitor.check()
    document = Document.objects.get()
    run(document.job_id)
    expect(page.get_by_text("Dokumentet är klart").first).to_be_visible(timeout=15_000)
    visitor.check()
    answer = page.request.get(visitor.site + reverse("documents:document_download", args=["provet", document.pk]))
    with pikepdf.open(io.BytesIO(answer.body())) as pdf:
        left, bottom, right, top = map(float, pdf.pages[0].mediabox)
        assert sorted((round(right - left), round(top - bottom))) == list(A2_POINTS)
        assert "/StructTreeRoot" in pdf.Root
    resident = visitor_at(size)
    public = resident.page.request.get(visitor.site + reverse("documents:public_document", args=[document.uuid]))
    assert public.body() == answer.body()


def test_hanging_poster_is_noted_compared_and_ordered_anew(visitor_at, programme):
    leader = make_member(programme)
    order = {"kind": "process_map_poster", "programme": programme, "language": "sv", "by": leader}
    document = order_document(options={"sheet": "roll-up", "bleed": "bleed"}, **order)
    run(document.job_id)
    visitor = visitor_at("phone")
    visitor.arrive_as(leader)
    page = visitor.page
    visitor.open(reverse("documents:document_detail", args=["provet", document.pk])).check()
    page.get_by_role("link", name="Skriv var affischen sitter").click()
    visitor.check()
    page.get_by_label("Var den sitter").fill("Biblioteket")
    page.get_by_label("Uppsatt den").fill("2026-11-03")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Den sitter här: Biblioteket, sedan den 3 november 2026.")).to_be_visible()
    expect(page.get_by_text("Den stämmer fortfarande.")).to_be_visible()
    MapNoteFactory(programme=programme, title="Nytt på torget", happens_on="2026-10-01/month", published=True)
    bump(programme_scope(programme.pk))
    page.reload()
    visitor.check()
    expect(page.get_by_role("heading", name="Nytt", exact=True)).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Nytt på torget")).to_be_visible()
    page.get_by_role("button", name="Beställ en ny affisch").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert Document.objects.latest("pk").options == document.options
