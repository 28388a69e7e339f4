"""Forms for the pages the law asks for, and the public form for reports."""

import datetime as dt

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared import clock
from kraftsamling.shared.forms import EmailField, VisitorForm, check_phone
from kraftsamling.shared.merging import EditForm
from programmes.enums import Conformance, ReportKind
from programmes.forms.municipality import DateInput
from programmes.models import AccessibilityStatement, LegalPage
from programmes.queries.legal import MANDATORY_FIELDS


def _check_not_future(day: dt.date | None) -> dt.date | None:
    if day and day > clock.today():
        raise forms.ValidationError(_("The date lies in the future. Write when it was done."))
    return day


class StatementForm(EditForm):
    """The accessibility statement; it may be saved half done, and published when nothing is missing."""

    hide_optional = True  # no field is needed to save, all are needed to publish

    class Meta:
        model = AccessibilityStatement
        fields = list(MANDATORY_FIELDS)
        widgets = {
            "conformance": forms.RadioSelect,
            "assessed_on": DateInput,
            "reviewed_on": DateInput,
            "inaccessible_content": forms.Textarea({"rows": 8}),
            "burden_exceptions": forms.Textarea({"rows": 4}),
            "outside_law": forms.Textarea({"rows": 4}),
            "assessment_method": forms.Textarea({"rows": 4}),
        }

    HINTS = {
        "actor_name": _("Usually the municipality's name."),
        "inaccessible_content": _(
            "One line for each: what it is, why it does not work yet, when it will be mended, and what people can do "
            "meanwhile."
        ),
        "burden_exceptions": _("Write “Nothing” if you have not left out anything for that reason."),
        "outside_law": _("Write “None” if there is no such content."),
        "assessment_method": _("For example your own review, or a review by somebody outside, and what was tested."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conformance"].choices = [(key, capfirst(label)) for key, label in Conformance.choices]
        for name, hint in self.HINTS.items():
            self.fields[name].help_text = hint
        # Mandatory only when the statement is published; until then it may be saved half done.
        self.fields["cited_standard"].required = False

    def clean_assessed_on(self):
        return _check_not_future(self.cleaned_data["assessed_on"])

    def clean_reviewed_on(self):
        return _check_not_future(self.cleaned_data["reviewed_on"])


class LegalPageForm(EditForm):
    class Meta:
        model = LegalPage
        fields = ["body"]
        widgets = {"body": forms.Textarea({"rows": 24})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].help_text = _(
            "Begin a heading with ## and a point in a list with -. Write a link as [words](address). Leave an empty "
            "line between paragraphs."
        )


class AccessibilityReportForm(VisitorForm):
    """For visitors without account."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=ReportKind.choices, widget=forms.RadioSelect)
    description = forms.CharField(
        label=_("Tell us what happened, or what you need"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Do not write about your health or about other people. Say what the page does, or does not do."),
    )
    page = forms.CharField(
        label=_("Which page or document?"),
        max_length=300,
        required=False,
        help_text=_("The address of the page, or what it is called."),
    )
    email = EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("If you want the answer by e-mail."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Your telephone number"),
        max_length=40,
        required=False,
        help_text=_("If you would rather have us call."),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
        validators=[check_phone],
    )
