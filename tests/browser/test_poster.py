"""Ordering the map as an A2 poster: a progress bar while it is made, then a file of the right size."""

import io

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kraftsamling.documents.models import Document
from kraftsamling.jobs.services import run
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
    page.get_by_role("button", name="Beställ dokumentet").first.click()
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
