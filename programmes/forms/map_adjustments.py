"""Forms for how stations of the process map are drawn: every control saves by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.enums import LabelSide
from programmes.models import MapAdjustment

SIDES = [("", _("where there is room")), *LabelSide.choices]
WEIGHTS = range(1, 6)


class AdjustmentForm(forms.Form):
    """A change of one station. Only what was sent is changed, so a button sends what it stands for and nothing else."""

    item_key = forms.CharField(max_length=40)
    seen_step = forms.IntegerField(min_value=0, max_value=1_000_000)
    short_title = forms.CharField(
        label=_("Short title"), max_length=MapAdjustment._meta.get_field("short_title").max_length, required=False
    )
    weight = forms.TypedChoiceField(choices=[(weight, weight) for weight in WEIGHTS], coerce=int, required=False)
    is_hidden = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], required=False)
    side = forms.ChoiceField(label=_("Place of the label"), choices=SIDES, required=False)
    reset = forms.BooleanField(required=False)

    def changes(self) -> dict[str, Any]:
        """Return what is to be changed, by the names that the service takes."""
        sent = {
            name: self.cleaned_data[name]
            for name in ("short_title", "weight", "is_hidden", "side")
            if name in self.data
        }
        if "is_hidden" in sent:
            sent["is_hidden"] = sent["is_hidden"] == "yes"
        if "weight" in sent:
            sent["weight"] = sent["weight"] or None
        return sent


class UndoForm(forms.Form):
    """Steps back over the latest change, which is named so that nobody undoes what a colleague did a moment ago."""

    adjustment = forms.IntegerField(min_value=1, max_value=2**62)
