"""A small kind of document for tests, and a way to run what is queued."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import get_language

from kraftsamling.documents import registry
from kraftsamling.documents.registry import BuiltDocument, DocumentKind, Option
from kraftsamling.documents.services.orders import order_document
from kraftsamling.jobs import services as jobs
from kraftsamling.jobs.models import Job
from kraftsamling.shared import clock
from programmes.models import MapNote
from programmes.roles import Permission

PAGE = """<!doctype html><html lang="{language}"><head><title>{title}</title>
<style>@font-face {{ font-family: "Test"; src: url("static:fonts/NotoSans-Regular.ttf") }}
@page {{ size: A5 }} body {{ font-family: "Test" }}</style></head><body><h1>{title}</h1><p>{notes}</p></body></html>"""


def build(programme, options, language) -> BuiltDocument:
    notes = MapNote.objects.public().filter(programme=programme)
    assert get_language() == language
    html = PAGE.format(language=language, title=programme.name, notes=" ".join(note.title for note in notes))
    sources = [("programmes.programme", programme.pk), *(("programmes.mapnote", note.pk) for note in notes)]
    return BuiltDocument(html=html, sources=tuple(sources))


@pytest.fixture
def kind(monkeypatch) -> DocumentKind:
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    definition = DocumentKind(
        key="test_leaflet",
        title="Provbladet",
        description="Ett blad för prov.",
        permission=Permission.ORDER_DOCUMENTS,
        options=(Option("size", "Storlek", (("a5", "A5"), ("a4", "A4"))),),
        build=build,
        content_version=lambda programme, options, language: str(programme.version),
        file_stem=lambda programme, options: f"provblad-{programme.slug}",
        is_public=True,
    )
    registry.register(definition)
    return definition


@pytest.fixture
def order(kind, programme, process_leader):
    """Return a function that orders the test document; its arguments replace the usual ones."""

    def act(**changes):
        usual = {"kind": kind.key, "programme": programme, "options": {"size": "a5"}, "language": "sv"}
        return order_document(**(usual | {"by": process_leader} | changes))

    return act


@pytest.fixture
def work():
    """Return a function that runs every due job once, errors left to the job's row."""

    def act() -> None:
        for job in list(Job.objects.filter(state="queued", due_at__lte=clock.now()).order_by("pk")):
            jobs.run(job.pk)

    return act


@pytest.fixture
def ready(order, work):
    document = order()
    work()
    document.refresh_from_db()
    assert document.state == "ready"
    return document


@pytest.fixture
def stored_names():
    """Return a function that lists the stored files below a folder."""

    def act(folder: str) -> list[str]:
        root = Path(settings.MEDIA_ROOT)
        return sorted(str(path.relative_to(root)) for path in (root / folder).rglob("*") if path.is_file())

    return act
