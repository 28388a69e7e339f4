"""The planning page and the checklists."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.dates import parse_imprecise
from kraftsamling.shared.errors import RuleViolation
from programmes.checklist_proposals import CHECKLIST_PROPOSALS
from programmes.models import ChecklistItem, Phase, Programme
from programmes.queries.checklists import checklist_items, open_first, summarise_checklists
from programmes.queries.map_items import map_phases
from programmes.services import checklists as services
from programmes.services.keeping import withdraw_record
from programmes.services.passages import finish_passage, start_phase, take_up_again
from programmes.services.phases import update_phase
from programmes.services.programmes import create_programme
from tests.factories import MapNoteFactory, OrganisationFactory, make_member

TODAY = dt.date(2026, 6, 15)


@pytest.fixture
def phase(programme):
    return programme.phases.first()


def add_items(phase, count, **fields):
    start = phase.checklist_items.count()
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            programme=phase.programme, phase=phase, number=f"P-{phase.pk}-{start + n}", arrived_at=timezone.now(),
            text=f"Punkt {start + n}", position=start + n, **fields,
        )
        for n in range(count)
    )  # fmt: skip


def test_new_programme_has_the_proposed_checklists(municipality, administrator):
    programme = create_programme(by=administrator, municipality=municipality, name="Ny", area_name="Ny")
    items = ChecklistItem.objects.filter(programme=programme)
    assert items.count() == sum(map(len, CHECKLIST_PROPOSALS.values()))
    assert items.first().text == "Området är valt och det är nedskrivet varför"
    assert len(set(items.values_list("number", flat=True))) == items.count()


def test_readers_meet_late_items_first_and_done_ones_last(phase):
    phase.checklist_items.all().delete()
    add_items(phase, 1, state="in_place")
    add_items(phase, 1)
    add_items(phase, 1, due_on=parse_imprecise("2026-03-01"))
    items = open_first(checklist_items(phase.programme, today=TODAY).filter(phase=phase))
    assert [item.text for item in items] == ["Punkt 2", "Punkt 1", "Punkt 0"]


def test_proposals_come_once_and_withdrawn_ones_stay_away(programme):
    items = services.propose_checklists(programme, by=None)
    withdraw_record(items[0], by=None, reason="Gäller inte oss")
    assert services.propose_checklists(programme, by=None) == []


@pytest.mark.parametrize(
    ("due", "is_late"),
    [
        ("2026-06-14", True), ("2026-06-15", False), ("juni 2026", False), ("maj 2026", True), ("2026", False),
        ("2025", True), ("våren 2026", True), ("sommaren 2026", False), ("kvartal 2 2026", False), ("v. 24 2026", True),
        ("v. 25 2026", False),
    ],
)  # fmt: skip
def test_item_is_late_when_the_last_day_it_may_mean_has_passed(phase, due, is_late):
    add_items(phase, 1, due_on=parse_imprecise(due))
    add_items(phase, 1, due_on=parse_imprecise(due), state="in_place")
    add_items(phase, 1)
    summary = summarise_checklists(phase.programme, today=TODAY)[phase.pk]
    assert summary.late == int(is_late)
    assert (parse_imprecise(due).last < TODAY) is is_late


def test_summary_counts_and_shows_what_is_late_first(phase):
    add_items(phase, 3, state="in_place")
    add_items(phase, 6)
    add_items(phase, 1, due_on=parse_imprecise("2025"))
    add_items(phase, 1, state="not_needed")
    summary = summarise_checklists(phase.programme, today=TODAY)[phase.pk]
    assert (summary.total, summary.in_place, summary.left, summary.late, summary.more) == (10, 3, 7, 1, 3)
    assert [item.text for item in summary.next_items] == ["Punkt 9", "Punkt 3", "Punkt 4", "Punkt 5"]


def test_items_change_places(phase):
    add_items(phase, 3, state="open")
    last = phase.checklist_items.last()
    assert services.reorder_item(last, is_up=True, by=None)
    assert [item.text for item in phase.checklist_items.all()] == ["Punkt 0", "Punkt 2", "Punkt 1"]
    assert not services.reorder_item(phase.checklist_items.first(), is_up=True, by=None)


def test_item_in_another_phase_comes_last_there(programme):
    first, second = programme.phases.all()[:2]
    add_items(first, 1)
    add_items(second, 3)
    item = first.checklist_items.get()
    services.update_item(item, changes={"phase": second}, expected_version=1, by=None)
    assert second.checklist_items.last() == item


def test_not_needed_asks_for_a_reason(phase):
    add_items(phase, 1)
    with pytest.raises(RuleViolation):
        services.move_item(phase.checklist_items.get(), to="not_needed", by=None)


def test_ticking_off_swaps_the_row_and_the_count(client, phase):
    add_items(phase, 2)
    client.force_login(make_member(phase.programme, "civil_servant"))
    item = phase.checklist_items.first()
    address = reverse("programmes:checklist_item_move", args=[phase.programme.slug, item.pk, "in_place"])
    body = client.post(address, {"reason": ""}, headers={"HX-Request": "true"}).content.decode()
    assert f'id="punkt-{item.pk}"' in body
    assert "1 av 2 på plats" in body
    again = client.post(address, {"reason": ""}, headers={"HX-Request": "true"}).content.decode()
    assert "Någon annan ändrade" in again
    item.refresh_from_db()
    assert item.state == "in_place"


def test_moved_dates_are_saved_and_can_be_put_back(client, phase, process_leader):
    old = parse_imprecise("kvartal 1 2026")
    update_phase(phase=phase, changes={"starts_on": old}, expected_version=1, by=None)
    client.force_login(process_leader)
    address = reverse("programmes:phase_set_dates", args=[phase.programme.slug, phase.pk])
    answer = client.post(address, {"starts_on": "2026-05", "version": "2"}, headers={"HX-Request": "true"})
    undo = answer.context["undo"]
    assert Phase.objects.get(pk=phase.pk).starts_on == parse_imprecise("maj 2026")
    client.post(address, {**undo["dates"], "version": undo["version"], "undo": "yes"})
    assert Phase.objects.get(pk=phase.pk).starts_on == old


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"ends_on": "2025", "version": "2"}, "sluta innan den börjar"),
        ({"ends_on": "2027", "version": "1"}, "Någon annan ändrade planen"),
        ({"ends_on": "snart", "version": "2"}, "Skriv datumet som"),
    ],
)
def test_dates_that_cannot_be_saved_are_explained(client, phase, process_leader, data, words):
    dates = {"starts_on": parse_imprecise("2026"), "ends_on": parse_imprecise("2026")}
    update_phase(phase=phase, changes=dates, expected_version=1, by=None)
    client.force_login(process_leader)
    address = reverse("programmes:phase_set_dates", args=[phase.programme.slug, phase.pk])
    assert words in client.post(address, data, headers={"HX-Request": "true"}).content.decode()
    assert Phase.objects.get(pk=phase.pk).ends_on == dates["ends_on"]


def test_exit_part_is_moved_too(client, programme, process_leader):
    client.force_login(process_leader)
    address = reverse("programmes:exit_set_dates", args=[programme.slug])
    client.post(address, {"ends_on": "2028-12", "version": programme.version})
    programme.refresh_from_db()
    assert programme.ends_on == parse_imprecise("december 2028")


@pytest.mark.parametrize("name", ["programme_planning", "phase_detail", "checklist_item_list"])
def test_pages_cost_as_many_queries_with_3_items_as_with_3000(client, phase, process_leader, name):
    client.force_login(process_leader)
    arguments = [phase.programme.slug, phase.pk] if name == "phase_detail" else [phase.programme.slug]
    address = reverse(f"programmes:{name}", args=arguments)
    many = 300 if name == "phase_detail" else 3000  # the phase's page shows every item of the phase
    counts = []
    for more in (1, 2, many - 3):
        add_items(phase, more, due_on=parse_imprecise("2025"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 25


def test_planning_page_shows_the_same_amount_with_200_items(client, phase, process_leader):
    client.force_login(process_leader)
    address = reverse("programmes:programme_planning", args=[phase.programme.slug])
    add_items(phase, 20)
    few = len(client.get(address).content)
    add_items(phase, 180)
    assert abs(len(client.get(address).content) - few) < 100


def test_timeline_tells_of_elections(programme, client, process_leader):
    phase = programme.phases.first()
    dates = {"starts_on": parse_imprecise("2025"), "ends_on": parse_imprecise("2026")}
    update_phase(phase=phase, changes=dates, expected_version=1, by=None)
    client.force_login(process_leader)
    body = client.get(reverse("programmes:programme_planning", args=[programme.slug])).content.decode()
    assert "Val: 13 september 2026" in body
    assert "Ny mandatperiod: 15 oktober 2026" in body


def test_why_the_plan_is_changed_stands_in_the_log(client, phase, process_leader):
    client.force_login(process_leader)
    update_phase(
        phase=phase, changes={"ends_on": parse_imprecise("juni 2026")}, expected_version=phase.version, by=None
    )
    address = reverse("programmes:phase_shift", args=[phase.programme.slug, phase.pk])
    sent = {"direction": "later", "months": "6", "reason": "Butiken stänger först i mars.", "version": phase.version}
    client.post(address, sent)
    assert Phase.objects.get(pk=phase.pk).ends_on == parse_imprecise("december 2026")
    assert AuditEntry.objects.filter(verb="phase.update").latest("pk").reason == "Butiken stänger först i mars."


def test_overview_tells_what_goes_on_and_what_lags_behind_its_plan(client, phase, process_leader):
    dates = {"starts_on": parse_imprecise("2023"), "ends_on": parse_imprecise("2024")}
    update_phase(phase=phase, changes=dates, expected_version=phase.version, by=None)
    address = reverse("programmes:programme_detail", args=[phase.programme.slug])
    client.force_login(process_leader)
    assert "skulle ha börjat senast 2023" in client.get(address).content.decode()
    passage = start_phase(phase, started_on=parse_imprecise("2023"), by=None)
    assert "planen räckte till 2024" in client.get(address).content.decode()
    finish_passage(passage, finished_on=parse_imprecise("2025"), by=None)
    body = client.get(address).content.decode()
    assert "planen räckte till" not in body
    take_up_again(phase, started_on=parse_imprecise("2026"), reason="Två föreningar är nedlagda.", by=None)
    assert "pågår, för andra gången" in client.get(address).content.decode()
    again = map_phases(phase.programme)[0].again
    assert [(each.date_label, each.reason) for each in again] == [("2026", "Två föreningar är nedlagda.")]


def test_next_step_of_a_published_map_leads_to_the_order_of_its_poster(client, programme, process_leader):
    MapNoteFactory(programme=programme)
    client.force_login(process_leader)
    steps = client.get(reverse("programmes:programme_detail", args=[programme.slug])).context["next_steps"]
    assert steps[-1].url == reverse("documents:document_order", args=[programme.slug, "process_map_poster"])
    assert client.get(steps[-1].url).status_code == 200


@pytest.mark.parametrize(("state", "is_asked"), [("proposed", False), ("decided", True), ("rejected", False)])
def test_overview_asks_who_decided_once_it_is_decided(client, programme, process_leader, state, is_asked):
    Programme.objects.filter(pk=programme.pk).update(state=state)
    client.force_login(process_leader)
    address = reverse("programmes:programme_detail", args=[programme.slug])
    asked = reverse("programmes:programme_edit_decision", args=[programme.slug])
    labels = {step.label: step.url for step in client.get(address).context["next_steps"]}
    assert labels.get("Fyll i beslutet") == (asked if is_asked else None)
    Programme.objects.filter(pk=programme.pk).update(deciding_body=OrganisationFactory(kind="council"))
    assert "Skriv vem som har beslutat" not in client.get(address).content.decode()


@pytest.mark.parametrize("role", ["politician", "steering_group_member", "partner"])
def test_who_only_reads_is_led_to_how_it_stands(client, programme, role):
    MapNoteFactory(programme=programme)
    client.force_login(make_member(programme, role))
    steps = client.get(reverse("programmes:programme_detail", args=[programme.slug])).context["next_steps"]
    assert [step.url for step in steps] == [reverse("overview:glance", args=[programme.slug])]
    assert client.get(steps[0].url).status_code == 200


def test_overview_without_a_next_step_leads_to_what_waits_for_oneself(client, programme):
    MapNoteFactory(programme=programme)
    client.force_login(make_member(programme, "facilitator"))
    page = client.get(reverse("programmes:programme_detail", args=[programme.slug])).content.decode()
    assert f'står på <a href="{reverse("overview:my_page")}">Min sida</a>' in page
