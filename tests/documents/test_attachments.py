"""Files that belong to one record."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from kraftsamling.audit.models import AuditEntry
from kraftsamling.documents.models import Attachment
from kraftsamling.documents.services.attachments import attach_file
from kraftsamling.shared.errors import RuleViolation


def address(house, name: str, target: str = "source") -> str:
    record = getattr(house.rows, target)
    return reverse(f"documents:attachment_{name}", args=[house.programme.slug, target, record.pk])


@pytest.fixture
def leader(house, client):
    client.force_login(house.people["process_leader"])
    return client


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (20, 20), "navy").save(content, "PNG")
    return SimpleUploadedFile("torget.png", content.getvalue(), "image/png")


def test_upload_belongs_to_the_record_and_is_logged(house, leader):
    data = {"upload": picture(), "title": "Torget", "alt_text": "Ett tomt torg", "photographer": ""}
    response = leader.post(address(house, "add"), data)
    assert response.status_code == 302
    assert response.url == house.rows.source.get_work_url()
    attachment = Attachment.objects.get(source=house.rows.source)
    assert attachment.file.title == "Torget"
    assert AuditEntry.objects.filter(verb="part.add", target_type="documents.attachment").exists()
    page = leader.get(address(house, "list"))
    assert "Torget" in page.content.decode()


def test_one_of_the_programmes_files_is_chosen_once(house, leader):
    choose = address(house, "choose")
    assert choose in leader.get(address(house, "list")).content.decode()
    response = leader.post(choose, {"file": house.file.pk})
    assert response.status_code == 302
    assert choose not in leader.get(address(house, "list")).content.decode()
    assert list(leader.get(address(house, "choose")).context["form"].fields["file"].queryset) == []
    again = attach_file(target="source", record=house.rows.source, stored=house.file, by=None)
    assert Attachment.objects.filter(source=house.rows.source).get() == again


def test_taking_a_file_off_keeps_row_and_file(house, leader):
    attachment = house.rows.attachment
    response = leader.post(reverse("documents:attachment_detach", args=[house.programme.slug, attachment.pk]))
    assert response.status_code == 302
    attachment.refresh_from_db()
    assert attachment.detached_at
    assert house.file.title not in leader.get(address(house, "list", "decision")).content.decode()
    gone = leader.post(reverse("documents:attachment_detach", args=[house.programme.slug, attachment.pk]))
    assert gone.status_code == 404


def test_file_of_another_programme_is_refused(house):
    type(house.file).objects.filter(pk=house.file.pk).update(programme=house.hidden)
    house.file.refresh_from_db()
    with pytest.raises(RuleViolation):
        attach_file(target="source", record=house.rows.source, stored=house.file, by=None)


def test_panel_is_the_list_without_the_page(house, leader):
    part = leader.get(address(house, "list", "decision"), headers={"hx-request": "true"}).content.decode()
    assert house.file.title in part
    assert "<html" not in part


def test_reader_sees_files_and_no_buttons(house, client):
    client.force_login(house.people["partner"])
    body = client.get(address(house, "list", "decision")).content.decode()
    assert house.file.title in body
    assert reverse("documents:attachment_detach", args=[house.programme.slug, house.rows.attachment.pk]) not in body


def test_unknown_kind_of_record_is_not_found(house, leader):
    assert leader.get(address(house, "list").replace("/source/", "/programme/")).status_code == 404
