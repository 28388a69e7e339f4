"""Forms for contributions: noting them at the desk, reading them before anyone else does, themes, and the filter."""

import re

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogues.enums import MINORS, ContributionState, language_choices
from dialogues.models import Contribution, Dialogue, Theme
from dialogues.services.contributions import check_parts
from kraftsamling.shared.enums import Channel
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.screening import mask
from programmes.forms.record_filters import RecordFilterForm
from programmes.forms.records import RecordCreateForm, RecordEditForm

GROUPS = [
    (_("The contribution"), ["text", "matter", "theme", "place", "place_words"]),
    (
        pgettext_lazy("contribution", "Who stands behind it"),
        ["kind", "speaks_for", "people", "precision", "age_group", "is_estimate"],
    ),
    (_("How it came"), ["occasion", "channel", "received_on", "sender", "wants_to_follow"]),
    (_("In another language"), ["content_language", "translation", "translated_by"]),
]
PUBLISHED, INTERNAL = ContributionState.PUBLISHED, ContributionState.INTERNAL
FIELDS = [name for _heading, names in GROUPS for name in names]
# What residents' own form and imports say of themselves is not offered to somebody who writes by hand.
_CHANNELS = [Channel.STAFF, Channel.MEETING, Channel.PAPER, Channel.PHONE, Channel.EMAIL, Channel.OTHER]


class _ContributionQuestions(forms.ModelForm):
    """What is asked about a contribution; occasions and themes of its own dialogue only."""

    class Meta:
        model = Contribution
        fields = FIELDS
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "translation": forms.Textarea(attrs={"rows": 4}),
            "kind": forms.RadioSelect,
        }
        help_texts = {
            "people": _("One for a voice of its own. Leave it empty when nobody knows."),
            "is_estimate": _("Tick it if nobody said so."),
        }

    def _shape(self) -> None:
        dialogue = self.instance.dialogue
        for name in ("occasion", "theme"):
            self.fields[name].queryset = self.fields[name].queryset.filter(dialogue=dialogue)
        self.fields["content_language"] = forms.ChoiceField(
            label=_("It was said in"),
            initial="sv",
            choices=[(code, capfirst(name)) for code, name in language_choices()],
        )
        offered = [*_CHANNELS, self.instance.channel] if self.instance.pk else _CHANNELS
        words = self.fields["channel"].choices
        self.fields["channel"].choices = [(value, label) for value, label in words if value in offered]
        self.fields["channel"].label = _("How it came to us")
        self.fields["sender"].label = _("Who sent it, if they want to be named to us")
        self.order_fields(FIELDS)

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Return (heading, lead, questions) in the order in which they stand on the page."""
        return [(heading, "", [self[name] for name in names]) for heading, names in GROUPS]

    def clean(self):
        values = super().clean()
        try:
            check_parts(self.instance.dialogue, values)
        except RuleViolation as violation:
            if violation.field not in self.errors:
                self.add_error(violation.field, violation.message)
        return values


class ContributionCreateForm(_ContributionQuestions, RecordCreateForm):
    """Something that somebody said; ``instance`` names the dialogue."""

    class Meta(_ContributionQuestions.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._shape()


class ContributionForm(_ContributionQuestions, RecordEditForm):
    """A contribution that is corrected."""

    class Meta(_ContributionQuestions.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._shape()


class PublishForm(forms.Form):
    """What everyone will read of a contribution: as it was said, until somebody takes something away."""

    public_text = forms.CharField(
        label=_("What everyone will read"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Take away names and what points somebody out. Do not improve how it was said."),
    )  # fmt: skip
    public_translation = forms.CharField(
        label=_("What everyone will read of it in Swedish"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why it is not shown as it was said, or why it may be"), max_length=300, required=False,
        help_text=_("Needed when you take something away, or leave something that may be about a person."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data=None, *, contribution: Contribution):
        initial = {
            "public_text": contribution.public_text or mask(contribution.text),
            "public_translation": contribution.public_translation or mask(contribution.translation),
            "version": contribution.version,
        }
        super().__init__(data, initial=initial)
        self.fields["reason"].hide_optional = True
        if not contribution.translation:
            del self.fields["public_translation"]


class KeepInternalForm(forms.Form):
    """Why a contribution is read by those who work with the programme only."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Name nobody: it stands in the event log too."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data=None, *, contribution: Contribution):
        super().__init__(data, initial={"version": contribution.version})


class ThemeCreateForm(RecordCreateForm):
    class Meta:
        model = Theme
        fields = ["name"]


class ThemeForm(RecordEditForm):
    class Meta(ThemeCreateForm.Meta):
        pass


class ContributionFilterForm(RecordFilterForm):
    """Also: those of one dialogue, and those in which the screening found something."""

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        choices = [
            ("", _("All")),
            ("flagged", _("Something to look out for")),
            ("minors", _("From children and young")),
        ]
        self.fields["urval"] = forms.ChoiceField(label=_("Which contributions"), required=False, choices=choices)
        dialogues = Dialogue.objects.current().filter(contributions__in=self._rows).distinct()
        self.fields["dialog"] = forms.ModelChoiceField(
            dialogues.order_by("title", "pk"), label=_("Dialogue"), required=False, empty_label=_("All")
        )

    def rows(self):
        """Return the narrowed contributions."""
        rows = super().rows()
        if not self.is_valid():
            return rows
        if self.cleaned_data["dialog"]:
            rows = rows.filter(dialogue=self.cleaned_data["dialog"])
        match self.cleaned_data["urval"]:
            case "flagged":
                return rows.exclude(flags=[])
            case "minors":
                return rows.filter(age_group__in=MINORS)
        return rows


class _ChosenField(forms.MultipleChoiceField):
    """Chosen contributions, each with the version that the page showed: "17:2". Whether they still stand so is told by
    the service, since a colleague may have read them meanwhile."""

    def valid_value(self, value: str) -> bool:
        return bool(re.fullmatch(r"[0-9]{1,15}:[0-9]{1,9}", value))

    def clean(self, value) -> list[tuple[int, int]]:
        return [tuple(int(part) for part in one.split(":")) for one in super().clean(value)]


class QueueForm(forms.Form):
    """What becomes of several contributions at once."""

    chosen = _ChosenField(error_messages={"required": _("Choose those that it is about.")})
    act = forms.ChoiceField(choices=[(state.value, "") for state in (PUBLISHED, INTERNAL)])
    reason = forms.CharField(label=_("Why they are not shown to everyone"), max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].hide_optional = True

    def clean(self):
        values = super().clean()
        if values.get("act") == INTERNAL and not values.get("reason"):
            self.add_error("reason", _("Say why. The reason is kept with each of them."))
        return values
