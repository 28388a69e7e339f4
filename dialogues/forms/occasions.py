"""Forms for occasions. A person writes a day and two times; what the row holds is made of them in the service."""

import datetime as dt

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogues.enums import OccasionKind
from dialogues.models import Occasion
from programmes.forms.records import RecordCreateForm, RecordEditForm

WHEN = ["day", "last_day", "begins", "ends"]
# (heading, lead, the questions below it)
GROUPS: list[tuple[str | Promise, str | Promise, list[str]]] = [
    (
        _("When and where"),
        "",
        ["kind", "title", *WHEN, "place", "address", "online_url", "neutrality"],
    ),
    (_("Who leads"), "", ["facilitator", "is_impartial", "note_taker", "method"]),
    (_("What happens"), "", ["agenda", "material"]),
    (
        _("What those who come need to know"),
        _("Everyone sees the answers. “Not known yet” is an honest answer, and is shown as one."),
        ["step_free", "toilet", "hearing_loop", "sign_language", "interpreter", "interpreter_languages", "childcare",
         "quiet_space", "food", "cost", "support_how", "support_until"],
    ),
    (
        _("Signing up"),
        _("People sign up without an account. Their addresses are kept apart and removed by themselves."),
        ["needs_registration", "capacity", "registration_until", "keep_days"],
    ),
    (_("If something gets in the way"), "", ["plan_b"]),
]  # fmt: skip
FIELDS = [name for _heading, _lead, names in GROUPS for name in names if name not in WHEN]
MAX_KEEP_DAYS, MAX_CAPACITY = 365, 100_000


class TimeInput(forms.TimeInput):
    """A time picker of the browser's own; it sends and expects 17:30 in every language."""

    def __init__(self):
        super().__init__({"type": "time"}, "%H:%M")


class _OccasionFields(forms.ModelForm):
    """What the two forms have in common: the questions about when, and what must fit together."""

    day = forms.DateField(label=_("Day"))
    last_day = forms.DateField(label=_("Last day"), required=False)
    begins = forms.TimeField(label=_("Begins"), required=False, widget=TimeInput)
    ends = forms.TimeField(label=_("Ends"), required=False, widget=TimeInput)

    class Meta:
        model = Occasion
        fields = FIELDS
        widgets = {
            "agenda": forms.Textarea({"rows": 6}),
            "material": forms.Textarea({"rows": 3}),
            "kind": forms.RadioSelect,
        }

    def _shape(self) -> None:
        self.order_fields([*(name for _heading, _lead, names in GROUPS for name in names)])
        self.fields["keep_days"].max_value = MAX_KEEP_DAYS
        self.fields["keep_days"].widget.attrs["max"] = MAX_KEEP_DAYS
        self.fields["capacity"].widget.attrs["min"] = 1

    def groups(self) -> list[tuple[str, str, list[BoundField]]]:
        """Return (heading, lead, questions) in the order in which they stand on the page."""
        return [(heading, lead, [self[name] for name in names]) for heading, lead, names in GROUPS]

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        if capacity is not None and not 1 <= capacity <= MAX_CAPACITY:
            raise forms.ValidationError(_("Write a number from 1 to %(max)d.") % {"max": MAX_CAPACITY})
        return capacity

    def clean_keep_days(self):
        days = self.cleaned_data["keep_days"]
        if days > MAX_KEEP_DAYS:
            raise forms.ValidationError(_("Write a number from 0 to %(max)d.") % {"max": MAX_KEEP_DAYS})
        return days

    def clean(self):
        cleaned = super().clean()
        day, last_day, begins, ends = (cleaned.get(name) for name in WHEN)
        if "begins" not in self.errors and "ends" not in self.errors:
            self._check_times(cleaned.get("kind"), day, last_day, begins, ends)
        if day and last_day and last_day < day:
            self.add_error("last_day", _("The last day lies before the first."))
        until = cleaned.get("registration_until")
        if day and until and until > day:
            self.add_error("registration_until", _("It would be after the occasion has begun. Choose an earlier day."))
        return cleaned

    def _check_times(
        self, kind: str | None, day: dt.date | None, last_day: dt.date | None, begins: dt.time | None,
        ends: dt.time | None,
    ) -> None:  # fmt: skip
        if kind == OccasionKind.SURVEY and (begins or ends):
            self.add_error("begins", _("A survey goes by days. Leave the times empty."))
        elif (begins is None) != (ends is None):
            self.add_error("ends" if begins else "begins", _("Write both when it begins and when it ends, or neither."))
        elif begins and day and (last_day or day) == day and ends <= begins:
            self.add_error("ends", _("It would end before it begins. Change one of the times."))


class OccasionCreateForm(_OccasionFields, RecordCreateForm):
    """A new occasion of a dialogue."""

    class Meta(_OccasionFields.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._shape()


class OccasionForm(_OccasionFields, RecordEditForm):
    """An occasion that two people may edit at once."""

    class Meta(_OccasionFields.Meta):
        pass

    def __init__(self, *args, instance: Occasion, **kwargs):
        when = {name: getattr(instance, name) for name in WHEN}
        super().__init__(*args, instance=instance, initial={**when, **kwargs.pop("initial", {})}, **kwargs)
        self._shape()

    @property
    def merged_fields(self) -> list[str]:
        return [*super().merged_fields, *WHEN]


def copied_from(occasion: Occasion) -> dict:
    """Return what a new occasion is filled with when it is like ``occasion``: all but the day and what hangs on it."""
    names = [name for name in FIELDS if name not in ("registration_until", "support_until")]
    fields = {name: occasion._meta.get_field(name).value_from_object(occasion) for name in names}
    return {**fields, "begins": occasion.begins, "ends": occasion.ends}
