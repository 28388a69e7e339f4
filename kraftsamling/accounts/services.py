"""Accounts: creating, changing, closing, and letters about signing in. Roles are given in programmes."""

import datetime as dt
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from kraftsamling.accounts.enums import SignInChange
from kraftsamling.accounts.models import User
from kraftsamling.audit import services as audit
from kraftsamling.jobs.services import enqueue
from kraftsamling.shared import clock, mail
from kraftsamling.shared.errors import RuleViolation


def create_account(*, email: str, name: str, password: str, language: str, by: User | None) -> User:
    """Create an account; ``by`` None means that the person did it through an invitation.

    Raises RuleViolation when there is an account with this address, however it is spelt.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name, language=language)
            audit.record("account.create", user, by=by or user)
    except IntegrityError as error:
        raise RuleViolation(_("There is already an account with this e-mail address."), field="email") from error
    return user


def update_profile(*, user: User, changes: dict[str, Any], by: User) -> User:
    """Change a person's own facts; columns that do not differ are left alone."""
    changed = [name for name, value in changes.items() if getattr(user, name) != value]
    if changed:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(**{name: changes[name] for name in changed})
            audit.record("account.update", user, by=by, fields=changed)
        user.refresh_from_db()
    return user


def set_active(*, user: User, is_active: bool, by: User, reason: str = "") -> bool:
    """Close or reopen an account; return whether anything changed. A closed one is signed out everywhere at once, and
    stays so when it is opened again."""
    with transaction.atomic():
        changed = User.objects.filter(pk=user.pk, is_active=not is_active).update(is_active=is_active)
        if changed:
            _end_sessions(user)
            audit.record("account.open" if is_active else "account.close", user, by=by, reason=reason)
    user.refresh_from_db()
    return bool(changed)


def _end_sessions(user: User) -> None:
    """Delete the sessions in which the person is signed in; whose a session is, it tells only when it is read."""
    for session in Session.objects.filter(expire_date__gt=clock.now()):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def request_password_reset(*, user: User | None) -> None:
    """Queue a letter with a link for a new password. The link is made when the letter is sent and stored nowhere.

    ``user`` None: nobody has the address that was asked for. The same work is done, so that the time it takes does not
    tell who has an account. No audit row: anybody may ask, and nothing has changed.
    """
    enqueue("accounts.send_reset", {"user_id": user.pk if user else 0})


def send_reset_letter(user_id: int, *, unique: int) -> None:
    """Send the link to set a new password; nothing is sent to an account that is closed or gone."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    language = mail.known_language(user.language)
    with translation.override(language):
        hours = settings.PASSWORD_RESET_TIMEOUT // 3600
        url = mail.absolute_url(
            "account_reset_password_from_key", user_pk_to_url_str(user), default_token_generator.make_token(user)
        )
        letter = mail.Letter(
            title=_("Choose a new password"),
            paragraphs=(
                _("You, or somebody else, asked for a new password for your account."),
                _("Open the link and choose one. The link works once and for %(hours)d hours.") % {"hours": hours},
            ),
            url=url,
            link_label=_("Choose a new password"),
            small_print=(_("Was it not you? Then do nothing. Your password stays as it is."),),
        )
    _send(letter, user, language, f"reset.{unique}")


def note_change(*, user: User, change: SignInChange) -> None:
    """Log that a person's way of signing in changed, and tell them by letter, in case it was somebody else."""
    with transaction.atomic():
        audit.record(f"account.{change}", user, by=user)
        enqueue("accounts.send_change", {"user_id": user.pk, "change": change, "at": clock.now().isoformat()})


def send_change_letter(user_id: int, change: str, at: str, *, unique: int) -> None:
    """Tell a person what changed about their sign-in at the moment ``at`` (ISO)."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    language = mail.known_language(user.language)
    with translation.override(language):
        moment = formats.date_format(timezone.localtime(dt.datetime.fromisoformat(at)), "DATETIME_FORMAT")
        letter = mail.Letter(
            title=_("Your sign-in was changed"),
            paragraphs=(
                str(SignInChange(change).label),
                _("It happened on %(moment)s.") % {"moment": moment},
                _("Was it not you? Then choose a new password at once, and tell your administrator."),
            ),
            url=mail.absolute_url("account_reset_password"),
            link_label=_("Choose a new password"),
            small_print=(_("This letter always comes when your sign-in is changed."),),
        )
    _send(letter, user, language, f"change.{unique}")


def _send(letter: mail.Letter, user: User, language: str, unique: str) -> None:
    try:
        mail.send_letter(letter, to=user.email, language=language, message_id=mail.make_message_id(unique))
    except mail.AddressRefused as error:
        # A RuleViolation ends the job without further attempts.
        raise RuleViolation(str(error)) from error
