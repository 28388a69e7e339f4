"""Forms for sources."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Source


class SourceCreateForm(RecordCreateForm):
    class Meta:
        model = Source
        fields = ["title", "kind", "publisher", "dated_on", "url", "summary", "caution"]
        widgets = {"kind": forms.RadioSelect, "summary": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "url": _("The whole address, with https:// first. Nothing is fetched from it."),
            "caution": _(
                "For example whom it leaves out. Figures show how the area develops, not what the programme has caused."
            ),
        }


class SourceForm(RecordEditForm):
    class Meta(SourceCreateForm.Meta):
        pass
