"""Contributions: noted as they were said, read before anyone else sees them, corrected, removed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from dialogues.models import Contribution
from dialogues.queries.contribution_waiting import contributions_due, tell_unread
from dialogues.queries.contributions import queue_of, say_people
from dialogues.services import contributions as services
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from programmes.roles import RoleKey
from tests.dialogues.promise_samples import DAY, make_dialogue, make_function
from tests.factories import make_member
from tests.test_redaction import places_with

SAID = "Lampan vid gångvägen har varit trasig sedan i höstas"
NEIGHBOUR = "Ring Anita på 070-123 45 67, hon vet"


@pytest.fixture
def dialogue(programme):
    return make_dialogue(programme)


@pytest.fixture
def said(dialogue, process_leader):
    return services.add_contribution(dialogue=dialogue, text=SAID, people=1, by=process_leader)


def publish(contribution, by, *, text=None, reason=""):
    return services.publish_contribution(
        contribution, public_text=text or contribution.text, public_translation="", reason=reason,
        expected_version=contribution.version, by=by,
    )  # fmt: skip


def address(name, contribution):
    return reverse(f"dialogues:contribution_{name}", args=[contribution.programme.slug, contribution.pk])


def test_nothing_is_public_until_somebody_has_published_it(said, process_leader):
    assert (said.state, said.is_public, list(Contribution.objects.public())) == ("new", False, [])
    publish(said, process_leader)
    assert list(Contribution.objects.public()) == [said]
    assert (said.public_text, said.is_masked) == (SAID, False)


def test_one_is_noted_on_the_page_and_the_next_form_opens_at_the_same_occasion(client, dialogue, process_leader):
    client.force_login(process_leader)
    form = reverse("dialogues:contribution_create", args=[dialogue.programme.slug, dialogue.pk])
    sent = {"text": SAID, "kind": "voice", "precision": "exact", "channel": "meeting", "content_language": "sv"}
    answer = client.post(form, {**sent, "another": "yes"})
    assert answer["Location"] == form
    noted = Contribution.objects.get()
    assert (noted.text, noted.channel, noted.created_by, noted.number[-4:]) == (SAID, "meeting", process_leader, "0002")


@pytest.mark.parametrize("kind", ["petition", "representative", "table"])
def test_whoever_speaks_for_many_says_for_whom(dialogue, kind):
    with pytest.raises(RuleViolation) as caught:
        services.add_contribution(dialogue=dialogue, text=SAID, kind=kind, by=None)
    assert caught.value.field == "speaks_for"


def test_theme_of_another_dialogue_is_refused(dialogue, programme):
    theme = services.add_theme(dialogue=make_dialogue(programme, slug="en-annan"), name="Ljus", by=None)
    with pytest.raises(RuleViolation) as caught:
        services.add_contribution(dialogue=dialogue, text=SAID, theme=theme, by=None)
    assert caught.value.field == "theme"


def test_what_may_be_about_a_person_is_flagged_and_masked_before_it_is_published(client, dialogue, process_leader):
    said = services.add_contribution(dialogue=dialogue, text=NEIGHBOUR, by=process_leader)
    assert said.flags == ["phone"]
    client.force_login(process_leader)
    page = client.get(address("publish", said))
    assert "ett telefonnummer" in page.content.decode()
    assert page.context["form"]["public_text"].value() == "Ring Anita på [borttaget], hon vet"


def test_what_is_masked_or_flagged_needs_a_reason(said, dialogue, process_leader):
    with pytest.raises(RuleViolation) as caught:
        publish(said, process_leader, text="Lampan är trasig")
    assert caught.value.field == "reason"
    flagged = services.add_contribution(dialogue=dialogue, text=NEIGHBOUR, by=process_leader)
    with pytest.raises(RuleViolation):
        publish(flagged, process_leader)
    publish(flagged, process_leader, reason="Numret går till föreningens jourtelefon")
    assert flagged.state_reason == "Numret går till föreningens jourtelefon"


def test_personal_identity_number_is_never_published(dialogue, process_leader):
    said = services.add_contribution(dialogue=dialogue, text="Jag är 811218-9876", by=process_leader)
    with pytest.raises(RuleViolation) as caught:
        publish(said, process_leader, reason="Vill det själv")
    assert caught.value.field == "public_text"


def test_of_two_who_decide_at_once_the_second_is_told(said, process_leader):
    seen = Contribution.objects.get(pk=said.pk)
    publish(said, process_leader)
    with pytest.raises((EditConflict, StateConflict)):
        services.keep_internal(seen, reason="Om en granne", expected_version=seen.version, by=process_leader)
    assert Contribution.objects.get().state == "published"


def test_what_was_published_can_be_taken_off_with_a_reason(said, process_leader):
    publish(said, process_leader)
    with pytest.raises(RuleViolation):
        services.keep_internal(said, reason=" ", expected_version=said.version, by=process_leader)
    services.keep_internal(said, reason="Pekar ut en granne", expected_version=said.version, by=process_leader)
    assert (said.state, said.is_public) == ("internal", False)


def test_correcting_a_note_keeps_what_it_said_and_what_everyone_reads(client, said, process_leader):
    publish(said, process_leader)
    services.update_contribution(
        said, changes={"text": "Två lampor är trasiga"}, expected_version=said.version, by=process_leader
    )
    assert (said.public_text, said.versions.get().texts["text"], said.is_masked) == (SAID, SAID, False)
    client.force_login(process_leader)
    assert SAID in client.get(said.get_work_url()).content.decode()


def test_what_everyone_reads_beside_the_text_is_not_changed_unread(said, process_leader):
    publish(said, process_leader)
    changes = {"kind": "representative", "speaks_for": "Anita Ek på fyran"}
    with pytest.raises(RuleViolation):
        services.update_contribution(said, changes=changes, expected_version=said.version, by=process_leader)
    assert Contribution.objects.get().speaks_for == ""


def test_reader_sees_for_whom_it_speaks_before_it_is_published(client, dialogue, process_leader):
    said = services.add_contribution(
        dialogue=dialogue, text=SAID, kind="table", speaks_for="Bordet vid Anita 811218-9876", by=process_leader
    )
    client.force_login(process_leader)
    for page in (address("publish", said), queue(dialogue.programme)):
        assert "Bordet vid Anita" in client.get(page).content.decode()
    client.post(queue(dialogue.programme), {"chosen": marks(said), "act": "published"})
    with pytest.raises(RuleViolation):
        publish(said, process_leader, reason="Vill det själv")
    assert not Contribution.objects.public().exists()


def test_text_that_a_colleague_has_just_published_is_removed_there_too(said, process_leader):
    stale = Contribution.objects.get(pk=said.pk)
    publish(said, process_leader)
    services.redact_contribution(stale, fields=["text"], by=process_leader, reason="Pekar ut någon")
    assert places_with(SAID) == []


def test_removed_text_is_gone_from_what_everyone_reads_too(said, process_leader):
    publish(said, process_leader)
    services.redact_contribution(said, fields=["text"], by=process_leader, reason="Pekar ut någon")
    assert places_with(SAID) == []


def test_after_one_is_read_the_next_is_shown(client, dialogue, said, process_leader):
    following = services.add_contribution(dialogue=dialogue, text="Bänkarna är bra", by=process_leader)
    client.force_login(process_leader)
    sent = {"public_text": SAID, "version": said.version, "reason": ""}
    assert client.post(address("publish", said), sent)["Location"] == following.get_work_url()
    sent = {"reason": "Dubblett", "version": following.version}
    answer = client.post(address("keep", following), sent)
    assert answer["Location"] == reverse("dialogues:contribution_list", args=[dialogue.programme.slug])
    assert queue_of(dialogue.programme).count == 0


def test_facilitator_notes_and_does_not_publish(client, said, programme):
    client.force_login(make_member(programme, RoleKey.FACILITATOR))
    assert client.get(said.get_work_url()).context["may_publish"] is False
    assert client.post(address("publish", said), {"public_text": SAID, "version": 1}).status_code == 403


def test_filter_finds_what_is_flagged(client, dialogue, said, process_leader):
    flagged = services.add_contribution(dialogue=dialogue, text=NEIGHBOUR, by=process_leader)
    client.force_login(process_leader)
    found = client.get(reverse("dialogues:contribution_list", args=[dialogue.programme.slug]), {"urval": "flagged"})
    assert list(found.context["page"].object_list) == [flagged]


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"people": 1}, "1 person"), ({"people": 50, "precision": "about"}, "ungefär 50 personer"), ({}, "")],
    ids=["one", "about fifty", "nobody knows"],
)
def test_number_behind_it_is_said_as_exactly_as_it_is_known(dialogue, fields, words):
    assert say_people(services.add_contribution(dialogue=dialogue, text=SAID, by=None, **fields)) == words


def queue(programme):
    return reverse("dialogues:contribution_queue", args=[programme.slug])


def marks(*rows):
    return [f"{row.pk}:{row.version}" for row in rows]


def test_several_are_published_at_once_but_what_may_be_about_a_person(client, dialogue, said, process_leader):
    flagged = services.add_contribution(dialogue=dialogue, text=NEIGHBOUR, by=process_leader)
    young = services.add_contribution(dialogue=dialogue, text="En gunga", age_group="young", by=process_leader)
    client.force_login(process_leader)
    sent = {"chosen": marks(said, flagged, young), "act": "published"}
    page = client.post(queue(dialogue.programme), sent, follow=True).content.decode()
    assert list(Contribution.objects.filter(state="published")) == [said]
    assert "2 synpunkter behöver öppnas och läsas för sig" in page


def test_keeping_several_internal_asks_why_and_keeps_the_ticks(client, dialogue, said, process_leader):
    other = services.add_contribution(dialogue=dialogue, text="Samma igen", by=process_leader)
    client.force_login(process_leader)
    page = client.post(queue(dialogue.programme), {"chosen": marks(other), "act": "internal"}).content.decode()
    assert f'value="{marks(other)[0]}" checked' in page
    assert f'value="{marks(said)[0]}" checked' not in page
    client.post(queue(dialogue.programme), {"chosen": marks(said, other), "act": "internal", "reason": "Dubbletter"})
    assert set(Contribution.objects.values_list("state", "state_reason")) == {("internal", "Dubbletter")}


def test_what_a_colleague_read_meanwhile_is_left_and_told(client, dialogue, said, process_leader):
    shown = marks(said)
    publish(said, process_leader)
    client.force_login(process_leader)
    sent = {"chosen": shown, "act": "internal", "reason": "Dubblett"}
    page = client.post(queue(dialogue.programme), sent, follow=True).content.decode()
    assert "1 synpunkt har lästs eller ändrats av någon annan" in page
    assert Contribution.objects.get().state == "published"


@pytest.mark.parametrize("chosen", [["x"], ["1:1:1"], [], ["99999:1"]], ids=["word", "three", "none", "no such row"])
def test_odd_choices_change_nothing(client, dialogue, said, process_leader, chosen):
    client.force_login(process_leader)
    assert (
        client.post(queue(dialogue.programme), {"chosen": chosen, "act": "published"}, follow=True).status_code == 200
    )
    assert Contribution.objects.get().state == "new"


def test_whoever_answers_for_the_dialogue_is_reminded_of_what_is_unread(programme, process_leader, today):
    holder = make_member(programme, RoleKey.CIVIL_SERVANT)
    dialogue = make_dialogue(programme, responsible=make_function(programme, holder))
    said = services.add_contribution(dialogue=dialogue, text=SAID, by=None)
    arrived = timezone.localdate(said.arrived_at)
    assert contributions_due([programme.pk], arrived + DAY) == []
    (due,) = contributions_due([programme.pk], arrived + 2 * DAY)
    assert (due.owner_id, due.also_leaders) == (holder.pk, False)
    (told,) = tell_unread([due.cause]).values()
    assert (SAID in told.text, queue(programme) in told.url) == (False, True)
    assert contributions_due([programme.pk], arrived + 7 * DAY)[0].also_leaders
    publish(said, process_leader)
    assert contributions_due([programme.pk], arrived + 7 * DAY) == []
