"""A redacted text is gone from every copy there is: rows, versions, drafts, letters, files and stored pages."""

import json

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.documents.models import Document
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services import run
from kraftsamling.shared.models import FormDraft
from programmes.services.map_notes import redact_map_note, update_map_note
from programmes.services.programmes import redact_programme
from tests.test_leaks import OURS

SECRET = "Granntanten i port 7"


def places_with(word: str) -> list[str]:
    """Return every column, and every stored file, that holds ``word``."""
    found = []
    for model in apps.get_models():
        if model._meta.app_label not in OURS:
            continue
        for row in models.QuerySet(model).values():
            found += [f"{model._meta.label}.{name}" for name, value in row.items() if word in json.dumps(
                str(value), ensure_ascii=False)]  # fmt: skip
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
    return sorted(set(found)) + [path.name for path in files]


def do_waiting_jobs():
    """Do what a worker would do next: files are removed by a job, so that a crash cannot leave them behind."""
    for job in Job.objects.filter(kind="documents.delete_files", state="queued"):
        run(job.pk)


@pytest.fixture(autouse=True)
def _own_file_store(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def copied(house):
    """A note whose text names somebody, with copies of it everywhere a copy can be."""
    leader = house.people["process_leader"]
    note = house.note
    update_map_note(note=note, changes={"text": SECRET}, expected_version=note.version, by=leader)
    update_map_note(note=note, changes={"text": f"{SECRET} och bänken"}, expected_version=note.version, by=leader)
    FormDraft.objects.create(owner=leader, path="/arbete/huset/karta/1/", fields={"text": [f"Om {SECRET}"]})
    house.document.file.save("affisch.pdf", ContentFile(SECRET.encode()))
    Document.objects.filter(pk=house.document.pk).update(
        state="ready", file=house.document.file.name, sources=[["programmes.mapnote", note.pk]]
    )
    Client().get(reverse("overview:process_map", args=[house.programme.slug]))
    return house


def test_word_is_everywhere_before(copied):
    assert len(places_with(SECRET)) >= 4


def test_redaction_reaches_every_copy(copied):
    redact_map_note(note=copied.note, fields=["text"], by=copied.people["process_leader"], reason="Namnger en person")
    do_waiting_jobs()
    assert places_with(SECRET) == []
    page = Client().get(reverse("overview:process_map", args=[copied.programme.slug]))
    assert SECRET not in page.content.decode()
    assert Document.objects.get(pk=copied.document.pk).state == "removed"


def test_redaction_keeps_the_rest_and_is_logged_without_the_text(copied):
    title = copied.note.title
    redact_map_note(note=copied.note, fields=["text"], by=copied.people["process_leader"], reason="Namnger en person")
    entry = AuditEntry.objects.filter(verb="map_note.redact").get()
    assert (copied.note.title, entry.fields, entry.reason) == (title, ["text"], "Namnger en person")
    assert copied.note.text.startswith("[Borttaget 20")


def test_redaction_of_a_programme_reaches_its_versions_and_posters(house):
    leader = house.people["process_leader"]
    type(house.programme).objects.filter(pk=house.programme.pk).update(mission=SECRET)
    house.programme.versions.update(texts={"mission": SECRET})
    house.document.file.save("affisch.pdf", ContentFile(SECRET.encode()))
    Document.objects.filter(pk=house.document.pk).update(
        state="ready", file=house.document.file.name, sources=[["programmes.programme", house.programme.pk]]
    )
    redact_programme(programme=house.programme, fields=["mission"], by=leader, reason="Namnger en person")
    do_waiting_jobs()
    assert places_with(SECRET) == []


def test_stored_pages_do_not_outlive_a_redaction(copied):
    address = reverse("overview:process_map", args=[copied.programme.slug])
    before = Client().get(address)
    assert SECRET in before.content.decode()
    redact_map_note(note=copied.note, fields=["text"], by=copied.people["process_leader"], reason="Namnger en person")
    after = Client().get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert SECRET not in after.content.decode()
