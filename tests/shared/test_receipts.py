import pytest
from django.urls import reverse

from kraftsamling.shared.models import FormDraft, FormReceipt
from kraftsamling.shared.receipts import make_form_key, read_form_key
from programmes.models import MapNote
from tests.factories import PASSWORD, make_member


@pytest.fixture
def address(programme):
    return reverse("programmes:map_note_create", args=[programme.slug])


def note_data(user, **changes):
    fields = {"title": "Bänkar vid skolan", "kind": "measure", "state": "done", "happens_on": "", "map_weight": "3"}
    return {**fields, "form_key": make_form_key(user.pk), **changes}


def test_double_click_makes_one_row(client, address, process_leader):
    client.force_login(process_leader)
    data = note_data(process_leader)
    first, second = client.post(address, data), client.post(address, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert MapNote.objects.count() == 1


def test_edited_form_sent_again_counts_as_new(client, address, process_leader):
    client.force_login(process_leader)
    data = note_data(process_leader)
    client.post(address, data)
    client.post(address, {**data, "title": "Bänkar vid torget"})
    assert sorted(MapNote.objects.values_list("title", flat=True)) == ["Bänkar vid skolan", "Bänkar vid torget"]


def test_refused_form_leaves_no_receipt(client, address, process_leader):
    client.force_login(process_leader)
    client.post(address, note_data(process_leader, title=""))
    assert FormReceipt.objects.count() == 0


def test_form_sent_after_sign_in_expired_is_kept(client, address, process_leader):
    response = client.post(address, note_data(process_leader, text="En lång text som ingen vill skriva om."))
    assert response.status_code == 302
    assert MapNote.objects.count() == 0
    assert "Det du skrev finns kvar" in client.get(response["Location"]).content.decode()
    back = client.post(response["Location"], {"login": process_leader.email, "password": PASSWORD}, follow=True)
    assert "En lång text som ingen vill skriva om." in back.content.decode()


def test_kept_form_opens_only_for_its_owner(client, programme, address, process_leader):
    client.post(address, note_data(process_leader, text="Bara min"))
    draft = FormDraft.objects.get()
    client.force_login(make_member(programme))
    assert "Bara min" not in client.get(f"{address}?utkast={draft.token}").content.decode()
    client.force_login(process_leader)
    assert "Bara min" in client.get(f"{address}?utkast={draft.token}").content.decode()
    assert client.get(f"{address}?utkast=skräp").status_code == 200


def test_form_with_a_forged_key_is_not_kept(client, address, process_leader):
    client.post(address, note_data(process_leader, form_key="1:påhittad"))
    assert FormDraft.objects.count() == 0


def test_passwords_and_codes_are_never_kept(client, address, process_leader):
    client.post(address, note_data(process_leader, password="hemligt", code="123456"))
    assert not {"password", "code"} & FormDraft.objects.get().fields.keys()


def test_huge_form_is_not_kept(client, address, process_leader):
    client.post(address, note_data(process_leader, text="x" * 300_000))
    assert FormDraft.objects.count() == 0


def test_form_key_names_its_user():
    assert read_form_key(make_form_key(7)) == 7
    assert read_form_key(make_form_key(None)) == 0
    assert read_form_key("skräp") is None


def test_form_with_nul_characters_is_kept_without_them(client, address, process_leader):
    assert client.post(address, note_data(process_leader, text="Bänk\0ar")).status_code == 302
    assert FormDraft.objects.get().fields["text"] == ["Bänkar"]


def test_form_to_an_endless_address_is_not_kept(client, process_leader):
    answer = client.post(f"/arbete/{'a' * 600}/karta/ny/", note_data(process_leader))
    assert (answer.status_code, FormDraft.objects.count()) == (302, 0)
