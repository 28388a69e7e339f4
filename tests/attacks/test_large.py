"""Large and strange input costs little, and what no column takes is refused at the field."""

import json
import re
import time

import pytest
from django import forms
from django.urls import get_resolver, reverse
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.forms import MAX_EMAIL
from kraftsamling.shared.log_masks import mask
from kraftsamling.shared.markdown import render_markdown
from kraftsamling.shared.screening import screen
from programmes.services.geometry_features import read_features

OURS = ("programmes.forms", "dialogues.forms", "kraftsamling.documents")
LONG_EMAIL = f"{'a' * 150}@{'b' * 60}.{'b' * 60}.se"
# Each makes a pattern try again from every character, if it can be made to.
SLOW = ["a", "a@", "a.", "070-", "1", "850101-", "+46 ", "x-", "norra ", "gata", "[", "*a ", "**_", "> ", "`", "konto/"]


@pytest.mark.parametrize("reads", [screen, render_markdown, mask])
@pytest.mark.parametrize("piece", SLOW)
def test_no_text_makes_the_reader_of_texts_slow(reads, piece):
    begun = time.process_time()
    reads(piece * 20_000)
    assert time.process_time() - begun < 2


@given(st.text("ab.@- +_", max_size=40))
def test_addresses_are_found_as_before(text):
    """Looked for from the beginning of words only, as from anywhere."""
    anywhere = re.search(r"[\w.+-]+@[\w-]+\.[\w.-]+", text)
    assert ("email" in screen(text)) == bool(anywhere)


def kinds_of_forms(kind=forms.BaseForm):
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of_forms(each)


def test_no_form_takes_a_longer_address_than_its_column():
    assert get_resolver().url_patterns  # loads every form
    too_long = [
        (kind.__qualname__, name)
        for kind in kinds_of_forms() if kind.__module__.startswith(OURS)
        for name, field in kind.base_fields.items()
        if isinstance(field, forms.EmailField) and field.max_length > MAX_EMAIL
    ]  # fmt: skip
    assert too_long == []


def test_address_that_is_too_long_is_explained_at_the_field(client, municipality):
    data = {"description": "Går inte", "email": LONG_EMAIL}
    headers = {"origin": "http://testserver"}
    response = client.post(reverse("programmes:accessibility_report"), data, headers=headers)
    assert response.status_code == 200
    assert "högst 254" in response.context["form"].errors["email"][0]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"type":' * 50_000,
        '{"type": "FeatureCollection", "features": ' + "[" * 900 + "]" * 900 + "}",
        '{"type": "Point", "coordinates": [NaN, 1]}',
        '{"type": "Point", "coordinates": [' + "9" * 5_000 + ", 1]}",
        json.dumps({"type": "FeatureCollection", "features": [{}] * 20_000}),
    ],
)
def test_file_of_places_made_to_break_the_reader_is_explained(text):
    with pytest.raises(RuleViolation):
        read_features(text)
