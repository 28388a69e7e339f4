"""Writing notes for the process map, through the pages that people use, and what they become on the map."""

import datetime as dt

import pytest

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.dates import parse_imprecise
from kraftsamling.shared.errors import RuleViolation
from programmes.enums.actors import BodyKind, DecisionState, DecisionType
from programmes.models import Body, Decision, MapNote
from programmes.processmap.items import Promise
from programmes.queries.decisions import decision_items
from programmes.queries.map_items import NOTES_ON_A_PAGE, Audience, map_items
from programmes.roles import RoleKey
from programmes.services.keeping import add_record, set_record_public
from programmes.services.map_notes import add_map_note, update_map_note
from tests.factories import MapNoteFactory, make_member

NOTE = {"title": "Ny bänk", "kind": "measure", "state": "done", "map_weight": "3", "is_public": "on"}
ON = dt.date(2026, 6, 1)


def only_item(programme, on=ON):
    """Return the one station that those who work in the programme see."""
    [item] = map_items(programme, Audience.WORK, on)
    return item


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


def test_dialogue_carries_its_question_voices_and_promise_to_list_and_map(client, programme):
    client.force_login(make_member(programme))
    facts = {"asked": "Var känns det mörkt?", "voices": "41", "answer_due_on": "maj 2020", "answered_on": ""}
    client.post("/arbete/provet/karta/ny/", {**NOTE, "kind": "dialogue", **facts})
    item = only_item(programme)
    assert (item.asked, item.voices, item.promise) == ("Var känns det mörkt?", 41, Promise.LATE)
    shown = client.get(f"/{programme.slug}/processkarta/").content.decode()
    assert "svaret är försenat: det var utlovat till " in shown
    page = client.get("/arbete/provet/karta/").content.decode()
    for words in ("Var känns det mörkt?", "41 personer", "försenat, det var utlovat till maj 2020"):
        assert words in page


def test_after_saving_the_list_opens_where_the_note_stands_and_leads_to_it_on_the_map(client, programme):
    MapNoteFactory.create_batch(
        NOTES_ON_A_PAGE, programme=programme, happens_on=parse_imprecise("2019"), published=True
    )
    client.force_login(make_member(programme))
    response = client.post("/arbete/provet/karta/ny/", {**NOTE, "happens_on": "2020"}, follow=True)
    note = MapNote.objects.get(title=NOTE["title"])
    address = response.redirect_chain[-1][0]
    assert address == f"/arbete/provet/karta/?sida=2#note-{note.pk}"
    page = response.content.decode()
    assert f'id="note-{note.pk}"' in page
    assert f'href="/provet/processkarta/#station-note-{note.pk}"' in page
    assert f'id="station-note-{note.pk}"' in client.get("/provet/processkarta/").content.decode()


def test_decision_says_who_decided(client, programme):
    client.force_login(make_member(programme))
    client.post("/arbete/provet/karta/ny/", {**NOTE, "kind": "decision", "decided_by": "Kommunstyrelsen"})
    assert only_item(programme).decided_by == "Kommunstyrelsen"
    assert "Beslut av: Kommunstyrelsen" in client.get("/arbete/provet/karta/").content.decode()


def test_note_is_shown_to_everyone_only_as_it_was_read(client, programme, process_leader):
    note = add_map_note(programme=programme, by=None, kind="milestone", state="done", title="En bänk")
    client.force_login(process_leader)
    listed = client.get("/arbete/provet/karta/").content.decode()
    assert 'name="version" value="1"' in listed
    update_map_note(note=note, changes={"title": "Granntantens bänk"}, expected_version=1, by=None)
    address = f"/arbete/provet/karta/{note.pk}/synlighet/"
    page = client.post(address, {"is_public": "yes", "version": "1"}, follow=True).content.decode()
    assert "Läs det som det står nu" in page
    note.refresh_from_db()
    assert note.published_at is None
    client.post(address, {"is_public": "yes", "version": "2"})
    note.refresh_from_db()
    assert note.published_at is not None
    client.post(address, {"is_public": "no"})
    note.refresh_from_db()
    assert note.published_at is None
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))[-2:] == [
        "record.publish", "record.unpublish",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("due", "answered", "promise"),
    [
        (None, None, None),
        ("2026-06-01", None, Promise.OPEN),
        ("2026-05-31", None, Promise.LATE),
        ("maj 2026", None, Promise.LATE),
        ("juni 2026", None, Promise.OPEN),
        ("2026-05-01", "2026-05-20", Promise.KEPT),
        (None, "2026-05-20", Promise.KEPT),
        ("2026-05-01", "2026-06-02", Promise.LATE),
    ],
)
def test_promise_is_told_by_the_date_of_the_map(programme, due, answered, promise):
    dates = {"answer_due_on": due and parse_imprecise(due), "answered_on": answered and parse_imprecise(answered)}
    add_map_note(programme=programme, by=None, kind="dialogue", state="done", title="Samtal", **dates)
    assert only_item(programme).promise is promise


def test_facts_of_another_kind_are_kept_but_not_shown(programme):
    note = add_map_note(
        programme=programme, by=None, kind="dialogue", state="done", title="Samtal", asked="Varför?", voices=9,
        answer_due_on=parse_imprecise("2020"), decided_by="Nämnden",
    )  # fmt: skip
    assert only_item(programme).decided_by == ""
    update_map_note(note=note, changes={"kind": "milestone"}, expected_version=1, by=None)
    item = only_item(programme)
    assert (item.asked, item.voices, item.promise, item.decided_by) == ("", None, None, "")
    assert (note.asked, note.voices) == ("Varför?", 9)


def test_answer_cannot_have_been_given_in_the_future(client, programme):
    with pytest.raises(RuleViolation):
        add_map_note(
            programme=programme, by=None, kind="dialogue", state="done", title="Samtal",
            answered_on=parse_imprecise("2199"),
        )  # fmt: skip
    client.force_login(make_member(programme))
    page = client.post("/arbete/provet/karta/ny/", {**NOTE, "kind": "dialogue", "answered_on": "2199"})
    assert "Den dagen har inte kommit än" in page.content.decode()
    assert MapNote.objects.count() == 0


def test_earlier_wording_of_a_question_is_kept_as_a_version(programme):
    note = add_map_note(
        programme=programme, by=None, kind="dialogue", state="done", title="Samtal", asked="Vad saknas?"
    )
    update_map_note(note=note, changes={"asked": "Vad finns?"}, expected_version=1, by=None)
    assert note.versions.get().texts == {"asked": "Vad saknas?"}


@pytest.mark.parametrize(
    ("kind", "type", "openness", "named"),
    [
        (BodyKind.BOARD, DecisionType.POLITICAL, "open", "Byggnadsnämnden"),
        (BodyKind.BOARD, DecisionType.POLITICAL, "may_be", ""),
        (BodyKind.STEERING_GROUP, DecisionType.POSITION, "open", ""),
    ],
)
def test_decision_on_the_map_names_the_body_that_decided(programme, kind, type, openness, named):
    body = add_record(Body, programme=programme, by=None, name="Byggnadsnämnden", kind=kind, openness=openness)
    decision = add_record(
        Decision, programme=programme, by=None, title="Lampor", type=type, state=DecisionState.MADE, body=body
    )
    set_record_public(decision, is_public=True, by=None)
    [item] = decision_items(programme, Audience.PREVIEW, ON)
    assert item.decided_by == named
