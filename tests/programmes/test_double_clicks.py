"""What closes its own page is done once and answered twice the same."""

import pytest

from kraftsamling.shared.receipts import make_form_key
from programmes.roles import RoleKey
from programmes.services.invitations import invite
from tests.factories import MapNoteFactory, make_member


def _withdraw_note(programme, leader):
    return f"/arbete/provet/karta/{MapNoteFactory(programme=programme).pk}/dra-tillbaka/"


def _withdraw_programme(programme, leader):
    return "/arbete/provet/dra-tillbaka/"


def _move_programme(programme, leader):
    return "/arbete/provet/tillstand/exit/"


def _end_another_role(programme, leader):
    return f"/arbete/provet/roller/{make_member(programme, RoleKey.PARTNER).role_assignments.get().pk}/avsluta/"


def _end_own_role(programme, leader):
    return f"/arbete/provet/roller/{leader.role_assignments.get().pk}/avsluta/"


def _cancel_invitation(programme, leader):
    invitation = invite(
        email="ny@example.org", name="Ny", role="partner", municipality=programme.municipality, programme=programme,
        by=leader,
    )  # fmt: skip
    return f"/arbete/provet/roller/inbjudningar/{invitation.pk}/ta-tillbaka/"


ACTS = [
    _withdraw_note, _withdraw_programme, _move_programme, _end_another_role, _end_own_role, _cancel_invitation,
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_second_click_is_answered_like_the_first(client, programme, process_leader, act):
    client.force_login(process_leader)
    address = act(programme, process_leader)
    fields = {"form_key": make_form_key(process_leader.pk), "reason": "Så blev det."}
    first, second = client.post(address, fields), client.post(address, fields)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]


def test_another_form_to_the_closed_page_is_not_answered(client, programme, process_leader):
    client.force_login(process_leader)
    address = _withdraw_note(programme, process_leader)
    client.post(address, {"form_key": make_form_key(process_leader.pk), "reason": "Så blev det."})
    late = client.post(address, {"form_key": make_form_key(process_leader.pk), "reason": "Så blev det."})
    assert late.status_code == 404
