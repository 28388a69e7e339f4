"""A programme at a glance printed on one page, and a person who hands over what they hold."""

import io
import re

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kraftsamling.documents.models import Document
from kraftsamling.jobs.services import run
from programmes.models import Lesson, Responsibility
from programmes.services.keeping import add_record
from tests.factories import ProgrammeFactory, UserFactory, make_member

WAYS = [("desktop", True), ("phone", True), ("desktop", False)]


@pytest.fixture
def programme(transactional_db):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", published=True)
    for number in range(9):
        add_record(Lesson, programme=programme, by=None, title=f"Lärdom {number}")
    return programme


@pytest.mark.parametrize(("size", "javascript"), WAYS)
def test_glance_is_printed_on_one_page(visitor_at, programme, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(make_member(programme))
    visitor.open(reverse("overview:glance", args=["provet"])).check()
    page = visitor.page
    expect(page.get_by_text("och 4 till")).to_be_visible()
    page.get_by_role("button", name="Gör en PDF för utskrift").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    document = Document.objects.get()
    run(document.job_id)
    if not javascript:
        page.reload()
    expect(page.get_by_text("Dokumentet är klart").first).to_be_visible(timeout=15_000)
    answer = page.request.get(visitor.site + reverse("documents:document_download", args=["provet", document.pk]))
    with pikepdf.open(io.BytesIO(answer.body())) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(number)) for number in pdf.pages[0].mediabox] == [0, 0, 595, 842]


@pytest.mark.parametrize(("size", "javascript"), WAYS)
def test_leaver_writes_down_and_hands_over(visitor_at, programme, size, javascript):
    leader = make_member(programme, name="Den som slutar")
    Responsibility.objects.create(programme=programme, function="Områdesutvecklare", holder=leader)
    successor = UserFactory(name="Den nya")
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader)
    visitor.open(reverse("programmes:handover_list", args=["provet"])).check()
    page = visitor.page
    page.get_by_role("link", name="Förbered en överlämning").click()
    visitor.check()
    page.get_by_role("button", name="Börja förbereda").click()
    expect(page.get_by_text("Områdesutvecklare")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name=re.compile("Svara.*Vem ringer du")).click()
    visitor.check()
    page.get_by_label("Ditt svar").fill("Jouren på fastighet")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Jouren på fastighet")).to_be_visible()
    page.get_by_role("link", name="Lämna över allt").click()
    visitor.check()
    page.get_by_label("Vem tar över?").select_option(str(successor.pk))
    page.get_by_role("button", name="Lämna över allt").click()
    expect(page.get_by_text("2 saker är överlämnade")).to_be_visible()
    assert Responsibility.objects.get().holder == successor
