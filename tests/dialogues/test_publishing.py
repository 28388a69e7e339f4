"""Publishing an invitation: what must be there first, and what happens at once when it is."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from dialogues.models import Dialogue, DialogueAddress, Influence, Occasion, Promise
from dialogues.queries.readiness import missing_for_publishing, second_thoughts
from dialogues.services.dialogues import move_dialogue
from dialogues.services.occasions import move_occasion
from dialogues.services.publishing import publish_dialogue
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.dates import parse_imprecise
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.public_pages import get_versions, programme_scope
from kraftsamling.shared.receipts import make_form_key
from tests.dialogues.invitations import make_ready
from tests.dialogues.occasions import add_evening, at
from tests.factories import make_member

DAY = dt.date(2027, 1, 14)


@pytest.fixture
def dialogue(programme, process_leader):
    return make_ready(programme, process_leader)


def gaps_of(dialogue) -> set[str]:
    """The keys of what is missing, without those of rows."""
    return {gap.key.partition("-")[0] for gap in missing_for_publishing(Dialogue.objects.get(pk=dialogue.pk))}


def inform(dialogue, **fields) -> None:
    """Let it be information in which everything says who has decided it."""
    Dialogue.objects.filter(pk=dialogue.pk).update(**fields)
    dialogue.influences.update(decided_by_other="Tekniska nämnden")


def test_nothing_is_missing_in_a_ready_dialogue(dialogue):
    assert missing_for_publishing(dialogue) == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"is_matter_open": ""}, "matter_gate"),
        ({"matter_reason": " "}, "matter_gate"),
        ({"are_deciders_open": ""}, "deciders_gate"),
        ({"deciders_reason": ""}, "deciders_gate"),
        ({"question": ""}, "question"),
        ({"summary": ""}, "summary"),
        ({"form": ""}, "form"),
        ({"level": ""}, "level"),
        ({"level": "influence", "decision_timing": "taken"}, "decision_taken"),
        ({"formal_link": "plan_review"}, "formal"),
        ({"formal_link": "other_act", "official_channel": "X", "official_url": "https://x.se"}, "formal"),
    ],
)
def test_each_gap_in_the_plan_is_told_and_hinders(dialogue, process_leader, changes, missing):
    Dialogue.objects.filter(pk=dialogue.pk).update(**changes)
    dialogue.refresh_from_db()
    assert gaps_of(dialogue) == {missing}
    with pytest.raises(RuleViolation):
        publish_dialogue(dialogue, by=process_leader)
    assert not Dialogue.objects.get(pk=dialogue.pk).published_at


@pytest.mark.parametrize(
    ("take_away", "missing"),
    [
        (lambda dialogue: dialogue.inviters.clear(), "inviters"),
        (lambda dialogue: dialogue.influences.all().delete(), "influences"),
        (lambda dialogue: dialogue.influences.update(state="fixed", limits="Det är bestämt."), "all_fixed"),
        (lambda dialogue: dialogue.influences.update(limits=" "), "limits"),
        (lambda dialogue: inform(dialogue, level="information"), "open_in_information"),
        (lambda dialogue: inform(dialogue, form="information"), "open_in_information"),
        (lambda dialogue: dialogue.influences.update(decided_by_other=""), "decider"),
        (lambda dialogue: dialogue.influences.update(decided_on=parse_imprecise("2025")), "decided"),
        (lambda dialogue: dialogue.promises.all().delete(), "promise"),
        (lambda dialogue: dialogue.promises.update(responsible=None), "promise_owner"),
        (lambda dialogue: dialogue.promises.update(due_on="2020-01-01"), "promise_day"),
        (lambda dialogue: dialogue.occasions.all().delete(), "time"),
        (lambda dialogue: dialogue.occasions.update(state="cancelled", state_reason="Storm"), "time"),
        (lambda dialogue: dialogue.occasions.update(step_free="unknown"), "access"),
        (lambda dialogue: dialogue.occasions.update(address=" "), "where"),
        (lambda dialogue: dialogue.occasions.update(is_all_day=True), "hours"),
    ],
)
def test_each_gap_in_the_rows_is_told(dialogue, take_away, missing):
    take_away(dialogue)
    assert gaps_of(dialogue) == {missing}


def test_information_says_what_is_decided_and_by_whom_and_promises_to_tell(dialogue):
    inform(dialogue, form="information", level="information", is_matter_open="no")
    dialogue.influences.filter(state="open").delete()
    assert gaps_of(dialogue) == set()
    dialogue.influences.update(decided_by_other="")
    assert gaps_of(dialogue) == {"decider"}
    dialogue.influences.all().delete()
    dialogue.promises.all().delete()
    assert gaps_of(dialogue) == {"decisions", "promise"}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"kind": "survey", "address": "", "is_all_day": True}, set()),
        ({"kind": "online", "address": ""}, set()),
        ({"kind": "online", "is_all_day": True}, {"hours"}),
        ({"kind": "stand", "address": ""}, {"where"}),
        ({"kind": "walk", "address": "", "online_url": "https://example.org"}, set()),
        ({"kind": "other", "address": "", "is_all_day": True}, set()),
    ],
)
def test_people_who_meet_are_told_where_and_when(dialogue, changes, missing):
    dialogue.occasions.update(**changes)
    assert gaps_of(dialogue) == missing
    # The form has some forty questions; each gap leads to its own.
    fields = {"hours": "begins", "where": "place"}
    assert {gap.url.partition("#")[2] for gap in missing_for_publishing(dialogue)} == {
        f"id_{fields[key]}" for key in missing
    }


def test_day_of_decision_has_not_passed_for_what_was_asked_before_it(dialogue):
    dialogue.influences.update(decided_on=parse_imprecise("december 2025"))
    Dialogue.objects.filter(pk=dialogue.pk).update(ends_on=parse_imprecise("september 2025"))
    dialogue.occasions.all().delete()
    assert "decided" not in gaps_of(dialogue)
    Dialogue.objects.filter(pk=dialogue.pk).update(ends_on=parse_imprecise("januari 2026"))
    assert "decided" in gaps_of(dialogue)


def test_vague_time_is_enough_without_an_occasion(dialogue):
    dialogue.occasions.all().delete()
    Dialogue.objects.filter(pk=dialogue.pk).update(starts_on=parse_imprecise("2027"))
    assert gaps_of(dialogue) == set()


def test_every_gap_and_thought_leads_to_a_page_that_is_there(client, dialogue, process_leader):
    dialogue.inviters.clear()
    dialogue.influences.update(decided_by_other="")
    dialogue.promises.all().delete()
    dialogue.occasions.update(step_free="unknown")
    Dialogue.objects.filter(pk=dialogue.pk).update(
        question="", summary="", form="", level="", is_matter_open="", are_deciders_open="", formal_link="plan_review"
    )
    dialogue.refresh_from_db()
    client.force_login(process_leader)
    found = [*missing_for_publishing(dialogue), *second_thoughts(dialogue)]
    assert len(found) >= 12
    assert {client.get(gap.url).status_code for gap in found} == {200}
    asked = {gap.key.split("-")[0]: gap.url for gap in found}
    occasion = client.get(asked["access"]).content.decode()
    for key, field in (("access", "step_free"), ("unknown", "step_free")):
        assert asked[key].endswith(f"#id_{field}")
        assert f'id="id_{field}"' in occasion


def test_day_of_a_promise_that_has_been_given_hinders_no_new_invitation(dialogue):
    dialogue.promises.update(due_on="2020-01-01", published_at="2019-12-01T12:00Z")
    assert gaps_of(dialogue) == set()


def test_publishing_shows_dialogue_promises_and_occasions_at_once(dialogue, programme, process_leader):
    before = get_versions().get(programme_scope(programme.pk), 0)
    publish_dialogue(dialogue, by=process_leader)
    assert (dialogue.state, dialogue.is_public) == ("open", True)
    assert Promise.objects.public().filter(dialogue=dialogue).count() == 1
    assert Occasion.objects.public().filter(dialogue=dialogue).count() == 1
    assert get_versions()[programme_scope(programme.pk)] > before
    assert AuditEntry.objects.filter(verb="record.publish", target_id=str(dialogue.pk)).count() == 1
    assert len(dialogue.short_address.code) == 7


def test_what_was_called_off_before_anybody_knew_of_it_is_not_published(client, dialogue, process_leader):
    kept = dialogue.occasions.get()
    off = add_evening(dialogue, day=kept.day, is_public=False)
    move_occasion(off, to="cancelled", by=None, reason="Salen var upptagen")
    publish_dialogue(dialogue, by=process_leader)
    assert list(Occasion.objects.public().filter(dialogue=dialogue)) == [kept]
    page = client.get(reverse("dialogues:dialogue_public", args=[dialogue.programme.slug, dialogue.slug]))
    assert "Salen var upptagen" not in page.content.decode()


def test_second_of_two_who_publish_changes_nothing(dialogue, process_leader):
    first, second = (Dialogue.objects.get(pk=dialogue.pk) for _turn in range(2))
    publish_dialogue(first, by=process_leader)
    with pytest.raises(StateConflict):
        publish_dialogue(second, by=process_leader)
    assert AuditEntry.objects.filter(verb="record.publish").count() == 1


def test_address_on_paper_stays_when_the_invitation_is_taken_back_and_published_again(
    client, dialogue, programme, process_leader
):
    publish_dialogue(dialogue, by=process_leader)
    code = dialogue.short_address.code
    assert client.get(f"/k/{code.upper()}").headers["Location"] == dialogue.get_absolute_url()
    move_dialogue(dialogue, to="planned", by=process_leader, reason="Fel datum")
    assert client.get(dialogue.get_absolute_url()).status_code == 404
    # What hangs on the wall still leads somewhere.
    list_url = reverse("dialogues:dialogue_public_list", args=[programme.slug])
    assert client.get(f"/k/{code}").headers["Location"] == list_url
    assert client.get(list_url).status_code == 200
    dialogue.refresh_from_db()
    publish_dialogue(dialogue, by=process_leader)
    assert DialogueAddress.objects.get(dialogue=dialogue).code == code
    assert client.get("/k/finnsej").status_code == 404


def test_check_page_publishes_by_a_button_once(client, dialogue, programme, process_leader):
    client.force_login(process_leader)
    place = [programme.slug, dialogue.pk]
    check, publish = (reverse(f"dialogues:dialogue_{name}", args=place) for name in ("check", "publish"))
    assert f'action="{publish}"' in client.get(check).content.decode()
    sent = {"version": dialogue.version, "form_key": make_form_key(process_leader.pk)}
    told = reverse("dialogues:invitation_detail", args=place)
    assert [client.post(publish, sent).headers["Location"] for _turn in range(2)] == [told, told]
    assert f'action="{publish}"' not in client.get(check).content.decode()


def test_check_page_leads_to_the_thoughts_before_its_button(client, dialogue, programme, process_leader):
    client.force_login(process_leader)
    check = reverse("dialogues:dialogue_check", args=[programme.slug, dialogue.pk])
    response = client.get(check)
    html, number = response.content.decode(), len(response.context["thoughts"])
    lead = f'<a href="#thoughts">Värt att tänka på en gång till ({number})</a>'
    assert number
    assert html.index(lead) < html.index("Publicera inbjudan</button>") < html.index('id="thoughts"')


def test_occasions_of_one_name_are_told_apart_by_their_day(dialogue):
    Occasion.objects.update(starts_at=at(DAY, 18), ends_at=at(DAY, 20), step_free="unknown")
    [gap] = missing_for_publishing(dialogue)
    assert gap.text == "Möte torsdag 14 januari: skriv vad som finns för den som behöver det"


def test_button_is_missing_while_something_is_and_for_who_may_not_publish(client, dialogue, programme):
    place = [programme.slug, dialogue.pk]
    check, publish = (reverse(f"dialogues:dialogue_{name}", args=place) for name in ("check", "publish"))
    client.force_login(make_member(programme, "facilitator"))
    assert f'action="{publish}"' not in client.get(check).content.decode()
    client.force_login(make_member(programme, "communicator"))
    assert f'action="{publish}"' in client.get(check).content.decode()
    Influence.objects.all().delete()
    assert f'action="{publish}"' not in client.get(check).content.decode()


def test_publishing_from_an_old_page_shows_what_changed_instead(client, dialogue, programme, process_leader):
    client.force_login(process_leader)
    place = [programme.slug, dialogue.pk]
    response = client.post(reverse("dialogues:dialogue_publish", args=place), {"version": dialogue.version + 1})
    assert response.headers["Location"] == reverse("dialogues:dialogue_check", args=place)
    assert not Dialogue.objects.get(pk=dialogue.pk).published_at


def test_invitation_is_taken_back_only_by_those_who_publish(client, dialogue, process_leader):
    back = reverse("dialogues:dialogue_move", args=["provet", dialogue.pk, "planned"])
    publish_dialogue(dialogue, by=process_leader)
    for role, status in (("facilitator", 403), ("process_leader", 302)):
        client.force_login(make_member(dialogue.programme, role))
        assert (back in client.get(dialogue.get_work_url()).content.decode()) == (status == 302)
        assert client.post(back, {"reason": "Fel dag"}).status_code == status
    dialogue.refresh_from_db()
    assert dialogue.published_at is None


def test_what_is_there_on_request_without_anybody_to_ask_deserves_a_second_thought(dialogue):
    occasion = dialogue.occasions.get()
    Occasion.objects.filter(pk=occasion.pk).update(interpreter="on_request")
    told = {gap.key: gap.text for gap in second_thoughts(dialogue)}
    day = date_format(occasion.day, "l j F")
    assert told[f"support-{occasion.pk}"] == f"Möte {day}: det står inte vem den som behöver något ska fråga"
    Occasion.objects.filter(pk=occasion.pk).update(support_how="Ring områdesutvecklaren")
    assert f"support-{occasion.pk}" not in {gap.key for gap in second_thoughts(dialogue)}
