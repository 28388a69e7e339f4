"""Forms for the communication plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Communication


class CommunicationCreateForm(RecordCreateForm):
    class Meta:
        model = Communication
        fields = ["audience", "message", "channel", "channel_detail", "planned_on", "responsibility"]
        widgets = {"message": forms.Textarea(attrs={"rows": 3}), "channel": forms.RadioSelect}


class CommunicationForm(RecordEditForm):
    class Meta(CommunicationCreateForm.Meta):
        fields = [*CommunicationCreateForm.Meta.fields, "note"]
        widgets = {**CommunicationCreateForm.Meta.widgets, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": _("Anyone may ask to read it, so write about the matter, not about people.")}
