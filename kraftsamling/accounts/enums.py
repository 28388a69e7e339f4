"""What can change about a person's way of signing in; each is told to them in a letter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInChange(models.TextChoices):
    PASSWORD = "password", _("Your password was changed.")
    TOTP_ON = "totp_on", _("An authenticator app was connected to your account.")
    TOTP_OFF = "totp_off", _("The authenticator app was removed from your account.")
    PASSKEY_ON = "passkey_on", _("A passkey was added to your account.")
    PASSKEY_OFF = "passkey_off", _("A passkey was removed from your account.")
    RECOVERY_CODES = "recovery_codes", _("New recovery codes were made for your account. The old ones no longer work.")
