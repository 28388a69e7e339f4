"""Calendar files, read by a parser that has nothing to do with what wrote them."""

import datetime as dt

import pytest
import vobject
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from dialogues.models import Dialogue, Occasion
from dialogues.services.occasions import move_occasion, update_occasion
from dialogues.services.registrations import sign_up
from kraftsamling.shared import clock
from tests.dialogues.occasions import TODAY, add_dialogue, add_evening, at, let_it_be

pytestmark = pytest.mark.usefixtures("on_the_day")

SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)


@pytest.fixture
def dialogue(programme):
    return add_dialogue(programme)


def fetch(address: str) -> bytes:
    caches["pages"].clear()
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return answer.content


def fetch_feed(prefix: str = "") -> bytes:
    return fetch(f"{prefix}/provet/kalender.ics")


def read(content: bytes):
    return vobject.readOne(content.decode())


def fetch_event(occasion: Occasion):
    address = reverse("dialogues:occasion_ics", args=["provet", occasion.dialogue.slug, occasion.pk])
    return read(fetch(address)).vevent


@pytest.mark.parametrize(
    ("day", "hour", "utc_hour"),
    [
        (SPRING - dt.timedelta(days=1), 18, 17),
        (SPRING, 1, 0),
        (SPRING, 18, 16),
        (AUTUMN - dt.timedelta(days=1), 18, 16),
        (AUTUMN, 1, 23),
        (AUTUMN, 18, 17),
    ],
)
def test_hours_hold_across_both_changes_of_the_clock(dialogue, day, hour, utc_hour):
    occasion = add_evening(dialogue, starts_at=at(day, hour), ends_at=at(day, hour, 45))
    event = fetch_event(occasion)
    # The parser reckons by the zone's rules as they stand in the file, not by any it knows itself.
    assert event.dtstart.value.astimezone(dt.UTC) == occasion.starts_at
    assert event.dtstart.value.astimezone(dt.UTC).hour == utc_hour
    assert type(event.dtstart.value.tzinfo).__name__ == "_tzicalvtz"
    assert event.dtstart.value.hour == hour
    assert event.dtend.value.astimezone(dt.UTC) == occasion.ends_at


def test_survey_is_whole_days_with_an_end_that_is_not_part_of_it(dialogue):
    survey = add_evening(
        dialogue, kind="survey", is_all_day=True, starts_at=at(SPRING, 0), ends_at=at(dt.date(2026, 4, 30), 23, 59)
    )
    event = fetch_event(survey)
    assert (event.dtstart.value, event.dtend.value) == (SPRING, dt.date(2026, 5, 1))
    assert event.transp.value == "TRANSPARENT"


def test_event_tells_what_people_need_and_leads_back(dialogue):
    evening = add_evening(
        dialogue, title="Kväll, med fika; och \\ annat", step_free="yes", interpreter="yes",
        interpreter_languages="arabiska, somaliska", online_url="https://example.org/mote",
    )  # fmt: skip
    event = fetch_event(evening)
    assert event.summary.value == "Vad behövs på torget?: Kväll, med fika; och \\ annat"
    assert event.location.value == "Storgatan 4"
    description = event.description.value
    for words in ("Vad saknas?", "Utan trappsteg hela vägen: ja", "Vet inte än: tillgänglig toalett, hörslinga",
                  "Språk: svenska",
                  "Tolk: ja (arabiska, somaliska)", "Du behöver anmäla dig.", "https://example.org/mote"):  # fmt: skip
        assert words in description
    assert event.url.value.endswith("/provet/dialoger/torget/")
    assert event.url.value in description
    assert event.uid.value.startswith(str(evening.uuid))


def test_title_is_said_once_and_information_called_that(programme):
    dialogue = add_dialogue(programme, form="information", level="information", question="När byggs det?")
    event = fetch_event(add_evening(dialogue, title=dialogue.title))
    assert event.summary.value == "Information: Vad behövs på torget?"
    assert "går inte att påverka" in event.description.value


def test_lines_are_short_and_end_as_the_standard_says(dialogue):
    add_evening(dialogue, agenda="Å" * 500, address="Ö" * 290)
    content = fetch_feed()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert "Ö" * 290 in read(content).vevent.location.value


def test_same_content_gives_the_same_bytes(dialogue, monkeypatch):
    evening = add_evening(dialogue, capacity=4)
    before = fetch_feed()
    let_it_be(monkeypatch, at(TODAY + dt.timedelta(days=3)))
    sign_up(occasion=evening, people=2)
    assert fetch_feed() == before


def test_change_and_cancelling_reach_those_who_subscribe(dialogue):
    evening = add_evening(dialogue)
    # A new row takes the machine's time, while the day of these tests is in spring.
    Occasion.objects.filter(pk=evening.pk).update(updated_at=clock.now())
    first = read(fetch_feed()).vevent
    when = {"day": evening.day, "last_day": None, "begins": dt.time(17), "ends": dt.time(19)}
    update_occasion(evening, changes=when, expected_version=evening.version, by=None)
    second = read(fetch_feed()).vevent
    move_occasion(evening, to="cancelled", by=None, reason="Samtalsledaren är sjuk.")
    third = read(fetch_feed()).vevent
    assert [event.sequence.value for event in (first, second, third)] == ["0", "1", "2"]
    assert {event.uid.value for event in (first, second, third)} == {first.uid.value}
    assert first.dtstamp.value <= second.dtstamp.value <= third.dtstamp.value
    assert (first.status.value, third.status.value) == ("CONFIRMED", "CANCELLED")
    assert third.summary.value.startswith("Inställt: ")
    assert "Samtalsledaren är sjuk." in third.description.value


def test_feed_holds_what_is_public_and_speaks_both_languages(dialogue, django_assert_num_queries):
    add_evening(dialogue)
    add_evening(dialogue, is_public=False, title="Hemlig kväll")
    add_evening(add_dialogue(dialogue.programme, slug="plan", is_public=False, title="Hemlig plan"))
    calendar = read(fetch_feed())
    assert len(calendar.vevent_list) == 1
    assert calendar.contents["x-wr-calname"][0].value == "Dialoger i Kraftsamling Provet"
    assert "Hemlig" not in calendar.serialize()
    assert "Not known yet: step-free all the way" in read(fetch_feed("/en")).vevent.description.value
    Dialogue.objects.update(published_at=None)
    assert not hasattr(read(fetch_feed()), "vevent")


def test_feed_is_kept_like_other_public_pages(dialogue, django_assert_num_queries):
    evening = add_evening(dialogue)
    client = Client()
    first = client.get("/provet/kalender.ics")
    with django_assert_num_queries(1):
        again = client.get("/provet/kalender.ics", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    assert client.get("/provet/kalender.ics").content != first.content
    assert not client.cookies


def test_hidden_occasion_has_no_file(dialogue):
    evening = add_evening(dialogue, is_public=False)
    address = reverse("dialogues:occasion_ics", args=["provet", dialogue.slug, evening.pk])
    assert Client().get(address).status_code == 404
    assert Client().get("/finns-inte/kalender.ics").status_code == 404
