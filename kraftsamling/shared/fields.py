"""Model fields that several apps use."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from kraftsamling.shared.dates import ImpreciseDate, Precision
from kraftsamling.shared.forms import ImpreciseDateFormField, RowsField


class ImpreciseDateField(models.CharField):
    """An ImpreciseDate in one sortable column, "2026-03-01/month"; None in Python and "" in the column if unknown."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", None)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if value in (None, "") or isinstance(value, ImpreciseDate):
            return value or None
        day, _slash, precision = value.partition("/")
        try:
            return ImpreciseDate(dt.date.fromisoformat(day), Precision(precision))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value):
        value = self.to_python(value)
        return "" if value is None else f"{value.first.isoformat()}/{value.precision}"

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance):
        if value is None and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def run_validators(self, value):
        """Nothing to add: the value is an ImpreciseDate, not the text that the column holds."""

    def formfield(self, **kwargs):
        words = {"label": capfirst(self.verbose_name), "help_text": self.help_text}
        return ImpreciseDateFormField(required=not self.blank, **(words | kwargs))


class LinksField(models.ManyToManyField):
    """A link to many rows whose form field answers any posted number with a sentence."""

    def formfield(self, **kwargs):
        return super().formfield(form_class=RowsField, **kwargs)
