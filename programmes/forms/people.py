"""Giving roles, inviting, handing over, and finding people."""

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kraftsamling.accounts.forms import PASSWORD_HELP
from kraftsamling.accounts.models import User
from kraftsamling.shared import clock
from kraftsamling.shared.forms import EmailField
from programmes.forms.municipality import DateInput
from programmes.queries.people import open_accounts
from programmes.roles import Role

DATE_HELP = _("For example 2027-06-30. Leave it empty if no end is set.")


def _date_field(label) -> forms.DateField:
    return forms.DateField(label=label, required=False, help_text=DATE_HELP, widget=DateInput())


def _role_field(roles: dict[str, Role]) -> forms.ChoiceField:
    choices = [
        (key.value, format_html("<strong>{}.</strong> {}", role.name, role.sentence)) for key, role in roles.items()
    ]
    return forms.ChoiceField(label=_("Role"), choices=choices, widget=forms.RadioSelect)


def _clean_end(day):
    if day and day < clock.today():
        raise forms.ValidationError(_("This day has passed. Choose a later one, or leave it empty."))
    return day


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button is the answer."""


class PersonChoiceField(forms.ModelChoiceField):
    """Chooses a person by the name others see, with the function beside it."""

    def label_from_instance(self, person: User) -> str:
        shown = person.display_name
        return f"{shown} ({person.title})" if person.title and person.title != shown else shown


class RoleGrantForm(forms.Form):
    """A role for somebody who has an account."""

    user = PersonChoiceField(label=_("Who?"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    valid_until = _date_field(_("The role lasts until"))

    def __init__(self, *args, roles: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"] = _role_field(roles)
        self.fields["user"].queryset = open_accounts()
        self.order_fields(["user", "role", "valid_until"])

    def clean_valid_until(self):
        return _clean_end(self.cleaned_data["valid_until"])


class InvitationForm(forms.Form):
    """An invitation by e-mail."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = EmailField(label=_("E-mail"), help_text=_("The link is sent here. It works once, for fourteen days."))
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    role_valid_until = _date_field(_("The role lasts until"))

    def __init__(self, *args, roles: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = settings.LANGUAGE_CODE
        self.fields["role"] = _role_field(roles)
        self.order_fields(["name", "email", "role", "role_valid_until", "language"])

    def clean_role_valid_until(self):
        return _clean_end(self.cleaned_data["role_valid_until"])


class HandOverForm(forms.Form):
    """Who takes over from whom."""

    leaver = PersonChoiceField(label=_("From whom?"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    successor = PersonChoiceField(label=_("To whom?"), queryset=User.objects.none(), empty_label=_("Choose a person"))

    def __init__(self, *args, leavers=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = open_accounts()
        if leavers is None:
            del self.fields["leaver"]
        else:
            self.fields["leaver"].queryset = leavers


class AccountCloseForm(forms.Form):
    """Who takes over when an account is closed, and why."""

    successor = PersonChoiceField(
        label=_("Who takes over?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody: roles end, functions stand empty"),
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        required=False,
        help_text=_("Is kept in the event log. For example: has left the municipality."),
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = open_accounts().exclude(pk=person.pk)


class PeopleFilterForm(forms.Form):
    """Finding people; sent with GET."""

    ord = forms.CharField(label=_("Name, function or e-mail"), max_length=100, required=False)
    konto = forms.ChoiceField(
        label=_("Which accounts?"),
        required=False,
        choices=[("", _("Open accounts")), ("stangda", _("Closed accounts")), ("alla", _("All accounts"))],
    )
    hide_optional = True


class NewAccountForm(forms.Form):
    """What an invited person fills in to get an account."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=PASSWORD_HELP,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password"):
            person = User(email=self._email, name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
