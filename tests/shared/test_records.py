import threading

import pytest
from django.db import IntegrityError, connection, transaction

from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.records import move_state, save_edit, set_withdrawn, take_number
from programmes.models import MapNote, MapNoteVersion
from tests.factories import MapNoteFactory


def test_running_numbers_count_up_per_prefix_and_year(db):
    first, second, other = take_number("SJÖBO"), take_number("SJÖBO"), take_number("NORRBY")
    assert first.startswith("SJÖBO-20")
    assert (first[-4:], second[-4:], other[-4:]) == ("0001", "0002", "0001")


@pytest.mark.django_db(transaction=True)
def test_running_numbers_are_unique_when_taken_at_once():
    taken, errors = [], []

    def take():
        try:
            for _turn in range(10):
                with transaction.atomic():
                    taken.append(take_number("SJÖBO"))
        except Exception as error:  # the thread's error must reach the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set(taken)) == 40


def test_save_edit_refuses_an_old_version(db, process_leader):
    note = MapNoteFactory(title="Före")
    save_edit(note, {"title": "Efter"}, expected_version=1, by=process_leader)
    with pytest.raises(EditConflict):
        save_edit(note, {"title": "För sent"}, expected_version=1, by=process_leader)
    assert MapNote.objects.get().title == "Efter"


def test_save_edit_keeps_earlier_texts(db, process_leader):
    note = MapNoteFactory(title="Före", text="Oförändrad")
    changed = save_edit(
        note, {"title": "Efter", "text": "Oförändrad"}, expected_version=1, by=process_leader, keep=MapNoteVersion
    )
    assert changed == ["title"]
    assert MapNoteVersion.objects.get().texts == {"title": "Före"}
    assert note.version == 2


def test_save_edit_without_change_keeps_the_version(db, process_leader):
    note = MapNoteFactory(title="Lika")
    assert save_edit(note, {"title": "Lika"}, expected_version=1, by=process_leader) == []
    assert MapNote.objects.get().version == 1


def test_move_state_happens_once(db, process_leader):
    note = MapNoteFactory(state="planned")
    move_state(note, "state", expected="planned", to="now", by=process_leader)
    with pytest.raises(StateConflict):
        move_state(note, "state", expected="planned", to="done", by=process_leader)
    assert MapNote.objects.get().state == "now"


def test_withdrawing_needs_a_reason_and_happens_once(db, process_leader):
    note = MapNoteFactory()
    with pytest.raises(RuleViolation):
        set_withdrawn(note, by=process_leader, reason="  ")
    set_withdrawn(note, by=process_leader, reason="Dubblett")
    with pytest.raises(StateConflict):
        set_withdrawn(note, by=process_leader, reason="Igen")
    assert list(MapNote.objects.current()) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"map_weight": 6},
        {"openness": "marked"},
        {"withdrawn_at": "2026-01-01T00:00Z"},
    ],
)
def test_database_refuses_broken_records(db, broken):
    note = MapNoteFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        MapNote.objects.filter(pk=note.pk).update(**broken)
