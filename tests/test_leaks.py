"""Nothing internal on anything public: a word planted in every non-public text column must show nowhere outside."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import models
from django.test import Client
from django.urls import reverse

from kraftsamling.overview.posters.poster import build_poster
from kraftsamling.shared.fields import ImpreciseDateField
from kraftsamling.shared.models import Record
from tests.access_matrix import ROWS
from tests.addresses import arguments, close_file

pytestmark = pytest.mark.once

OURS = {app.rpartition(".")[2] for app in settings.OUR_APPS}
MARK = "LACKA"
# Columns whose value steers the program (keys, states, kinds, paths) and would break it if replaced.
STEERING = {
    "slug", "code", "kind", "state", "role", "palette", "language", "content_language", "record_state", "openness",
    "channel", "initiative", "conformance", "scope", "key", "content_key", "checksum", "content_type", "verb",
    "target_type", "target_id", "digest", "secret_hash", "prefix", "cause", "password", "happens_on", "starts_on",
    "ends_on", "exit_starts_on", "decided_on", "number", "file", "logo", "pace",
    "question", "shared_by",
}  # fmt: skip
PUBLIC_ADDRESSES = [name for name, answers in ROWS.items() if answers["anonymous"] in "23" and "account" not in name]


def text_columns(model) -> list[models.Field]:
    """The columns into which a word can be planted."""
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and not isinstance(column, ImpreciseDateField)
        and column.name not in STEERING
        and not column.choices
    ]


def plant(row, names) -> list[str]:
    """Write the mark, with the column's name, into the named columns; return what was planted."""
    planted = {}
    for column in text_columns(type(row)):
        if column.name in names:
            word = f"{MARK}{row._meta.model_name}{column.name}".replace("_", "")[: column.max_length or 200]
            word = word if not column.unique else f"{word}{row.pk}"[: column.max_length]
            planted[column.name] = f"{word}@example.org" if isinstance(column, models.EmailField) else word
    if planted:
        models.QuerySet(type(row)).filter(pk=row.pk).update(**planted)
    return list(planted.values())


def visit_everything_public(house) -> str:
    """Return the bodies of all public pages, and of the poster, in both languages, as one text."""
    caches["pages"].clear()
    bodies = []
    for name in PUBLIC_ADDRESSES:
        address = reverse(name, kwargs=arguments(house, name))
        for prefix in ("", "/en"):
            response = Client().get(prefix + address)
            bodies.append("".join(map(str, response.items())))
            content = b"".join(response.streaming_content) if response.streaming else response.content
            bodies.append(content.decode(errors="replace"))
            close_file(response)
    bodies += [build_poster(house.programme, {"sheet": "a2-portrait"}, language).html for language in ("sv", "en")]
    return "\n".join(bodies)


def test_every_model_has_a_row_to_plant_in(house):
    empty = [
        model._meta.label for model in apps.get_models()
        if model._meta.app_label in OURS and not models.QuerySet(model).exists()
    ]  # fmt: skip
    assert empty == [], "add a row of each to the house: tests/house_rows.py, or a module of the app's own beside it"


def test_nothing_internal_shows_on_public_pages(house):
    planted = []
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            public = set(getattr(model, "PUBLIC_TEXT_FIELDS", ()))
            internal = {column.name for column in text_columns(model)} - public
            for row in models.QuerySet(model).all():
                planted += plant(row, internal)
    assert len(planted) > 60
    seen = visit_everything_public(house)
    assert [word for word in planted if word in seen] == []


def test_nothing_of_hidden_records_shows(house):
    hidden = [house.hidden_note, house.withdrawn_note, house.secret_note, house.hidden, house.rows.story]
    planted = [plant(row, {column.name for column in text_columns(type(row))}) for row in hidden]
    assert min(map(len, planted)) >= 2
    seen = visit_everything_public(house)
    assert [word for words in planted for word in words if word in seen] == []


def test_decision_shows_when_published_and_its_reasons_never(house):
    """What is planted in the title is seen then, so the other tests can fail."""
    decision, body = house.rows.decision, house.rows.body
    seat = body.memberships.get()
    public = plant(decision, {"title", "text"}) + plant(body, {"name"})
    inner = [word for row in (decision, body, seat) for word in plant(row, row.INTERNAL_TEXT_FIELDS)]
    seen = visit_everything_public(house)
    assert [word for word in public + inner if word in seen] == []
    type(decision).objects.filter(pk=decision.pk).update(published_at=house.programme.published_at)
    seen = visit_everything_public(house)
    assert [word for word in inner if word in seen] == []
    assert [word for word in public if word not in seen] == []


def test_unpublished_programme_takes_everything_with_it(house):
    planted = plant(house.note, {"title"}) + plant(house.programme, {"name", "mission", "area_name"})
    type(house.programme).objects.filter(pk=house.programme.pk).update(published_at=None)
    seen = visit_everything_public(house)
    assert [word for word in planted if word in seen] == []


def test_every_record_model_offers_public():
    without = [
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, Record) and not hasattr(model._default_manager.all(), "public")
    ]
    assert without == []
