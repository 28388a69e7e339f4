"""A long list turns to the page that the links under it (components/pagination.html) ask for."""

import pytest
from django.core.paginator import Paginator
from django.urls import reverse

from tests.factories import OrganisationFactory

OF_THE_PROGRAMME = [
    "documents:document_list",
    "documents:file_list",
    "programmes:actor_list",  # and every other list of records
    "programmes:handover_list",
    "programmes:knowledge_list",
    "programmes:log_list",
    "programmes:map_note_list",
    "programmes:picture_list",
    "programmes:place_list",
    "programmes:responsibility_list",
]
OF_THE_MUNICIPALITY = ["programmes:municipality_log", "programmes:people_list", "programmes:report_list"]


@pytest.mark.parametrize("name", [*OF_THE_PROGRAMME, *OF_THE_MUNICIPALITY])
def test_list_turns_to_the_page_its_links_ask_for(client, house, monkeypatch, name):
    asked, get_page = [], Paginator.get_page
    monkeypatch.setattr(Paginator, "get_page", lambda self, number: asked.append(number) or get_page(self, number))
    client.force_login(house.people["process_leader" if name in OF_THE_PROGRAMME else "administrator"])
    address = reverse(name, args=[house.programme.slug] if name in OF_THE_PROGRAMME else [])
    assert client.get(address, {"sida": "7"}).status_code == 200
    assert asked == ["7"]


def test_title_tells_a_work_page_from_a_public_one_and_a_page_of_a_list_from_the_first(client, house, monkeypatch):
    def title(name: str, **query) -> str:
        page = client.get(reverse(name, args=[house.programme.slug]), query).content.decode()
        return page.split("<title>")[1].split("</title>")[0]

    client.force_login(house.people["process_leader"])
    assert title("programmes:programme_detail") != title("overview:programme_public")
    assert title("dialogues:dialogue_list") != title("dialogues:dialogue_public_list")
    monkeypatch.setattr("programmes.views.responsibilities.ROWS_PER_PAGE", 1)
    house.programme.responsibilities.create(function="En till", organisation=OrganisationFactory())
    first, second = title("programmes:responsibility_list"), title("programmes:responsibility_list", sida="2")
    assert "– sida 2 – arbetssida" in second
    assert second.replace(" – sida 2", "") == first
