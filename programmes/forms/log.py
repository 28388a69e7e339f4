"""Filter of the event log; its values stand in the address."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kraftsamling.accounts.models import User
from kraftsamling.audit.models import AuditEntry
from programmes.forms.municipality import DateInput
from programmes.queries.log import filter_entries, people_in, verbs_in


class LogFilterForm(forms.Form):
    """Narrows the entries it is made for; the choices are what occurs in them."""

    hide_optional = True

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    person = forms.ModelChoiceField(
        label=_("Who did it"), queryset=User.objects.none(), required=False, empty_label=_("Everybody")
    )
    first = forms.DateField(label=_("From"), required=False, widget=DateInput())
    last = forms.DateField(label=_("Until"), required=False, widget=DateInput())

    def __init__(self, data, *, entries: QuerySet[AuditEntry]):
        super().__init__(data)
        self._entries = entries
        self.fields["verb"].choices = [("", _("Everything")), *verbs_in(entries)]
        self.fields["person"].queryset = people_in(entries)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first. Change one of them."))
        return cleaned

    def entries(self) -> QuerySet[AuditEntry]:
        """Return the narrowed entries; what could not be understood narrows nothing."""
        if not self.is_valid():
            return self._entries
        return filter_entries(self._entries, **self.cleaned_data)
