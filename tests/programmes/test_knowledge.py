"""The search over all that is known."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.models import (
    Asset,
    Basis,
    Challenge,
    Figure,
    Goal,
    Lesson,
    Place,
    ProblemPicture,
    Source,
    Story,
)
from programmes.queries.knowledge import KINDS
from programmes.services.keeping import add_record, withdraw_record
from tests.factories import ProgrammeFactory

KINDS_OF = {
    ProblemPicture: {"title": "Bild", "statement": "Text"},
    Challenge: {"title": "Utmaning"},
    Asset: {"title": "Tillgång", "kind": "activity"},
    Source: {"title": "Källa", "kind": "report"},
    Story: {"title": "Berättelse", "text": "Text"},
    Lesson: {"title": "Lärdom"},
    Place: {"name": "Plats", "kind": "spot"},
    Goal: {"title": "Mål"},
}


@pytest.fixture
def address(client, programme, process_leader):
    client.force_login(process_leader)
    return reverse("programmes:knowledge_list", args=[programme.slug])


@pytest.fixture
def known(programme, process_leader):
    """One row of every kind, each related to the place where it can be."""
    rows = {
        model: add_record(model, programme=programme, by=process_leader, **fields) for model, fields in KINDS_OF.items()
    }
    place = rows[Place]
    rows[Challenge].places.add(place)
    for model in (Asset, Story):
        model.objects.update(place=place)
    Lesson.objects.update(challenge=rows[Challenge], phase=programme.phases.first())
    Figure.objects.create(source=rows[Source], label="Boende", value="drygt 3 000", place=place)
    Basis.objects.create(picture=rows[ProblemPicture], kind="story", text="Ängens röst")
    return rows


def found(client, address, **asked) -> set[str]:
    return {row.title for row in client.get(address, asked).context["rows"]}


ALL = {"Bild", "Utmaning", "Tillgång", "Källa", "Berättelse", "Lärdom", "Plats", "Mål"}


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, ALL),
        ({"ord": "LÄRDOM"}, {"Lärdom"}),
        ({"ord": "tillgång"}, {"Tillgång"}),
        ({"ord": "ÄNGENS"}, {"Bild"}),
        ({"ord": "boende 000"}, {"Källa"}),
        ({"ord": "a%"}, set()),
        ({"slag": "goal"}, {"Mål"}),
        ({"slag": "påhittat"}, ALL),
        ({"fas": "initiation"}, {"Lärdom"}),
        ({"ord": "mål", "slag": "goal"}, {"Mål"}),
        ({"ord": "mål", "slag": "asset"}, set()),
    ],
)
def test_search_narrows(client, address, known, asked, titles):
    assert found(client, address, **asked) == titles


def test_a_letter_with_dots_is_another_letter(client, address, known):
    assert found(client, address, ord="lardom") == set()


def test_place_finds_what_lies_there_and_in_its_parts(client, address, known, programme, process_leader):
    part = add_record(Place, programme=programme, by=process_leader, name="Hörnet", kind="spot", parent=known[Place])
    add_record(Asset, programme=programme, by=process_leader, kind="place", title="Bänken", place=part)
    there = {"Utmaning", "Tillgång", "Källa", "Berättelse", "Lärdom", "Plats"}
    nook = add_record(Place, programme=programme, by=process_leader, name="Nischen", kind="spot", parent=part)
    add_record(Asset, programme=programme, by=process_leader, kind="place", title="Lampan", place=nook)
    assert found(client, address, plats=known[Place].pk) == there | {"Hörnet", "Bänken", "Nischen", "Lampan"}
    assert found(client, address, plats=part.pk) == {"Hörnet", "Bänken", "Nischen", "Lampan"}
    assert found(client, address, plats=nook.pk) == {"Nischen", "Lampan"}


@pytest.mark.parametrize("end", ["replace", "withdraw"])
def test_what_builds_on_a_picture_that_no_longer_holds_is_marked(client, address, known, process_leader, end):
    picture = known[ProblemPicture]
    for model in (Challenge, Goal, Lesson):
        model.objects.update(problem_picture=picture)
    assert not any(row.picture_is_gone for row in client.get(address).context["rows"])
    if end == "withdraw":
        withdraw_record(picture, by=process_leader, reason="Dubblett")
    else:
        ProblemPicture.objects.update(state="replaced", end_reason="Ny kunskap")
    marked = {row.title for row in client.get(address).context["rows"] if row.picture_is_gone}
    assert marked == {"Utmaning", "Mål", "Lärdom"}


def test_time_finds_what_was_written_then(client, address, known):
    Asset.objects.update(arrived_at=dt.datetime(2024, 5, 31, 21, 59, tzinfo=dt.UTC))
    Goal.objects.update(arrived_at=dt.datetime(2024, 5, 31, 22, 0, tzinfo=dt.UTC))
    assert found(client, address, nar="maj 2024") == {"Tillgång"}
    assert found(client, address, nar="juni 2024") == {"Mål"}
    assert found(client, address, nar="2024") == {"Tillgång", "Mål"}
    assert found(client, address, nar="snart") == ALL


def test_counts_per_kind_follow_the_search_but_not_the_kind(client, address, known):
    context = client.get(address, {"ord": "t", "slag": "asset"}).context
    counts = {kind.name: count for kind, count in context["counts"]}
    assert counts["asset"] == 1
    assert sum(counts.values()) == context["total"] > 1
    assert context["page"].paginator.count == 1


def test_newest_stands_first_and_strangers_and_withdrawn_are_left_out(client, address, known, process_leader):
    Place.objects.update(arrived_at=dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    withdraw_record(known[Goal], by=process_leader, reason="Dubblett")
    add_record(Goal, programme=ProgrammeFactory(), by=process_leader, title="Främmande mål")
    rows = client.get(address).context["rows"]
    assert rows[0].title == "Plats"
    assert {row.title for row in rows} == ALL - {"Mål"}


def test_fragment_is_the_part_of_the_page(client, address, known):
    part = client.get(address, {"ord": "lärdom"}, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(address, {"ord": "lärdom"}).content.decode()
    assert "<html" not in part
    assert part.strip() in whole


def test_every_row_leads_to_its_page(client, address, known):
    rows = client.get(address).context["rows"]
    assert {client.get(row.url).status_code for row in rows} == {200}


def _add_many(programme, count):
    for model, fields in KINDS_OF.items():
        model.objects.bulk_create(
            model(
                programme=programme, number=f"{model.__name__}-{count}-{index}",
                arrived_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=index), **fields,
            )
            for index in range(count)
        )  # fmt: skip


def test_search_costs_the_same_with_three_and_3000_of_each(client, address, programme):
    def ask():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address, {"ord": "t", "sida": "2"})
        return len(captured), response.context["total"]

    _add_many(programme, 3)
    few, total = ask()
    _add_many(programme, 3000)
    many, more = ask()
    assert (few, more - total) == (many, total * 1000)
    assert few <= 20


def test_page_says_what_holds_and_how_many_of_each(client, address, known):
    ProblemPicture.objects.update(state="established", established_on="2026-03-01/month")
    page = client.get(address).content.decode()
    assert "Problembilden som gäller just nu" in page
    assert "Fastställd mars 2026" in page
    assert page.count("<strong>1</strong>") == len(KINDS)
