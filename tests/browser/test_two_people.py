"""Two people save the same thing at once; a button is pressed twice; the sign-in ends in the middle of a form."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import MapNote, Programme
from tests.factories import PASSWORD, MapNoteFactory, ProgrammeFactory, make_member


@pytest.fixture
def programme(transactional_db):
    return ProgrammeFactory(name="Kraftsamling Provet", slug="provet", mission="Gammalt uppdrag", published=True)


@pytest.fixture
def address(programme):
    return reverse("programmes:programme_edit_mission", args=["provet"])


def test_both_texts_are_seen_and_merged(visitor_at, programme, address):
    anna, bo = visitor_at("desktop"), visitor_at("phone")
    anna.arrive_as(make_member(programme, name="Anna"))
    bo.arrive_as(make_member(programme, name="Bo"))
    for person in (anna, bo):
        person.open(address)
    anna.page.get_by_label(re.compile("^Uppdrag")).fill("Annas uppdrag")
    anna.page.get_by_role("button", name="Spara").click()
    expect(anna.page.get_by_text("Sparat.")).to_be_visible()
    bo.page.get_by_label(re.compile("^Uppdrag")).fill("Bos uppdrag")
    bo.page.get_by_label(re.compile("^Telefon")).fill("010-123 45 67")
    bo.page.get_by_role("button", name="Spara").click()
    expect(bo.page.get_by_text("Annas uppdrag").first).to_be_visible()
    expect(bo.page.get_by_label(re.compile("^Uppdrag"))).to_have_value("Bos uppdrag")
    bo.check()
    bo.page.get_by_label(re.compile("^Uppdrag")).fill("Annas och Bos uppdrag")
    bo.page.get_by_role("button", name="Spara").click()
    expect(bo.page.get_by_text("Sparat.")).to_be_visible()
    saved = Programme.objects.get()
    assert (saved.mission, saved.contact_phone) == ("Annas och Bos uppdrag", "010-123 45 67")
    assert sorted(version.texts["mission"] for version in saved.versions.all()) == ["Annas uppdrag", "Gammalt uppdrag"]


def test_changes_to_different_fields_are_both_kept(visitor_at, programme, address):
    anna, bo = visitor_at("desktop"), visitor_at("desktop")
    anna.arrive_as(make_member(programme, name="Anna"))
    bo.arrive_as(make_member(programme, name="Bo"))
    for person in (anna, bo):
        person.open(address)
    anna.page.get_by_label(re.compile("^Uppdrag")).fill("Annas uppdrag")
    anna.page.get_by_role("button", name="Spara").click()
    bo.page.get_by_label(re.compile("^Telefon")).fill("010-123 45 67")
    bo.page.get_by_role("button", name="Spara").click()
    expect(bo.page.get_by_label(re.compile("^Uppdrag"))).to_have_value("Annas uppdrag")
    bo.page.get_by_role("button", name="Spara").click()
    expect(bo.page.get_by_text("Sparat.")).to_be_visible()
    saved = Programme.objects.get()
    assert (saved.mission, saved.contact_phone) == ("Annas uppdrag", "010-123 45 67")


def test_double_click_and_back_button(visitor, programme):
    visitor.arrive_as(make_member(programme))
    page = visitor.page
    visitor.open(reverse("programmes:map_note_create", args=["provet"]))
    page.get_by_label("Titel").fill("Bänk")
    page.get_by_label("Insats", exact=True).check()
    page.get_by_label("Har hänt", exact=True).check()
    page.get_by_role("button", name="Spara anteckningen").dblclick()
    expect(page.get_by_text("Anteckningen är sparad.")).to_be_visible()
    assert MapNote.objects.count() == 1
    page.go_back()
    page.get_by_label("Titel").fill("Bänk och bord")
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.get_by_role("link", name="Bänk och bord", exact=True)).to_be_visible()
    assert MapNote.objects.count() == 2


def test_sign_in_that_ends_in_the_middle_of_a_form_loses_nothing(visitor, programme):
    user = make_member(programme, email="mitt@example.org")
    note = MapNoteFactory(programme=programme, title="Bänk")
    visitor.arrive_as(user)
    page = visitor.page
    visitor.open(reverse("programmes:map_note_edit", args=["provet", note.pk]))
    page.get_by_label(re.compile("^Text")).fill("En lång text som ingen vill skriva en gång till.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page).to_have_url(re.compile("/konto/logga-in/"))
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_label(re.compile("^Text"))).to_have_value("En lång text som ingen vill skriva en gång till.")
    visitor.check()
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.get_by_text("Anteckningen är sparad.")).to_be_visible()
    note.refresh_from_db()
    assert note.text == "En lång text som ingen vill skriva en gång till."
