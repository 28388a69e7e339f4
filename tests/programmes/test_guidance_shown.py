"""Guidance stands where the work is done, also on forms and pages that are not built like the others."""

from django.urls import reverse
from django.utils.translation import override

from programmes.guidance import GUIDES


def test_note_of_a_contact_and_the_glance_are_guided(house, client):
    client.force_login(house.people["process_leader"])
    slug = house.programme.slug
    pages = {
        "contact_event.note": reverse("programmes:contact_event_create", args=[slug, house.rows.contact.pk]),
        "page.glance": reverse("overview:glance", args=[slug]),
    }
    with override("sv"):
        hints = {key: str(GUIDES[key].hint) for key in pages}
    assert [key for key, page in pages.items() if hints[key] not in client.get(page).content.decode()] == []
