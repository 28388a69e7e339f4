"""A person hands over what they hold in a programme, and what only they know."""

import pytest
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.notices.models import Notice
from kraftsamling.notices.queries import unread_for
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.handover_questions import QUESTIONS
from programmes.models import (
    Agreement,
    Contact,
    HandoverAnswer,
    PersonHandover,
    Programme,
    Responsibility,
    RoleAssignment,
)
from programmes.queries.people import get_holdings
from programmes.services.handovers import finish_handover, start_handover
from programmes.services.people import close_account, hand_over_and_tell
from tests.factories import UserFactory


def address(house, name: str, *args) -> str:
    return reverse(f"programmes:handover_{name}", args=[house.programme.slug, *args])


@pytest.fixture
def leaver(house):
    """Somebody who holds one of everything."""
    person = house.people["facilitator"]
    Contact.objects.filter(pk=house.rows.contact.pk).update(keeper=person)
    Agreement.objects.filter(pk=house.rows.agreement.pk).update(keeper=person)
    Responsibility.objects.filter(pk=house.rows.responsibility.pk).update(holder=person)
    return person


@pytest.fixture
def handover(house, leaver):
    return start_handover(programme=house.programme, leaver=leaver, by=leaver)


def test_leaver_answers_the_questions_one_by_one(house, leaver, handover, client):
    client.force_login(leaver)
    answer = handover.answers.get(question="fire")
    page = client.get(address(house, "answer", answer.pk))
    form = page.context["form"]
    data = {"text": "Jouren på fastighet", "version": form["version"].value(), "base": form["base"].value()}
    assert client.post(address(house, "answer", answer.pk), data).status_code == 302
    shown = client.get(address(house, "detail", handover.pk)).content.decode()
    assert "Jouren på fastighet" in shown
    assert f"1 av {len(QUESTIONS)} frågor" in shown
    assert AuditEntry.objects.filter(verb="part.update", target_type="programmes.handoveranswer").exists()


def test_detail_shows_all_that_the_person_holds(house, leaver, handover, client):
    client.force_login(leaver)
    shown = client.get(address(house, "detail", handover.pk)).content.decode()
    rows = house.rows
    for words in (rows.contact.name, rows.agreement.title, rows.responsibility.function, rows.checklist_item.text):
        assert words in shown
    for row in (rows.contact, rows.agreement):
        assert f'href="{row.get_work_url()}"' in shown


def test_finished_handover_no_longer_asks(house, leaver, handover, client):
    boss = house.people["process_leader"]
    finish_handover(handover=handover, successor=boss, by=boss)
    client.force_login(boss)
    shown = client.get(address(house, "detail", handover.pk)).content.decode()
    assert f"{leaver.display_name} lämnade över" in shown
    assert "Den första veckan" not in shown
    assert "Besvarades aldrig." in shown


def test_finishing_moves_everything_and_tells_the_successor(house, leaver, handover):
    successor = UserFactory(name="Den nya")
    moved = finish_handover(handover=handover, successor=successor, by=house.people["process_leader"])
    assert moved == 4
    held = get_holdings(successor, house.programme)
    assert [len(part) for part in (held.roles, held.responsibilities, held.contacts, held.agreements)] == [1, 1, 1, 1]
    assert get_holdings(leaver, house.programme).is_empty
    handover.refresh_from_db()
    assert (handover.state, handover.successor) == ("done", successor)
    assert Notice.objects.get(user=successor).context["handover_id"] == handover.pk
    assert any(address(house, "detail", handover.pk) in str(found) for found in unread_for(successor))


def test_successor_reads_what_the_leaver_wrote(house, handover, client):
    HandoverAnswer.objects.filter(handover=handover, question="fire").update(text="Jouren")
    successor = UserFactory()
    finish_handover(handover=handover, successor=successor, by=house.people["process_leader"])
    client.force_login(successor)
    assert "Jouren" in client.get(address(house, "detail", handover.pk)).content.decode()
    assert client.get(address(house, "list")).content.decode().count("<h3>") == 1
    answer = handover.answers.first()
    assert client.get(address(house, "answer", answer.pk)).status_code == 403


def test_done_handover_is_not_finished_again_nor_written(house, handover, client):
    leader = house.people["process_leader"]
    finish_handover(handover=handover, successor=UserFactory(), by=leader)
    with pytest.raises(StateConflict):
        finish_handover(handover=handover, successor=UserFactory(), by=leader)
    client.force_login(leader)
    answer = handover.answers.first()
    page = client.post(address(house, "answer", answer.pk), {"text": "Sent", "version": "1", "base": ""})
    assert page.status_code == 200
    answer.refresh_from_db()
    assert answer.text == ""


def test_failed_hand_over_changes_nothing(house, leaver, handover):
    successor = UserFactory(is_active=False)
    with pytest.raises(RuleViolation):
        finish_handover(handover=handover, successor=successor, by=house.people["process_leader"])
    assert PersonHandover.objects.get(pk=handover.pk).state == "preparing"
    assert not get_holdings(leaver, house.programme).is_empty


def test_one_is_prepared_at_a_time(house, leaver, handover, client):
    client.force_login(leaver)
    page = client.post(address(house, "create"), {"leaver": leaver.pk, "leaves_on": ""})
    assert "leaver" in page.context["form"].errors


def test_people_prepare_only_for_themselves(house, leaver, client):
    client.force_login(leaver)
    other = house.people["partner"]
    page = client.post(address(house, "create"), {"leaver": other.pk, "leaves_on": ""})
    assert "leaver" in page.context["form"].errors
    assert client.post(address(house, "create"), {"leaver": leaver.pk, "leaves_on": "2026-12-31"}).status_code == 302


def test_calling_off_keeps_what_is_written(house, leaver, handover, client):
    HandoverAnswer.objects.filter(handover=handover, question="fire").update(text="Jouren")
    client.force_login(leaver)
    assert client.post(address(house, "move", handover.pk, "cancelled"), {"reason": "Stannar"}).status_code == 302
    assert "Jouren" in client.get(address(house, "detail", handover.pk)).content.decode()
    assert client.post(address(house, "move", handover.pk, "preparing"), {"reason": "Slutar ändå"}).status_code == 302


def test_answer_is_removed_for_good(house, handover, client):
    answer = handover.answers.get(question="fire")
    HandoverAnswer.objects.filter(pk=answer.pk).update(text="Namnet på någon")
    client.force_login(house.people["process_leader"])
    client.post(address(house, "answer_redact", answer.pk), {"reason": "Namnger en person"})
    answer.refresh_from_db()
    assert "Namnet" not in answer.text
    assert AuditEntry.objects.filter(verb="part.redact").exists()


def test_other_ways_of_handing_over_move_the_same(house, leaver):
    successor = UserFactory()
    assert hand_over_and_tell(leaver=leaver, successor=successor, by=house.people["administrator"]) == 4
    close_account(user=successor, by=house.people["administrator"])
    assert Contact.objects.get(pk=house.rows.contact.pk).keeper is None
    assert Agreement.objects.get(pk=house.rows.agreement.pk).keeper is None


def test_what_is_held_elsewhere_stays(house, leaver, handover):
    Contact.objects.filter(pk=house.rows.contact.pk).update(programme=house.hidden)
    finish_handover(handover=handover, successor=UserFactory(), by=house.people["process_leader"])
    assert Contact.objects.get(pk=house.rows.contact.pk).keeper == leaver
    assert not RoleAssignment.objects.filter(user=leaver, programme=house.programme, revoked_at=None).exists()


def test_leaver_meets_the_questions_on_their_own_page(house, leaver, handover, client):
    Programme.objects.update(state="under_way")
    client.force_login(leaver)
    page = client.get(reverse("overview:my_page")).content.decode()
    assert f"{len(QUESTIONS)} frågor väntar på dina svar innan du lämnar över" in page
    assert address(house, "list") in page
