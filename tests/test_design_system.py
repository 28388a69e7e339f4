"""The parts all pages are made of: markup, colours and files."""

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from django.views.defaults import page_not_found, permission_denied, server_error

from kraftsamling.overview.views.gallery import GalleryForm, gallery
from programmes.enums import Palette
from programmes.models import Programme
from tests.factories import UserFactory

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|\shx-on|<script(?![^>]*\s(?:src=|type=\"application/json\"))"
)
TINTS = ("background-default", "background-tinted", "surface-default", "surface-tinted", "surface-hover")
COLOURS = [*Palette.values, "fas1", "fas2", "fas3", "fas4", "info", "success", "warning", "danger", "neutral"]


class UndefinedVariable(str):
    """A ``string_if_invalid`` that fails the test instead of hiding the mistake."""

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, name):
        raise AssertionError(f"undefined template variable: {name}")


@pytest.fixture
def strict_templates(settings):
    templates = [{**settings.TEMPLATES[0], "OPTIONS": {**settings.TEMPLATES[0]["OPTIONS"]}}]
    templates[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")
    settings.TEMPLATES = templates


@pytest.fixture
def page_request(db):
    def make(path="/", language="sv"):
        request = RequestFactory().get(path)
        request.user, request.LANGUAGE_CODE = AnonymousUser(), language
        return request

    return make


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _tokens(scheme: str) -> dict[str, str]:
    """Return colour token -> hex value as the theme gives them to ``scheme`` ("light" or "dark")."""
    css = (ROOT / "static" / "theme" / "theme.css").read_text()
    block = re.search(rf"\[data-color-scheme=[\"']{scheme}[\"']\][^{{]*{{(.*?)}}", css, re.DOTALL).group(1)
    return dict(re.findall(r"--ds-color-([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})", block))


def _fields(form) -> str:
    return "".join(field.as_field_group() for field in form.visible_fields())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_gallery_leaves_no_variable_undefined(language, settings, strict_templates, page_request):
    settings.ENVIRONMENT = "development"
    with translation.override(language):
        response = gallery(page_request("/galleri/", language))
    assert f'<html lang="{language}" dir="ltr"' in response.content.decode()


def test_gallery_is_not_there_outside_development(settings, page_request):
    settings.ENVIRONMENT = "production"
    with pytest.raises(Http404):
        gallery(page_request("/galleri/"))


def test_no_template_has_an_inline_script_or_style():
    found = {}
    for path in TEMPLATES:
        is_own_sheet = "pdf" in path.parts or "email" in path.parts
        text = re.sub(r"{#.*?#}", "", path.read_text())
        found[str(path.relative_to(ROOT))] = re.findall("<script", text) if is_own_sheet else INLINE.findall(text)
    assert {path: hits for path, hits in found.items() if hits} == {}


def test_templates_use_only_classes_that_have_a_style():
    styled = {name for style in STYLES for name in re.findall(r"\.(k-[a-z0-9_-]+)", style.read_text())}
    values = [
        re.sub(r"{%.*?%}", " ", v) for path in TEMPLATES for v in re.findall(r'class="([^"]*)"', path.read_text())
    ]
    used = {name for value in values for name in value.split() if name.startswith("k-")}
    assert used - styled - {"k-public"} == set()


def test_styles_name_only_files_that_exist():
    missing = [
        f"{style.name}: {url}"
        for style in STYLES
        for url in re.findall(r"url\([\"']?([^\"')]+)", style.read_text())
        if not (style.parent / url).exists()
    ]
    assert missing == []


def test_templates_name_only_static_files_that_exist():
    named = {name for path in TEMPLATES for name in re.findall(r"{% static '([^']+)' %}", path.read_text())}
    assert {name for name in named if finders.find(name) is None} == set()


def test_vendored_files_name_no_source_map():
    files = [*(ROOT / "static").rglob("*.css"), *(ROOT / "static").rglob("*.js")]
    assert [file.name for file in files if "sourceMappingURL" in file.read_text()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_text_is_readable_on_its_own_colour(scheme, colour):
    tokens = _tokens(scheme)
    pairs = [(f"{colour}-text-default", f"{colour}-{tint}") for tint in TINTS]
    pairs += [(f"{colour}-text-subtle", f"{colour}-{tint}") for tint in TINTS[:4]]
    pairs += [(f"{colour}-base-contrast-default", f"{colour}-base-{state}") for state in ("default", "hover", "active")]
    weak = {pair: round(_contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_coloured_text_is_readable_on_paper(scheme):
    tokens = _tokens(scheme)
    weak = [
        (colour, tint)
        for colour in COLOURS
        for tint in TINTS[:4]
        if _contrast(tokens[f"{colour}-text-subtle"], tokens[f"neutral-{tint}"]) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_running_text_has_the_higher_contrast(scheme):
    tokens = _tokens(scheme)
    grounds = [tokens[f"neutral-{tint}"] for tint in TINTS[:4]]
    assert min(_contrast(tokens["neutral-text-default"], ground) for ground in grounds) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_fields_are_visible(scheme):
    tokens = _tokens(scheme)
    edges = [("neutral-border-default", f"neutral-{tint}") for tint in TINTS[:3]]
    assert min(_contrast(tokens[edge], tokens[ground]) for edge, ground in edges) >= 3


def test_field_ties_hint_error_and_limit_to_the_input():
    html = _fields(GalleryForm({"name": "x" * 81}))
    described = re.search(
        r'id="id_name"[^>]*aria-describedby="([^"]+)"|aria-describedby="([^"]+)"[^>]*id="id_name"', html
    )
    ids = (described.group(1) or described.group(2)).split()
    assert ids == ["id_name_error", "id_name_helptext", "id_name_limit"]
    assert [html.count(f'id="{name}"') for name in ids] == [1, 1, 1]


def test_field_ties_example_criterion_and_what_a_colleague_saved_to_the_answer():
    class AdviceForm(forms.Form):
        text = forms.CharField(help_text="Short.")
        choice = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)

    form = AdviceForm()
    for field in form.fields.values():
        field.example, field.criterion, field.theirs = "Like this.", "Everybody understands it.", ""
    html = _fields(form)
    assert 'aria-describedby="id_text_theirs id_text_helptext id_text_example id_text_criterion"' in html
    assert 'tabindex="-1" aria-describedby="id_choice_theirs id_choice_example id_choice_criterion"' in html
    tied = {name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()}
    assert {name: html.count(f'id="{name}"') for name in tied} == dict.fromkeys(tied, 1)


def test_field_never_lets_the_browser_cut_text():
    html = _fields(GalleryForm())
    assert "maxlength" not in html
    assert 'id="id_mission_limit" data-limit="400"' in html


def test_field_marks_what_is_optional_and_nothing_else():
    with translation.override("sv"):
        html = _fields(GalleryForm())
    optional = [name for name, field in GalleryForm().fields.items() if not field.required]
    assert html.count("(frivilligt)") == len(optional)


def test_form_can_leave_out_the_mark_of_what_is_optional():
    class FilterForm(forms.Form):
        hide_optional = True
        words = forms.CharField(required=False)

    assert "k-optional" not in _fields(FilterForm())


def test_choices_are_a_group_with_a_question():
    html = GalleryForm()["openness"].as_field_group()
    assert html.strip().startswith("<fieldset")
    assert html.count("<legend>") == 1
    assert re.findall(r'<label for="(id_openness_\d)"', html) == ["id_openness_0", "id_openness_1"]


def test_parts_of_one_answer_have_labels_of_their_own():
    html = GalleryForm()["begins"].as_field_group()
    assert re.findall(r'<label for="(id_begins_\d)"', html) == ["id_begins_0", "id_begins_1"]
    assert " label=" not in html


def test_error_summary_links_to_what_must_be_mended():
    form = GalleryForm({"email": "anna"})
    html = render_to_string("components/form.html", {"form": form, "submit_label": "Spara"})
    targets = re.findall(r'<a href="#([^"]+)"', html)
    assert targets == ["id_name", "id_email", "id_phase", "id_openness_field", "id_confirm"]
    assert [html.count(f'id="{target}"') for target in targets] == [1] * len(targets)


@pytest.mark.parametrize(("theirs", "shown"), [("<Torget>", "&lt;Torget&gt;"), ("", "(lämnat tomt)")])
def test_clash_shows_both_texts_beside_the_question(theirs, shown):
    form = GalleryForm({"mission": "Parken"})
    form.fields["mission"].theirs = theirs
    with translation.override("sv"):
        html = render_to_string("components/form.html", {"form": form, "submit_label": "Spara"})
    assert f'<p class="k-theirs__text">{shown}</p>' in html
    assert re.search(r'<a href="#id_mission"><strong>Uppdrag</strong> Här har två ändringar gjorts', html)
    assert re.search(r"<textarea[^>]*>\s*Parken</textarea>", html)


def test_what_was_typed_is_escaped_and_kept():
    form = GalleryForm({"name": "<b>\"å'", "mission": "</textarea><script>"})
    html = _fields(form)
    assert 'value="&lt;b&gt;&quot;å&#x27;"' in html
    assert "&lt;/textarea&gt;&lt;script&gt;" in html


def test_public_form_carries_no_token(page_request):
    context = {"form": GalleryForm(), "submit_label": "Skicka", "is_public": True, "form_key": "k"}
    html = render_to_string("components/form.html", context, page_request())
    assert "csrfmiddlewaretoken" not in html
    assert '<input type="hidden" name="form_key" value="k">' in html


def test_errors_are_said_plainly_in_swedish():
    with translation.override("sv"):
        errors = GalleryForm({"name": "x" * 81, "email": "anna"}).errors
        assert errors["name"] == ["Skriv högst 80 tecken. Nu är det 81."]
        assert errors["phase"] == ["Det här behöver du fylla i."]


def test_error_pages_say_what_to_do(strict_templates, page_request):
    with translation.override("sv"):
        missing = page_not_found(page_request("/finns-inte/"), Http404())
        forbidden = permission_denied(page_request("/arbete/"), PermissionDenied())
    assert (missing.status_code, forbidden.status_code) == (404, 403)
    assert "Kontrollera adressen" in missing.content.decode()
    assert "ge dig den roll du behöver" in forbidden.content.decode()


@pytest.mark.parametrize("path", ["/arbete/", "/en/arbete/"])
def test_error_at_work_is_told_in_the_frame_of_the_work_pages(client, programme, path):
    user = UserFactory()
    client.force_login(user)
    pages = [client.get(f"{path}finns-inte-alls/oversikt/"), client.get(f"{path}{programme.slug}/")]
    for page in pages:
        html = page.content.decode()
        assert page.status_code == 404
        assert ('class="k-work"' in html, str(user) in html, reverse("account_logout") in html) == (True, True, True)
        # What exists is not told from what does not.
        assert programme.name not in html
    client.logout()
    anonymous = client.get(f"{path}finns-inte-alls/oversikt/bortom/allt/").content.decode()
    assert ('class="k-public"' in anonymous, "account_logout" in anonymous) == (True, False)


def test_refusal_at_work_is_told_in_the_frame_of_the_work_pages(client, process_leader):
    client.force_login(process_leader)
    page = client.get(reverse("programmes:people_list"))
    assert (page.status_code, 'class="k-work"' in page.content.decode()) == (403, True)


def test_server_error_page_needs_neither_database_nor_context():
    with translation.override("sv"):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Något gick fel hos oss" in response.content.decode()


def test_progress_says_how_far_in_words():
    context = {"id": "poster", "label": "Affischen ritas", "percent": 45, "done": False}
    with translation.override("sv"):
        html = render_to_string("components/progress.html", context)
    assert 'max="100" value="45"' in html
    assert "45 procent klart" in html


@pytest.mark.parametrize("frame", ["base_public.html", "base_work.html", "404.html", "403.html"])
def test_addresses_in_the_frame_exist(frame):
    text = (ROOT / "templates" / frame).read_text()
    links = re.findall(r'{% url "([^"]+)"( public_programme\.slug)? as \w+ %}', text)
    assert links != []
    assert all(reverse(name, args=["bjorkangen"] if slug else []).startswith("/") for name, slug in links)


def test_no_template_writes_a_number_that_machines_read_as_people_do():
    """A row's number in an address, an id or a hidden field must stay 1000, and not become "1 000"."""
    written = re.compile(r"\{\{\s*(?:\w+\.)*(?:pk|version)\s*\}\}")
    assert [(path.name, found) for path in TEMPLATES for found in written.findall(path.read_text())] == []


def test_a_fixed_answer_begins_with_a_capital_and_a_row_keeps_its_name(programme):
    class Answers(forms.Form):
        how = forms.ChoiceField(choices=[("slow", "utan brådska")])
        which = forms.ChoiceField(choices=[("namn", "namn")], widget=forms.RadioSelect)
        area = forms.ModelChoiceField(Programme.objects.all(), widget=forms.RadioSelect)

    Programme.objects.filter(pk=programme.pk).update(name="af Provet")
    html = Answers().as_div()
    assert ">Utan brådska</option>" in html
    assert ">namn</label>" in html
    assert ">af Provet</label>" in html
