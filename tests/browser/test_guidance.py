"""The municipality words a piece of guidance in its own way, and those who work see it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import GuidanceText
from tests.factories import ProgrammeFactory, make_municipal


@pytest.fixture
def administrator(transactional_db):
    ProgrammeFactory(slug="angen")
    return make_municipal(name="Administratören", email="admin@example.org")


def word_a_hint(visitor):
    page = visitor.open(reverse("programmes:guidance_list")).page
    visitor.check()
    page.get_by_label("Ord").fill("fotbollsklubb")
    page.get_by_role("button", name="Visa urvalet").click()
    visitor.check()
    page.locator(f"a[href='{reverse('programmes:guidance_edit', args=['page.asset', 'sv'])}']").click()
    expect(page.get_by_text("Vår text: ”Börja med det som fungerar")).to_be_visible()
    visitor.check()
    page.get_by_label("Tips").fill("Fråga på torget vad folk är stolta över.")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Vägledningen är sparad")).to_be_visible()


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_municipality_words_a_hint(visitor_at, administrator, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(administrator)
    word_a_hint(visitor)
    page = visitor.open(reverse("programmes:asset_list", args=["angen"])).page
    if not javascript:
        page.locator(".k-guidance > summary").click()
    expect(page.get_by_text("Fråga på torget vad folk är stolta över.")).to_be_visible()
    expect(page.get_by_text("En fotbollsklubb som hälften av barnen känner till")).to_be_visible()
    visitor.check()
    visitor.assert_clean()
    assert GuidanceText.objects.get().example == ""
