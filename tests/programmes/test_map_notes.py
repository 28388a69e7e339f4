"""Writing notes for the process map, through the pages that people use."""

import pytest

from programmes.models import MapNote
from programmes.roles import RoleKey
from tests.factories import make_member

NOTE = {"title": "Ny bänk", "kind": "measure", "state": "done", "map_weight": "3", "is_public": "on"}


@pytest.mark.parametrize(
    ("role", "is_published"),
    [(RoleKey.CIVIL_SERVANT, False), (RoleKey.COMMUNICATOR, True), (RoleKey.PROCESS_LEADER, True)],
)
def test_only_those_who_may_publish_show_a_new_note_to_everyone(client, programme, role, is_published):
    client.force_login(make_member(programme, role))
    page = "/arbete/provet/karta/ny/"
    assert ('name="is_public"' in client.get(page).content.decode()) is is_published
    client.post(page, NOTE)
    assert (MapNote.objects.get().published_at is not None) is is_published
