"""Goals drawn as a tree and revised with why; a programme closed once what stood in the way is solved."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import Communication, Goal, Programme, Structure
from programmes.services.keeping import add_record
from tests.factories import OrganisationFactory, ProgrammeFactory, make_member

WAYS = [("desktop", True), ("phone", True), ("desktop", False)]


@pytest.fixture
def leader(transactional_db):
    OrganisationFactory(name="Kulturnämnden")
    return make_member(ProgrammeFactory(slug="provet", state="exit", mission="Ett torg där man trivs"))


@pytest.mark.parametrize(("size", "javascript"), WAYS)
def test_part_goal_serves_two_goals_and_is_revised(visitor_at, leader, size, javascript):
    programme = Programme.objects.get()
    goals = [add_record(Goal, programme=programme, by=leader, title=title) for title in ("Torget lever", "Trygg väg")]
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader).open(reverse("programmes:goal_list", args=["provet"])).check()
    page = visitor.page
    page.get_by_role("link", name="Lägg till ett mål").click()
    page.get_by_label("delmål").check()
    page.get_by_label(re.compile("^Mål", re.IGNORECASE)).last.fill("Ljus på kvällen")
    for goal in goals:
        page.get_by_label(goal.title).check()
    visitor.check()
    page.get_by_role("button", name="Spara").click()
    visitor.check()
    page.get_by_role("link", name="Ändra målet").click()
    page.get_by_label(re.compile("^Varför det ändrades")).fill("De boende sa det bättre")
    visitor.check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("De boende sa det bättre")).to_be_visible()
    visitor.open(reverse("programmes:goal_list", args=["provet"])).check()
    expect(page.locator(".k-tree ul ul").get_by_role("link", name="Ljus på kvällen")).to_have_count(2)


@pytest.mark.parametrize(("size", "javascript"), WAYS)
def test_programme_is_closed_once_somebody_takes_over(visitor_at, leader, size, javascript):
    programme = Programme.objects.get()
    add_record(Structure, programme=programme, by=leader, name="Medborgarlabbet")
    add_record(Communication, programme=programme, by=leader, audience="De boende", message="Tack", channel="letter")
    visitor = visitor_at(size, javascript=javascript)
    page = visitor.arrive_as(leader).page
    for name in ("programmes:programme_facts", "programmes:structure_list", "programmes:communication_list"):
        visitor.open(reverse(name, args=["provet"])).check()
    visitor.open(reverse("overview:calendar", args=["provet"])).check()
    visitor.open(reverse("overview:programme_close", args=["provet"])).check()
    expect(page.get_by_role("button", name="Avsluta kraftsamlingen")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Lös det")).click()
    page.get_by_label(re.compile("^Vem som tar över")).select_option(label="Kulturnämnden")
    visitor.check()
    page.get_by_role("button", name="Spara").click()
    visitor.open(reverse("overview:programme_close", args=["provet"])).check()
    page.get_by_label(re.compile("^Varför")).fill("Nämnden tar hand om resten")
    page.get_by_role("button", name="Avsluta kraftsamlingen").click()
    expect(page.get_by_text("Kraftsamlingen är avslutad.")).to_be_visible()
    visitor.check()
    assert Programme.objects.get().state == "closed"
