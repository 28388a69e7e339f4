"""Forms for goals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Goal


class GoalCreateForm(RecordCreateForm):
    class Meta:
        model = Goal
        fields = ["level", "title", "description", "known_by", "serves", "problem_picture"]
        widgets = {
            "level": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 4}),
            "known_by": forms.Textarea(attrs={"rows": 2}),
            "serves": forms.CheckboxSelectMultiple,
        }
        help_texts = {"serves": _("Choose none, and the goal serves the mission directly.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.fields["serves"].queryset.exists():
            del self.fields["serves"]


class GoalForm(RecordEditForm):
    """A revision; why is asked for each time, so the last reason is not filled in."""

    class Meta(GoalCreateForm.Meta):
        fields = [*GoalCreateForm.Meta.fields, "revision_reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["revision_reason"] = ""
        self.fields["revision_reason"].required = True
        self.fields["serves"].queryset = self.fields["serves"].queryset.exclude(pk=self.instance.pk)
