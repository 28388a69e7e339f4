"""Reading notices."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.core import signing

from kraftsamling.notices.enums import MailPace
from kraftsamling.notices.kinds import get_kind
from kraftsamling.notices.models import MailChoice, Notice
from kraftsamling.shared.mail import Letter

_STOP_SALT = "notices.stop"


@dataclass(frozen=True)
class NoticeLine:
    """One notice as it is shown in a list."""

    pk: int
    title: str
    url: str
    link_label: str
    at: dt.datetime
    is_read: bool


def write_letters(notices: list[Notice]) -> dict[int, Letter]:
    """Return what each notice says, in the active language; notices whose cause is gone are left out."""
    letters: dict[int, Letter] = {}
    in_order = sorted(notices, key=lambda notice: notice.kind)
    for kind, same in groupby(in_order, key=lambda notice: notice.kind):
        letters |= get_kind(kind).write(list(same))
    return letters


def _lines(notices: list[Notice]) -> list[NoticeLine]:
    letters = write_letters(notices)
    return [
        NoticeLine(
            pk=notice.pk,
            title=letters[notice.pk].title,
            url=letters[notice.pk].url,
            link_label=letters[notice.pk].link_label,
            at=notice.created_at,
            is_read=notice.is_read,
        )
        for notice in notices
        if notice.pk in letters
    ]


def unread_for(user, *, limit: int = 10) -> list[NoticeLine]:
    """Return the person's newest unread notices; for templates/notices/_notice_list_part.html."""
    return _lines(list(Notice.objects.filter(user=user, is_read=False)[:limit]))


def all_for(user, *, limit: int = 100) -> list[NoticeLine]:
    """Return the person's newest notices, read or not."""
    return _lines(list(Notice.objects.filter(user=user)[:limit]))


def get_mail_choice(user) -> MailChoice:
    """Return what the person chose; an unsaved row with the defaults when nothing was chosen."""
    return MailChoice.objects.filter(user=user).first() or MailChoice(user=user)


def wants_letter(user, kind: str) -> bool:
    """Whether the person wants notices of ``kind`` by e-mail; essential ones are always sent."""
    return get_kind(kind).is_essential or kind not in get_mail_choice(user).stopped_kinds


def waits_for_digest(user, kind: str) -> bool:
    """Whether a notice of ``kind`` is kept for the person's daily letter."""
    return not get_kind(kind).is_essential and get_mail_choice(user).pace == MailPace.DAILY


def make_stop_token(user_id: int, kind: str) -> str:
    """Return the signed part of the address with which one person stops one kind without signing in."""
    return signing.dumps([user_id, kind], salt=_STOP_SALT)


def read_stop_token(token: str) -> tuple[int, str] | None:
    """Return the person's id and the kind, None when the token is not ours."""
    try:
        user_id, kind = signing.loads(token, salt=_STOP_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user_id, kind
