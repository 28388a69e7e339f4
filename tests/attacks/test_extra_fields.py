"""What a form does not ask for changes nothing, however many fields somebody adds to it."""

import pytest
from django import forms
from django.contrib.auth.hashers import check_password
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import get_resolver, reverse

from dialogues.models import Registration
from kraftsamling.accounts.models import User
from kraftsamling.shared.receipts import make_form_key
from programmes.models import AccessibilityReport, MapNote
from programmes.roles import RoleKey
from tests.attacks.test_large import kinds_of_forms
from tests.dialogues.occasions import ORIGIN, add_dialogue, add_evening, sign_up_address
from tests.factories import PASSWORD, ProgrammeFactory, make_member

pytestmark = pytest.mark.once

OURS = ("programmes.", "dialogues.", "kraftsamling.accounts.", "kraftsamling.documents.", "kraftsamling.notices.")
# Columns that only services write: whose row it is, how far it has come, who may see it, and who did what.
GUARDED = {
    "id", "pk", "programme", "municipality", "created_by", "created_at", "updated_by", "updated_at", "published_at",
    "withdrawn_at", "withdrawn_reason", "record_state", "openness", "uuid", "number", "secret_hash", "is_staff",
    "is_superuser", "is_active", "user_permissions", "checksum", "content_key", "job", "shared_by",
    "queued_at", "point", "purge_on", "purged_at", "reviewed_by", "reviewed_at", "arrived_at",
}  # fmt: skip
EXTRA = dict.fromkeys(GUARDED, "1") | {
    "state": "done", "occasion": "1", "password": "x", "answer": "x", "due_on": "2020-01-01", "email": "x@example.org",
    "programme_id": "2", "holder": "1", "slug": "x", "role": "administrator",
}  # fmt: skip


def test_no_form_asks_for_what_only_services_write():
    assert get_resolver().url_patterns  # loads every form
    asked = {
        (kind.__name__, name)
        for kind in kinds_of_forms() if kind.__module__.startswith(OURS)
        for name in GUARDED.intersection(kind.base_fields)
    }  # fmt: skip
    assert asked == set()


def test_every_model_form_names_its_fields():
    """A form of all columns, or of all but some, would begin to ask for those that are added later."""
    open_ended = [
        kind.__qualname__
        for kind in kinds_of_forms() if kind.__module__.startswith(OURS) and issubclass(kind, forms.ModelForm)
        if kind._meta.model and (not isinstance(kind._meta.fields, list | tuple) or kind._meta.exclude)
    ]  # fmt: skip
    assert open_ended == []


def test_own_account_gives_nobody_more_rights(client, process_leader):
    client.force_login(process_leader)
    data = {**EXTRA, "name": "Ny", "language": "sv", "form_key": make_form_key(process_leader.pk)}
    assert client.post(reverse("accounts:profile"), data).status_code == 302
    user = User.objects.get(pk=process_leader.pk)
    assert (user.name, user.email) == ("Ny", process_leader.email)
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    assert check_password(PASSWORD, user.password)


def test_note_stays_in_its_programme_and_state(client, programme, process_leader):
    other = ProgrammeFactory()
    client.force_login(process_leader)
    data = {
        **EXTRA, "programme": str(other.pk), "programme_id": str(other.pk), "title": "Bänk", "kind": "measure",
        "state": "done", "happens_on": "mars 2026", "map_weight": "3", "form_key": make_form_key(process_leader.pk),
    }  # fmt: skip
    assert client.post(reverse("programmes:map_note_create", args=[programme.slug]), data).status_code == 302
    note = MapNote.objects.get()
    assert (note.programme, note.created_by, note.published_at, note.withdrawn_at) == (
        programme, process_leader, None, None,
    )  # fmt: skip
    assert (note.openness, note.number == "1") == ("open", False)


def test_who_may_not_publish_does_not_by_a_field_of_their_own(client, programme):
    writer = make_member(programme, RoleKey.CIVIL_SERVANT)
    client.force_login(writer)
    data = {"title": "Bänk", "kind": "measure", "state": "done", "map_weight": "3", "is_public": "on"}
    assert client.post(reverse("programmes:map_note_create", args=[programme.slug]), data).status_code == 302
    assert MapNote.objects.get().published_at is None


def test_visitor_takes_no_better_place_and_answers_no_report(programme, monkeypatch):
    evening = add_evening(add_dialogue(programme), capacity=1)
    monkeypatch.setattr("kraftsamling.shared.clock.now", lambda: evening.published_at)
    for name in ("Ana", "Ali"):
        data = {**EXTRA, "people": "1", "name": name, "state": "seated", "came": "on", "capacity": "9"}
        data |= {"form_key": make_form_key(None), "website": ""}
        assert Client().post(sign_up_address(evening), data, headers=ORIGIN).status_code == 302
    first, second = Registration.objects.order_by("pk")
    assert (first.state, second.state, second.came, second.occasion) == ("seated", "waiting", None, evening)
    data = {
        **EXTRA,
        "kind": "barrier",
        "description": "Går inte",
        "email": "",
        "page": "",
        "form_key": make_form_key(None),
        "website": "",
    }
    assert Client().post(reverse("programmes:accessibility_report"), data, headers=ORIGIN).status_code == 302
    told = model_to_dict(AccessibilityReport.objects.get())
    assert (told["answer"], told["state"] == "answered") == ("", False)
