"""Forms for problem pictures: their wording, what they build on, and how one takes the place of another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.forms import ImpreciseDateFormField
from programmes.forms.programmes import DATE_HELP
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Basis, ProblemPicture, ProgrammeRecord
from programmes.queries.pictures import BuiltOn

NEEDS_NOT_PERSONS = _(
    "Anyone may ask to read what you write here. Write about needs and the area, not about single persons."
)


class PictureCreateForm(RecordCreateForm):
    class Meta:
        model = ProblemPicture
        fields = ["title", "statement", "took_part", "organisations"]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 10}),
            "took_part": forms.Textarea(attrs={"rows": 3}),
            "organisations": forms.CheckboxSelectMultiple,
        }
        help_texts = {"statement": NEEDS_NOT_PERSONS}


class PictureForm(RecordEditForm):
    class Meta(PictureCreateForm.Meta):
        pass


class BasisCreateForm(RecordCreateForm):
    class Meta:
        model = Basis
        fields = ["kind", "text", "source", "story"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"text": NEEDS_NOT_PERSONS}


class BasisForm(RecordEditForm):
    class Meta(BasisCreateForm.Meta):
        pass


class EstablishForm(forms.Form):
    """From when a picture holds."""

    on = ImpreciseDateFormField(label=_("It holds from"), help_text=DATE_HELP)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = ImpreciseDate(clock.today())


class RejectForm(EstablishForm):
    """Why a picture does not hold, and what follows."""

    reason = forms.CharField(
        label=_("Why does it not hold?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What have you seen or heard that speaks against it? Is kept with the problem picture."),
    )  # fmt: skip
    effect = forms.CharField(
        label=_("What does that mean for what builds on it?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example which challenges and goals must be looked at again."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Since when does it not hold?")


class ReplaceForm(RejectForm):
    """Which draft takes the place of a picture, why, and what follows along: one field for each kind that builds on it.

    Nothing is ticked beforehand: what is not looked at stays on the old picture, and is marked.
    """

    field_order = ["new", "on", "reason", "effect"]

    new = forms.ModelChoiceField(
        label=_("Which problem picture takes its place?"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, drafts, hanging: list[BuiltOn], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new"].queryset = drafts
        self.fields["on"].label = _("The new one holds from")
        self._hanging = hanging
        for kind in hanging:
            self.fields[f"carry_{kind.name}"] = forms.MultipleChoiceField(
                label=_("%(kind)s that follow along to the new one") % {"kind": kind.label},
                choices=[(str(row.pk), str(row)) for row in kind.rows],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def carried(self) -> list[ProgrammeRecord]:
        """Return the ticked records."""
        ticked = {kind.name: set(self.cleaned_data[f"carry_{kind.name}"]) for kind in self._hanging}
        return [row for kind in self._hanging for row in kind.rows if str(row.pk) in ticked[kind.name]]
