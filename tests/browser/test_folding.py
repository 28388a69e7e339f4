"""What is folded away on a work page: it opens without a script, stands on paper, and leaves what is to do in sight."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.dialogues import plans
from tests.factories import ProgrammeFactory, make_municipal

ANSWERED = {"is_matter_open": "yes", "matter_reason": "Möblerna är inte valda.", "are_deciders_open": "yes",
            "deciders_reason": "Nämnden har bett om det."}  # fmt: skip


@pytest.fixture
def leader(transactional_db):
    return make_municipal(name="Administratören", email="administrator@example.org")


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", False)])
def test_what_is_done_in_a_plan_is_folded_and_what_is_missing_is_not(visitor_at, leader, size, javascript):
    programme = ProgrammeFactory(slug="provet")
    dialogue = plans.begin(programme, size="full", question="Vad saknas på vårt torg?", **ANSWERED)
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader)
    page = visitor.open(dialogue.get_work_url()).check().page
    answer, question = page.get_by_text("Möblerna är inte valda."), page.get_by_text("Vad saknas på vårt torg?").last
    expect(question).to_be_visible()
    expect(page.get_by_text("Saknas:").first).to_be_visible()
    expect(answer).to_be_hidden()
    page.emulate_media(media="print")
    assert answer.is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("heading", name="Två frågor först").click()
    expect(answer).to_be_visible()
    visitor.check()
    plans.publish(dialogue)
    visitor.open(dialogue.get_work_url())
    expect(question).to_be_hidden()


@pytest.mark.parametrize(
    ("size", "javascript", "is_open"),
    [("phone", True, [True, False]), ("desktop", True, [True, False]), ("desktop", False, [False, False])],
)
def test_guidance_is_unfolded_at_the_first_visit_only(visitor_at, leader, size, javascript, is_open):
    ProgrammeFactory(slug="provet")
    address = reverse("dialogues:method_list", args=["provet"])
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader)
    text = visitor.page.locator(".k-guidance > p").first
    for shown in is_open:
        visitor.open(address)
        expect(text).to_be_visible(visible=shown)
    visitor.page.locator(".k-guidance > summary").click()
    expect(text).to_be_visible()
