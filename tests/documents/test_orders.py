"""The same order is one row; retrying, withdrawing and redacting do what they say."""

from dataclasses import replace

import pytest
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.documents import registry
from kraftsamling.documents.models import Document
from kraftsamling.documents.queries.documents import describe
from kraftsamling.documents.registry import Option
from kraftsamling.documents.services import orders
from kraftsamling.documents.services.orders import order_document, retry_document, withdraw_document
from kraftsamling.jobs.models import Job
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.records import redact_texts
from programmes.models import MapNote, Programme
from programmes.services.keeping import withdraw_record
from tests.factories import MapNoteFactory


def verbs() -> list[str]:
    entries = AuditEntry.objects.filter(target_type="documents.document").order_by("pk")
    return list(entries.values_list("verb", flat=True))


def fail(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(state="failed", error="ValueError")
    document.refresh_from_db()


def test_order_makes_a_numbered_row_and_its_job(order, programme, process_leader):
    document = order()
    assert (document.state, document.job.kind, document.created_by) == ("ordered", "documents.render", process_leader)
    assert document.number.startswith("PROVET-")
    assert document.job.arguments == {"document_id": document.pk}
    assert verbs() == ["document.order"]


def test_same_order_twice_is_one_row_and_one_job(order):
    assert order() == order()
    assert (Document.objects.count(), Job.objects.count(), len(verbs())) == (1, 1, 1)


def test_same_order_at_the_same_moment_is_one_row(order, monkeypatch):
    first = order()
    with monkeypatch.context() as patch:
        patch.setattr(orders.Document.objects, "filter", lambda **lookup: Document.objects.none())
        second = order()
    assert (second, Document.objects.count(), Job.objects.count()) == (first, 1, 1)


@pytest.mark.parametrize("changes", [{"options": {"size": "a4"}}, {"language": "en"}])
def test_other_options_or_language_is_another_row(order, changes):
    assert order() != order(**changes)


def test_changed_content_is_another_row(order, programme):
    first = order()
    Programme.objects.filter(pk=programme.pk).update(version=99)
    programme.refresh_from_db()
    assert order() != first


def test_public_kind_is_refused_while_the_programme_is_not_public(order, programme):
    programme.published_at = None
    with pytest.raises(RuleViolation):
        order()
    assert Document.objects.count() == 0


def test_option_that_is_not_named_is_given_its_first_choice(order):
    assert order(options={}).options == {"size": "a5"}


@pytest.mark.parametrize(
    "changes", [{"options": {"size": "a0"}}, {"options": {"size": "a5", "x": "1"}}, {"language": "xx"}]
)
def test_order_of_what_is_not_offered_is_an_error(order, changes):
    with pytest.raises(ValueError, match="test_leaflet"):
        order(**changes)


def test_unknown_kind_is_an_error(programme, process_leader):
    with pytest.raises(KeyError):
        order_document(kind="none", programme=programme, options={}, language="sv", by=process_leader)


def test_failed_document_is_made_again_in_place(order, process_leader):
    document = order()
    fail(document)
    first_job = document.job_id
    retry_document(document=document, by=process_leader)
    assert (document.state, document.error, Document.objects.count()) == ("ordered", "", 1)
    assert document.job_id != first_job


def test_second_click_on_try_again_is_a_conflict(order, process_leader):
    document = order()
    fail(document)
    late = Document.objects.get(pk=document.pk)
    retry_document(document=document, by=process_leader)
    with pytest.raises(StateConflict):
        retry_document(document=late, by=process_leader)
    assert Job.objects.count() == 2


def test_public_kind_is_not_made_again_while_the_programme_is_not_public(order, programme, process_leader):
    document = order()
    fail(document)
    document.refresh_from_db()
    Programme.objects.filter(pk=programme.pk).update(published_at=None)
    document.programme.refresh_from_db()
    with pytest.raises(RuleViolation, match="Publicera"):
        retry_document(document=document, by=process_leader)
    assert Document.objects.get().state == "failed"


def test_ordering_what_failed_makes_it_again(order):
    document = order()
    fail(document)
    again = order()
    assert (again, again.state) == (document, "ordered")


def test_withdrawn_document_keeps_its_file_and_a_new_order_is_a_new_row(order, ready, process_leader, stored_names):
    withdraw_document(document=ready, by=process_leader, reason="Fel datum")
    assert stored_names(f"documents/{ready.uuid}") == [ready.file.name]
    assert order() != ready
    assert verbs().count("document.withdraw") == 1


def test_withdrawing_needs_a_reason(ready, process_leader):
    with pytest.raises(RuleViolation):
        withdraw_document(document=ready, by=process_leader, reason=" ")


def test_redaction_removes_the_file_that_shows_the_words(order, work, programme, process_leader, stored_names):
    note = MapNoteFactory(programme=programme, published=True, title="Ordet som ska bort")
    document = order()
    work()
    redact_texts(note, ["title"], by=process_leader)
    work()
    document.refresh_from_db()
    assert (document.state, document.file.name, document.checksum, document.published_at) == ("removed", "", "", None)
    assert stored_names(f"documents/{document.uuid}") == []
    assert "document.remove_file" in verbs()


def test_redaction_leaves_files_without_the_words(ready, programme, process_leader):
    note = MapNoteFactory(programme=programme, title="Internt")
    redact_texts(note, ["title"], by=process_leader)
    ready.refresh_from_db()
    assert ready.state == "ready"


def test_removed_document_can_be_made_again(order, ready, programme, process_leader, work):
    redact_texts(programme, ["name"], by=process_leader)
    ready.refresh_from_db()
    retry_document(document=ready, by=process_leader)
    work()
    ready.refresh_from_db()
    assert (ready.state, ready.sources) == ("ready", [["programmes.programme", programme.pk]])


def test_redaction_makes_the_job_under_way_lose(order, programme, process_leader):
    document = order()
    first_job = document.job_id
    redact_texts(programme, ["name"], by=process_leader)
    document.refresh_from_db()
    assert (document.state, document.job_id != first_job) == ("ordered", True)


@pytest.fixture
def of_notes(kind):
    """Register a kind of document about one of the programme's notes."""
    definition = replace(kind, key="test_of_notes", options=(Option("note", "Vilken anteckning?", note_choices),))
    registry.register(definition)
    return definition


def note_choices(programme):
    notes = MapNote.objects.current().filter(programme=programme).order_by("pk")
    return tuple((str(note.pk), note.title) for note in notes)


def test_choice_of_the_programme_is_offered_and_named(order, of_notes, programme):
    note = MapNoteFactory(programme=programme, title="Vandring")
    MapNoteFactory(title="I en annan kraftsamling")
    found = order(kind=of_notes.key, options={"note": str(note.pk)})
    assert of_notes.within(programme).options[0].choices == ((str(note.pk), "Vandring"),)
    assert describe(found).details == "Vandring"


def test_choice_of_another_programme_or_withdrawn_is_refused_in_words(order, of_notes, programme):
    with pytest.raises(RuleViolation) as violation:
        order(kind=of_notes.key, options={"note": str(MapNoteFactory().pk)})
    assert violation.value.field == "note"


def test_document_about_what_is_gone_is_described_without_it(order, of_notes, programme, process_leader):
    note = MapNoteFactory(programme=programme, title="Vandring")
    found = order(kind=of_notes.key, options={"note": str(note.pk)})
    withdraw_record(note, by=process_leader, reason="Fel")
    assert describe(found).details == ""
    fail(found)
    with pytest.raises(RuleViolation):
        retry_document(document=Document.objects.get(pk=found.pk), by=process_leader)


def test_kind_without_anything_to_choose_is_not_offered(of_notes, programme, process_leader, client):
    client.force_login(process_leader)
    listed = reverse("documents:document_list", args=[programme.slug])
    ordered = reverse("documents:document_order", args=[programme.slug, of_notes.key])
    assert f'action="{ordered}"' not in client.get(listed).content.decode()
    assert client.get(ordered).status_code == 404
    MapNoteFactory(programme=programme)
    assert f'action="{ordered}"' in client.get(listed).content.decode()
    assert client.get(ordered).status_code == 200
