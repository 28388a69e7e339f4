"""How stations are to be drawn: changes, clashes, steps back, and what is left when a text is removed for good."""

import pytest

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from programmes.models import MapAdjustment
from programmes.processmap.items import Kind, MapItem, ProcessMap, Side, State
from programmes.queries.map_adjustments import adjusted, latest_changes, mark_title
from programmes.services.map_adjustments import adjust_station, reset_station, undo_adjustment
from programmes.services.map_notes import add_map_note, redact_map_note, withdraw_map_note
from tests.factories import MapNoteFactory
from tests.test_leaks import visit_everything_public

TITLE = "Överenskommelse om gemensamma trygghetsvandringar"


@pytest.fixture
def note(programme, process_leader):
    return add_map_note(
        programme=programme, by=process_leader, kind="milestone", state="done", title=TITLE, is_public=True
    )


@pytest.fixture
def change(programme, note, process_leader):
    """Return a function that changes how the note's station is drawn, seen as it is unless told otherwise."""

    def make(seen_step=None, **changes):
        if seen_step is None:
            seen_step = MapAdjustment.objects.filter(item_key=note.map_key).count()
        return adjust_station(
            programme=programme, item_key=note.map_key, title=TITLE, changes=changes, seen_step=seen_step,
            by=process_leader,
        )  # fmt: skip

    return make


def drawn(programme, note, title=TITLE):
    """Return the note's station as it is to be drawn."""
    item = MapItem(key=note.map_key, kind=Kind.MILESTONE, state=State.DONE, title=title, weight=3)
    return adjusted(programme, [item])[0]


def test_everything_that_can_be_changed_reaches_the_station(programme, note, change):
    change(short_title="  Trygga  vandringar ", weight=5, is_hidden=True, side="below")
    item = drawn(programme, note)
    assert (item.title, item.short_title) == (TITLE, "Trygga vandringar")
    assert (item.weight, item.is_hidden, item.side) == (5, True, Side.BELOW)


def test_hidden_station_is_left_out_of_drawings_and_stays_in_the_list(programme, note, change):
    change(is_hidden=True)
    item = drawn(programme, note)
    process_map = ProcessMap(
        title="", area="", mission="", phases=[], items=[item], today=note.created_at.date(), texts=None
    )
    assert (list(process_map.items), list(process_map.drawn.items)) == ([item], [])


def test_short_title_does_not_outlive_the_title_it_was_written_for(programme, note, change):
    change(short_title="Trygga vandringar")
    assert drawn(programme, note, "Vi slutar med trygghetsvandringar").short_title == ""


def test_changing_nothing_leaves_no_step(change, note):
    change(short_title="Vandringar")
    assert change(short_title="Vandringar") is None
    assert change(short_title=TITLE).short_title == ""
    assert MapAdjustment.objects.count() == 2


def test_two_people_change_different_things_of_a_station(programme, note, change):
    change(seen_step=0, weight=5)
    change(seen_step=0, short_title="Vandringar")
    assert (drawn(programme, note).weight, drawn(programme, note).short_title) == (5, "Vandringar")


def test_two_people_change_the_same_thing_of_a_station(programme, note, change):
    change(seen_step=0, weight=5)
    with pytest.raises(EditConflict):
        change(seen_step=0, weight=1)
    assert change(seen_step=0, weight=5) is None
    assert drawn(programme, note).weight == 5


def test_step_taken_by_somebody_else_a_moment_ago_is_a_clash(programme, note, process_leader, monkeypatch):
    MapAdjustment.objects.create(programme=programme, item_key=note.map_key, step=1, weight=5, made_at=note.created_at)
    # As read before the other's step was stored.
    monkeypatch.setattr("programmes.services.map_adjustments.steps_of", lambda *_args: MapAdjustment.objects.none())
    with pytest.raises(EditConflict):
        adjust_station(
            programme=programme, item_key=note.map_key, title=TITLE, changes={"weight": 1}, seen_step=0,
            by=process_leader,
        )  # fmt: skip


def test_steps_back_one_at_a_time_to_the_beginning(programme, note, change, process_leader):
    first, second = change(weight=4), change(short_title="Vandringar")
    third = change(weight=2, is_hidden=True)
    for step, left in ((third, (4, "Vandringar", False)), (second, (4, "", False)), (first, (3, "", False))):
        assert latest_changes(programme, [note.map_key])[0].row == step
        undo_adjustment(step, by=process_leader)
        item = drawn(programme, note)
        assert (item.weight, item.short_title, item.is_hidden) == left
    assert latest_changes(programme, [note.map_key]) == []
    assert MapAdjustment.objects.count() == 6


def test_step_back_after_a_new_change_follows_what_stands(programme, note, change, process_leader):
    first = change(weight=4)
    undo_adjustment(change(weight=5), by=process_leader)
    third = change(weight=1)
    undo_adjustment(third, by=process_leader)
    assert drawn(programme, note).weight == 4
    undo_adjustment(first, by=process_leader)
    assert drawn(programme, note).weight == 3


def test_only_the_last_step_that_stands_can_be_undone_and_once(change, process_leader):
    first, second = change(weight=4), change(weight=5)
    with pytest.raises(StateConflict):
        undo_adjustment(first, by=process_leader)
    back = undo_adjustment(second, by=process_leader)
    for step in (second, back):
        with pytest.raises(StateConflict):
            undo_adjustment(step, by=process_leader)


def test_reset_can_be_undone(programme, note, change, process_leader):
    change(weight=5, side="above")
    reset = reset_station(programme=programme, item_key=note.map_key, seen_step=1, by=process_leader)
    assert drawn(programme, note).weight == 3
    undo_adjustment(reset, by=process_leader)
    assert (drawn(programme, note).weight, drawn(programme, note).side) == (5, Side.ABOVE)
    with pytest.raises(EditConflict):
        reset_station(programme=programme, item_key=note.map_key, seen_step=1, by=process_leader)


def test_redaction_of_the_note_reaches_its_short_titles_of_all_times(programme, note, change, process_leader):
    change(short_title="Granntantens vandring")
    change(short_title="Vandringen")
    redact_map_note(note=note, fields=["title"], by=process_leader, reason="Namnger en person")
    assert set(MapAdjustment.objects.values_list("short_title", "title_mark")) == {("", "")}
    assert drawn(programme, note).short_title == ""


def test_station_of_a_withdrawn_note_and_of_another_programme_cannot_be_changed(
    programme, note, change, process_leader
):
    other = MapNoteFactory()
    with pytest.raises(RuleViolation):
        adjust_station(
            programme=programme, item_key=other.map_key, title="x", changes={"weight": 1}, seen_step=0,
            by=process_leader,
        )  # fmt: skip
    withdraw_map_note(note=note, by=process_leader, reason="Dubblett")
    with pytest.raises(RuleViolation):
        change(weight=1)


def test_changes_are_logged_at_the_record_without_the_text(note, change, process_leader):
    undo_adjustment(change(short_title="Granntanten"), by=process_leader)
    entries = AuditEntry.objects.filter(verb__in=["map.adjust", "map.undo"])
    assert {(entry.target_label, *entry.fields) for entry in entries} == {(note.number, "short_title")}


@pytest.mark.parametrize("which", ["hidden_note", "withdrawn_note", "secret_note"])
def test_nothing_of_a_note_that_nobody_may_see_shows_by_its_short_title(house, which):
    note = getattr(house, which)
    MapAdjustment.objects.create(
        programme=house.programme, item_key=note.map_key, step=1, short_title="LACKAkort",
        title_mark=mark_title(note.title), weight=5, made_at=note.arrived_at,
    )  # fmt: skip
    assert "LACKAkort" not in visit_everything_public(house)
