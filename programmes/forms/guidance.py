"""Forms for the municipality's own wording of guidance."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.merging import EditForm
from programmes.models import GuidanceText

ROWS = 4


class GuidanceFilterForm(forms.Form):
    hide_optional = True

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    egna = forms.BooleanField(label=_("Only what we have worded ourselves"), required=False)


class GuidanceTextForm(EditForm):
    """Own wording; ``shipped`` (part -> text) stands beside each question."""

    class Meta:
        model = GuidanceText
        fields = ["hint", "example", "criterion"]
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": ROWS}))

    def __init__(self, *args, shipped: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self._extra["shipped"] = shipped
        for name, words in shipped.items():
            self.fields[name].help_text = (
                format_html(_("Our wording: “{}”"), words) if words else _("We have no wording here.")
            )
