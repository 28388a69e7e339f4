"""Forms for agreements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Agreement


def _shape(form: forms.ModelForm) -> None:
    days = form.fields["remind_days"]
    days.min_value, days.max_value = 0, 1000
    days.help_text = _("Long enough before for talking about going on.")


def _check(form: forms.ModelForm, cleaned: dict) -> None:
    first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
    if first and last and last.last < first.first:
        form.add_error("ends_on", _("It would end before it begins. Change one of the dates."))


class AgreementCreateForm(RecordCreateForm):
    class Meta:
        model = Agreement
        fields = ["kind", "title", "parties", "purpose", "resources", "signed_on", "starts_on", "ends_on",
                  "termination", "remind_days", "keeper"]  # fmt: skip
        widgets = {
            "kind": forms.RadioSelect,
            "parties": forms.CheckboxSelectMultiple,
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "resources": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _shape(self)

    def clean(self):
        cleaned = super().clean()
        _check(self, cleaned)
        return cleaned


class AgreementForm(RecordEditForm):
    class Meta(AgreementCreateForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _shape(self)

    def clean(self):
        cleaned = super().clean()
        _check(self, cleaned)
        return cleaned
