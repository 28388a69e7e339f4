"""Form fields that several apps use."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from kraftsamling.shared.dates import ImpreciseDate, parse_imprecise


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
