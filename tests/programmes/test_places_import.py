"""Fetching places from GeoJSON: what is read, what is refused and how it is said, and doing it twice."""

import contextlib
import copy
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import FormDraft
from programmes.geometry import Shape, draw_places
from programmes.models import Place
from programmes.services import places_import
from programmes.services.geometry_features import WGS84, Features, read_features
from programmes.services.geometry_shapes import clean_geometry, make_transform
from programmes.services.keeping import add_record

SQUARE = [[12.90, 57.71], [12.92, 57.71], [12.92, 57.72], [12.90, 57.72], [12.90, 57.71]]


def feature(name, geometry, **properties):
    return {"type": "Feature", "properties": {"namn": name, **properties}, "geometry": geometry}


def point(x=12.91, y=57.715):
    return {"type": "Point", "coordinates": [x, y]}


def area(*rings):
    return {"type": "Polygon", "coordinates": list(rings or [SQUARE])}


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def fetch(programme, text, by, **answers):
    plan = places_import.plan_import(
        programme, read_features(text), **{"name_property": "namn", "epsg": None, **answers}
    )
    return plan, places_import.import_places(programme, plan=plan, by=by)


def test_adds_draws_anew_and_leaves_alone(programme, process_leader):
    known = add_record(Place, programme=programme, by=process_leader, name="TORGET", kind="spot", description="Bänkar")
    text = collection(feature("Torget", point()), feature("Norra delen", area()), feature("Stigen", {
        "type": "LineString", "coordinates": [[12.90, 57.71, 30], [12.91, 57.72, 31]]}))  # fmt: skip
    plan, counts = fetch(programme, text, process_leader)
    assert (plan.problems, counts) == ([], (2, 1))
    known.refresh_from_db()
    assert (known.geometry, known.description, known.version) == (point(), "Bänkar", 2)
    kinds = dict(Place.objects.values_list("name", "kind"))
    assert kinds == {"TORGET": "spot", "Norra delen": "sub_area", "Stigen": "route"}
    assert Place.objects.get(name="Stigen").number.startswith(programme.code)
    assert fetch(programme, text, process_leader)[1] == (0, 0)
    assert Place.objects.count() == 3


def test_each_place_and_the_batch_stand_in_the_event_log(programme, process_leader):
    before = AuditEntry.objects.count()
    fetch(programme, collection(feature("A", point()), feature("B", area())), process_leader)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))[before:]
    assert verbs == ["record.add", "record.add", "place.import"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "kunde inte läsas som JSON"),
        ('{"type": NaN}', "kunde inte läsas som JSON"),
        ("[" * 100_000, "kunde inte läsas som JSON"),
        ("[1, 2]", "FeatureCollection"),
        ('{"type": "Point", "coordinates": [12, 57]}', "FeatureCollection"),
        (collection(), "inga objekt"),
        (collection(*[feature("A", point())] * 2001), "fler än 2 000"),
        (collection({"type": "Feature", "properties": {"id": 7}, "geometry": point()}), "har något namn"),
        (collection(None, 7), "har något namn"),
        (collection(feature("A", point()), crs={"properties": {"name": "EPSG:3857"}}), "koordinatsystem"),
        (collection(feature("A" * 5_000_001, point())), "större än 5 MB"),
    ],
)
def test_unreadable_text_is_explained(text, words):
    with pytest.raises(RuleViolation) as refusal:
        read_features(text)
    assert words in refusal.value.message


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "ingen punkt, linje eller yta"),
        ({"type": "GeometryCollection", "geometries": []}, "ingen punkt, linje eller yta"),
        ({"type": "Point", "coordinates": "12 57"}, "inte skrivna"),
        ({"type": "Point", "coordinates": [True, 57]}, "inte skrivna"),
        ({"type": "Point", "coordinates": [10**400, 57]}, "inte skrivna"),
        ({"type": "Polygon", "coordinates": []}, "inte skrivna"),
        (point(57.7, 12.9), "bytt plats"),
        (point(2.3, 48.8), "inte i Sverige"),
        (area(SQUARE[:-1]), "inte tillbaka"),
        (area([SQUARE[0], SQUARE[1], SQUARE[0]]), "färre än tre hörn"),
        ({"type": "LineString", "coordinates": [[12.9, 57.7]]}, "färre än två punkter"),
        (area([SQUARE[0], SQUARE[1], [12.91, 57.71], SQUARE[0]]), "ingen insida"),
    ],
)
def test_unusable_geometry_is_explained_and_the_rest_is_fetched(programme, process_leader, geometry, words):
    plan, counts = fetch(programme, collection(feature("Fel", geometry), feature("Rätt", point())), process_leader)
    assert len(plan.problems) == 1
    assert "”Fel”" in plan.problems[0]
    assert words in plan.problems[0]
    assert counts == (1, 0)


def test_nameless_and_repeated_features_are_told(programme, process_leader):
    text = collection(feature("A", point()), feature("a", point()), feature(" ", point()), feature(7, point()))
    plan, counts = fetch(programme, text, process_leader)
    assert counts == (1, 0)
    assert len(plan.problems) == 2


def test_name_of_strange_signs_can_be_stored(programme, process_leader):
    text = collection(feature("\ud800A\x00\n\u202eB" + "x" * 200, point()))
    assert fetch(programme, text, process_leader)[1] == (1, 0)
    assert Place.objects.get().name == "A B" + "x" * 117


def test_crossed_outline_is_mended(programme, process_leader):
    bow = [[12.90, 57.71], [12.92, 57.72], [12.92, 57.71], [12.90, 57.72], [12.90, 57.71]]
    plan, _counts = fetch(programme, collection(feature("Fluga", area(bow))), process_leader)
    assert plan.places[0].read.is_mended
    assert plan.places[0].read.geometry["type"] == "MultiPolygon"


@pytest.mark.parametrize(("named", "epsg"), [("urn:ogc:def:crs:EPSG::3006", None), (None, 3006)])
def test_sweref_becomes_degrees(programme, process_leader, named, epsg):
    crs = {"crs": {"type": "name", "properties": {"name": named}}} if named else {}
    text = collection(feature("Torget", point(377000, 6399000)), **crs)
    assert read_features(text).is_in_metres() is (named is None)
    plan, _counts = fetch(programme, text, process_leader, epsg=epsg)
    assert plan.places[0].read.geometry == point(12.935217, 57.716303)


def test_metres_without_a_system_are_not_taken_for_degrees(programme, process_leader):
    plan, counts = fetch(programme, collection(feature("Torget", point(377000, 6399000))), process_leader)
    assert counts == (0, 0)
    assert "koordinatsystem" in plan.problems[0]


def test_fine_outline_is_thinned_out():
    ring = [[12.9 + 0.01 * (n % 2) / 1000, 57.7 + n / 1_000_000] for n in range(6_000)]
    found, _mended = clean_geometry(area([*ring, [13.0, 57.71], [13.0, 57.7], ring[0]]), make_transform(WGS84))
    assert sum(len(each) for each in found["coordinates"]) <= 2_000


NUMBERS = st.one_of(
    st.floats(), st.integers(), st.floats(12.90, 12.93), st.floats(57.70, 57.73), st.none(), st.booleans(), st.text()
)
COORDINATES = st.recursive(st.lists(NUMBERS, max_size=3), lambda inner: st.lists(inner, max_size=5), max_leaves=25)
NEAR = st.lists(st.floats(12.90, 12.93), min_size=1, max_size=1).flatmap(
    lambda x: st.floats(57.70, 57.73).map(lambda y: [*x, y])
)
RINGS = st.lists(NEAR, min_size=3, max_size=8).map(lambda ring: [*ring, ring[0]])
KINDS = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "Other"]
ANY_GEOMETRY = st.one_of(
    st.none(), st.text(), st.fixed_dictionaries({"type": st.sampled_from(KINDS), "coordinates": COORDINATES}),
    st.fixed_dictionaries({"type": st.just("Polygon"), "coordinates": st.lists(RINGS, min_size=1, max_size=3)}),
    st.fixed_dictionaries({"type": st.just("LineString"), "coordinates": st.lists(NEAR, min_size=1, max_size=5)}),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(ANY_GEOMETRY, min_size=1, max_size=5), st.sampled_from([4326, 3006, 3012]))
def test_any_geometry_is_drawn_in_the_frame_or_explained(found, epsg):
    """Whatever stands in a file: no error page, and what is fetched can be drawn, again and again the same."""
    transform = make_transform(epsg)
    shapes = []
    for number, geometry in enumerate(found, start=1):
        try:
            cleaned, _mended = clean_geometry(copy.deepcopy(geometry), transform)
        except RuleViolation:
            continue
        assert json.loads(json.dumps(cleaned, allow_nan=False)) == cleaned
        shapes.append(Shape(number, f"Plats {number}", "/", cleaned))
    drawn = draw_places(shapes, 342, 14)
    for each in drawn.shapes if drawn else ():
        numbers = each.path.translate(str.maketrans("MLZ", "   ")).split()
        assert all(0 <= float(x) <= drawn.width for x in numbers[::2])
        assert all(0 <= float(y) <= drawn.height for y in numbers[1::2])


@settings(max_examples=50, deadline=None)
@given(st.recursive(st.none() | st.text() | st.floats() | st.integers(), lambda v: st.lists(v) | st.dictionaries(
    st.sampled_from(["type", "features", "properties", "geometry", "crs", "name", "namn"]), v)))  # fmt: skip
def test_any_json_is_read_or_explained(found):
    with contextlib.suppress(RuleViolation):
        assert isinstance(read_features(json.dumps(found)), Features)


def send(client, programme, **data):
    return client.post(reverse("programmes:place_import", args=[programme.slug]), data)


def test_file_is_looked_through_and_then_fetched(client, programme, process_leader):
    client.force_login(process_leader)
    upload = SimpleUploadedFile("platser.geojson", collection(feature("Torget", point())).encode())
    review = client.get(send(client, programme, file=upload).url)
    assert Place.objects.count() == 0
    assert "Torget" in review.content.decode()
    hidden = review.context["hidden"]
    address = reverse("programmes:place_import_review", args=[programme.slug])
    for _twice in range(2):
        sent = client.post(address, {**hidden, "form_key": review.context["form_key"]})
        assert sent.url == reverse("programmes:place_list", args=[programme.slug])
    assert (Place.objects.count(), FormDraft.objects.count()) == (1, 0)


def test_unclear_name_and_system_are_asked_for(client, programme, process_leader):
    client.force_login(process_leader)
    text = collection({"type": "Feature", "properties": {"a": "Torget", "b": "Grå"}, "geometry": point(377e3, 6399e3)})
    address = send(client, programme, text=text).url
    page = client.get(address)
    assert page.context["plan"] is None
    assert list(page.context["choice_form"].fields) == ["namn", "system"]
    assert not page.context["choice_form"].errors
    assert client.get(f"{address}&namn=a&system=").context["choice_form"].errors
    plan = client.get(f"{address}&namn=a&system=3006").context["plan"]
    assert [planned.read.name for planned in plan.places] == ["Torget"]


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({}, None, "Välj en fil"),
        ({"text": "hej"}, "text", "JSON"),
        ({"file": SimpleUploadedFile("x.json", b"\xff\xfe")}, "file", "UTF-8"),
        ({"file": SimpleUploadedFile("x.json", b" " * 5_000_001)}, "file", "5 MB"),
    ],
)
def test_unusable_file_is_explained_at_the_field(client, programme, process_leader, data, field, words):
    client.force_login(process_leader)
    errors = send(client, programme, **data).context["form"].errors
    assert words in errors[field or "__all__"][0]


def test_kept_text_of_somebody_else_is_not_shown(client, programme, process_leader, administrator):
    client.force_login(process_leader)
    address = send(client, programme, text=collection(feature("Torget", point()))).url
    client.force_login(administrator)
    assert client.get(address).url == reverse("programmes:place_import", args=[programme.slug])
    assert client.get(f"{address}x").status_code == 302
