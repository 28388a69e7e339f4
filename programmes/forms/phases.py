"""Forms for the plan of a phase: its dates and aim, and moving it in time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.forms import ImpreciseDateFormField
from kraftsamling.shared.merging import EditForm
from programmes.forms.programmes import DATE_HELP
from programmes.models import Phase, Programme

NOTE_HELP = _(
    "For you who work in the programme. Anyone may ask to read it: write about needs and functions, not about persons."
)
MOST_MONTHS = 120


def _why_field() -> forms.CharField:
    """Return the question why the plan is changed; the event log keeps the answer."""
    return forms.CharField(
        label=_("Why is the plan changed?"), required=False, max_length=300,
        help_text=_("Stands in the event log, for those who come after you. Anyone may ask to read it."),
    )  # fmt: skip


class PhaseForm(EditForm):
    """The dates of a phase and what it should lead to; overlapping phases are allowed."""

    reason = _why_field()

    class Meta:
        model = Phase
        fields = ["starts_on", "ends_on", "aim", "note"]
        widgets = {"aim": forms.Textarea(attrs={"rows": 2}), "note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"starts_on": DATE_HELP, "ends_on": DATE_HELP, "note": NOTE_HELP}

    def clean(self):
        cleaned = super().clean()
        _check_order(self, cleaned.get("starts_on"), cleaned.get("ends_on"))
        return cleaned


class ShiftForm(forms.Form):
    """Moves a phase by months, and if wanted all that comes after it."""

    direction = forms.ChoiceField(
        label=_("Which way?"), choices=[("later", _("Later")), ("earlier", _("Earlier"))], initial="later",
        widget=forms.RadioSelect,
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("How many months?"), min_value=1, max_value=MOST_MONTHS, initial=1,
        help_text=_("Dates keep being as vague as they are: a year stays a year."),
    )  # fmt: skip
    with_later = forms.BooleanField(
        label=_("Move the phases after it, the exit part and the end of the programme as far"), required=False
    )
    reason = _why_field()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def signed_months(self) -> int:
        """The months to move by, negative when it is earlier."""
        months = self.cleaned_data["months"]
        return months if self.cleaned_data["direction"] == "later" else -months


class DatesForm(forms.Form):
    """New dates for a bar of the timeline; what is not sent stays as it is."""

    version = forms.IntegerField(min_value=1)

    def __init__(self, data, *, row: Phase | Programme, fields: tuple[str, str]):
        super().__init__(data)
        self._row, self._names = row, fields
        for name in fields:
            self.fields[name] = ImpreciseDateFormField(required=False)

    def changes(self) -> dict:
        """Return field -> new date for what was sent."""
        return {name: self.cleaned_data[name] for name in self._names if name in self.data}

    def clean(self):
        cleaned = super().clean()
        start, end = (cleaned.get(name) if name in self.data else getattr(self._row, name) for name in self._names)
        _check_order(self, start, end, field=self._names[1])
        return cleaned

    @property
    def before(self) -> dict:
        """Field -> date as it was, for what was sent."""
        return {name: getattr(self._row, name) for name in self._names if name in self.data}

    @property
    def trouble(self) -> str:
        """The first thing that is wrong, as a sentence."""
        return next((str(errors[0]) for errors in self.errors.values()), "")


def _check_order(form: forms.Form, start, end, field: str = "ends_on") -> None:
    if start and end and end.last < start.first:
        form.add_error(field, _("The phase would end before it begins."))
