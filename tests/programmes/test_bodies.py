"""Groups that lead, decide or advise, through the pages that people use."""

import pytest

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Body, Membership
from programmes.services.bodies import add_body, add_membership, update_body, update_membership
from tests.factories import ProgrammeFactory

LIST = "/arbete/provet/styrning/grupper/"


@pytest.fixture
def groups(programme, process_leader):
    """A project group that lifts to the steering group, which lifts to the executive board."""
    board = add_body(programme=programme, kind="executive_board", name="Kommunstyrelsen", by=process_leader)
    steering = add_body(programme=programme, kind="steering_group", name="Styrgruppen", reports_to=board,
                        by=process_leader)  # fmt: skip
    project = add_body(programme=programme, kind="project_group", name="Projektgruppen", reports_to=steering,
                       by=process_leader)  # fmt: skip
    return board, steering, project


def body_text(client, address: str) -> str:
    return client.get(address).content.decode()


def test_leadership_is_drawn_and_said_in_words(client, process_leader, groups):
    client.force_login(process_leader)
    page = body_text(client, LIST)
    assert page.count("<svg") >= 2
    assert page.count("<polyline") == 2 * 4
    for words in ("lyfter frågor till Kommunstyrelsen", "Processledaren", "Ingen organisation deltar än"):
        assert words in page


def test_page_says_what_the_group_may_settle_and_that_the_chair_is_missing(client, process_leader, groups):
    client.force_login(process_leader)
    steering = body_text(client, groups[1].get_work_url())
    assert "Styrgruppen tar ställning. Beslut i lagens mening fattas av nämnder och delegater." in steering
    assert "Ingen står antecknad som ledamot." in steering
    assert "Fattar beslut i lagens mening." in body_text(client, groups[0].get_work_url())
    Membership.objects.create(body=groups[1], name="Ledamoten")
    assert "Gruppen har ingen ordförande." in body_text(client, groups[1].get_work_url())


def test_groups_never_lift_matters_in_a_ring(process_leader, groups):
    board, _steering, project = groups
    for above in (project, board):
        with pytest.raises(RuleViolation) as refused:
            update_body(board, changes={"reports_to": above}, expected_version=1, by=process_leader)
        assert refused.value.field == "reports_to"
    assert Body.objects.get(pk=board.pk).reports_to is None


def test_ring_that_stands_in_the_data_anyway_is_shown(client, process_leader, groups):
    Body.objects.filter(pk=groups[0].pk).update(reports_to=groups[2], kind="steering_group")
    Body.objects.filter(pk=groups[2].pk).update(kind="steering_group")
    client.force_login(process_leader)
    page = body_text(client, LIST)
    assert all(f">{group.name}</a>" in page for group in groups)


def test_present_and_former_members_stand_apart(client, process_leader, groups):
    client.force_login(process_leader)
    add = f"{groups[1].get_work_url()}ledamoter/ny/"
    client.post(add, {"name": "Nya ordföranden", "role": "chair", "may_decide": "on"})
    client.post(add, {"name": "Förra ordföranden", "role": "chair", "valid_until": "2024-12-31"})
    present, former = body_text(client, groups[1].get_work_url()).split("Tidigare ledamöter")
    assert "Nya ordföranden" in present
    assert "Förra ordföranden" in former
    assert "ingen ordförande" not in present
    assert AuditEntry.objects.filter(verb="part.add").count() == 2


def test_seat_is_ended_by_its_last_day(client, process_leader, groups):
    seat = add_membership(body=groups[1], name="Ledamoten", by=process_leader)
    client.force_login(process_leader)
    page = f"/arbete/provet/styrning/ledamoter/{seat.pk}/avsluta/"
    base = client.get(page).context["form"].initial["base"]
    response = client.post(page, {"valid_until": "2026-01-31", "version": "1", "base": base})
    assert response.status_code == 302
    seat.refresh_from_db()
    assert str(seat.valid_until) == "2026-01-31"


def test_substitute_sits_in_the_same_group(process_leader, groups):
    regular = add_membership(body=groups[1], name="Ordinarie", by=process_leader)
    with pytest.raises(RuleViolation):
        add_membership(body=groups[2], name="Ersättaren", substitute_for=regular, by=process_leader)
    with pytest.raises(RuleViolation):
        update_membership(regular, changes={"substitute_for": regular}, expected_version=1, by=process_leader)
    assert add_membership(body=groups[1], name="Ersättaren", substitute_for=regular, by=process_leader).pk


def test_name_in_a_seat_can_be_removed_for_good(client, process_leader, groups):
    seat = add_membership(body=groups[1], name="Fel person", by=process_leader)
    client.force_login(process_leader)
    page = f"/arbete/provet/styrning/ledamoter/{seat.pk}/ta-bort-text/"
    client.post(page, {"fields_to_remove": ["name"], "reason": "Fel person"})
    assert "Fel person" not in body_text(client, groups[1].get_work_url())


def test_group_of_another_programme_cannot_be_named(process_leader, groups):
    other = add_body(programme=ProgrammeFactory(), kind="board", name="Annan", by=process_leader)
    with pytest.raises(RuleViolation):
        update_body(groups[1], changes={"reports_to": other}, expected_version=1, by=process_leader)


def test_very_many_groups_are_listed_without_a_drawing(client, programme, process_leader):
    for number in range(60):
        add_body(programme=programme, kind="project_group", name=f"Grupp {number}", by=process_leader)
    client.force_login(process_leader)
    page = body_text(client, LIST)
    assert "<polyline" not in page
    assert "Grupp 59" in page
