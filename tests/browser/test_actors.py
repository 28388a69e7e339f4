"""A process leader keeps contacts; an administrator carries a department over into another one."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import Actor, Contact, Organisation, Responsibility
from programmes.services.actors import add_actor
from programmes.services.contacts import add_contact
from tests.factories import OrganisationFactory, ProgrammeFactory, make_member, make_municipal

SIZES = pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])


@pytest.fixture
def programme(transactional_db):
    return ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET")


@pytest.fixture
def leader(programme):
    return make_member(programme, name="Processledaren", email="processledare@example.org")


def add_organisation_and_contact(visitor):
    page = visitor.page
    visitor.open(reverse("programmes:actor_list", args=["provet"])).check()
    page.get_by_role("link", name="Lägg till en organisation").click()
    page.get_by_label("Eller en ny organisation").fill("Idrottsföreningen Ängen")
    page.get_by_label("Vilken sorts organisation är den nya?").select_option("association")
    page.get_by_label("knyter ihop människor i området").check()
    visitor.check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Idrottsföreningen Ängen")
    visitor.check()
    page.get_by_role("link", name="Lägg till en kontakt").click()
    page.get_by_label("Namn", exact=True).fill("Alex Exempelsson")
    page.get_by_label(re.compile("^E-post")).fill("alex@example.org")
    visitor.check()
    page.get_by_role("button", name="Spara").click()


@SIZES
def test_contact_is_noted_in_one_short_form(visitor_at, leader, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(leader)
    add_organisation_and_contact(visitor)
    page = visitor.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Alex Exempelsson")
    expect(page.get_by_role("link", name="alex@example.org")).to_be_visible()
    page.get_by_role("link", name="Anteckna att vi har haft kontakt").click()
    visitor.check()
    page.get_by_label("Vad det handlade om").fill("Föreningen behöver en lokal på kvällar")
    page.get_by_label(re.compile("^Nästa steg \\(")).fill("Visa lokalen")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Vi pratade i dag.")).to_be_visible()
    visitor.check()
    for name in ("contact_list", "agreement_create", "agreement_list", "responsibility_list", "actor_network"):
        visitor.open(reverse(f"programmes:{name}", args=["provet"])).check()


@SIZES
def test_department_becomes_part_of_another(visitor_at, programme, leader, size, javascript):
    old, new = (
        OrganisationFactory(name=name, kind="department") for name in ("Kulturförvaltningen", "Fritid och kultur")
    )
    actor = add_actor(programme=programme, by=leader, organisation=old, role="leads", needs="Tid")
    add_contact(programme=programme, by=leader, actor=actor, name="Sam Exempelsson")
    Responsibility.objects.create(programme=programme, function="Fritidsfrågor", organisation=old)
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(make_municipal(name="Administratören", email="administrator@example.org"))
    page = visitor.page
    visitor.open(reverse("programmes:organisation_edit", args=[old.pk])).check()
    page.get_by_role("link", name="Den går upp i en annan").click()
    page.get_by_label("Vad den går upp i").select_option(label="Fritid och kultur")
    page.get_by_label("Den gamla organisationens sista dag").fill("2026-12-31")
    page.get_by_role("button", name="Visa vad som förs över").click()
    for words in ("Sam Exempelsson", "Fritidsfrågor"):
        expect(page.get_by_text(words)).to_be_visible()
    visitor.check()
    page.get_by_role("button", name="För över allt").click()
    expect(page.get_by_text("Allt är överfört till")).to_be_visible()
    expect(page.get_by_text("Blev Fritid och kultur")).to_be_visible()
    visitor.check()
    joined = Actor.objects.get(organisation=new)
    assert joined.needs == "Tid"
    assert Contact.objects.get().actor == joined
    assert Responsibility.objects.get().organisation == new
    assert Organisation.objects.get(pk=old.pk).valid_until == dt.date(2026, 12, 31)
    visitor.open(joined.get_work_url()).check()
    expect(page.get_by_role("link", name="Kulturförvaltningen")).to_be_visible()
