"""A dialogue is planned in one sitting: the two questions, part by part, rows, the other size, and a no."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dialogues.models import Dialogue

pytestmark = pytest.mark.once

SIZES = [("desktop", True), ("phone", True), ("desktop", False)]


def begin(visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Planera en dialog").click()
    page.locator("input[name=title]").fill("Torget vi vill ha")
    visitor.check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Torget vi vill ha")
    visitor.check()


@pytest.mark.parametrize(("size", "javascript"), SIZES)
def test_plan_is_written_part_by_part(visitor_at, programme, process_leader, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    page = visitor.page
    visitor.arrive_as(process_leader)
    visitor.open(reverse("dialogues:dialogue_list", args=[programme.slug])).check()
    begin(visitor)
    page.get_by_role("link", name="Fortsätt med: Två frågor först").click()
    page.locator("input[name=is_matter_open][value=yes]").check()
    page.locator("input[name=are_deciders_open][value=yes]").check()
    visitor.check()
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ämnet")
    page.locator("textarea[name=summary]").fill("Hur torget möbleras")
    visitor.check()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Hur torget möbleras")).to_be_visible()
    page.get_by_role("link", name="Lägg till en fråga").click()
    page.locator("[name=question]").fill("Var ska bänkarna stå?")
    page.locator("input[name=state][value=open]").check()
    visitor.check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Var ska bänkarna stå?")).to_be_visible()
    page.get_by_role("button", name="Gå över till den fullständiga planen").click()
    expect(page.get_by_text("Det här är den fullständiga planen")).to_be_visible()
    visitor.check()
    no = reverse("dialogues:dialogue_edit", args=[programme.slug, Dialogue.objects.get().pk, "fragor"])
    visitor.open(no)
    page.locator("input[name=is_matter_open][value=no]").check()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Det här är information, inte en dialog")).to_be_visible()
    visitor.check().assert_clean()
