"""The map on other sites: pictures at addresses that never change, a frame, and the page that says how."""

import base64
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from fontTools.ttLib import TTFont
from PIL import Image

from kraftsamling.overview.map import pictures
from kraftsamling.overview.map.pictures import draw_share, embed_fonts
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.shared import clock
from programmes.forms.municipality import MunicipalityForm
from programmes.models import Municipality
from programmes.queries.map_items import Audience
from programmes.services.map_notes import add_map_note
from programmes.services.municipality import update_municipality
from tests.factories import MapNoteFactory

pytestmark = pytest.mark.once

PICTURES = {"map_svg": "image/svg+xml; charset=utf-8", "map_png": "image/png", "map_share_picture": "image/png"}


@pytest.fixture
def mapped(programme):
    MapNoteFactory(programme=programme, title="Åtta bänkar & en ö", kind="measure", published=True)
    type(programme).objects.filter(pk=programme.pk).update(now_text="Vi bygger bänkar")
    programme.refresh_from_db()
    return programme


def fetch(client, programme, name, **extra):
    return client.get(reverse(f"overview:{name}", args=[programme.slug]), **extra)


def allow(municipality, sites: str, by=None):
    return update_municipality(
        municipality=municipality, changes={"embedding_sites": sites}, expected_version=municipality.version, by=by
    )


def read_fonts(svg: str) -> dict[tuple[str, int], TTFont]:
    faces = re.findall(r"font-family:'([^']+)';font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]+)\)", svg)
    return {(family, int(weight)): TTFont(BytesIO(base64.b64decode(data))) for family, weight, data in faces}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_of_today_and_asked_about_again(client, mapped, process_leader, name):
    first = fetch(client, mapped, name)
    assert (first.status_code, first["Content-Type"]) == (200, PICTURES[name])
    assert first["Cache-Control"] == "public, no-cache"
    assert first.cookies == {}
    known = {"if-none-match": first["ETag"]}
    assert fetch(client, mapped, name, headers=known).status_code == 304
    add_map_note(
        programme=mapped, by=process_leader, title="Nytt", kind="story", state="done", is_public=True, map_weight=5
    )
    again = fetch(client, mapped, name, headers=known)
    assert again.status_code == 200
    assert again.content != first.content


@pytest.mark.parametrize("name", PICTURES)
def test_same_map_gives_the_same_bytes(client, mapped, name):
    first = fetch(client, mapped, name).content
    for cache in ("pages", "drawings"):
        caches[cache].clear()
    assert fetch(client, mapped, name).content == first


def test_share_picture_has_the_size_that_previews_ask_for(client, mapped):
    picture = Image.open(BytesIO(fetch(client, mapped, "map_share_picture").content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(picture.convert("RGB").getcolors(1_000_000)) > 50


def test_page_names_the_share_picture_by_its_whole_address(client, mapped, settings):
    body = client.get(reverse("overview:process_map", args=[mapped.slug])).content.decode()
    address = settings.PUBLIC_URL + reverse("overview:map_share_picture", args=[mapped.slug])
    assert f'<meta property="og:image" content="{address}">' in body


def test_share_picture_fits_any_words_and_any_number_of_phases(mapped):
    shown = build_process_map(mapped, audience=Audience.PUBLIC, on=clock.today())
    many = [
        replace(phase, name=phase.name * 4, key=f"{phase.key}-{turn}") for turn in range(6) for phase in shown.phases
    ]
    title, now_text = "Områdesutvecklingsprogrammet " * 6, "Vi lyssnar på alla " * 20
    long = replace(shown, title=title, now_text=now_text, phases=many)
    svg = draw_share(long)
    assert 'font-size="40"' in svg
    assert bytes(pictures.as_png(svg, 1)).startswith(b"\x89PNG")


def test_svg_file_carries_the_letters_it_needs_and_nothing_from_elsewhere(client, mapped):
    answer = fetch(client, mapped, "map_svg")
    body = answer.content.decode()
    assert "Åtta bänkar" in body
    assert "http" not in body.replace("http://www.w3.org/2000/svg", "").replace("http://localhost:8000/", "")
    letters = {face: set(font.getBestCmap()) for face, font in read_fonts(body).items()}
    assert ord("Å") in letters["Noto Sans", 700]
    assert ord("&") in letters["Noto Sans", 700]
    assert len(letters["Noto Sans", 700]) < 100
    assert not any(family == "Noto Sans Arabic" for family, _weight in letters)
    assert "style-src 'unsafe-inline'" in answer["Content-Security-Policy"]
    assert "font-src data:" in answer["Content-Security-Policy"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("unseen", ["\x01", "\x0b", "\ufffe"])
def test_unseen_characters_in_a_text_spoil_no_picture(client, mapped, unseen):
    """A line broken by hand in a word processor is pasted as a vertical tab."""
    MapNoteFactory(programme=mapped, title=f"Bänk{unseen}Bord", published=True)
    words = {"name": f"Torget{unseen}", "mission": f"Ute{unseen}", "now_text": f"Nu{unseen}"}
    type(mapped).objects.filter(pk=mapped.pk).update(**words)
    assert "Bänk" in "".join(ET.fromstring(fetch(client, mapped, "map_svg").content).itertext())
    for name in ("map_png", "map_share_picture"):
        assert fetch(client, mapped, name).content.startswith(b"\x89PNG")


def test_embedding_fonts_takes_each_weight_once():
    svg = '<svg xmlns="x"><text font-weight="400">ab</text><text x="1" font-weight="700">&lt;c</text></svg>'
    assert embed_fonts(svg).count("@font-face") == 2


ARABIC = "مرحبا بكم في ساحة الحي"


@pytest.fixture
def mapped_in_arabic(mapped):
    """A map whose title and one station are in Arabic, the station's with Swedish words in it."""
    MapNoteFactory(programme=mapped, title=f"{ARABIC} 12 mars", kind="dialogue", published=True)
    type(mapped).objects.filter(pk=mapped.pk).update(name=ARABIC)
    mapped.refresh_from_db()
    return mapped


def test_arabic_stands_in_the_svg_with_the_forms_that_its_letters_take(client, mapped_in_arabic):
    body = fetch(client, mapped_in_arabic, "map_svg").content.decode()
    set_in_arabic = re.findall('<tspan font-family="Noto Sans Arabic">([^<]*)</tspan>', body)
    assert " ".join(set_in_arabic[1:]) == set_in_arabic[0] == ARABIC
    fonts = read_fonts(body)
    font = fonts["Noto Sans Arabic", 700]
    assert set(map(ord, ARABIC)) - {ord(" ")} <= set(font.getBestCmap())
    assert {"init", "medi", "fina"} <= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert not any(ord(letter) in fonts["Noto Sans", 700].getBestCmap() for letter in ARABIC if letter != " ")
    ElementTree.fromstring(body)


@pytest.mark.parametrize("name", ["map_png", "map_share_picture"])
def test_arabic_is_drawn_in_pictures_with_its_own_letters(client, mapped_in_arabic, name, monkeypatch):
    drawn = []
    as_png = pictures.as_png
    monkeypatch.setattr(pictures, "as_png", lambda svg, zoom: drawn.append(svg) or as_png(svg, zoom))
    picture = fetch(client, mapped_in_arabic, name).content
    svg = drawn[0]
    assert ARABIC in svg
    zoom = 2 if name == "map_png" else 1
    # The words show, and in bold: left to itself resvg takes the first font with these letters, which is regular.
    assert as_png(svg.replace("مرحبا", ""), zoom) != picture
    assert as_png(svg.replace("Noto Sans Arabic", "Noto Sans"), zoom) != picture


# --- A frame on another site -----------------------------------------------------------------------------------------


def test_no_site_may_frame_the_map_unless_it_is_named(client, mapped):
    answer = fetch(client, mapped, "map_embedded")
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_named_sites_may_frame_that_page_and_no_other(client, mapped, municipality):
    fetch(client, mapped, "map_embedded")
    allow(municipality, "https://www.kommunen.example\nhttps://intra.kommunen.example")
    for _visit in range(2):
        answer = fetch(client, mapped, "map_embedded")
        assert "X-Frame-Options" not in answer
        sites = "frame-ancestors https://www.kommunen.example https://intra.kommunen.example"
        assert sites in answer["Content-Security-Policy"]
    other = client.get(reverse("overview:process_map", args=[mapped.slug]))
    assert other["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]


def test_frame_has_no_menu_and_leads_out_to_the_map_page(client, mapped):
    body = fetch(client, mapped, "map_embedded").content.decode()
    page = reverse("overview:process_map", args=[mapped.slug])
    note = mapped.mapnotes.get()
    assert '<base target="_top">' in body
    assert f'href="{page}#station-note-{note.pk}"' in body
    assert f'href="{page}"' in body
    for menu in ("<nav", "<header", "<footer"):
        assert menu not in body


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        (" https://www.Kommunen.example/ \n\nhttps://www.kommunen.example", "https://www.kommunen.example"),
        ("https://kommunen.example:8443", "https://kommunen.example:8443"),
        ("http://www.kommunen.example", None),
        ("https://*.kommunen.example", None),
        ("https://kommunen.example/startsida", None),
        ("https://kommunen.example; script-src *", None),
        ("kommunen.example", None),
        ("\n".join(f"https://nr{number}.example.se" for number in range(21)), None),
    ],
)
def test_sites_are_named_plainly_or_not_at_all(municipality, written, kept):
    form = MunicipalityForm({"embedding_sites": written}, instance=municipality)
    form.is_valid()
    assert form.cleaned_data.get("embedding_sites") == kept
    assert ("embedding_sites" in form.errors) == (kept is None)


# --- The page that says how ------------------------------------------------------------------------------------------


def test_leader_finds_what_to_copy(client, mapped, process_leader, municipality, settings):
    allow(municipality, "https://www.kommunen.example")
    client.force_login(process_leader)
    answer = fetch(client, mapped, "map_sharing")
    base = settings.PUBLIC_URL + f"/{mapped.slug}/processkarta"
    assert answer.context["frame_code"].startswith(f'<iframe src="{base}/inbaddad/" title="Processkarta för ')
    assert f'<img src="{base}.svg"' in answer.context["picture_code"]
    body = answer.content.decode()
    assert "https://www.kommunen.example" in body
    assert "&lt;iframe src=" in body
    assert reverse("programmes:municipality_edit") not in body


def test_administrator_is_led_to_the_settings(client, mapped, administrator):
    client.force_login(administrator)
    assert reverse("programmes:municipality_edit") in fetch(client, mapped, "map_sharing").content.decode()


def test_programme_that_is_not_public_has_no_pictures(client, mapped, process_leader):
    type(mapped).objects.filter(pk=mapped.pk).update(published_at=None)
    for name in (*PICTURES, "map_embedded"):
        assert fetch(Client(), mapped, name).status_code == 404
    client.force_login(process_leader)
    assert "inte publicerad" in fetch(client, mapped, "map_sharing").content.decode()


def test_municipality_begins_without_sites(municipality):
    assert Municipality.objects.get().embedding_sites == ""
