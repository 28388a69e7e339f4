"""The number of queries is the same for one row and for many: on lists, and on public pages with 60 and 6 000 notes."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.models import MapNote
from programmes.services.invitations import invite
from programmes.services.roles import grant_role
from tests.factories import MapNoteFactory, OrganisationFactory, ProgrammeFactory, UserFactory, make_member


def count_queries(client: Client, address: str) -> int:
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


def add_programme(house, number):
    programme = ProgrammeFactory(published=True)
    user = house.people["process_leader"]
    make_member(programme, name=f"Ny {number}")
    grant_role(user=user, role="process_leader", municipality=programme.municipality, programme=programme, by=None)


def add_note(house, number):
    MapNoteFactory(programme=house.programme, published=True, happens_on="2026-05-01/month")


def add_member(house, number):
    make_member(house.programme, name=f"Medlem {number}")
    invite(
        email=f"ny{number}@example.org", name="Ny", role="partner", municipality=house.municipality,
        programme=house.programme, by=house.people["administrator"],
    )  # fmt: skip


def add_organisation(house, number):
    OrganisationFactory(name=f"Organisation {number}")


def add_person(house, number):
    UserFactory()


LISTS = {
    "overview:programme_list": add_programme,
    "overview:my_page": add_programme,
    "programmes:programme_list_work": add_programme,
    "overview:programme_public": add_note,
    "overview:process_map": add_note,
    "overview:programme_preview": add_note,
    "programmes:map_note_list": add_note,
    "programmes:log_list": add_note,
    "programmes:role_list": add_member,
    "programmes:people_list": add_person,
    "programmes:organisation_list": add_organisation,
}


NO_PROGRAMME = {
    "overview:programme_list", "overview:my_page", "programmes:programme_list_work", "programmes:people_list",
    "programmes:organisation_list",
}  # fmt: skip
PUBLIC = {"overview:programme_list", "overview:programme_public", "overview:process_map"}


@pytest.mark.parametrize("name", LISTS)
def test_list_costs_the_same_with_one_row_and_three(house, name):
    client = Client()
    client.force_login(house.people["administrator"])
    parts = [house.programme.slug] if name not in NO_PROGRAMME else []
    address = reverse(name, args=parts)
    LISTS[name](house, 1)
    one = count_queries(client, address)
    LISTS[name](house, 2)
    LISTS[name](house, 3)
    assert count_queries(client, address) == one
    assert one <= (12 if name in PUBLIC else 25)


@pytest.mark.parametrize("name", ["overview:programme_public", "overview:process_map"])
def test_public_page_costs_the_same_with_60_and_6000_notes(programme, name):
    def add(count):
        first = MapNoteFactory.build(programme=programme, published=True)
        MapNote.objects.bulk_create(
            MapNote(
                programme=programme, number=f"N-{count}-{index}", arrived_at=first.arrived_at, kind="dialogue",
                state="done", title=f"Samtal nummer {index} om torget", published_at=first.published_at,
                happens_on=f"20{24 + index % 5}-{1 + index % 12:02}-01/month", map_weight=1 + index % 5,
            )
            for index in range(count)
        )  # fmt: skip

    add(60)
    client = Client()
    small = count_queries(client, reverse(name, args=[programme.slug]))
    add(5940)
    assert count_queries(client, reverse(name, args=[programme.slug])) == small
    assert small <= 12
