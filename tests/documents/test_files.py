"""Uploaded files: facts that must be given, rights, and what may be published."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from kraftsamling.audit.models import AuditEntry
from kraftsamling.documents.models import StoredFile
from kraftsamling.documents.services.files import set_file_public, store_file, update_file, withdraw_file
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.uploads import CheckedUpload, UploadKind
from programmes.roles import RoleKey
from tests.factories import UserFactory, make_member

PDF = b"%PDF-1.7\nstartxref\n9\n%%EOF\n"


def photograph() -> SimpleUploadedFile:
    sheet = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "HEMLIGT-ORD"
    Image.new("RGB", (30, 20), "green").save(sheet, "JPEG", exif=exif)
    return SimpleUploadedFile("../../bild.svg", sheet.getvalue())


@pytest.fixture
def store(programme, process_leader):
    """Return a function that stores a picture; its arguments replace the usual facts."""

    def act(kind=UploadKind.JPEG, **facts):
        upload = CheckedUpload(kind, b"content")
        usual = {"title": "Torget", "alt_text": "Ett torg med träd"}
        return store_file(programme=programme, upload=upload, by=process_leader, **(usual | facts))

    return act


def page(name: str, *arguments) -> str:
    return reverse(f"documents:{name}", args=["provet", *arguments])


def test_stored_file_is_numbered_logged_and_not_public(store):
    stored = store()
    assert stored.number.startswith("PROVET-")
    assert (stored.is_public, stored.size, stored.file.name) == (False, 7, f"uploads/{stored.uuid}.jpg")
    assert AuditEntry.objects.get(target_type="documents.storedfile").verb == "file.store"


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"alt_text": " "}, "alt_text"), ({"is_decorative": True}, "is_decorative")],
)
def test_picture_needs_a_description_or_is_decoration(store, facts, field):
    with pytest.raises(RuleViolation) as caught:
        store(**facts)
    assert (caught.value.field, StoredFile.objects.count()) == (field, 0)


def test_decoration_and_pdf_need_no_description(store):
    store(alt_text="", is_decorative=True)
    store(kind=UploadKind.PDF, alt_text="")
    assert StoredFile.objects.count() == 2


def test_file_of_a_row_that_could_not_be_saved_is_deleted(store, stored_names):
    before = stored_names("uploads")
    with pytest.raises(IntegrityError), transaction.atomic():
        store(map_weight=99)
    assert stored_names("uploads") == before


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"is_protection_checked": True}, "consent_note"),
        ({"consent_note": "Pärm 3"}, "is_protection_checked"),
    ],
)
def test_people_without_consent_are_not_published(store, process_leader, facts, field):
    stored = store(shows_people=True, **facts)
    with pytest.raises(RuleViolation) as caught:
        set_file_public(stored=stored, is_public=True, by=process_leader)
    assert caught.value.field == field


def test_database_itself_refuses_people_without_consent(store):
    stored = store(shows_people=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(published_at=stored.arrived_at)


def test_published_picture_may_not_lose_its_consents(store, process_leader):
    stored = store(shows_people=True, consent_note="Pärm 3", is_protection_checked=True)
    set_file_public(stored=stored, is_public=True, by=process_leader)
    with pytest.raises(RuleViolation) as caught:
        update_file(stored=stored, changes={"consent_note": ""}, expected_version=stored.version, by=process_leader)
    assert caught.value.field == "consent_note"


def test_what_may_be_secret_is_not_published(store, process_leader):
    with pytest.raises(RuleViolation):
        set_file_public(stored=store(openness="may_be"), is_public=True, by=process_leader)


def test_publishing_twice_is_a_conflict(store, process_leader):
    stored = store()
    late = StoredFile.objects.get(pk=stored.pk)
    set_file_public(stored=stored, is_public=True, by=process_leader)
    with pytest.raises(StateConflict):
        set_file_public(stored=late, is_public=True, by=process_leader)


def test_edit_of_an_older_version_is_a_conflict(store, process_leader):
    stored = store()
    update_file(stored=stored, changes={"title": "Nytt"}, expected_version=1, by=process_leader)
    with pytest.raises(EditConflict):
        update_file(stored=stored, changes={"title": "Annat"}, expected_version=1, by=process_leader)
    assert stored.title == "Nytt"


def facts(**changes) -> dict:
    return {"upload": photograph(), "title": "Torget", "alt_text": "Ett torg"} | changes


def test_upload_stores_the_cleaned_picture(signed_in):
    response = signed_in.post(page("file_create"), facts())
    stored = StoredFile.objects.get()
    assert response.url == page("file_detail", stored.pk)
    with stored.file.open() as file:
        assert b"HEMLIGT-ORD" not in file.read()
    assert (stored.content_type, stored.file.name) == ("image/jpeg", f"uploads/{stored.uuid}.jpg")


def test_upload_says_what_is_wrong_at_the_field_and_keeps_the_rest(signed_in):
    wrong = SimpleUploadedFile("bild.jpg", b"<svg/>")
    response = signed_in.post(page("file_create"), facts(upload=wrong))
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["upload"])
    assert "Ett torg" in response.content.decode()
    assert StoredFile.objects.count() == 0


def test_upload_without_description_says_so_at_the_field(signed_in):
    response = signed_in.post(page("file_create"), facts(alt_text=""))
    assert list(response.context["form"].errors) == ["alt_text"]


def test_facts_can_be_changed_on_their_page(signed_in, store):
    stored = store()
    form = signed_in.get(page("file_edit", stored.pk)).context["form"]
    data = {"version": stored.version, "base": form.initial["base"], "title": "Torget om våren", "alt_text": "Träd"}
    assert signed_in.post(page("file_edit", stored.pk), data).status_code == 302
    stored.refresh_from_db()
    assert (stored.title, stored.alt_text) == ("Torget om våren", "Träd")


def test_published_file_opens_for_everyone_and_closes_again(signed_in, client, store, programme):
    stored = store()
    address = reverse("documents:public_file", args=[stored.uuid])
    assert client.get(address).status_code == 404
    signed_in.post(page("file_set_public", stored.pk), {"is_public": "yes"})
    response = client.get(address)
    assert b"".join(response) == b"content"
    assert response["X-Content-Type-Options"] == "nosniff"
    signed_in.post(page("file_set_public", stored.pk), {"is_public": "no"})
    assert client.get(address).status_code == 404


def test_refused_publication_tells_why(signed_in, store):
    stored = store(shows_people=True)
    response = signed_in.post(page("file_set_public", stored.pk), {"is_public": "yes"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["warning"]
    stored.refresh_from_db()
    assert stored.published_at is None


def test_withdrawn_file_leaves_the_list_and_stays_on_file(signed_in, store, process_leader, client, programme):
    stored = store()
    signed_in.post(page("file_withdraw", stored.pk), {"reason": "Fel bild"})
    assert page("file_detail", stored.pk) not in signed_in.get(page("file_list")).content.decode()
    assert "Fel bild" in signed_in.get(page("file_detail", stored.pk)).content.decode()
    client.force_login(make_member(programme, RoleKey.CIVIL_SERVANT))
    assert client.get(page("file_download", stored.pk)).status_code == 404
    with pytest.raises(StateConflict):
        withdraw_file(stored=stored, by=process_leader, reason="Igen")


NAMES = ["file_list", "file_create", "file_detail", "file_edit", "file_download", "file_withdraw", "file_set_public"]


def send(client, name: str, stored: StoredFile) -> int:
    arguments = [] if name in ("file_list", "file_create") else [stored.pk]
    response = (client.post if name == "file_set_public" else client.get)(page(name, *arguments))
    assert b"".join(response) or response.status_code == 302
    return response.status_code


@pytest.mark.parametrize("name", NAMES)
def test_stranger_finds_no_files(client, store, name):
    client.force_login(UserFactory())
    assert send(client, name, store()) == 404


@pytest.mark.parametrize(("name", "status"), zip(NAMES, [200, 403, 200, 403, 200, 403, 403], strict=True))
def test_reader_reads_files_and_changes_nothing(client, store, programme, name, status):
    client.force_login(make_member(programme, RoleKey.PARTNER))
    assert send(client, name, store()) == status


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_files_takes_the_same_number_of_queries(signed_in, store, count, django_assert_num_queries):
    for _number in range(count):
        store()
    with django_assert_num_queries(12):
        signed_in.get(page("file_list"))
