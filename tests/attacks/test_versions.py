"""A form that lies of the version it was made from, of what it showed, or of whose it is gets nothing past anybody."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from dialogues.models import Registration
from kraftsamling.shared.errors import EditConflict
from kraftsamling.shared.models import FormDraft, FormReceipt
from kraftsamling.shared.receipts import make_form_key
from programmes.enums.knowledge import StoryState
from programmes.models import MapNote, Story
from programmes.services.stories import add_story, move_story, update_story
from tests.dialogues.occasions import ORIGIN, add_dialogue, add_evening, own_page, party, sign_up_address
from tests.factories import MapNoteFactory, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_text_is_not_rewritten_at_the_moment_in_which_it_is_approved(programme, process_leader):
    """The writer guesses the version that approving makes, and sends the form in the same moment."""
    writer = make_member(programme, name="Skribenten")
    story = add_story(programme=programme, by=writer, title="Bron", text="Så var det")
    move_story(story, to=StoryState.IN_REVIEW, by=writer)
    seen = Story.objects.get(pk=story.pk)
    move_story(Story.objects.get(pk=story.pk), to=StoryState.APPROVED, by=process_leader)
    with pytest.raises(EditConflict):
        update_story(seen, changes={"text": "Något annat"}, expected_version=seen.version + 1, by=writer)
    story.refresh_from_db()
    assert (story.state, story.text) == (StoryState.APPROVED, "Så var det")


@pytest.mark.parametrize(
    "base", ["", "x", signing.dumps({"title": "Bänk"}, salt="annat"), "\0", "[]"],
    ids=["empty", "no signature", "signed for something else", "zero byte", "list"],
)  # fmt: skip
@pytest.mark.parametrize("version", ["0", "1", "3", "99", "x", ""])
def test_lie_of_version_or_of_what_was_shown_overwrites_nobody(client, programme, process_leader, base, version):
    note = MapNoteFactory(programme=programme, title="Kollegans", version=2)
    client.force_login(process_leader)
    data = {"title": "Min", "kind": "measure", "state": "done", "map_weight": "3", "version": version, "base": base}
    data["form_key"] = make_form_key(process_leader.pk)
    answer = client.post(reverse("programmes:map_note_edit", args=[programme.slug, note.pk]), data)
    assert answer.status_code == 200
    assert MapNote.objects.get().title == "Kollegans"


def test_what_another_form_showed_takes_over_no_other_fields(client, programme, process_leader):
    """The signed list of what a form showed names fields that the form does not ask for."""
    note = MapNoteFactory(programme=programme, title="Kollegans", version=2)
    client.force_login(process_leader)
    base = signing.dumps({"title": "Kollegans", "published_at": "", "openness": "open"}, salt="edit-base")
    data = {"title": "Min", "kind": "measure", "state": "done", "map_weight": "3", "version": "1", "base": base,
            "published_at": "2020-01-01", "openness": "marked"}  # fmt: skip
    form = client.post(reverse("programmes:map_note_edit", args=[programme.slug, note.pk]), data).context["form"]
    assert not {"published_at", "openness"} & {*form.fields, *(conflict["name"] for conflict in form.conflicts)}


def test_two_visitors_who_write_the_same_get_a_place_each(programme, monkeypatch):
    """Each is led to their own page, also when one sends the other's key with other words."""
    evening = add_evening(add_dialogue(programme))
    monkeypatch.setattr("kraftsamling.shared.clock.now", lambda: evening.published_at)
    address = sign_up_address(evening)
    keys = [Client().get(address).context["form_key"] for _ in range(2)]
    assert keys[0] != keys[1]
    sent = [(keys[0], "1"), (keys[1], "1"), (keys[0], "2"), ("x", "1"), ("", "1")]
    pages = [
        Client().post(address, {"people": people, "form_key": key, "website": ""}, headers=ORIGIN)["Location"]
        for key, people in sent
    ]
    assert len(set(pages)) == Registration.objects.count() == len(sent)


def test_receipt_of_another_address_or_person_leads_nowhere(client, programme, process_leader):
    """The same key and words at another address are another form; whoever copies the rows reads no address in them."""
    client.force_login(process_leader)
    data = {"title": "Bänk", "kind": "measure", "state": "done", "map_weight": "3"}
    data["form_key"] = make_form_key(process_leader.pk)
    client.post(reverse("programmes:map_note_create", args=[programme.slug]), data)
    assert programme.slug not in FormReceipt.objects.get().location
    stranger = make_member(programme, "partner")
    client.force_login(stranger)
    for name in ("map_note_edit", "map_note_withdraw"):
        address = reverse(f"programmes:{name}", args=[programme.slug, MapNote.objects.get().pk])
        assert client.post(address, data).status_code == 403


def test_key_of_nobody_keeps_no_draft(programme, process_leader):
    """Whoever is not signed in fills nobody's drafts without a key that was made for that person."""
    address = reverse("programmes:map_note_create", args=[programme.slug])
    forged = [make_form_key(None), "", "x", signing.dumps({"u": process_leader.pk}, salt="annat"),
              signing.dumps([process_leader.pk], salt="form-key"), signing.dumps("x", salt="form-key")]  # fmt: skip
    for key in forged:
        assert Client().post(address, {"title": "Spam", "form_key": key}).status_code == 302
    assert not FormDraft.objects.exists()


def test_own_page_changes_no_other_registration(programme, monkeypatch):
    evening = add_evening(add_dialogue(programme), capacity=3)
    monkeypatch.setattr("kraftsamling.shared.clock.now", lambda: evening.published_at)
    mine, other = party(evening, 1, name="Ana"), party(evening, 1, name="Ali")
    data = {"people": "2", "name": "Ana", "needs": "", "version": str(mine.version), "base": "", "website": "",
            "id": other.pk, "pk": other.pk, "registration": other.pk, "secret": other.secret_hash}  # fmt: skip
    assert Client().post(own_page(mine), data, headers=ORIGIN).status_code == 302
    assert list(Registration.objects.order_by("pk").values_list("people", "name")) == [(2, "Ana"), (1, "Ali")]
    over = {**data, "people": "3", "version": str(Registration.objects.get(pk=mine.pk).version)}
    assert Client().post(own_page(mine), over, headers=ORIGIN).status_code == 200
    assert Registration.objects.get(pk=mine.pk).people == 2
