"""Forms for what is to live on after the programme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Structure


class StructureCreateForm(RecordCreateForm):
    class Meta:
        model = Structure
        fields = [
            "name", "description", "owner", "owner_function", "budget_line", "agreement", "handover_on",
        ]  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"owner": _("The programme cannot be closed until somebody has said yes.")}


class StructureForm(RecordEditForm):
    class Meta(StructureCreateForm.Meta):
        pass
