"""Telling people. A notice is a row in the transaction of its cause; a job sends the letter afterwards."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.accounts.models import User
from kraftsamling.audit import services as audit
from kraftsamling.jobs.services import enqueue
from kraftsamling.notices.enums import MailPace, NoticeState
from kraftsamling.notices.kinds import get_kind, optional_kinds
from kraftsamling.notices.models import ContactPoint, MailChoice, Notice
from kraftsamling.notices.queries import (
    get_mail_choice,
    make_stop_token,
    waits_for_digest,
    wants_letter,
    write_letters,
)
from kraftsamling.shared import clock, mail, records
from kraftsamling.shared.errors import StateConflict

SEND_JOB = "notices.send"
DIGEST_JOB = "notices.digest"


def notify(
    *,
    kind: str,
    cause: str,
    context: dict[str, Any] | None = None,
    user: User | None = None,
    contact: ContactPoint | None = None,
    programme_id: int | None = None,
) -> Notice:
    """Tell one person (``user``) or address without account (``contact``) of ``cause``, once.

    ``cause`` names what happened ("role.grant:7"); the same cause again returns the notice that exists. ``context``
    holds no names and nothing that anybody wrote: ids, times and names of fields. The letter is sent by a job in the
    caller's transaction, unless the person does not want it or waits for the daily letter. No audit row: what caused
    the notice writes its own. Raises KeyError for an unknown kind.
    """
    get_kind(kind)
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(
            user=user,
            contact=contact,
            cause=cause,
            defaults={"kind": kind, "context": context or {}, "programme_id": programme_id},
        )
        if is_new:
            _queue(notice)
    return notice


def _queue(notice: Notice) -> None:
    if notice.user is not None and not wants_letter(notice.user, notice.kind):
        _finish(notice, NoticeState.STOPPED)
    elif notice.user is None or not waits_for_digest(notice.user, notice.kind):
        enqueue(SEND_JOB, {"notice_id": notice.pk}, key=f"notice:{notice.uuid}")


def _finish(notice: Notice, state: NoticeState, error: str = "") -> None:
    sent_at = clock.now() if state == NoticeState.SENT else None
    Notice.objects.filter(pk=notice.pk, state=NoticeState.WAITING).update(
        state=state, sent_at=sent_at, error=error[:300]
    )


def _recipient(notice: Notice) -> tuple[str, str]:
    """Return address and language; the address is empty for a closed account and for a purged contact."""
    if notice.user is not None:
        return (notice.user.email if notice.user.is_active else ""), mail.known_language(notice.user.language)
    return notice.contact.email, mail.known_language(notice.contact.language)


def send_notice(notice_id: int) -> None:
    """Send one waiting notice; one that is gone, sent or no longer wanted is left alone, so this may run twice.

    A refused address makes the notice FAILED. Other errors of the connection are raised, and the job tries again.
    """
    notice = Notice.objects.select_related("user", "contact").filter(pk=notice_id, state=NoticeState.WAITING).first()
    if notice is None:
        return
    address, language = _recipient(notice)
    if not address or (notice.user is not None and not wants_letter(notice.user, notice.kind)):
        _finish(notice, NoticeState.STOPPED)
        return
    with translation.override(language):
        letter = write_letters([notice]).get(notice.pk)
        stop_url = _stop_url(notice)
    if letter is None:
        _finish(notice, NoticeState.STOPPED)
        return
    message_id = mail.make_message_id(notice.uuid)
    try:
        mail.send_letter(letter, to=address, language=language, message_id=message_id, stop_url=stop_url)
    except mail.AddressRefused as error:
        _finish(notice, NoticeState.FAILED, str(error))
    else:
        _finish(notice, NoticeState.SENT)


def _stop_url(notice: Notice) -> str:
    if notice.user_id is None or get_kind(notice.kind).is_essential:
        return ""
    return mail.absolute_url("notices:mail_stop", make_stop_token(notice.user_id, notice.kind))


def give_up_notice(notice_id: int, error: str) -> None:
    """Mark a notice whose job failed for good."""
    for notice in Notice.objects.filter(pk=notice_id):
        _finish(notice, NoticeState.FAILED, error)


def queue_digests(*, now: dt.datetime | None = None) -> int:
    """Queue one daily letter for each person who has optional notices waiting for it; return how many.

    Also picks up waiting notices of people who went back to letters at once.
    """
    day = timezone.localdate(now or clock.now()).isoformat()
    optional = [kind.key for kind in optional_kinds()]
    people = (
        Notice.objects.filter(state=NoticeState.WAITING, kind__in=optional, user__mail_choice__pace=MailPace.DAILY)
        .order_by("user_id")
        .values_list("user_id", flat=True)
        .distinct()
    )
    for user_id in people:
        enqueue(DIGEST_JOB, {"user_id": user_id, "day": day}, key=f"digest:{user_id}:{day}")
    return len(people)


def send_digest(user_id: int, day: str) -> None:
    """Send a person's waiting optional notices as one letter; nothing is sent when nothing waits."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    optional = [kind.key for kind in optional_kinds() if wants_letter(user, kind.key)]
    waiting = list(Notice.objects.filter(user=user, state=NoticeState.WAITING, kind__in=optional))
    language = mail.known_language(user.language)
    with translation.override(language):
        letters = write_letters(waiting)
        letter = _gather([letters[notice.pk] for notice in waiting if notice.pk in letters])
    outcome, error = NoticeState.SENT, ""
    if letters:
        message_id = mail.make_message_id(f"digest.{user_id}.{day}")
        try:
            mail.send_letter(letter, to=user.email, language=language, message_id=message_id)
        except mail.AddressRefused as refusal:
            outcome, error = NoticeState.FAILED, str(refusal)
    for notice in waiting:
        _finish(notice, *((outcome, error) if notice.pk in letters else (NoticeState.STOPPED, "")))


def _gather(letters: list[mail.Letter]) -> mail.Letter:
    title = ngettext("%(count)d thing has happened", "%(count)d things have happened", len(letters))
    return mail.Letter(
        title=title % {"count": len(letters)},
        paragraphs=tuple(f"{letter.title}\n{letter.url}" for letter in letters),
        url=mail.absolute_url("notices:notice_list"),
        link_label=_("See your notices"),
        small_print=(
            _("You get this letter once a day, when something has happened. Choose otherwise here:")
            + " "
            + mail.absolute_url("notices:mail_choice"),
        ),
    )


def choose_mail(*, user: User, pace: str, stopped_kinds: list[str], by: User) -> MailChoice:
    """Store which notices the person wants by e-mail and when; whatever waited for a daily letter goes out now if the
    person went over to letters at once."""
    with transaction.atomic():
        choice, _created = MailChoice.objects.update_or_create(
            user=user, defaults={"pace": pace, "stopped_kinds": sorted(stopped_kinds)}
        )
        if pace == MailPace.AT_ONCE:
            for notice in Notice.objects.filter(user=user, state=NoticeState.WAITING).select_related("user"):
                _queue(notice)
        audit.record("notices.choose_mail", user, by=by, fields=["pace", "stopped_kinds"])
    return choice


def stop_kind(*, user: User, kind: str) -> None:
    """Stop letters of ``kind`` to the person, asked for by the link in a letter."""
    choice = get_mail_choice(user)
    choose_mail(user=user, pace=choice.pace, stopped_kinds=list({*choice.stopped_kinds, kind}), by=user)


def mark_read(*, user: User, notice_id: int | None = None) -> int:
    """Mark one of the person's own notices as read, or all (None); return how many changed. No audit row: it is the
    person's own reading."""
    notices = Notice.objects.filter(user=user, is_read=False)
    if notice_id is not None:
        notices = notices.filter(pk=notice_id)
    return notices.update(is_read=True)


def update_contact(*, contact: ContactPoint, email: str, phone: str, by: User | None) -> list[str]:
    """Change how somebody without an account is reached, by at least one of the two; return the names that changed.

    What waits to be sent goes to the new e-mail address, and nowhere when there is none. Kept forms that hold what is
    replaced are deleted. Raises StateConflict for an address that has been removed.
    """
    wanted = {"email": email, "phone": phone}
    with transaction.atomic():
        before = ContactPoint.objects.get(pk=contact.pk)
        replaced = {name: getattr(before, name) for name, value in wanted.items() if getattr(before, name) != value}
        if not ContactPoint.objects.filter(pk=contact.pk, purged_at__isnull=True).update(**wanted):
            raise StateConflict()
        if before.email and not email:
            _stop_waiting(contact)
        if replaced:
            records.remove_drafts_with_addresses(replaced.values())
            audit.record("contact.update", contact, by=by, fields=sorted(replaced))
    contact.refresh_from_db()
    return sorted(replaced)


def purge_contact(*, contact: ContactPoint, by: User | None) -> None:
    """Blank an address that is no longer needed, stop what waits to be sent to it, and delete kept forms that hold it;
    the row stays, since notices and records point to it."""
    with transaction.atomic():
        changed = ContactPoint.objects.filter(pk=contact.pk, purged_at__isnull=True).update(
            email="", phone="", purged_at=clock.now()
        )
        if changed:
            records.remove_drafts_with_addresses([contact.email, contact.phone])
            _stop_waiting(contact)
            audit.record("contact.purge", contact, by=by, fields=["email", "phone"])


def _stop_waiting(contact: ContactPoint) -> None:
    Notice.objects.filter(contact=contact, state=NoticeState.WAITING).update(state=NoticeState.STOPPED)


def purge_old_contacts(*, today: dt.date | None = None) -> int:
    """Blank every address whose day has come; return how many. Runs daily."""
    due = ContactPoint.objects.filter(purge_on__lte=today or clock.today(), purged_at__isnull=True)
    contacts = list(due)
    for contact in contacts:
        purge_contact(contact=contact, by=None)
    return len(contacts)
