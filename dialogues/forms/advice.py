"""The reason for choosing otherwise than advised."""

from django import forms

from dialogues.models import Dialogue
from programmes.forms.records import RecordEditForm


class AdviceReasonForm(RecordEditForm):
    """Asked for when form or step is another than advised; may stay empty, since a person decides."""

    class Meta:
        model = Dialogue
        fields = ["advice_reason"]
        widgets = {"advice_reason": forms.Textarea(attrs={"rows": 3})}
