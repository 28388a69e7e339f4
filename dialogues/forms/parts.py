"""Forms for the rows of the plan: what can be influenced, and the groups to reach."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogues.models import Influence, TargetGroup
from dialogues.queries.dialogues import was_published
from programmes.forms.records import RecordCreateForm, RecordEditForm


class _ToldToPeople(forms.ModelForm):
    """Asks why, once people have been told of the dialogue."""

    reason_hint = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_places()
        if was_published(self.instance.dialogue):
            self.fields["change_reason"] = forms.CharField(
                label=_("Why it is changed"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
                help_text=self.reason_hint,
            )  # fmt: skip
            self.fields["change_reason"].hide_optional = True

    def _offer_places(self) -> None:
        """Ask for the place only where the dialogue has several, each with questions of its own (domain.md 9)."""
        row, field = self.instance, self.fields["place"]
        field.queryset = field.queryset.filter(Q(dialogues=row.dialogue) | Q(pk=row.place_id)).distinct()
        if row.place_id is None and field.queryset.count() < 2:
            del self.fields["place"]


class _OneDecider(forms.ModelForm):
    """Takes one answer to who decides: only the group would be shown of two. Publishing asks for some of the answers,
    depending on the state."""

    hide_optional = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decided_by") and cleaned.get("decided_by_other"):
            self.add_error("decided_by_other", _("Choose a group or write who else it is, not both."))
        return cleaned


class InfluenceCreateForm(_OneDecider, _ToldToPeople, RecordCreateForm):
    reason_hint = _("Needed when it is decided already. Everyone can read it, and those who have signed up are told.")

    class Meta:
        model = Influence
        fields = ["question", "place", "state", "limits", "decided_by", "decided_by_other", "decided_on"]
        widgets = {"state": forms.RadioSelect, "limits": forms.Textarea(attrs={"rows": 2})}


class InfluenceForm(_OneDecider, _ToldToPeople, RecordEditForm):
    reason_hint = _(
        "People have been told this. Everyone can read the reason and what it said before, and those who have signed "
        "up are told."
    )

    class Meta(InfluenceCreateForm.Meta):
        pass

    def changes(self) -> dict:
        """Return field -> cleaned value, with the reason where one is asked for."""
        return super().changes() | {"change_reason": self.cleaned_data.get("change_reason", "")}


class _GroupToReach(forms.ModelForm):
    """Asks what hinders a group that is usually missing; nobody is planned to reach none of a group."""

    planned = TargetGroup._meta.get_field("planned").formfield(min_value=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hindrance"].hide_optional = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_missing") and "hindrance" in cleaned and not cleaned["hindrance"]:
            self.add_error("hindrance", _("Say what hinders them. Ask somebody in the group if you do not know."))
        return cleaned


class TargetGroupCreateForm(_GroupToReach, RecordCreateForm):
    class Meta:
        model = TargetGroup
        fields = ["name", "kind", "planned", "is_missing", "hindrance", "removal"]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("hindrance", "removal")}


class TargetGroupForm(_GroupToReach, RecordEditForm):
    class Meta(TargetGroupCreateForm.Meta):
        pass
