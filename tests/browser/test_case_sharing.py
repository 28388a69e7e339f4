"""Adding another municipality's cases from a file, in a browser: looked through before anything is saved."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dialogues.models import MethodCase
from dialogues.services.methods import propose_methods
from tests.dialogues.test_case_sharing import held
from tests.factories import ProgrammeFactory, make_municipal


@pytest.mark.parametrize(("size", "javascript"), [("desktop", True), ("phone", False)])
def test_file_is_looked_through_before_its_cases_are_added(visitor_at, transactional_db, size, javascript):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)
    propose_methods(programme.municipality, by=None)
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(make_municipal(name="Administratören", email="administrator@example.org"))
    page = visitor.open(reverse("dialogues:method_case_import", args=["provet"])).check().page
    content = json.dumps(held()).encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "fall.json", "mimeType": "application/json", "buffer": content}
    )
    page.get_by_role("button", name="Granska").click()
    expect(page.get_by_text("Grannkommunen").first).to_be_visible()
    visitor.check().check_width()
    assert not MethodCase.objects.exists()
    assert abs(middle(page.get_by_label("Kväll")) - middle(page.locator("label", has_text="Kväll"))) <= 1
    page.get_by_label("Kväll").check()
    page.get_by_role("button", name="Lägg till de valda").click()
    expect(page.get_by_text("1 erfarenhet är tillagd.")).to_be_visible()
    visitor.check()
    assert MethodCase.objects.get().shared_by == "Grannkommunen"


def middle(locator) -> float:
    """Half-way down it, in pixels."""
    box = locator.bounding_box()
    return box["y"] + box["height"] / 2
