"""Dialogues as stations of the process map, by the clock."""

import datetime as dt

import pytest

from dialogues.queries.map_items import map_items
from kraftsamling.overview.map import snapshots
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.shared.dates import ImpreciseDate, Precision
from programmes.models import Programme
from programmes.processmap.items import Kind
from programmes.processmap.labels import small_line
from programmes.queries.map_items import Audience
from tests.dialogues.occasions import add_evening
from tests.dialogues.plans import TODAY, begin, promise, publish

APRIL = ImpreciseDate(dt.date(2026, 4, 1), Precision.MONTH)
JUNE = ImpreciseDate(dt.date(2026, 6, 14))


def station(programme: Programme, on: dt.date = TODAY, audience: Audience = Audience.WORK):
    items = map_items(programme, audience, on)
    return items[0] if items else None


@pytest.mark.parametrize(
    ("state", "on", "shown"),
    [
        ("planned", dt.date(2026, 5, 1), "planned"),
        ("open", dt.date(2026, 3, 31), "planned"),
        ("open", dt.date(2026, 4, 1), "now"),
        ("open", dt.date(2026, 6, 14), "now"),
        ("open", dt.date(2026, 6, 15), "done"),
        ("compiling", dt.date(2026, 5, 1), "done"),
        ("closed", dt.date(2026, 3, 1), "done"),
        ("cancelled", dt.date(2026, 5, 1), "dropped"),
    ],
)
def test_state_follows_the_clock(programme, state, on, shown):
    begin(programme, state=state, starts_on=APRIL, ends_on=JUNE)
    assert station(programme, on).state == shown


def test_open_dialogue_is_over_with_its_last_occasion_though_the_plan_goes_on(programme):
    dialogue = publish(begin(programme, starts_on=APRIL, ends_on=JUNE))
    for day in (dt.date(2026, 4, 20), dt.date(2026, 5, 2)):
        add_evening(dialogue, day=day)
    assert [station(programme, dt.date(2026, 5, day)).state for day in (2, 3)] == ["now", "done"]


def test_open_dialogue_without_dates_goes_on(programme):
    publish(begin(programme))
    assert station(programme).state == "now"


def test_station_says_what_was_asked_and_when(programme):
    begin(programme, question="Vad saknas?", starts_on=APRIL, ends_on=JUNE, phase=programme.phases.first())
    item = station(programme)
    assert (item.kind, item.asked, item.date_label) == (Kind.DIALOGUE, "Vad saknas?", "april 2026 – 14 juni 2026")
    assert (item.starts_on, item.ends_on) == (dt.date(2026, 4, 1), dt.date(2026, 6, 14))
    assert item.phase_key == str(programme.phases.first().pk)


def test_information_is_called_that_and_asks_nothing(programme):
    publish(begin(programme, question="När byggs det?"), form="information", level="information")
    item = station(programme)
    assert (item.kind, item.kind_word, item.asked) == (Kind.DIALOGUE, "Information", "")
    drawn = build_process_map(programme, audience=Audience.WORK, on=TODAY)
    assert small_line(item, drawn.texts) == "Information"


def test_only_published_dialogues_are_public_and_lead_to_their_page(programme):
    Programme.objects.filter(pk=programme.pk).update(published_at=programme.created_at)
    dialogue = begin(programme)
    assert station(programme, audience=Audience.PUBLIC) is None
    publish(dialogue)
    item = station(programme, audience=Audience.PUBLIC)
    assert item.url == dialogue.get_absolute_url()
    assert station(programme).url == dialogue.get_work_url()


@pytest.mark.parametrize(
    ("promises", "mark", "words"),
    [
        ([], None, ""),
        ([("2026-03-09", {})], "open", "svar utlovat senast 9 mars 2026"),
        ([("2026-03-08", {}), ("2026-05-01", {})], "late", "svaret är försenat: det var utlovat till 8 mars 2026"),
        ([("2026-03-01", {"state": "kept", "state_reason": "x", "state_since": "2026-03-02"})], "kept",
         "svar lämnat 2 mars 2026"),
        ([("2026-03-01", {"state": "kept", "state_reason": "x", "state_since": "2026-03-02"}), ("2026-04-01", {})],
         "open", "svar utlovat senast 1 april 2026"),
        ([("2026-03-01", {"state": "not_kept", "state_reason": "x"})], "not_kept", "löftet hölls inte"),
    ],
)  # fmt: skip
def test_promise_of_an_answer_stands_by_the_clock(programme, promises, mark, words):
    dialogue = publish(begin(programme))
    for due_on, fields in promises:
        promise(dialogue, dt.date.fromisoformat(due_on), **fields)
    item = station(programme)
    assert item.promise == mark
    assert item.promise_note.casefold() == words.casefold()


def test_stations_take_three_queries(programme, django_assert_num_queries):
    for number in range(3):
        promise(publish(begin(programme, f"Dialog {number}")), TODAY)
        with django_assert_num_queries(3):
            assert len(map_items(programme, Audience.WORK, TODAY)) == number + 1


def test_removed_texts_leave_earlier_maps(programme):
    dialogue = begin(programme, question="Om grannen?", summary="Om grannen i port 7")
    item = {"key": dialogue.map_key, "title": "Torget", "text": "Om grannen", "asked": "Om grannen?", "short_title": ""}
    content = {"phases": [], "items": [item], **dict.fromkeys(snapshots.WORDS, "")}
    snapshots.remove_words(content, dialogue, {"summary", "question"}, "[Borttaget]")
    assert (item["title"], item["text"], item["asked"]) == ("Torget", "[Borttaget]", "[Borttaget]")
