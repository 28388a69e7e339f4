"""What the forms of a programme's records have in common: choices of this programme only, and guidance."""

from collections.abc import Mapping

from django import forms
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kraftsamling.accounts.models import User
from kraftsamling.shared.forms import ImpreciseDateFormField, check_years
from kraftsamling.shared.merging import EditForm
from programmes.forms.municipality import DateInput
from programmes.forms.programmes import DATE_HELP
from programmes.guidance import Guide
from programmes.models import Organisation, Phase, Programme, Responsibility
from programmes.queries.programmes import current_organisations
from programmes.queries.records import programme_people


def narrow_choices(form: forms.ModelForm, programme: Programme) -> None:
    """Let every related choice of the form offer only what belongs to ``programme``, and give dates their hint.

    A model of another app that belongs to no programme says by ``offered_to(programme)`` which of its rows it offers.
    """
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = _belonging(field.queryset.model, programme) | _named_already(form.instance, name, field)
            field.label_from_instance = _say_choice
            if not isinstance(field, forms.ModelMultipleChoiceField):
                field.empty_label = _("None chosen")
        elif isinstance(field, ImpreciseDateFormField) and not field.help_text:
            field.help_text = DATE_HELP
        elif isinstance(field, forms.DateField):
            field.widget = DateInput()
            field.validators.append(check_years)
        elif isinstance(field, forms.ChoiceField):
            _word_choices(field)


def _word_choices(field: forms.ChoiceField) -> None:
    """Begin each answer with a capital letter, as a line of its own does, and let the empty one say what it means."""
    offered = [(value, label if isinstance(label, list | tuple) else capfirst(label)) for value, label in field.choices]
    answers = [choice for choice in offered if choice[0] != ""]
    if len(answers) == len(offered):
        field.choices = answers
    elif not field.required:
        field.choices = [(value, _("None chosen") if (value, label) in BLANK_CHOICE_DASH else label)
                         for value, label in offered]  # fmt: skip
    else:
        # Where all answers are seen at once an empty one would only be in the way.
        field.choices = answers if isinstance(field.widget, forms.RadioSelect) else [("", _("Choose")), *answers]


def _belonging(model: type[models.Model], programme: Programme) -> models.QuerySet:
    if model is Organisation:
        return current_organisations(programme.municipality)
    if model is User:
        return programme_people(programme)
    if model in (Phase, Responsibility):
        return model.objects.filter(programme=programme).order_by("pk")
    if hasattr(model, "offered_to"):
        return model.offered_to(programme)
    return model.objects.current().filter(programme=programme)


def _named_already(row: models.Model, name: str, field: forms.ModelChoiceField) -> models.QuerySet:
    """Return what the row names in the field at present: it stays a choice, though it has ended or was withdrawn.

    Otherwise saving another field of the form would drop it without a word.
    """
    if isinstance(field, forms.ModelMultipleChoiceField):
        named = getattr(row, name).values("pk") if row.pk else []
    else:
        named = [getattr(row, f"{name}_id")]
    return field.queryset.model._default_manager.filter(pk__in=named)


def _say_choice(row: models.Model) -> str:
    return _("%(name)s (withdrawn)") % {"name": row} if getattr(row, "withdrawn_at", None) else str(row)


def add_guidance(form: forms.Form, name: str, guides: Mapping[str, Guide], *, rather: str = "") -> None:
    """Put the guidance of "name.field" at each field: hint, example, what good looks like.

    Where ``rather`` names another subject that has guidance of its own for a field, that is put there instead.
    What the form itself must say (how to write a date, that anyone may ask to read it) stays after the hint.
    """
    for field_name, field in form.fields.items():
        guide = guides.get(f"{rather}.{field_name}") or guides.get(f"{name}.{field_name}")
        if guide:
            # Hints are drawn as HTML, and the municipality may word its own.
            field.help_text = format_html_join(" ", "{}", ((text,) for text in (guide.hint, field.help_text) if text))
            # A form that has been checked keeps the words that its questions had then.
            form[field_name].help_text = field.help_text
            field.example, field.criterion = guide.example, guide.criterion


class RecordCreateForm(forms.ModelForm):
    """A new record of ``programme``."""

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme
        narrow_choices(self, programme)


class RecordEditForm(EditForm):
    """A record of ``programme`` that two people may edit at once."""

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = self._extra["programme"] = programme
        narrow_choices(self, programme)
