"""Forms for assets."""

from django import forms

from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Asset


class AssetCreateForm(RecordCreateForm):
    class Meta:
        model = Asset
        fields = ["title", "kind", "description", "organisation", "place", "known_from"]
        widgets = {"kind": forms.RadioSelect, "description": forms.Textarea(attrs={"rows": 4})}


class AssetForm(RecordEditForm):
    class Meta(AssetCreateForm.Meta):
        pass
