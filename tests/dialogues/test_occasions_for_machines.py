"""Occasions as search engines read them on the public page (schema.org/Event), by a parser that knows no template."""

from html.parser import HTMLParser

import pytest
from django.core.cache import caches
from django.test import Client

from dialogues.services.occasions import move_occasion
from tests.dialogues.occasions import TODAY, add_dialogue, add_evening, at, let_it_be

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Microdata(HTMLParser):
    """Collects the items of a page: type -> list of {property: value}; a text's value is all text within."""

    def __init__(self):
        super().__init__()
        self.items, self.open, self.stack = [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name, item = found.get("itemprop"), None
        if "itemscope" in found:
            item = {"type": found["itemtype"].removeprefix("https://schema.org/")}
            self.items.append(item)
        value = item or found.get("content") or found.get("datetime") or found.get("href")
        if name and self.open:
            self.open[-1][name] = value if value is not None else ""
        if tag not in VOID:
            self.stack.append((item, self.open[-1] if self.open else None, name if value is None else None))
            self.open += [item] if item else []

    def handle_endtag(self, tag):
        if tag not in VOID and self.stack:
            item, _holder, _name = self.stack.pop()
            if item:
                self.open.remove(item)

    def handle_data(self, data):
        for _item, holder, name in self.stack:
            if holder is not None and name:
                holder[name] = " ".join(f"{holder[name]} {data}".split())


@pytest.fixture
def dialogue(programme, monkeypatch):
    let_it_be(monkeypatch, at(TODAY))
    return add_dialogue(programme)


def events() -> list[dict]:
    caches["pages"].clear()
    page = Client().get("/provet/dialoger/torget/")
    reader = Microdata()
    reader.feed(page.content.decode())
    assert page.status_code == 200
    return [item for item in reader.items if item["type"] == "Event"]


def test_event_says_what_when_where_and_what_is_there(dialogue):
    add_evening(dialogue, step_free="yes", online_url="https://example.org/mote")
    [event] = events()
    assert (event["name"], event["inLanguage"]) == ("Vad behövs på torget?", "sv")
    assert (event["startDate"], event["endDate"]) == ("2026-04-23T18:00:00+02:00", "2026-04-23T20:00:00+02:00")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["url"].endswith("/provet/dialoger/torget/")
    assert "Utan trappsteg hela vägen" in event["description"]


@pytest.mark.parametrize(
    ("fields", "mode", "location"),
    [
        ({}, "Offline", {"type": "Place", "address": "Storgatan 4"}),
        ({"address": "", "online_url": "https://example.org/mote"}, "Online",
         {"type": "VirtualLocation", "url": "https://example.org/mote"}),
        ({"kind": "online", "online_url": "https://example.org/mote"}, "Online",
         {"type": "VirtualLocation", "url": "https://example.org/mote"}),
    ],
)  # fmt: skip
def test_event_says_how_one_takes_part(dialogue, fields, mode, location):
    add_evening(dialogue, **fields)
    [event] = events()
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert event["location"] == location


def test_cancelled_event_and_whole_days_are_told_so(dialogue):
    evening = add_evening(dialogue, is_all_day=True)
    move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    add_evening(dialogue, is_public=False)
    [event] = events()
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert (event["startDate"], event["endDate"]) == ("2026-04-23", "2026-04-23")
