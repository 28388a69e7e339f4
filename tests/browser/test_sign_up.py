"""Signing up in a browser: a place, the waiting list, cancelling by one's own page, and the list for the door."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from dialogues.models import Dialogue, Occasion, Registration
from dialogues.services.calls import ask_to_call
from kraftsamling.shared import clock
from programmes.services.keeping import add_record
from tests.factories import ProgrammeFactory, make_member


@pytest.fixture
def evening(transactional_db):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)
    now = clock.now()
    dialogue = add_record(
        Dialogue, programme=programme, by=None, title="Vad behövs på torget?", slug="torget", question="Vad saknas?",
        state="open", form="learning", level="dialogue", published_at=now,
    )  # fmt: skip
    day = timezone.localdate(now) + dt.timedelta(days=20)
    begins = timezone.make_aware(dt.datetime.combine(day, dt.time(18)))
    return add_record(
        Occasion, programme=programme, by=None, dialogue=dialogue, kind="meeting", starts_at=begins,
        ends_at=begins + dt.timedelta(hours=2), needs_registration=True, capacity=2, published_at=now,
        address="Storgatan 4",
    )  # fmt: skip


def sign_up(visitor, *, people: str, name: str, button: str, email: str = ""):
    page = visitor.open(reverse("dialogues:dialogue_public", args=["provet", "torget"])).page
    page.get_by_role("link", name=re.compile("Anmäl dig –|Fullt –")).first.click()
    visitor.check()
    page.get_by_label("Hur många är ni?").fill(people)
    page.get_by_label("Namn").fill(name)
    page.get_by_label("E-post").fill(email)
    page.get_by_role("button", name=button).click()
    return page


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("phone", False)])
def test_place_queue_and_cancelling(visitor_at, evening, size, javascript):
    first, second = visitor_at(size, javascript=javascript), visitor_at(size, javascript=javascript)
    page = sign_up(first, people="2", name="Ali", button="Anmäl dig", email="ali@example.org")
    expect(page.get_by_role("heading", name="Du är anmäld")).to_be_visible()
    first.check()
    other = sign_up(second, people="1", name="Britt", button="Ställ dig i kö")
    expect(other.get_by_role("heading", name="Du står i kö")).to_be_visible()
    expect(other.get_by_text("Spara adressen till den här sidan")).to_be_visible()
    second.check()
    page.get_by_label("Hur många är ni?").fill("3")
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_text("Det finns plats för 2 av er.").first).to_be_visible()
    page.get_by_role("button", name="Avboka min anmälan").click()
    expect(page.get_by_role("heading", name="Din anmälan är avbokad")).to_be_visible()
    first.check()
    other.reload()
    expect(other.get_by_role("heading", name="Du är anmäld")).to_be_visible()
    assert first.page.context.cookies() == second.page.context.cookies() == []


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", False)])
def test_list_for_the_door(visitor_at, evening, size, javascript):
    sign_up(visitor_at(size), people="2", name="Ali", button="Anmäl dig", email=f"{'a' * 60}@example.org")
    now = clock.now()
    Occasion.objects.update(starts_at=now - dt.timedelta(minutes=1), ends_at=now + dt.timedelta(hours=2))
    staff = visitor_at(size, javascript=javascript)
    staff.arrive_as(make_member(evening.programme, "facilitator"))
    page = staff.open(reverse("dialogues:participant_list", args=["provet", evening.pk])).check().page
    expect(page.get_by_role("heading", level=3)).to_have_text("1. Ali 2 personer")
    button = page.get_by_role("button", name="Kom – Ali")
    assert button.bounding_box()["height"] >= 44
    button.click()
    expect(page.get_by_text("2 har kommit.")).to_be_visible()
    page.get_by_role("link", name="Anmäl någon").click()
    staff.check()
    page.get_by_label("Namn").fill("Sena Sara")
    page.get_by_label("De är här nu").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("3 har kommit.")).to_be_visible()
    staff.check()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Sena Sara")).to_be_visible()
    expect(page.get_by_role("link", name="Anmäl någon")).to_be_hidden()
    assert Registration.objects.count() == 2


def test_occasion_is_planned_and_changed(visitor_at, evening):
    staff = visitor_at("phone").arrive_as(make_member(evening.programme, "facilitator"))
    address = reverse("dialogues:occasion_create", args=["provet", evening.dialogue.pk])
    page = staff.open(address).check().page
    page.get_by_label("vandring").check()
    page.get_by_label("Dag", exact=True).fill("2035-06-06")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Det är en helgdag eller helgdagsafton.").first).to_be_visible()
    staff.check()
    page.get_by_role("link", name="Skapa ett liknande tillfälle").click()
    expect(page.get_by_label("vandring")).to_be_checked()
    staff.check()


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", False)])
def test_too_much_is_asked_about_once_and_contact_details_are_removed(visitor_at, evening, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    page = visitor.open(reverse("dialogues:registration_sign_up", args=["provet", "torget", evening.pk])).page
    page.get_by_label("Telefon").fill("070-174 06 05")
    page.get_by_label("Behöver du något för att kunna delta?").fill("Rullstol, jag har diabetes")
    page.get_by_role("button", name="Anmäl dig").click()
    expect(page.get_by_text("något om hälsa").first).to_be_visible()
    visitor.check()
    page.get_by_role("button", name="Anmäl dig").click()
    expect(page.get_by_role("heading", name="Du är anmäld")).to_be_visible()
    staff = visitor_at(size, javascript=javascript)
    staff.arrive_as(make_member(evening.programme, "facilitator"))
    ask_to_call(Registration.objects.all(), about="changed")
    door = staff.open(reverse("dialogues:call_list", args=["provet"])).check().page
    door.get_by_role("button", name="Vi har ringt").click()
    expect(door.get_by_text("Ingen behöver ringas upp.")).to_be_visible()
    page.get_by_role("button", name="Ta bort mitt telefonnummer").click()
    expect(page.get_by_text("Vi har tagit bort dina kontaktuppgifter.")).to_be_visible()
    visitor.check()
    assert Registration.objects.get().point.phone == ""
    page.get_by_role("link", name="Lämna e-post eller telefonnummer").click()
    visitor.check()
    page.get_by_label("Telefon").fill("070-174 06 06")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Vi ringer dig om något ändras.")).to_be_visible()
    visitor.check()
    assert Registration.objects.get().point.phone == "070-174 06 06"
