"""A dialogue that is withdrawn leaves nobody behind who has signed up, and nothing is added to it afterwards."""

import pytest
from django.urls import reverse

from dialogues.models import Dialogue, Influence, InvitationText, Occasion, Registration, TargetGroup
from dialogues.queries.showing import is_awaited
from dialogues.services.dialogues import withdraw_dialogue
from dialogues.services.influences import add_influence, update_influence
from dialogues.services.occasions import add_occasion, move_occasion
from dialogues.services.parts import add_target_group, update_target_group, withdraw_part
from dialogues.services.promises import add_promise
from dialogues.services.registrations import add_participant
from dialogues.services.texts import save_text
from kraftsamling.shared.errors import StateConflict
from tests.dialogues.occasions import DAY, add_dialogue, add_evening
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")

GROUP = {"name": "Unga", "kind": "other"}


@pytest.fixture
def planned(programme):
    """An evening of a dialogue that nobody has been invited to yet."""
    return add_evening(add_dialogue(programme, is_public=False), is_public=False)


def test_dialogue_is_not_withdrawn_from_those_who_were_signed_up_by_hand(client, planned, process_leader):
    add_participant(occasion=planned, people=1, by=process_leader, name="Ana", needs="Ramp", email="ana@example.org")
    deliver("notices.send")
    client.force_login(process_leader)
    page = reverse("dialogues:dialogue_withdraw", args=["provet", planned.dialogue.pk])
    answer = client.post(page, {"reason": "Fel"})
    assert "Några har anmält sig. Ställ in tillfället först, så att de får veta." in answer.content.decode()
    assert Occasion.objects.current().filter(dialogue__withdrawn_at=None).get() == planned
    assert is_awaited(planned)


def test_those_who_know_that_it_is_cancelled_are_forgotten_with_the_dialogue(client, planned, process_leader):
    add_participant(occasion=planned, people=1, by=process_leader, name="Ana", needs="Ramp", email="ana@example.org")
    deliver("notices.send")
    move_occasion(planned, to="cancelled", by=None, reason="Fel fråga")
    deliver("notices.send")
    client.force_login(process_leader)
    page = reverse("dialogues:dialogue_withdraw", args=["provet", planned.dialogue.pk])
    assert client.post(page, {"reason": "Fel"}).status_code == 302
    rows = Registration.objects.values_list("name", "needs", "point__email")
    assert list(rows) == [("", "", "")]
    assert not Occasion.objects.current().exists()


def test_nobody_is_signed_up_to_what_a_colleague_has_just_withdrawn(planned, process_leader):
    stale = Occasion.objects.get(pk=planned.pk)
    withdraw_dialogue(planned.dialogue, by=None, reason="Fel")
    with pytest.raises(StateConflict):
        add_participant(occasion=stale, people=1, by=process_leader, name="Ana")
    assert not Registration.objects.exists()


def add_question(dialogue):
    return add_influence(dialogue=dialogue, by=None, question="När?", state="open", decided_by_other="Nämnden")


def an_occasion(dialogue):
    add_occasion(dialogue=dialogue, by=None, kind="meeting", day=DAY, last_day=None, begins=None, ends=None)


def a_promise(dialogue):
    add_promise(programme=dialogue.programme, dialogue=dialogue, by=None, to_whom="Alla", what="Vad det blev",
                channels=["web"], due_on=DAY)  # fmt: skip


def a_group(dialogue):
    add_target_group(dialogue=dialogue, by=None, **GROUP)


def another_wording(dialogue):
    row = Influence.objects.select_related("dialogue").get(withdrawn_at=None)
    update_influence(row, changes={"question": "Var?"}, expected_version=row.version, by=None)


def another_name(dialogue):
    row = TargetGroup.objects.get()
    update_target_group(row, changes={"name": "Gamla"}, expected_version=row.version, by=None)


def one_group_less(dialogue):
    withdraw_part(TargetGroup.objects.get(), by=None, reason="Dubbel")


@pytest.mark.parametrize(
    "write", [an_occasion, a_promise, add_question, a_group, another_wording, another_name, one_group_less]
)
def test_nothing_is_written_in_what_a_colleague_has_just_withdrawn(programme, write):
    dialogue = add_dialogue(programme, is_public=False)
    add_question(dialogue)
    a_group(dialogue)
    stale = Dialogue.objects.get(pk=dialogue.pk)
    withdraw_dialogue(dialogue, by=None, reason="Fel")
    with pytest.raises(StateConflict):
        write(stale)
    assert not Occasion.objects.current().exists()


def test_log_leads_to_the_texts_of_what_was_withdrawn_with_the_dialogue(client, programme, process_leader):
    dialogue = add_dialogue(programme, is_public=False)
    add_question(dialogue)
    a_group(dialogue)
    text, changes = InvitationText(dialogue=dialogue, language="so"), {"title": "Cilmi", "translator": "Anna i port 7"}
    save_text(text, changes=changes, is_machine=False, digest="", expected_version=1, by=None)
    withdraw_dialogue(dialogue, by=None, reason="Fel")
    client.force_login(process_leader)
    log = client.get(reverse("programmes:log_list", args=["provet"]))
    pages = {row.redact_url for row in log.context["rows"]} - {""}
    assert len(pages) == 4
    for page in pages:
        held = [name for name, _label in client.get(page).context["form"].fields["fields_to_remove"].choices]
        client.post(page, {"fields_to_remove": held, "reason": "Namnger en person"})
    removed = {
        InvitationText.objects.get().translator,
        Influence.objects.get().question,
        TargetGroup.objects.get().name,
    }
    assert {text.partition(" ")[0] for text in removed} == {"[Borttaget"}
