"""Forms for answering accessibility reports."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums import ReportState


class ReportFilterForm(forms.Form):
    """Narrows the list; its value stands in the address."""

    hide_optional = True

    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("open", _("Not answered")), ("", pgettext_lazy("reports", "All")), *ReportState.choices],
    )


class ReportAnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Our answer"),
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "The person who reported reads this, by e-mail or on the page with the report's number. It becomes a "
            "public record."
        ),
    )


class ReportReopenForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=forms.Textarea({"rows": 3}))
