"""allauth's forms in our words, and one's own facts."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from kraftsamling.accounts.models import User
from kraftsamling.accounts.services import request_password_reset

PASSWORD_HELP = _("At least 12 characters. Three or four words of your own that do not belong together are good.")
_PASSKEY_NAME_LENGTH = 60
CODE_HELP = _("Six digits from the app, or one of your recovery codes.")


def _word(form: forms.BaseForm, **labels) -> None:
    """Give fields their label and hint; a placeholder would vanish when one begins to write."""
    for name, (label, hint) in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)
    form.hide_optional = True


def _limit(field: forms.CharField, length: int) -> None:
    field.validators.append(MaxLengthValidator(length))
    field.widget.attrs["maxlength"] = length


class SignInForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, login=(_("E-mail"), ""), password=(_("Password"), ""))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ForgottenPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, email=(_("E-mail"), _("The address you sign in with.")))

    def save(self, request, **kwargs):
        if not self.users:
            request_password_reset(user=None)
        return super().save(request, **kwargs)


class NewPasswordForm(account.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, password1=(_("New password"), PASSWORD_HELP), password2=(_("The same password again"), ""))


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, password1=(_("New password"), PASSWORD_HELP), password2=(_("The same password again"), ""))


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(
            self,
            oldpassword=(_("Your present password"), ""),
            password1=(_("New password"), PASSWORD_HELP),
            password2=(_("The same password again"), ""),
        )


class ConfirmPasswordForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, password=(_("Password"), ""))


class CodeForm(mfa.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, code=(_("Code"), CODE_HELP))


class ConfirmCodeForm(mfa.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, code=(_("Code"), CODE_HELP))


class ConnectAppForm(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, code=(_("Code from the app"), _("Six digits. They change every half minute.")))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


@contextmanager
def _broken_as_refused() -> Iterator[None]:
    """Tell a credential that no device of ours made as a mistake at the form; allauth lets some errors through.

    A wrong signature is a ValueError by the time it comes here: fido2 turns the cryptographic error into one.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, EOFError, struct.error) as error:
        raise forms.ValidationError(_("The passkey could not be used. Try again.")) from error


class _CredentialField(forms.JSONField):
    """What a passkey answered; brackets within brackets without end, and numbers of any length, are no JSON either."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data, initial):
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return None


class PasskeySignInForm(webauthn.LoginWebAuthnForm):
    credential = _CredentialField()

    def clean_credential(self):
        with _broken_as_refused():
            return super().clean_credential()


class PasskeySecondStepForm(webauthn.AuthenticateWebAuthnForm):
    credential = _CredentialField()

    def clean_credential(self):
        with _broken_as_refused():
            return super().clean_credential()


class ConfirmPasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    credential = _CredentialField()

    def clean_credential(self):
        with _broken_as_refused():
            return super().clean_credential()


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    credential = _CredentialField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(
            self,
            name=(_("Name of the passkey"), _("So that you can tell it from others. For example work phone.")),
            passwordless=(
                _("Sign in without password"),
                _("The passkey alone is enough. Your device asks for your fingerprint, face or PIN."),
            ),
        )
        self.fields["passwordless"].initial = True
        _limit(self.fields["name"], _PASSKEY_NAME_LENGTH)

    def clean(self):
        with _broken_as_refused():
            return super().clean()


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self, name=(_("Name of the passkey"), _("So that you can tell it from others. For example work phone.")))
        _limit(self.fields["name"], _PASSKEY_NAME_LENGTH)


class ProfileForm(forms.ModelForm):
    """A person's own facts."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("The pages you see when you have signed in, and the letters you get."),
    )

    class Meta:
        model = User
        fields = ["name", "title", "shows_function_only", "language"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("shows_function_only") and not cleaned.get("title"):
            self.add_error("title", _("Write your function, since it is what others will see instead of your name."))
        return cleaned
