"""A long list turns to the page that the links under it (components/pagination.html) ask for."""

import pytest
from django.core.paginator import Paginator
from django.urls import reverse

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
