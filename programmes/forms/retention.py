"""Forms for how long each type of record is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.merging import EditForm
from kraftsamling.shared.models import RetentionClass
from programmes.forms.municipality import DateInput

_FIELDS = ["name", "is_kept_forever", "years", "counted_from", "decision_number", "decided_on", "note"]
_WIDGETS = {"decided_on": DateInput}
_HINTS = {
    "years": _("Only for what is disposed of."),
    "counted_from": _("The event from which the years are counted, for example that the programme is closed."),
    "decision_number": _("Nothing is disposed of before there is a decision."),
}


class _RuleForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_kept_forever") and cleaned.get("years") is not None:
            self.add_error("years", _("What is kept for ever has no number of years. Remove one of the two."))
        return cleaned


class RetentionForm(_RuleForm):
    """A new type of record."""

    class Meta:
        model = RetentionClass
        fields = _FIELDS
        widgets = _WIDGETS
        help_texts = _HINTS


class RetentionEditForm(_RuleForm, EditForm):
    class Meta:
        model = RetentionClass
        fields = _FIELDS
        widgets = _WIDGETS
        help_texts = _HINTS
