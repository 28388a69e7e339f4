"""Forms for the catalogue of methods: finding, rewording and adding; own cases; the ladder and its words."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from dialogues.adviser import Answers, OccasionFacts
from dialogues.adviser.rules.methods import KRONOR_NEEDED, WEEKS_NEEDED
from dialogues.enums import Cost, Form, Group, Level, OccasionKind, Purpose, Span
from dialogues.models import DialogueSettings, LadderStep, Method, MethodCase
from dialogues.queries.ladder import ladder_of, level_choices
from dialogues.services.methods import check_people
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.merging import EditForm
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Municipality

_ANY = ("", _("All"))
_ONE_A_LINE = _("One thing a line.")
NO_NAMES = _("Do not name persons: anyone may ask to read this, and it is there for others to learn from.")


class MethodFinderForm(forms.Form):
    """What one wants a method for. Its values stand in the address; nothing needs to be answered."""

    hide_optional = True

    syfte = forms.ChoiceField(label=_("What you want most of all"), required=False, choices=[_ANY, *Purpose.choices])
    grad = forms.ChoiceField(label=_("Degree of influence"), required=False)
    form = forms.ChoiceField(label=_("Form of conversation"), required=False, choices=[_ANY, *Form.choices])
    antal = forms.IntegerField(label=_("Number of people"), required=False, min_value=1, max_value=1_000_000)
    tid = forms.ChoiceField(
        label=_("Time until it is over"), required=False,
        choices=[
            _ANY, (Span.DAYS, _("a week or two")), (Span.WEEKS, _("a month or two")),
            (Span.MONTHS, _("a few months")), (Span.YEARS, _("a year or more")),
        ],
    )  # fmt: skip
    budget = forms.ChoiceField(
        label=_("Money besides the work"), required=False,
        choices=[
            _ANY, (Cost.LOW, _("less than 10,000 kronor")), (Cost.MEDIUM, _("10,000 to 75,000 kronor")),
            (Cost.HIGH, _("more than 75,000 kronor")),
        ],
    )  # fmt: skip
    grupp = forms.ChoiceField(label=_("Whom you want to reach"), required=False, choices=[_ANY, *Group.choices])

    def __init__(self, data, *, municipality: Municipality):
        super().__init__(data)
        self._ladder = ladder_of(municipality)
        self.fields["grad"].choices = [_ANY, *level_choices(municipality)]

    def wanted(self) -> Answers | None:
        """Return what was asked for as the adviser takes it; None for nothing, and for what cannot be understood."""
        if not self.is_valid() or not any(self.cleaned_data.values()):
            return None
        asked = self.cleaned_data
        return Answers(
            purpose=asked["syfte"],
            level=asked["grad"],
            form=asked["form"],
            people=asked["antal"],
            occasions=(OccasionFacts(OccasionKind.MEETING),),  # so many at a time
            weeks=WEEKS_NEEDED[Span(asked["tid"])] if asked["tid"] else None,
            kronor=KRONOR_NEEDED[Cost(asked["budget"])] if asked["budget"] else None,
            groups=frozenset({asked["grupp"]} if asked["grupp"] else ()),
            ladder=self._ladder,
        )


def _several(label, choices=(), *, required=True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple
    )


class _MethodQuestions(forms.ModelForm):
    """The questions of a method, in the order in which one reads about it."""

    purposes = _several(_("Good for"), Purpose.choices)
    levels = _several(_("Steps of the ladder"))
    forms = _several(_("Forms of conversation"), Form.choices)
    groups = _several(_("Reaches in particular"), Group.choices, required=False)

    def fill_levels(self, municipality: Municipality) -> None:
        """Offer the steps of the ladder in use, and those of the other one that the method has already."""
        offered = level_choices(municipality)
        named = {level for level, _name in offered}
        kept = [(level, Level(level).label) for level in self.instance.levels if level not in named]
        self.fields["levels"].choices = [*offered, *kept]
        for name in ("before", "during", "after", "note_template"):
            self.fields[name].help_text = _ONE_A_LINE

    def clean(self):
        """Say at its question what the table would refuse without words."""
        values = super().clean()
        try:
            check_people(values)
        except RuleViolation as violation:
            self.add_error(violation.field, violation.message)
        return values


_TEXTS = ("strengths", "weaknesses", "before", "during", "after", "note_template")


class MethodCreateForm(_MethodQuestions):
    class Meta:
        model = Method
        fields = [
            "name", "synonyms", "line", "purposes", "levels", "forms", "groups", "people_min", "people_max",
            "time_event", "time_preparation", "span", "cost", "needs_facilitator", "staff", "needs", "strengths",
            "weaknesses", "personal_data", "accessibility", "before", "during", "after", "note_template",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in _TEXTS}

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.fill_levels(municipality)


class MethodForm(_MethodQuestions, EditForm):
    class Meta(MethodCreateForm.Meta):
        fields = [*MethodCreateForm.Meta.fields, "is_retired"]

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self._extra["municipality"] = municipality
        self.fill_levels(municipality)
        self.fields["is_retired"].help_text = _("It stays with the dialogues that have used it.")


class MethodCaseCreateForm(RecordCreateForm):
    class Meta:
        model = MethodCase
        fields = ["title", "held_on", "how", "outcome", "differently"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("how", "outcome", "differently")}
        help_texts = {"how": NO_NAMES}


class MethodCaseForm(RecordEditForm):
    class Meta(MethodCaseCreateForm.Meta):
        pass


class LadderForm(EditForm):
    """Which ladder the municipality uses."""

    class Meta:
        model = DialogueSettings
        fields = ["ladder", "own_case_contact", "fault_service"]
        widgets = {"ladder": forms.RadioSelect, "own_case_contact": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "ladder": _("Dialogues that have promised a step keep it. New plans offer the steps of the ladder in use."),
            "own_case_contact": _(
                "Residents who write about their own matter, or about one person, are led there. Their words are not "
                "stored. For example the contact centre with telephone and hours."
            ),
            "fault_service": _("Residents who write about a broken lamp or swing are led there."),
        }


class LadderStepForm(EditForm):
    """Own words for one step in one language; ``shipped`` (field -> words) stands beside each question."""

    class Meta:
        model = LadderStep
        fields = ["name", "sentence"]
        widgets = {"sentence": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, shipped: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self._extra["shipped"] = shipped
        for name, words in shipped.items():
            self.fields[name].required = False
            self.fields[name].help_text = format_html(_("Our wording: “{}”"), words)
