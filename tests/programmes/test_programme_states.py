"""A programme's states: what must be answered first, what must be solved before it is closed, and how it came there."""

from functools import partial

import pytest
from django.urls import reverse

from kraftsamling.overview.services.closing import close_programme
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.models import Agreement, Communication, Decision, PhasePassage, Programme, Responsibility, Structure
from programmes.queries.closing import closing_obstacles
from programmes.queries.programme_states import state_history
from programmes.services.keeping import add_record
from programmes.services.programmes import move_programme, update_programme
from programmes.services.structures import move_structure, update_structure
from tests.factories import OrganisationFactory, ProgrammeFactory


@pytest.fixture
def in_exit(programme):
    Programme.objects.filter(pk=programme.pk).update(state="exit")
    programme.refresh_from_db()
    return programme


@pytest.fixture
def decided(programme):
    Programme.objects.filter(pk=programme.pk).update(state="decided")
    programme.refresh_from_db()
    return programme


def test_programme_is_not_under_way_without_an_answer_on_data_protection(decided, process_leader):
    with pytest.raises(RuleViolation, match="konsekvensbedömning"):
        move_programme(programme=decided, to="under_way", by=process_leader)
    update_programme(
        programme=decided, changes={"impact_state": "done"}, expected_version=decided.version, by=process_leader
    )
    assert move_programme(programme=decided, to="under_way", by=process_leader).state == "under_way"


def test_page_says_what_to_answer_with_a_link(client, decided, process_leader):
    client.force_login(process_leader)
    address = reverse("programmes:programme_move", args=["provet", "under_way"])
    for page in (client.get(address), client.post(address, {"reason": ""})):
        assert reverse("programmes:programme_edit_protection", args=["provet"]) in page.content.decode()
    decided.refresh_from_db()
    assert decided.state == "decided"


def test_no_assessment_needed_must_say_why(client, programme, process_leader):
    client.force_login(process_leader)
    address = reverse("programmes:programme_edit_protection", args=["provet"])
    data = {"impact_state": "not_needed", "impact_on": "", "impact_note": " ", "version": programme.version, "base": ""}
    assert list(client.post(address, data).context["form"].errors) == ["impact_note"]
    answer = client.post(address, {**data, "impact_note": "Inga uppgifter om boende"})
    assert answer["Location"] == reverse("programmes:programme_facts", args=["provet"])
    programme.refresh_from_db()
    assert programme.impact_state == "not_needed"


def test_communicator_of_another_programme_is_refused(programme, process_leader):
    other = Responsibility.objects.create(programme=ProgrammeFactory(), function="Annans")
    with pytest.raises(RuleViolation):
        update_programme(programme=programme, changes={"communicator": other}, expected_version=1, by=process_leader)


def test_history_tells_each_state_with_who_and_why(programme, process_leader):
    move_programme(programme=programme, to="exit", by=process_leader)
    update_programme(
        programme=programme, changes={"impact_state": "done"}, expected_version=programme.version, by=process_leader
    )
    move_programme(programme=programme, to="under_way", by=process_leader, reason="Vi behöver ett år till")
    found = [(change.who, change.reason) for change in state_history(programme)]
    assert found == [("Processledaren", "Vi behöver ett år till"), ("Processledaren", "")]


def test_programme_is_not_closed_while_something_has_no_owner(in_exit, process_leader):
    structure = add_record(Structure, programme=in_exit, by=process_leader, name="Labbet")
    for close in (close_programme, partial(move_programme, to="closed")):
        with pytest.raises(RuleViolation):
            close(programme=in_exit, by=process_leader, reason="Klart")
    changes = {"owner": OrganisationFactory()}
    update_structure(structure, changes=changes, expected_version=structure.version, by=process_leader)
    assert [obstacle.is_blocking for obstacle in closing_obstacles(in_exit)] == [False]
    assert close_programme(programme=in_exit, by=process_leader, reason="Nämnden tar resten").state == "closed"


def test_closing_needs_a_reason_and_the_exit_part(in_exit, process_leader):
    with pytest.raises(RuleViolation):
        close_programme(programme=in_exit, by=process_leader, reason=" ")
    with pytest.raises(StateConflict):
        close_programme(programme=ProgrammeFactory(), by=process_leader, reason="Klart")


def test_obstacles_name_all_that_is_left(in_exit, process_leader):
    def add(model, **fields):
        return add_record(model, programme=in_exit, by=process_leader, **fields)

    PhasePassage.objects.create(phase=in_exit.phases.first(), number=1, started_on=ImpreciseDate(clock.today()))
    add(Communication, audience="De boende", message="Tack", channel="letter")
    revoked = add(Decision, type="political", title="Vi delar", state="revoked", state_reason="Fel")
    add(Decision, type="position", title="Vi delar på kostnaden", binds_across=True, carried_by=revoked)
    add(Decision, type="political", title="Avslut", state="planned")
    running = add(Agreement, kind="iop", title="IOP", state="signed")
    assert [obstacle.is_blocking for obstacle in closing_obstacles(in_exit)] == [False] * 5
    add(Structure, name="Labbet", owner=OrganisationFactory(), state="handed_over", agreement=running)
    assert len(closing_obstacles(in_exit)) == 4


def test_closing_by_the_state_page_leads_to_what_is_left(client, in_exit, process_leader):
    client.force_login(process_leader)
    answer = client.get(reverse("programmes:programme_move", args=["provet", "closed"]))
    assert answer["Location"] == reverse("overview:programme_close", args=["provet"])


def test_nothing_is_handed_over_to_nobody(programme, process_leader):
    structure = add_record(Structure, programme=programme, by=process_leader, name="Labbet")
    with pytest.raises(RuleViolation):
        move_structure(structure, to="agreed", by=process_leader)
    changes = {"owner": OrganisationFactory()}
    structure = update_structure(structure, changes=changes, expected_version=1, by=process_leader)
    for state in ("agreed", "handed_over"):
        move_structure(structure, to=state, by=process_leader)
    with pytest.raises(RuleViolation):
        update_structure(structure, changes={"owner": None}, expected_version=structure.version, by=process_leader)
