"""A steering group takes a position that binds across boards; the formal decision is missing until it is linked."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import Decision
from tests.factories import OrganisationFactory

SIZES = [("desktop", True), ("phone", True), ("desktop", False)]


@pytest.fixture
def board(transactional_db):
    return OrganisationFactory(name="Kulturnämnden", kind="board")


def add_group(visitor, name, kind):
    page = visitor.page
    page.get_by_role("link", name="Lägg till en grupp").click()
    visitor.check()
    page.get_by_label("Namn").fill(name)
    page.get_by_label("Typ").select_option(label=kind)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    visitor.check()


def add_chair(visitor):
    page = visitor.page
    expect(page.get_by_text("Ingen står antecknad som ledamot.")).to_be_visible()
    page.get_by_role("link", name="Lägg till en ledamot").click()
    visitor.check()
    page.get_by_label("Namn").fill("Provpersonen")
    page.get_by_label("Roll i gruppen").select_option(label="Ordförande")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Provpersonen").first).to_be_visible()


def choose_mandate(visitor, name):
    visitor.page.get_by_role("link", name="Anteckna beslut eller ställningstagande").first.click()
    visitor.check()
    visitor.page.get_by_role("link", name=name, exact=True).click()
    visitor.check()


def note_position(visitor):
    page = visitor.page
    choose_mandate(visitor, "Ställningstagande")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nytt ställningstagande")
    page.get_by_label("Titel").fill("Två tjänster till labbet")
    page.get_by_label("Vilken grupp tar ställning?").select_option(label="Styrgruppen")
    page.get_by_label("Det binder pengar eller uppgifter i flera nämnder").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Formellt beslut saknas")).to_be_visible()
    expect(page.get_by_text("Ställningstagande av Styrgruppen")).to_be_visible()
    visitor.check()


def note_formal_decision(visitor):
    page = visitor.page
    choose_mandate(visitor, "Politiskt beslut")
    page.get_by_label("Titel").fill("Medel till labbet")
    page.get_by_label("Vilken nämnd beslutade?").select_option(label="Kulturnämnden")
    page.get_by_label(re.compile("^Diarienummer")).fill("KUN 2026-00012")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Beslut av Kulturnämnden")).to_be_visible()
    visitor.check()


@pytest.mark.parametrize(("size", "javascript"), SIZES)
def test_position_that_binds_is_carried_by_a_formal_decision(visitor_at, programme, process_leader, board, size,
                                                             javascript):  # fmt: skip
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(process_leader)
    leadership = reverse("programmes:body_list", args=[programme.slug])
    decisions = reverse("programmes:decision_list", args=[programme.slug])
    visitor.open(leadership).check()
    add_group(visitor, "Styrgruppen", "Styrgrupp")
    add_chair(visitor)
    visitor.open(leadership).check()
    expect(visitor.page.get_by_text("Ordförande: Provpersonen").last).to_be_visible()
    visitor.open(decisions).check()
    note_position(visitor)
    visitor.open(decisions).check()
    expect(visitor.page.get_by_text("Formellt beslut saknas")).to_be_visible()
    note_formal_decision(visitor)
    visitor.open(Decision.objects.get(type="position").get_work_url())
    visitor.page.get_by_role("link", name="Länka det formella beslutet").click()
    carrier = visitor.page.get_by_label(re.compile("^Vilket formellt beslut ligger bakom?"))
    carrier.select_option(label="Medel till labbet")
    visitor.page.get_by_role("button", name="Spara").click()
    expect(visitor.page.get_by_role("link", name="Medel till labbet")).to_be_visible()
    expect(visitor.page.get_by_text("Formellt beslut saknas")).to_have_count(0)
    visitor.check()
