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


def test_guidance_is_unfolded_on_a_phone_the_first_time_only(visitor_at, leader):
    ProgrammeFactory(slug="provet")
    address = reverse("dialogues:method_list", args=["provet"])
    for size, is_open in [("phone", False), ("desktop", True)]:
        visitor = visitor_at(size)
        visitor.arrive_as(leader)
        guidance = visitor.open(address).page.locator(".k-guidance")
        expect(guidance).to_have_attribute("open", "")
        visitor.open(address)
        assert guidance.evaluate("part => part.open") is is_open
        guidance.locator("summary").click()
        assert guidance.evaluate("part => part.open") is not is_open


def test_guidance_folded_for_want_of_room_is_unfolded_where_there_is_room_and_stays_as_the_reader_left_it(
    visitor_at, leader
):
    ProgrammeFactory(slug="provet")
    address = reverse("dialogues:method_list", args=["provet"])
    visitor = visitor_at("phone")
    visitor.arrive_as(leader)
    guidance = visitor.open(address).page.locator(".k-guidance")
    phone = visitor.page.viewport_size
    is_open = []
    for wide, click in [(False, False), (True, True), (True, True), (True, False), (False, False), (True, False)]:
        visitor.page.set_viewport_size({"width": 1280, "height": 900} if wide else phone)
        visitor.open(address)
        is_open.append(guidance.evaluate("part => part.open"))
        if click:
            guidance.locator("summary").click()
    assert is_open == [False, True, False, True, False, True]
