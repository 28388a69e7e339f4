"""Forms for going through a phase: begin, finish, take up again, change what was noted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.forms import ImpreciseDateFormField, RowsField
from kraftsamling.shared.merging import EditForm
from programmes.enums.planning import CheckState, PassageState
from programmes.forms.programmes import DATE_HELP
from programmes.models import ChecklistItem, Phase, PhasePassage

REASON_HELP = _("One sentence that everyone understands. It may be shown on the public process map.")
OUTCOME_HELP = _("Anyone may ask to read it: write about needs and functions, not about persons.")


class StartForm(forms.Form):
    """When the phase began."""

    started_on = ImpreciseDateFormField(label=_("When did it begin?"), help_text=DATE_HELP)


class TakeUpForm(StartForm):
    """When and why the phase is taken up again, and what on its checklist no longer holds."""

    reason = forms.CharField(
        label=_("Why is it taken up again?"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=REASON_HELP,
    )  # fmt: skip
    items = RowsField(
        label=_("What is not in place any more?"), queryset=ChecklistItem.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What you tick goes back to under way, with the reason above."),
    )  # fmt: skip
    field_order = ["reason", "started_on", "items"]

    def __init__(self, *args, phase: Phase, **kwargs):
        super().__init__(*args, **kwargs)
        in_place = ChecklistItem.objects.current().filter(phase=phase, state=CheckState.IN_PLACE)
        self.fields["items"].queryset = in_place.select_related("programme")
        if not in_place.exists():
            del self.fields["items"]


class FinishForm(forms.Form):
    """When the phase was finished and what came of it."""

    finished_on = ImpreciseDateFormField(label=_("When was it finished?"), help_text=DATE_HELP)
    outcome = forms.CharField(
        label=_("What came of it?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=OUTCOME_HELP,
    )  # fmt: skip


class PassageForm(EditForm):
    """What was noted about one time of going through a phase."""

    class Meta:
        model = PhasePassage
        fields = ["started_on", "finished_on", "reason", "outcome"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 2}), "outcome": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "started_on": DATE_HELP, "finished_on": DATE_HELP, "reason": REASON_HELP, "outcome": OUTCOME_HELP,
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A first time has no reason, and what goes on has no end; the service keeps what is not asked for.
        if self.instance.number == 1:
            del self.fields["reason"]
        if self.instance.state != PassageState.FINISHED:
            del self.fields["finished_on"]
