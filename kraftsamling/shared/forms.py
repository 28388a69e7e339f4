"""Form fields that several apps use."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.shared.dates import MAX_YEAR, MIN_YEAR, ImpreciseDate, parse_imprecise
from kraftsamling.shared.screening import describe_hits, screen

MIN_PHONE_DIGITS = 7
MAX_EMAIL = models.EmailField().max_length


def check_years(day: dt.date) -> None:
    """Refuse a day outside the years that dates may have: a slip of the pen, and days after it could not be told."""
    if not MIN_YEAR <= day.year <= MAX_YEAR:
        raise ValidationError(_("Write a year from %(first)d to %(last)d.") % {"first": MIN_YEAR, "last": MAX_YEAR})


def check_phone(number: str) -> None:
    """Refuse what is no telephone number with its area code: a date, a lone year, dashes, other digits than 0 to 9."""
    digits = re.sub(r"[\s()/–-]", "", number)
    if not re.fullmatch(rf"(?:\+[1-9]|0)[0-9]{{{MIN_PHONE_DIGITS - 1},14}}", digits):
        raise ValidationError(_("Write the telephone number in digits, with its area code: 070-123 45 67."))


class ImpreciseDateFormField(forms.CharField):
    """Reads a date written as exactly as it is known (see ``parse_imprecise``)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return value.as_input() if isinstance(value, ImpreciseDate) else value

    def to_python(self, value):
        if isinstance(value, ImpreciseDate):
            return value
        value = super().to_python(value)
        return value or None

    def clean(self, value):
        text = super().clean(value)
        if text is None or isinstance(text, ImpreciseDate):
            return text
        ProhibitNullCharactersValidator()(text)
        try:
            return parse_imprecise(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial, data):
        try:
            return initial != self.clean(data)
        except ValidationError:
            return True


class EmailField(forms.EmailField):
    """One address, no longer than its column: Django's own field lets longer ones through, and PostgreSQL none."""

    def __init__(self, **kwargs):
        super().__init__(max_length=MAX_EMAIL, **kwargs)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows to choose; a number that no row can have is no choice, rather than an overflow on SQLite."""

    def clean(self, value):
        for key in value if isinstance(value, list | tuple) else ():
            if _is_beyond_keys(key):
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)


def _is_beyond_keys(key) -> bool:
    try:
        return abs(int(key)) > models.BigAutoField.MAX_BIGINT
    except (TypeError, ValueError):
        return False


class ScreenedForm(forms.Form):
    """Asks once to say something in another way, if a free text seems to hold what should not be there; whoever sends
    it again as it is means it. Subclasses name the texts in ``screened``."""

    screened: tuple[str, ...] = ()

    was_asked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        if cleaned.pop("was_asked", False):
            return cleaned
        for name in self.screened:
            found = screen(cleaned.get(name, ""))
            if found:
                self.add_error(name, _ask_to_rephrase(describe_hits(found)))
                self.data = self.data.copy()
                self.data[self.add_prefix("was_asked")] = "on"
        return cleaned


class VisitorForm(forms.Form):
    """A form that anyone may send: with a field that people do not see, while programs that fill in every form do."""

    # It is drawn empty again each time.
    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False, widget=forms.TextInput)

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("A field that people do not see was filled in. Look through the form and send it again.")
            )
        return ""

    @property
    def shown_fields(self):
        """The fields that people see."""
        return [field for field in self.visible_fields() if field.name != "website"]


def _ask_to_rephrase(what: str) -> str:
    return _(
        "It looks as if you wrote %(what)s. Say it in another way if you can. If it has to be there, send the form "
        "again as it is."
    ) % {"what": what}
