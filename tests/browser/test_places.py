"""Places fetched from a file in a browser: sent, looked through, fetched, and found on the map and in the list."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import ProgrammeFactory, make_member

RING = [[12.90, 57.71], [12.92, 57.71], [12.92, 57.72], [12.90, 57.72], [12.90, 57.71]]
FILE = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"a": "Torget", "b": "grå"},
         "geometry": {"type": "Point", "coordinates": [12.91, 57.715]}},
        {"type": "Feature", "properties": {"a": "Norra delen", "b": "grön"},
         "geometry": {"type": "Polygon", "coordinates": [RING]}},
        {"type": "Feature", "properties": {"a": "Trasig", "b": "röd"},
         "geometry": {"type": "Polygon", "coordinates": [RING[:-1]]}},
    ],
}  # fmt: skip


@pytest.fixture
def leader(transactional_db):
    return make_member(ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET"), name="Ledaren")


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_places_are_fetched_from_a_file(visitor_at, leader, size, javascript):
    visitor = visitor_at(size, javascript=javascript)
    page = visitor.arrive_as(leader).open(reverse("programmes:place_list", args=["provet"])).page
    visitor.check()
    page.get_by_role("link", name="Hämta från en fil").click()
    visitor.check()
    content = json.dumps(FILE).encode()
    page.get_by_label("GeoJSON-fil").set_input_files({"name": "p.geojson", "mimeType": "", "buffer": content})
    page.get_by_role("button", name="Granska den").click()
    visitor.check()
    page.get_by_label("I vilken egenskap står namnet?").select_option("a")
    page.get_by_role("button", name="Visa vad som skulle hämtas").click()
    expect(page.get_by_text("”Trasig” går inte att hämta.")).to_be_visible()
    visitor.check()
    page.get_by_role("button", name="Hämta 2 platser").click()
    expect(page.get_by_text("2 platser har lagts till.")).to_be_visible()
    visitor.check()
    page.locator("svg:visible").get_by_role("link", name="Torget").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Torget")
    visitor.check()
