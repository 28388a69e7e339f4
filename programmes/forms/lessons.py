"""Forms for lessons."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from programmes.enums import PhaseKind
from programmes.forms.pictures import NEEDS_NOT_PERSONS
from programmes.forms.record_filters import RecordFilterForm
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Lesson


class LessonCreateForm(RecordCreateForm):
    class Meta:
        model = Lesson
        fields = [
            "title", "text", "learnt_on", "came_from", "phase", "problem_picture", "challenge", "decision",
            "who_should_know", "told_on", "what_changed",
        ]  # fmt: skip
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "came_from": forms.Textarea(attrs={"rows": 2}),
            "what_changed": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"text": NEEDS_NOT_PERSONS}


class LessonForm(RecordEditForm):
    class Meta(LessonCreateForm.Meta):
        pass


class LessonFilterForm(RecordFilterForm):
    """Also narrows by phase, and to lessons that have not reached anybody or changed anything yet."""

    fas = forms.ChoiceField(label=_("Phase"), required=False, choices=[("", _("All")), *PhaseKind.choices])
    lage = forms.ChoiceField(
        label=_("What became of it"), required=False,
        choices=[
            ("", _("All")),
            ("not_told", _("not told yet")),
            ("not_changed", _("nothing changed yet")),
            ("changed", _("something changed")),
        ],
    )  # fmt: skip

    def rows(self) -> QuerySet:
        """Return the narrowed rows; what could not be understood narrows nothing."""
        rows = super().rows()
        if not self.is_valid():
            return rows
        if self.cleaned_data["fas"]:
            rows = rows.filter(phase__kind=self.cleaned_data["fas"])
        match self.cleaned_data["lage"]:
            case "not_told":
                return rows.filter(told_on="")
            case "not_changed":
                return rows.filter(what_changed="")
            case "changed":
                return rows.exclude(what_changed="")
        return rows
