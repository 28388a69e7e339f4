"""Forms for promises, and the filter above their list."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dialogues.enums import FeedbackChannel, PromiseStanding, PromiseState
from dialogues.models import Dialogue, Promise
from dialogues.queries.promises import is_late, say_channels
from dialogues.services.promises import check_days
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.forms import check_years
from programmes.forms.municipality import DateInput
from programmes.forms.record_filters import RecordFilterForm
from programmes.forms.records import RecordCreateForm, RecordEditForm

_DAYS = ("due_on", "condition", "next_message_on")


class _PromiseQuestions(forms.ModelForm):
    """What is asked about a promise; says at the right field what the database would refuse without words."""

    channels = forms.MultipleChoiceField(
        label=_("How"), choices=FeedbackChannel.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way in which the answer comes.")},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Each day may be left empty, but not all of them, and publishing asks for the function: "optional" would say
        # too much.
        for name in (*_DAYS, "responsible"):
            self.fields[name].hide_optional = True
        # In words and not as a link, which would lead away from a half-written promise.
        self.fields["responsible"].help_text = _("Not in the list? Add it first, under “Leadership” and “Functions”.")

    def clean(self):
        values = super().clean()
        try:
            check_days(values)
        except RuleViolation as violation:
            if violation.field not in self.errors:
                self.add_error(violation.field, violation.message)
        return values


class PromiseCreateForm(_PromiseQuestions, RecordCreateForm):
    class Meta:
        model = Promise
        fields = [
            "to_whom", "what", "channels", "channel_note", "due_on", "condition", "next_message_on", "responsible",
        ]  # fmt: skip
        widgets = {"what": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"due_on": _("Leave it empty only when nobody can name a day yet; then fill in the two below.")}


class PromiseForm(_PromiseQuestions, RecordEditForm):
    """A promise; once it has been given, why it is changed is asked for each time."""

    class Meta(PromiseCreateForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.published_at:
            self.fields["change_reason"] = forms.CharField(
                label=_("Why it is changed"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_(
                    "Needed when you change anything but the function. Everyone can read it, and what it said before."
                ),
            )  # fmt: skip
            self.fields["change_reason"].hide_optional = True

    def changes(self) -> dict:
        """Return field -> cleaned value, with the reason where one is asked for."""
        return super().changes() | {"change_reason": self.cleaned_data.get("change_reason", "")}


class PromiseMoveForm(forms.Form):
    """How and where an answer was given, or why it will not come; everyone can read it."""

    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, promise: Promise, to: str, **kwargs):
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        match to:
            case PromiseState.KEPT:
                reason.label = _("How and where was the answer given?")
                reason.help_text = _("A web address, or words that let anyone find it. Everyone can read this.")
                self.fields["answered_on"] = forms.DateField(
                    label=_("Which day?"), widget=DateInput, initial=clock.today, validators=[check_years]
                )
                how = say_channels(promise.channels, promise.channel_note)
                self.fields["is_as_promised"] = forms.BooleanField(
                    label=_("The answer has been given as you promised, %(how)s") % {"how": how},
                    error_messages={"required": _(
                        "Tick this when the answer has been given as you promised. If it was given in another way, "
                        "change the promise first and say why."
                    )},
                )  # fmt: skip
            case PromiseState.NOT_KEPT:
                reason.label = _("Why will the answer not come?")
                reason.help_text = _("Everyone can read this. Say it as you would to those who took part.")
            case _:
                reason.label = _("Why is it still to come?")
                reason.help_text = _("Everyone can read this.")

    def outcome(self) -> dict[str, Any]:
        """Return what is noted; that it was given as promised is what being kept means."""
        return {name: value for name, value in self.cleaned_data.items() if name != "is_as_promised"}


class PromiseFilterForm(RecordFilterForm):
    """Also: late, mine, and those of one dialogue."""

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        words = [(state.value, capfirst(PromiseStanding(state).label)) for state in PromiseState]
        self.fields["state"].choices = [("", _("All")), *words]
        choices = [("", _("All")), ("late", _("Late")), ("mine", _("Those I answer for"))]
        self.fields["urval"] = forms.ChoiceField(label=_("Which promises"), required=False, choices=choices)
        dialogues = Dialogue.objects.current().filter(promises__in=self._rows).distinct()
        self.fields["dialog"] = forms.ModelChoiceField(
            dialogues.order_by("title", "pk"), label=_("Dialogue"), required=False, empty_label=_("All")
        )

    def rows(self):
        """Return the narrowed promises."""
        rows = super().rows()
        if not self.is_valid():
            return rows
        if self.cleaned_data["dialog"]:
            rows = rows.filter(dialogue=self.cleaned_data["dialog"])
        match self.cleaned_data["urval"]:
            case "late":
                return rows.filter(is_late(clock.today()))
            case "mine":
                return rows.filter(responsible__holder=self.user)
        return rows
