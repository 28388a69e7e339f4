"""The form that a dialogue begins with, and the filter of their list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.enums import Level, PlanSize
from dialogues.models import Dialogue
from dialogues.queries.dialogues import copyable_dialogues
from dialogues.queries.ladder import level_choices, step_of
from programmes.forms.record_filters import RecordFilterForm
from programmes.models import Programme


class DialogueCreateForm(forms.ModelForm):
    """The beginning: what it is called, what is asked, how much is planned, and what it builds on."""

    copy_from = forms.ModelChoiceField(
        label=_("Copy the plan of an earlier one"), queryset=Dialogue.objects.none(), required=False,
        empty_label=_("None chosen"),
        help_text=_(
            "The texts on what it is about, why, what can be influenced, the groups, form and resources come along. "
            "The two questions, the question you ask, dates, occasions and promises do not."
        ),
    )  # fmt: skip
    follows = forms.ModelChoiceField(
        label=_("Goes on from an earlier one"), queryset=Dialogue.objects.none(), required=False,
        empty_label=_("None chosen"),
        help_text=_("For a series. Questions that are still open come along, and each shows where it began."),
    )  # fmt: skip

    class Meta:
        model = Dialogue
        fields = ["title", "question", "size"]
        widgets = {"size": forms.RadioSelect}

    field_order = ["title", "question", "size", "copy_from", "follows"]

    def __init__(self, *args, programme: Programme, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["size"].choices = PlanSize.choices
        earlier = copyable_dialogues(user)
        self.fields["copy_from"].queryset = earlier
        self.fields["copy_from"].label_from_instance = _with_programme
        self.fields["follows"].queryset = earlier.filter(programme=programme)
        for name in ("copy_from", "follows"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]


def _with_programme(dialogue: Dialogue) -> str:
    return f"{dialogue.title} – {dialogue.programme}"


class DialogueFilterForm(RecordFilterForm):
    """Also by step of the ladder, in the municipality's words; steps that dialogues kept from the other ladder last."""

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        municipality = self.programme.municipality
        steps = dict(level_choices(municipality))
        used = set(self._rows.order_by().values_list("level", flat=True).distinct())
        kept = [(level, step_of(municipality, level).name) for level in Level.values if level in used - steps.keys()]
        self.fields["level"].choices = [("", _("All")), *steps.items(), *kept]
