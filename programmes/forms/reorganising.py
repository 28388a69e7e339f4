"""The form for letting one organisation become another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.forms import check_years
from programmes.forms.municipality import DateInput
from programmes.models import Organisation
from programmes.queries.programmes import current_organisations
from programmes.services.reorganising import check_merge


class MergeForm(forms.Form):
    """What ``organisation`` becomes, and its last day."""

    into = forms.ModelChoiceField(
        label=_("What it becomes part of"), queryset=Organisation.objects.none(), empty_label=_("Choose")
    )
    on = forms.DateField(
        label=_("Last day of the old organisation"), widget=DateInput(), validators=[check_years]
    )  # fmt: skip

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.initial = {"on": organisation.valid_until, "into": organisation.successor_id} | self.initial
        going_on = current_organisations(organisation.municipality, or_named=organisation.successor_id)
        self.fields["into"].queryset = going_on.exclude(pk=organisation.pk)
        self.fields["into"].help_text = _("If the new organisation is not in the list, add it first.")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("into") and cleaned.get("on"):
            try:
                check_merge(self.organisation, into=cleaned["into"], on=cleaned["on"])
            except RuleViolation as violation:
                self.add_error(violation.field, violation.message)
        return cleaned
