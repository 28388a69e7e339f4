"""Forms for own cases to and from other municipalities: which of them, and the file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.queries.case_file import is_from, read_cases
from dialogues.queries.case_sharing import CaseRow
from programmes.models import Municipality

MAX_BYTES = 2_000_000


class CaseChoiceForm(forms.Form):
    """Which cases. Those in which something was found that should perhaps not be there must be chosen by hand."""

    cases = forms.MultipleChoiceField(
        label=gettext_lazy("Cases"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one."),
            "invalid_choice": gettext_lazy("One of them has changed since you opened the page. Read it once more."),
        },
    )

    def __init__(self, data, *, rows: list[CaseRow]):
        offered = [row for row in rows if not row.why_not]
        super().__init__(data, initial={"cases": [row.value for row in offered if not row.found]})
        self.fields["cases"].choices = [(row.value, row.case.title) for row in offered]


class ShareCasesForm(CaseChoiceForm):
    """Which cases leave the municipality; somebody has read them."""

    is_read = forms.BooleanField(
        label=gettext_lazy("I have read the texts, and nobody can be recognised in them"),
        error_messages={"required": gettext_lazy("Read the texts first, and tick that you have.")},
    )


class AddCasesForm(CaseChoiceForm):
    """Which cases of a file are added. What somebody else has added since the page was opened is offered no more."""

    def __init__(self, data, *, rows: list[CaseRow]):
        super().__init__(data, rows=rows)
        self.fields["cases"].error_messages["invalid_choice"] = _(
            "Not all of them can be added any longer. Look through the list once more."
        )


class CaseFileForm(forms.Form):
    """A file from another municipality. ``cleaned_data["file"]`` is its text, which can be read."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("A file that ends in .json, at most 2 MB and 500 cases."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(self, data, files, *, municipality: Municipality):
        super().__init__(data, files)
        self.municipality = municipality

    def clean_file(self) -> str:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Ask for the cases in several files."))
        try:
            text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            text = ""  # as little a file of ours as one that is empty
        if is_from(self.municipality, read_cases(text)):
            raise ValidationError(_("The file comes from your own municipality. Choose one from another municipality."))
        return text
