"""Forms for the rows of the plan: what can be influenced, and the groups to reach."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.models import Influence, TargetGroup
from programmes.forms.records import RecordCreateForm, RecordEditForm


class InfluenceCreateForm(RecordCreateForm):
    class Meta:
        model = Influence
        fields = ["question", "state", "limits", "decided_by", "decided_by_other", "decided_on"]
        widgets = {"state": forms.RadioSelect, "limits": forms.Textarea(attrs={"rows": 2})}


class InfluenceForm(RecordEditForm):
    class Meta(InfluenceCreateForm.Meta):
        pass


class _GroupThatIsMissing(forms.ModelForm):
    """Asks what hinders a group that is usually missing."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_missing") and "hindrance" in cleaned and not cleaned["hindrance"]:
            self.add_error("hindrance", _("Say what hinders them. Ask somebody in the group if you do not know."))
        return cleaned


class TargetGroupCreateForm(_GroupThatIsMissing, RecordCreateForm):
    class Meta:
        model = TargetGroup
        fields = ["name", "kind", "planned", "is_missing", "hindrance", "removal"]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("hindrance", "removal")}


class TargetGroupForm(_GroupThatIsMissing, RecordEditForm):
    class Meta(TargetGroupCreateForm.Meta):
        pass
