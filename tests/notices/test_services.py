import datetime as dt

import pytest
from django.core import mail

from kraftsamling.jobs.models import Job
from kraftsamling.notices import services
from kraftsamling.notices.enums import MailPace, NoticeState
from kraftsamling.notices.models import ContactPoint, Notice
from kraftsamling.notices.queries import unread_for
from kraftsamling.shared.mail import AddressRefused
from kraftsamling.shared.models import FormDraft
from programmes.roles import RoleKey
from programmes.services.people import give_role
from programmes.services.roles import revoke_role
from tests.factories import UserFactory
from tests.post import deliver


@pytest.fixture
def told(programme, process_leader):
    """A person who was just given a role and is to be told."""
    person = UserFactory(name="Ana", email="ana@example.org")
    give_role(
        user=person, role=RoleKey.PARTNER, municipality=programme.municipality, programme=programme, by=process_leader
    )
    return person


def test_notice_is_sent_once(told):
    (letter,) = deliver("notices.send")
    assert (letter.to, letter.subject) == (["ana@example.org"], "Du har fått en roll i Kraftsamling Provet: Partner")
    notice = Notice.objects.get()
    services.send_notice(notice.pk)
    assert (len(mail.outbox), notice.state) == (1, NoticeState.SENT)
    assert letter.extra_headers["Message-ID"] == f"<{notice.uuid}@localhost>"


def test_notice_of_the_same_cause_is_one(told):
    first = Notice.objects.get()
    again = services.notify(kind=first.kind, cause=first.cause, context=first.context, user=told)
    assert (again, Job.objects.filter(kind="notices.send").count()) == (first, 1)


def test_notice_stores_ids_only(told):
    assert Notice.objects.get().context == {"assignment_id": told.role_assignments.get().pk}


def test_notice_comes_in_the_recipients_language(told):
    told.language = "en"
    told.save()
    (letter,) = deliver("notices.send")
    assert letter.subject.startswith("You have a role in Kraftsamling Provet")
    assert "http://localhost:8000/en/arbete/provet/" in letter.body


def test_notice_whose_cause_is_gone_is_not_sent(told, process_leader):
    revoke_role(assignment=told.role_assignments.get(), by=process_leader)
    assert deliver("notices.send") == []
    assert (Notice.objects.get().state, unread_for(told)) == (NoticeState.STOPPED, [])


def test_closed_account_gets_no_letter(told):
    told.is_active = False
    told.save()
    assert deliver("notices.send") == []


def test_unwanted_kind_is_seen_but_not_sent(told, programme, process_leader):
    services.choose_mail(user=told, pace=MailPace.AT_ONCE, stopped_kinds=["programmes.role_granted"], by=told)
    assert deliver("notices.send") == []
    assert [line.title for line in unread_for(told)] == ["Du har fått en roll i Kraftsamling Provet: Partner"]


def test_refused_address_marks_the_notice_as_failed(told, monkeypatch):
    def refuse(*args, **kwargs):
        raise AddressRefused("refused by the receiving server (550)")

    monkeypatch.setattr(services.mail, "send_letter", refuse)
    deliver("notices.send")
    notice = Notice.objects.get()
    assert (notice.state, notice.error) == (NoticeState.FAILED, "refused by the receiving server (550)")


def test_trouble_with_the_mail_server_is_tried_again(told, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(services.mail, "send_letter", fail)
        with pytest.raises(ConnectionRefusedError):
            deliver("notices.send")
    assert Notice.objects.get().state == NoticeState.WAITING
    Job.objects.update(due_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert len(deliver("notices.send")) == 1


def test_unknown_kind_is_refused(db):
    with pytest.raises(KeyError):
        services.notify(kind="no.such", cause="x", user=UserFactory())


def test_daily_letter_gathers_what_waits(programme, process_leader):
    person = UserFactory(email="ana@example.org")
    services.choose_mail(user=person, pace=MailPace.DAILY, stopped_kinds=[], by=person)
    for role in (RoleKey.PARTNER, RoleKey.POLITICIAN):
        give_role(user=person, role=role, municipality=programme.municipality, programme=programme, by=process_leader)
    assert deliver("notices.send") == []
    assert services.queue_digests() == 1
    (letter,) = deliver("notices.digest")
    assert letter.subject == "2 saker har hänt"
    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.SENT}
    assert services.queue_digests() == 0


def test_going_back_to_letters_at_once_sends_what_waited(programme, process_leader):
    person = UserFactory()
    services.choose_mail(user=person, pace=MailPace.DAILY, stopped_kinds=[], by=person)
    give_role(
        user=person, role=RoleKey.PARTNER, municipality=programme.municipality, programme=programme, by=process_leader
    )
    services.choose_mail(user=person, pace=MailPace.AT_ONCE, stopped_kinds=[], by=person)
    assert len(deliver("notices.send")) == 1


def test_addresses_are_blanked_on_their_day(db):
    today = dt.date(2026, 3, 9)
    due = ContactPoint.objects.create(email="a@example.org", purpose="invitation", purge_on=today)
    later = ContactPoint.objects.create(email="b@example.org", purpose="x", purge_on=today + dt.timedelta(days=1))
    assert services.purge_old_contacts(today=today) == 1
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.email, due.purged_at is not None, later.email) == ("", True, "b@example.org")
    assert services.purge_old_contacts(today=today) == 0


def test_form_that_was_kept_with_a_blanked_address_goes_too(process_leader):
    day = dt.date(2026, 3, 9)
    ContactPoint.objects.create(email="ana@example.org", phone="070-174 06 05", purpose="x", purge_on=day)
    for text in ("Ana@Example.org", "070-174 06 05 (dagtid)", "Inget om någon"):
        FormDraft.objects.create(owner=process_leader, path="/arbete/provet/", fields={"note": [text]})
    services.purge_old_contacts(today=day)
    assert [draft.fields["note"] for draft in FormDraft.objects.all()] == [["Inget om någon"]]
