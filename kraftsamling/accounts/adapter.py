"""How allauth behaves here: nobody signs up by themselves, letters are sent by jobs, addresses stay on our own host."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from kraftsamling.accounts.enums import SignInChange
from kraftsamling.accounts.models import User
from kraftsamling.accounts.services import note_change, request_password_reset
from kraftsamling.shared.mail import known_language

# What allauth calls its letter -> what changed.
_CHANGES = {
    "account/email/password_changed": SignInChange.PASSWORD,
    "account/email/password_set": SignInChange.PASSWORD,
    "account/email/password_reset": SignInChange.PASSWORD,
    "mfa/email/totp_activated": SignInChange.TOTP_ON,
    "mfa/email/totp_deactivated": SignInChange.TOTP_OFF,
    "mfa/email/webauthn_added": SignInChange.PASSKEY_ON,
    "mfa/email/webauthn_removed": SignInChange.PASSKEY_OFF,
    "mfa/email/recovery_codes_generated": SignInChange.RECOVERY_CODES,
}


def in_language_of(user: User, url: str) -> str:
    """Return the address of the same page in the person's own language."""
    path_language = translation.get_language_from_path(urlsplit(url).path) or settings.LANGUAGE_CODE
    with translation.override(path_language):
        return translate_url(url, known_language(user.language))


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong. Check both and try again."),
        "too_many_login_attempts": _(
            "You have tried too many times. Wait five minutes and try again, or choose a new password."
        ),
        "enter_current_password": _("This is not your present password. Try again."),
        "incorrect_password": _("The password is wrong. Try again."),
        "incorrect_code": _("The code is wrong or too old. Wait for the next one and try again."),
        "invalid_password_reset": _("The link no longer works."),
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth counts for each host as the sender writes it: with another port each time nobody was held back.
        return credentials.get("email", "").lower()

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        response["Location"] = in_language_of(user, response["Location"])
        return response

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def send_password_reset_mail(self, user, email, context):
        request_password_reset(user=user)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        if template_prefix == "account/email/password_reset":
            # Somebody who locked themselves out by guessing gets in with the new password at once.
            self._delete_login_attempts_cached_email(self.request, email=user.email)
        note_change(user=user, change=_CHANGES[template_prefix])


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is wrong or too old. Wait for the next one and try again."),
        "cannot_generate_recovery_codes": _("Connect an authenticator app or a passkey first."),
    }

    def get_totp_issuer(self):
        return f"Kraftsamling ({self._get_site_name()})"
