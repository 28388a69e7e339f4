"""Forms for items on a checklist."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from programmes.enums.planning import CHECKS_LEFT, CheckState
from programmes.forms.phases import NOTE_HELP
from programmes.forms.record_filters import RecordFilterForm
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import ChecklistItem


class ChecklistItemCreateForm(RecordCreateForm):
    class Meta:
        model = ChecklistItem
        fields = ["text", "phase", "responsibility", "due_on", "note"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "responsibility": _("A function, so that it stays when persons change."),
            "note": NOTE_HELP,
        }


class ChecklistItemForm(RecordEditForm):
    """The phase may be changed too: the item then comes last on that phase's checklist."""

    class Meta(ChecklistItemCreateForm.Meta):
        pass


class ChecklistFilterForm(RecordFilterForm):
    """Also by what is late, what is left to do, and how far each has come."""

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        choices = [("", _("Everything")), ("late", _("What is late")), ("left", _("What is left to do"))]
        self.fields["visa"] = forms.ChoiceField(
            label=_("Show"), required=False, choices=[*choices, *CheckState.choices]
        )  # fmt: skip

    def rows(self) -> QuerySet[ChecklistItem]:
        """Return the narrowed items, which carry ``late``."""
        wanted = self.cleaned_data.get("visa") if self.is_valid() else ""
        if wanted == "late":
            return super().rows().filter(late=True)
        return _in_state(super().rows(), wanted)


def _in_state(items: QuerySet[ChecklistItem], wanted: str | None) -> QuerySet[ChecklistItem]:
    if not wanted:
        return items
    return items.filter(state__in=CHECKS_LEFT if wanted == "left" else [wanted])


class PhaseChecklistFilter(forms.Form):
    """Narrows one phase's checklist; the choice stands in the address."""

    hide_optional = True

    visa = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[("", _("Everything")), ("left", _("What is left to do")), *CheckState.choices],
    )  # fmt: skip

    def narrow(self, items: QuerySet[ChecklistItem]) -> QuerySet[ChecklistItem]:
        """Return the items to show; what could not be understood narrows nothing."""
        return _in_state(items, self.cleaned_data["visa"] if self.is_valid() else "")
