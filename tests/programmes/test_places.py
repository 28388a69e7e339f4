"""Places: the tree, the map beside it, a point written by hand, and what is known of a place."""

import json

import pytest
from django.http import QueryDict
from django.urls import reverse

from kraftsamling.shared.errors import RuleViolation
from programmes.forms.places import PlaceForm
from programmes.models import Asset, Challenge, Figure, Place, Source, Story
from programmes.queries.places import place_tree
from programmes.services.keeping import add_record, withdraw_record
from programmes.services.places import update_place

POINT = {"type": "Point", "coordinates": [12.9, 57.72]}
OUTLINE = {"type": "Polygon", "coordinates": [[[12.9, 57.7], [12.91, 57.7], [12.91, 57.71], [12.9, 57.7]]]}


@pytest.fixture
def add(programme, process_leader):
    def add_place(name, **fields):
        return add_record(Place, programme=programme, by=process_leader, name=name, **{"kind": "spot", **fields})

    return add_place


def names(rows):
    return [(row.place.name, row.depth, row.number) for row in rows]


def test_tree_follows_each_place_with_its_parts_in_swedish_order(programme, add):
    south = add("Ödegärdet", geometry=POINT)
    north = add("Norra delen")
    add("Kiosken", parent=north, geometry=POINT)
    add("Ängen", parent=north)
    square = add("Älvtorget", parent=north)
    add("Bänken", parent=square)
    assert names(place_tree(programme)) == [
        ("Norra delen", 0, None), ("Kiosken", 1, 1), ("Älvtorget", 1, None), ("Bänken", 2, None), ("Ängen", 1, None),
        ("Ödegärdet", 0, 2),
    ]  # fmt: skip
    assert south.parent is None


def test_part_of_a_withdrawn_place_stands_by_itself(programme, add, process_leader):
    north = add("Norra delen")
    add("Kiosken", parent=north)
    withdraw_record(north, by=process_leader, reason="Dubblett")
    assert names(place_tree(programme)) == [("Kiosken", 0, None)]


def test_place_cannot_lie_in_itself(add, process_leader):
    whole = add("Området")
    part = add("Delen", parent=whole)
    bench = add("Bänken", parent=part)
    for parent in (whole, part, bench):
        with pytest.raises(RuleViolation) as refusal:
            update_place(whole, changes={"parent": parent}, expected_version=1, by=process_leader)
        assert refusal.value.field == "parent"


def test_map_links_to_every_drawn_place_and_the_list_to_all(client, programme, add, process_leader):
    drawn, listed = add("Kiosken", geometry=POINT), add("Bänken", address="Vid kiosken")
    client.force_login(process_leader)
    page = client.get(reverse("programmes:place_list", args=[programme.slug]))
    body = page.content.decode()
    assert body.count(f'href="{drawn.get_work_url()}"') == 3
    assert body.count(f'href="{listed.get_work_url()}"') == 1
    assert "inte på kartan" in body
    narrowed = client.get(page.request["PATH_INFO"] + "?ord=vid+KIOSKEN").context
    assert [row.place for row in narrowed["page"]] == [listed]
    assert narrowed["maps"] is None


def form_data(client, address, **changes):
    form = client.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in {**shown, **changes}.items()}


def test_point_is_written_changed_and_removed(client, programme, process_leader):
    client.force_login(process_leader)
    data = {"name": "Torget", "kind": "spot", "latitude": "57,721101", "longitude": "12.9 °"}
    client.post(reverse("programmes:place_create", args=[programme.slug]), data)
    place = Place.objects.get()
    assert place.geometry == {"type": "Point", "coordinates": [12.9, 57.721101]}
    address = reverse("programmes:place_edit", args=[programme.slug, place.pk])
    client.post(address, form_data(client, address, name="Stora torget"))
    place.refresh_from_db()
    assert (place.name, place.geometry["coordinates"]) == ("Stora torget", [12.9, 57.721101])
    client.post(address, form_data(client, address, latitude="", longitude=""))
    place.refresh_from_db()
    assert place.geometry is None


def test_outline_stays_until_a_point_replaces_it(client, programme, add, process_leader):
    line = {"type": "LineString", "coordinates": [[12.9, 57.7], [12.91, 57.71]]}
    place = add("Stigen", geometry=line)
    client.force_login(process_leader)
    address = reverse("programmes:place_edit", args=[programme.slug, place.pk])
    client.post(address, form_data(client, address, description="Grus"))
    place.refresh_from_db()
    assert (place.description, place.geometry) == ("Grus", line)
    client.post(address, form_data(client, address, latitude="57.72", longitude="12.9"))
    place.refresh_from_db()
    assert place.geometry == POINT


@pytest.mark.parametrize(
    ("latitude", "longitude", "field", "words"),
    [
        ("57.7", "", "longitude", "både latitud och longitud"),
        ("12.9", "57.7", "latitude", "bytt plats"),
        ("48.8", "2.3", "latitude", "inte i Sverige"),
        ("norr", "12.9", "latitude", "antalet grader"),
        ("nan", "inf", "latitude", "antalet grader"),
    ],
)
def test_impossible_point_is_explained_at_the_field(
    client, programme, process_leader, latitude, longitude, field, words
):
    client.force_login(process_leader)
    data = {"name": "Torget", "kind": "spot", "latitude": latitude, "longitude": longitude}
    page = client.post(reverse("programmes:place_create", args=[programme.slug]), data)
    assert words in page.context["form"].errors[field][0]
    assert json.dumps(latitude)[1:-1] in page.content.decode()


def test_page_shows_all_that_is_known_of_the_place(client, programme, add, process_leader):
    def keep(model, **fields):
        return add_record(model, programme=programme, by=process_leader, **fields)

    whole = add("Norra delen")
    place = add("Torget", geometry=POINT, parent=whole)
    keep(Asset, kind="place", title="Scenen", place=place)
    keep(Story, title="När isen kom", text="x", place=place)
    keep(Challenge, title="Mörkt", places=[place])
    Figure.objects.create(source=keep(Source, kind="survey", title="Räkning"), label="Besök", value="90", place=place)
    client.force_login(process_leader)
    body = client.get(place.get_work_url()).content.decode()
    for text in ("Scenen", "När isen kom", "Mörkt", "Besök: 90", "Norra delen", 'aria-current="page"'):
        assert text in body
    assert "Torget" in client.get(whole.get_work_url()).content.decode()


@pytest.mark.parametrize("theirs", [{"type": "Point", "coordinates": [13.0, 57.8]}, OUTLINE])
def test_point_that_a_colleague_moved_stays_moved_when_i_change_the_words(add, programme, process_leader, theirs):
    place = add("Kiosken", geometry=POINT)
    form = PlaceForm(instance=place, programme=programme)
    sent = QueryDict(mutable=True)
    sent.update({name: form[name].value() or "" for name in form.fields} | {"description": "Röd"})
    update_place(place, changes={"geometry": theirs}, expected_version=1, by=process_leader)
    mine = PlaceForm(sent, instance=place, programme=programme)
    assert mine.is_valid()
    merged = mine.merged_with(place)
    assert merged.is_valid()
    assert (merged.changes()["geometry"], merged.changes()["description"]) == (theirs, "Röd")
    assert merged.conflicts == []


def test_point_that_we_both_moved_is_ours_to_decide(add, programme, process_leader):
    place = add("Kiosken", geometry=POINT)
    form = PlaceForm(instance=place, programme=programme)
    sent = QueryDict(mutable=True)
    sent.update({name: form[name].value() or "" for name in form.fields} | {"latitude": "57.9"})
    update_place(place, changes={"geometry": None}, expected_version=1, by=process_leader)
    mine = PlaceForm(sent, instance=place, programme=programme)
    assert mine.is_valid()
    merged = mine.merged_with(place)
    assert [(conflict["name"], conflict["theirs"]) for conflict in merged.conflicts] == [("latitude", "")]
    assert merged["latitude"].value() == "57.9"
