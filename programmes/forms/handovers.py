"""Forms for a person's handing over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.merging import EditForm
from programmes.forms.municipality import DateInput
from programmes.forms.people import PersonChoiceField
from programmes.models import HandoverAnswer, PersonHandover
from programmes.queries.people import open_accounts

ABOUT_NEEDS = _(
    "Write about needs and matters, not about persons. Anyone may ask to read this, and what is said of a person is "
    "shown to that person."
)


class HandoverCreateForm(forms.ModelForm):
    """Who leaves, and when."""

    class Meta:
        model = PersonHandover
        fields = ["leaver", "leaves_on"]
        field_classes = {"leaver": PersonChoiceField}
        widgets = {"leaves_on": DateInput()}
        labels = {"leaver": _("Who hands over?")}

    def __init__(self, *args, leavers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leaver"].queryset = leavers
        self.fields["leaver"].empty_label = _("Choose a person")


class HandoverForm(EditForm):
    """When the person leaves."""

    class Meta:
        model = PersonHandover
        fields = ["leaves_on"]
        widgets = {"leaves_on": DateInput()}


class HandoverAnswerForm(EditForm):
    """The answer to one question."""

    class Meta:
        model = HandoverAnswer
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        labels = {"text": _("Your answer")}
        help_texts = {"text": ABOUT_NEEDS}


class SuccessorForm(forms.Form):
    """Who takes over."""

    successor = PersonChoiceField(
        label=_("Who takes over?"), queryset=open_accounts().none(), empty_label=_("Choose a person")
    )

    def __init__(self, *args, leaver, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = open_accounts().exclude(pk=leaver.pk)
