"""Forms for challenges and their place on Stacey's matrix."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes import stacey
from programmes.enums.knowledge import StaceyZone
from programmes.forms.pictures import NEEDS_NOT_PERSONS
from programmes.forms.record_filters import RecordFilterForm
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Challenge
from programmes.queries.pictures import BUILDS_ON_GONE

NOT_PLACED = ("", pgettext_lazy("stacey", "Not placed yet"))
PREDICTABLE = [
    NOT_PLACED,
    (1, pgettext_lazy("predictability", "1 – not at all")),
    (2, "2"),
    (3, pgettext_lazy("predictability", "3 – partly")),
    (4, "4"),
    (5, pgettext_lazy("predictability", "5 – very well")),
]
AGREED = [
    NOT_PLACED,
    (1, pgettext_lazy("agreement", "1 – not at all")),
    (2, "2"),
    (3, pgettext_lazy("agreement", "3 – partly")),
    (4, "4"),
    (5, pgettext_lazy("agreement", "5 – fully agreed")),
]


def matrix_scale(label, choices) -> forms.TypedChoiceField:
    """Return a question from 1 to 5 on Stacey's matrix, which may be left open."""
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect(attrs={"class": "k-scale"}),
    )  # fmt: skip


class _PlacedOnMatrix(forms.ModelForm):
    """Asks for both places on the matrix, or for neither."""

    predictability = matrix_scale(_("How well can you tell beforehand what helps?"), PREDICTABLE)
    agreement = matrix_scale(_("How far do those concerned agree on what the problem is and what to do?"), AGREED)

    def clean(self):
        cleaned = super().clean()
        placed = {name: cleaned.get(name) for name in ("predictability", "agreement") if name not in self.errors}
        for name, value in placed.items():
            if value is None and any(other is not None for other in placed.values()):
                self.add_error(name, _("Answer both questions, or choose “Not placed yet” for both."))
        return cleaned


class ChallengeCreateForm(_PlacedOnMatrix, RecordCreateForm):
    class Meta:
        model = Challenge
        fields = [
            "title", "description", "problem_picture", "predictability", "agreement", "placed_why", "places", "goals",
        ]  # fmt: skip
        widgets = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "places": forms.CheckboxSelectMultiple,
            "goals": forms.CheckboxSelectMultiple,
        }
        help_texts = {"description": NEEDS_NOT_PERSONS}


class ChallengeForm(_PlacedOnMatrix, RecordEditForm):
    class Meta(ChallengeCreateForm.Meta):
        pass


class ChallengeFilterForm(RecordFilterForm):
    """Also narrows by zone of the matrix, and to those whose problem picture no longer holds."""

    zon = forms.ChoiceField(
        label=_("On the matrix"), required=False,
        choices=[("", _("All")), *StaceyZone.choices, ("none", pgettext_lazy("stacey", "not placed yet"))],
    )  # fmt: skip
    bild = forms.ChoiceField(
        label=_("Problem picture"), required=False, choices=[("", _("All")), ("gone", _("no longer holds"))]
    )

    def rows(self) -> QuerySet:
        """Return the narrowed rows; what could not be understood narrows nothing."""
        rows = super().rows()
        if not self.is_valid():
            return rows
        zone = self.cleaned_data["zon"]
        if zone == "none":
            rows = rows.filter(predictability__isnull=True)
        elif zone:
            cells = [Q(predictability=known, agreement=agreed) for known, agreed in stacey.cells_of(zone)]
            rows = rows.filter(Q.create(cells, connector=Q.OR))
        if self.cleaned_data["bild"]:
            rows = rows.filter(BUILDS_ON_GONE)
        return rows
