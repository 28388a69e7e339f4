"""The communication plan: order, what is late, and who answers for it."""

import datetime as dt

from django.urls import reverse

from programmes.enums.planning import COMMUNICATION_MOVES
from programmes.models import Communication, Programme, Responsibility
from programmes.queries.communications import communication_lines, describe_communications
from programmes.services.keeping import add_record, move_record


def add_line(programme, message, planned_on=None):
    return add_record(
        Communication, programme=programme, by=None, audience="De boende", message=message, channel="letter",
        planned_on=planned_on,
    )  # fmt: skip


def test_what_is_left_stands_first_by_date_and_undated_last(programme, process_leader):
    add_line(programme, "odaterad")
    add_line(programme, "sen", "2031-05-01/month")
    move_record(add_line(programme, "gjord", "2020-01-01/day"), moves=COMMUNICATION_MOVES, to="done", by=process_leader)
    add_line(programme, "tidig", "2030-01-01/year")
    assert [line.message for line in communication_lines(programme)] == ["tidig", "sen", "odaterad", "gjord"]


def test_line_is_late_when_the_whole_of_its_time_has_passed(programme, monkeypatch):
    monkeypatch.setattr("kraftsamling.shared.clock.today", lambda: dt.date(2026, 5, 31))
    add_line(programme, "våren", "2026-01-01/season")
    add_line(programme, "april", "2026-04-01/month")
    rows = list(communication_lines(programme))
    describe_communications(rows)
    assert [row.is_late for row in rows] == [False, True]


def test_page_names_the_communicator_or_says_what_to_do(client, programme, process_leader):
    client.force_login(process_leader)
    address = reverse("programmes:communication_list", args=["provet"])
    assert "Ingen är utsedd" in client.get(address).content.decode()
    function = Responsibility.objects.create(programme=programme, function="Kommunikatör", holder=process_leader)
    Programme.objects.filter(pk=programme.pk).update(communicator=function)
    assert "<strong>Processledaren</strong>, Kommunikatör" in client.get(address).content.decode()


def test_choosing_the_communicator_leads_to_adding_a_function(client, programme, process_leader):
    client.force_login(process_leader)
    form = client.get(reverse("programmes:programme_edit_communicator", args=["provet"])).content.decode()
    assert reverse("programmes:responsibility_create", args=["provet"]) in form
