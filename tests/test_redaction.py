"""A redacted text is gone from every copy there is: rows, versions, drafts, letters, files and stored pages."""

import json

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client, TestCase
from django.urls import resolve, reverse

from kraftsamling.audit import services as audit
from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import LOG_REASONS
from kraftsamling.documents.models import Document
from kraftsamling.documents.registry import all_kinds, get_kind
from kraftsamling.documents.services.attachments import attach_file
from kraftsamling.documents.services.files import withdraw_file
from kraftsamling.documents.services.orders import withdraw_document
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services import run
from kraftsamling.overview.documents.handover import READERS
from kraftsamling.overview.map.drawings import SHARE_PICTURE, Slot, keep
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.models import FormDraft, Record
from programmes.models import ChecklistItem, GuidanceText, PhasePassage, ProgrammeRecord
from programmes.services.keeping import redact_part
from programmes.services.map_notes import redact_map_note, update_map_note, withdraw_map_note
from programmes.services.passages import take_up_again
from programmes.services.programmes import redact_programme
from programmes.services.reports import redact_report
from programmes.services.responsibilities import redact_responsibility
from tests.addresses import arguments
from tests.house_rows import MARCH
from tests.test_leaks import OURS, text_columns

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


def test_removed_word_takes_no_kept_form_where_it_is_a_part_of_another_word(house):
    leader, note = house.people["process_leader"], house.note
    update_map_note(note=note, changes={"title": "Bo"}, expected_version=note.version, by=leader)
    path, written = "/arbete/huset/dialoger/ny/", ("Jag bor vid torget", "Bo, vid torget", "(bo)", "Bos bänk")
    for text in written:
        FormDraft.objects.create(owner=leader, path=path, fields={"question": [text]})
    redact_map_note(note=note, fields=["title"], by=leader, reason="Namnger en person")
    assert [draft.fields["question"] for draft in FormDraft.objects.filter(path=path)] == [[written[0]]]


@pytest.mark.parametrize("sign", [".", "/"], ids=["stop", "stroke"])
def test_removed_sign_takes_no_kept_form(house, sign):
    leader, report, path = house.people["process_leader"], house.report, "/arbete/huset/dialoger/ny/"
    type(report).objects.filter(pk=report.pk).update(page=sign)
    FormDraft.objects.create(owner=leader, path=path, fields={"question": ["Skolan/fritids. Eller båda?"]})
    redact_report(report, fields=["page"], by=house.people["administrator"], reason="Fel")
    assert FormDraft.objects.filter(path=path).exists()


@pytest.mark.parametrize(
    ("removed", "kept", "gone"),
    [
        ("Han", ["Vi tar hans förslag", "HANS FÖRSLAG"], ["Hur bor Han", "hur bor han", "Hans svar"]),
        ("Ann", ["vi såg anns dotter"], ["Anns dotter", "ann bor här"]),
        ("bänk", ["Bänks pris", "en bänks pris"], ["En Bänk", "en bänk."]),
    ],
)
def test_genitive_is_that_of_a_name(house, removed, kept, gone):
    leader, note = house.people["process_leader"], house.note
    update_map_note(note=note, changes={"title": removed}, expected_version=note.version, by=leader)
    path = "/arbete/huset/dialoger/ny/"
    for text in (*kept, *gone):
        FormDraft.objects.create(owner=leader, path=path, fields={"question": [text]})
    redact_map_note(note=note, fields=["title"], by=leader, reason="Namnger en person")
    left = FormDraft.objects.filter(path=path).order_by("pk")
    assert [draft.fields["question"] for draft in left] == [[text] for text in kept]


def test_redaction_of_a_programme_reaches_its_versions_and_posters(house):
    leader = house.people["process_leader"]
    type(house.programme).objects.filter(pk=house.programme.pk).update(mission=SECRET)
    house.programme.versions.update(texts={"mission": SECRET})
    house.document.file.save("affisch.pdf", ContentFile(SECRET.encode()))
    Document.objects.filter(pk=house.document.pk).update(
        state="ready", file=house.document.file.name, sources=[["programmes.programme", house.programme.pk]]
    )
    redact_programme(house.programme, fields=["mission"], by=leader, reason="Namnger en person")
    do_waiting_jobs()
    assert places_with(SECRET) == []


def test_redaction_writes_no_note_where_no_text_was(house):
    type(house.programme).objects.filter(pk=house.programme.pk).update(mission=SECRET)
    house.programme.versions.update(texts={"mission": ""})
    redact_programme(house.programme, fields=["mission"], by=house.people["process_leader"], reason="Namnger en person")
    assert {version.texts["mission"] for version in house.programme.versions.all()} == {""}


def test_stored_pages_do_not_outlive_a_redaction(copied):
    address = reverse("overview:process_map", args=[copied.programme.slug])
    before = Client().get(address)
    assert SECRET in before.content.decode()
    redact_map_note(note=copied.note, fields=["text"], by=copied.people["process_leader"], reason="Namnger en person")
    after = Client().get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert SECRET not in after.content.decode()


def test_reasons_in_the_event_log_are_removed_too(house):
    leader, phase = house.people["process_leader"], house.programme.phases.first()
    audit.record("phase.update", phase, by=leader, programme_id=house.programme.pk, reason=SECRET)
    audit.record(
        "phase.update", house.programme.phases.last(), by=leader, programme_id=house.programme.pk, reason="Sen"
    )
    client = Client()
    client.force_login(leader)
    address = reverse("programmes:phase_redact", args=[house.programme.slug, phase.pk])
    client.post(address, {"fields_to_remove": [LOG_REASONS], "reason": "Namnger en person"})
    assert places_with(SECRET) == []
    assert AuditEntry.objects.filter(verb="phase.update").with_reason().get().reason == "Sen"
    assert AuditEntry.objects.filter(verb="part.redact").get().reason == "Namnger en person"


# What the system itself writes.
NOT_PEOPLES_WORDS = {"documents.Document.error"}


def test_every_text_of_a_record_is_named_as_public_or_internal():
    """Only what is named can be removed."""
    common = {column.name for column in ProgrammeRecord._meta.concrete_fields}
    unnamed = {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models()
        if issubclass(model, Record)
        for column in text_columns(model)
        if column.name not in {*common, *model.PUBLIC_TEXT_FIELDS, *model.INTERNAL_TEXT_FIELDS}
    }
    assert unnamed - NOT_PEOPLES_WORDS == set(), "name it in PUBLIC_TEXT_FIELDS or INTERNAL_TEXT_FIELDS of the model"


# What has no page for it: the municipality's own words.
NOT_REMOVED_BY_PAGE = {"programmes:guidance"}
# Where the page's address begins with another name than the row has.
REMOVED_AT = {"programmes:basis": "programmes:picture_basis"}


def rows_of(house) -> dict[str, models.Model]:
    """Return every row of the house by its app and name, but those of dialogues, whose texts depend on one another
    (tests/dialogues)."""
    others = {app: there for app, there in house.rows_by_app.items() if app != "dialogues"}
    rows = {f"{app}:{name}": row for app, there in others.items() for name, row in vars(there).items()}
    return rows | {"programmes:phase": house.programme.phases.first()}


def plant_everywhere(house) -> dict[str, str]:
    """Write a word of its own into every text of every row of the house; return name -> word."""
    words = {}
    for name, row in rows_of(house).items():
        texts = getattr(row, "free_texts", ())
        if texts and name not in NOT_REMOVED_BY_PAGE:
            words[name] = f"Tant {len(words)} i 7:an"
            models.QuerySet(type(row)).filter(pk=row.pk).update(**dict.fromkeys(texts, words[name]))
    return words


WITHDRAWN_WHY = "Skrevs av Granntanten"


def withdraw_all(house) -> set[type]:
    """Withdraw every row that can be withdrawn, and return their kinds; each keeps the reason, and so does the log."""
    # A handover is called off instead.
    rows = [row for name, row in rows_of(house).items() if hasattr(row, "withdrawn_at") and "handover" not in name]
    for row in rows:
        why = {"withdrawn_reason": WITHDRAWN_WHY} if hasattr(row, "withdrawn_reason") else {}
        models.QuerySet(type(row)).filter(pk=row.pk).update(withdrawn_at=house.programme.arrived_at, **why)
        audit.record("record.withdraw", row, by=None, programme_id=house.programme.pk, reason=WITHDRAWN_WHY)
    return {type(row) for row in rows}


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_every_text_of_what_is_planned_and_known_can_be_removed(house, is_withdrawn):
    words = plant_everywhere(house)
    client = Client()
    client.force_login(house.people["process_leader"])
    if is_withdrawn:
        withdraw_all(house)
    for name, word in words.items():
        address_name = f"{REMOVED_AT.get(name, name)}_redact"
        address = reverse(address_name, kwargs=arguments(house, address_name))
        offered = [key for key, _label in client.get(address).context["form"].fields["fields_to_remove"].choices]
        answer = client.post(address, {"fields_to_remove": offered, "reason": "Namnger en person"})
        assert places_with(word) == []
        assert client.get(answer.url).status_code == 200
    assert places_with(WITHDRAWN_WHY) == []


def test_what_a_visitor_reported_can_be_removed(house):
    report, contact = house.report, house.report.contact
    type(report).objects.filter(pk=report.pk).update(
        description=f"{SECRET} hör inget", page=SECRET, answer=f"Hej {SECRET}"
    )
    client = Client()
    client.force_login(house.people["administrator"])
    address = reverse("programmes:report_redact", args=[report.pk])
    offered = [key for key, _label in client.get(address).context["form"].fields["fields_to_remove"].choices]
    assert client.post(address, {"fields_to_remove": offered, "reason": "Namnger en granne"}).status_code == 302
    assert places_with(SECRET) == []
    contact.refresh_from_db()
    assert (contact.email, contact.purged_at is not None) == ("", True)


def test_log_leads_to_the_texts_of_all_that_is_withdrawn(house):
    for part in (house.rows.membership, house.file):
        audit.record("part.update", part, by=None, programme_id=house.programme.pk)
    kinds = withdraw_all(house) | {type(house.rows.membership), type(house.file), type(house.note)}
    withdraw_file(stored=house.file, by=house.people["process_leader"], reason="Fel bild")
    withdraw_map_note(note=house.note, by=house.people["process_leader"], reason="Dubblett")
    client = Client()
    log = reverse("programmes:log_list", args=[house.programme.slug])
    client.force_login(house.people["process_leader"])
    linked = {row.redact_url for row in client.get(log).context["rows"]} - {""}
    assert len({resolve(address).url_name for address in linked}) == len(kinds) > 18
    assert {client.get(address).status_code for address in linked} == {200}
    client.force_login(house.people["researcher"])
    assert {row.redact_url for row in client.get(log).context["rows"]} == {""}


def test_log_leads_to_the_texts_of_a_withdrawn_document(house):
    leader, document = house.people["process_leader"], house.document
    Document.objects.filter(pk=document.pk).update(hung_place=SECRET)
    withdraw_document(document=document, by=leader, reason=SECRET)
    client = Client()
    client.force_login(leader)
    log = client.get(reverse("programmes:log_list", args=[house.programme.slug]))
    address = reverse("documents:document_redact", args=[house.programme.slug, document.pk])
    assert address in {row.redact_url for row in log.context["rows"]}
    answer = client.post(address, {"fields_to_remove": ["hung_place", LOG_REASONS], "reason": "Namnger en person"})
    assert client.get(answer.url).status_code == 200
    assert places_with(SECRET) == []


def test_file_is_removed_for_good_wherever_it_hangs(house):
    leader, stored = house.people["process_leader"], house.file
    attach_file(target="agreement", record=house.rows.agreement, stored=stored, by=leader)
    withdraw_all(house)
    stored.file.save("bild.png", ContentFile(SECRET.encode()))
    texts = dict.fromkeys(stored.free_texts, SECRET)
    type(stored).objects.filter(pk=stored.pk).update(**texts, published_at=stored.arrived_at)
    client = Client()
    client.force_login(leader)
    address = reverse("documents:file_redact", args=[house.programme.slug, stored.pk])
    answer = client.post(address, {"fields_to_remove": [*texts, "file"], "reason": "Visar en person"})
    do_waiting_jobs()
    assert places_with(SECRET) == []
    shown = client.get(answer.url).content.decode()
    assert reverse("documents:file_download", args=[house.programme.slug, stored.pk]) not in shown
    assert "file" not in dict(client.get(address).context["form"].fields["fields_to_remove"].choices)
    entry = AuditEntry.objects.get(verb="file.remove")
    assert (entry.fields, entry.reason) == (["file"], "Visar en person")
    for target, record in (("agreement", house.rows.agreement), ("decision", house.rows.decision)):
        type(record).objects.filter(pk=record.pk).update(withdrawn_at=None, withdrawn_reason="")
        listed = client.get(reverse("documents:attachment_list", args=[house.programme.slug, target, record.pk]))
        assert list(listed.context["attachments"]) == []


def test_reason_for_taking_up_a_phase_is_copied_nowhere(house):
    leader, item = house.people["process_leader"], house.rows.checklist_item
    ChecklistItem.objects.filter(pk=item.pk).update(state="in_place")
    item.refresh_from_db()
    PhasePassage.objects.filter(phase=item.phase).update(state="finished", finished_on=MARCH)
    passage = take_up_again(item.phase, started_on=MARCH, reason=SECRET, items=[item], by=leader)
    redact_part(passage, programme=house.programme, fields=["reason", LOG_REASONS], by=leader, reason="Namn")
    assert places_with(SECRET) == []


def test_redaction_of_a_part_reaches_no_other_programme(house):
    kept = Slot(house.hidden.pk, "sv", SHARE_PICTURE)
    others = Document.objects.create(
        programme=house.hidden, number="DOLD-1", arrived_at=house.programme.arrived_at, kind="glance", language="sv",
        subject_id=house.hidden.pk, content_key="dold", state="ordered", options={},
    )  # fmt: skip
    rows = [*vars(house.rows).values(), house.programme.phases.first(), house.rows.handover.answers.first()]
    parts = [row for row in rows if not isinstance(row, Record | GuidanceText) and row.free_texts]
    assert len(parts) == 8
    with TestCase.captureOnCommitCallbacks(execute=True):
        keep(kept, "same", lambda: (b"<svg/>", {}))
        for part in parts:
            redact_part(part, programme=house.programme, fields=part.free_texts, by=None, reason="Namn")
    assert Document.objects.get(pk=others.pk).job is None
    assert keep(kept, "same", lambda: (b"drawn anew", {}))[0] == b"<svg/>"


def test_two_function_names_removed_the_same_day_do_not_clash(house):
    leader, functions = house.people["process_leader"], house.programme.responsibilities
    other = functions.create(function=f"{SECRET} som ordförande")
    redact_responsibility(functions.first(), fields=["function"], by=leader, reason="Namn")
    with pytest.raises(RuleViolation):
        redact_responsibility(other, fields=["function"], by=leader, reason="Namn")


def test_documents_name_every_record_whose_words_they_hold(house):
    words, rows, held = plant_everywhere(house), rows_of(house), set()
    kinds = [kind.within(house.programme) for kind in all_kinds()]
    orders = [(kind, kind.complete({})) for kind in kinds if kind.has_choices]
    orders += [(get_kind("handover"), {"reader": reader, "format": "pdf"}) for reader in READERS]
    for kind, options in orders:
        built = kind.build(house.programme, options, "sv")
        held_here = {name for name, word in words.items() if word in f"{built.outline}{built.html}"}
        unnamed = {name for name in held_here if (rows[name]._meta.label_lower, rows[name].pk) not in built.sources}
        assert unnamed == set(), f"name them in the sources of the document {kind.key}"
        held |= held_here
    assert len(held) > 12
