"""The newcomer's path: sign in, start a programme, write notes, publish, see the map signed out, order the poster."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import MapNote, Programme
from programmes.roles import RoleKey
from tests.factories import OrganisationFactory, make_municipal

NOTES = [
    ("Samtal på torget", "Dialog", "Har hänt", "mars 2026"),
    ("Provmöblering av torget", "Test", "Pågår nu", "hösten 2026"),
    ("Blir det ett hus – och var?", "Beslut", "Öppen fråga", "2027"),
]


@pytest.fixture
def newcomer(transactional_db):
    OrganisationFactory(name="Kommunstyrelsen", kind="executive_board")
    return make_municipal(RoleKey.PROGRAMME_CREATOR, name="Nykomlingen", email="ny@example.org")


def start_programme(visitor):
    page = visitor.page
    page.get_by_role("link", name="Lägg upp en kraftsamling").first.click()
    visitor.check()
    page.get_by_label("Vad heter den?").fill("Kraftsamling Björkängen")
    page.get_by_label("Vilket område?").fill("Björkängen")
    page.get_by_label(re.compile("^Start")).fill("mars 2026")
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uppdrag och kontakt")
    visitor.check()
    page.get_by_label(re.compile("^Uppdrag")).fill("Ett torg där man trivs.")
    page.get_by_label("invånare").check()
    page.get_by_role("button", name="Spara och gå vidare").click()
    visitor.check()
    expect(page.get_by_label(re.compile("^Beslutande organ")).locator("option:checked")).to_have_text("Inte angivet än")
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.get_by_text("Det här är ett förslag")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Skriv den första anteckningen").click()


def write_note(visitor, title, kind, state, when):
    page = visitor.page
    page.get_by_label("Titel").fill(title)
    page.get_by_label(kind, exact=True).check()
    page.get_by_label(state, exact=True).check()
    page.get_by_label("När (frivilligt)", exact=True).fill(when)
    visitor.check()
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.get_by_text(title).first).to_be_visible()


def publish(visitor):
    page = visitor.page
    page.get_by_role("link", name="Förhandsvisa processkartan").first.click()
    expect(page.get_by_text("Det här är en förhandsvisning")).to_be_visible()
    visitor.check()
    visitor.open(reverse("programmes:programme_publish", args=["bjorkangen"])).check()
    page.get_by_role("button", name="Publicera kraftsamlingen").click()
    expect(page.get_by_text("Kraftsamlingen är publicerad.")).to_be_visible()
    visitor.check()


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_newcomer_gets_from_sign_in_to_a_public_map(visitor_at, newcomer, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    visitor.sign_in(newcomer)
    visitor.check()
    start_programme(visitor)
    for number, note in enumerate(NOTES):
        if number:
            visitor.page.get_by_role("link", name="Skriv en anteckning").click()
        write_note(visitor, *note)
    visitor.check()
    publish(visitor)
    assert MapNote.objects.count() == 3
    assert Programme.objects.get().published_at is not None
    resident = visitor_at("phone" if size == "phone" else "desktop", javascript=javascript)
    resident.open("/").check()
    resident.page.get_by_role("link", name="Kraftsamling Björkängen").first.click()
    resident.check()
    resident.page.get_by_role("link", name="Se hela vägen på processkartan").click()
    resident.check()
    expect(resident.page.locator("section").get_by_text("Blir det ett hus").first).to_be_visible()
    assert resident.page.context.cookies() == []


def test_public_pages_use_one_origin_and_no_inline_script(visitor_at, newcomer, client):
    visitor = visitor_at("desktop")
    for path in (
        "/",
        "/en/",
        "/tillganglighet/",
        "/personuppgifter/",
        "/sa-hanterar-vi/",
        "/tillganglighet/rapportera/",
    ):
        visitor.open(path).check()
        policy = client.get(path)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
    assert visitor.page.context.cookies() == []
