"""Forms for contacts, how they are reached, and the times we were in touch."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared import clock
from kraftsamling.shared.forms import EmailField
from kraftsamling.shared.merging import EditForm
from programmes.enums.actors import ContactForm as HowChoices
from programmes.forms.actors import ASK_TO_READ
from programmes.forms.municipality import DateInput
from programmes.forms.record_filters import RecordFilterForm
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Contact, ContactEvent
from programmes.queries.contacts import quiet_only

_STEP_NEEDED = _("Write what the next step is, or leave out the day.")
MAX_QUIET_DAYS = 730


def _check_step(form: forms.ModelForm, cleaned: dict) -> None:
    if cleaned.get("next_step_on") and not cleaned.get("next_step", "").strip() and "next_step" not in form.errors:
        form.add_error("next_step", _STEP_NEEDED)


def _shape(form: forms.ModelForm) -> None:
    days = form.fields["quiet_after_days"]
    days.min_value, days.max_value = 1, MAX_QUIET_DAYS
    days.help_text = _("After so many days without contact we remind the one who keeps it.")
    form.fields["actor"].label = _("Organisation")
    form.fields["name"].help_text = _("Only people who are contacts through their work or as representatives.")


def _check_days(form: forms.ModelForm) -> int:
    days = form.cleaned_data["quiet_after_days"]
    if not 1 <= days <= MAX_QUIET_DAYS:
        raise forms.ValidationError(_("Write a number of days from 1 to 730."))
    return days


class ContactCreateForm(RecordCreateForm):
    email = EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False,
        help_text=_("Seen only by those who may see addresses, and removed when it is no longer needed."),
    )  # fmt: skip
    field_order = ["actor", "name", "function", "email", "phone", "keeper", "quiet_after_days", "next_step"]

    class Meta:
        model = Contact
        fields = ["actor", "name", "function", "keeper", "quiet_after_days", "next_step", "next_step_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        actors = self.fields["actor"].queryset.filter(left_on="").select_related("organisation")
        self.fields["actor"].queryset = actors
        self.fields["actor"].help_text = format_html(
            '{} <a href="{}">{}</a>',
            _("Not in the list?"),
            reverse("programmes:actor_create", args=[self.programme.slug]),
            _("Add the organisation first"),
        )
        _shape(self)

    def clean_quiet_after_days(self):
        return _check_days(self)

    def clean(self):
        cleaned = super().clean()
        _check_step(self, cleaned)
        return cleaned


class ContactForm(RecordEditForm):
    class Meta:
        model = Contact
        fields = ["actor", "name", "function", "keeper", "quiet_after_days", "next_step", "next_step_on", "left_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actor"].queryset = self.fields["actor"].queryset.select_related("organisation")
        self.fields["left_on"].help_text = _("The address is removed a month later.")
        _shape(self)

    def clean_quiet_after_days(self):
        return _check_days(self)

    def clean(self):
        cleaned = super().clean()
        _check_step(self, cleaned)
        return cleaned


class AddressForm(forms.Form):
    """How a contact is reached."""

    email = EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False,
        help_text=_("Leave both empty to remove the address for good."),
    )  # fmt: skip


class InTouchForm(RecordEditForm):
    """One time in touch, and what comes next, in one form that takes ten seconds on a phone."""

    happened_on = forms.DateField(label=_("When"), widget=DateInput())
    form = forms.ChoiceField(label=_("How"), choices=HowChoices.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What it was about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=ASK_TO_READ,
    )  # fmt: skip
    field_order = ["happened_on", "form", "note", "next_step", "next_step_on"]

    class Meta:
        model = Contact
        fields = ["next_step", "next_step_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["happened_on"] = clock.today()
        self.initial["form"] = HowChoices.PHONE

    def clean(self):
        cleaned = super().clean()
        _check_step(self, cleaned)
        return cleaned


class ContactEventForm(EditForm):
    class Meta:
        model = ContactEvent
        fields = ["happened_on", "form", "note"]
        widgets = {
            "happened_on": DateInput, "form": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3}),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = HowChoices.choices
        self.fields["note"].help_text = ASK_TO_READ


class ContactFilterForm(RecordFilterForm):
    """Also: gone quiet, next step due, kept by me, no longer our contact."""

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        choices = [("", _("All present")), ("quiet", _("Gone quiet")), ("step", _("Next step due")),
                   ("mine", _("Kept by me")), ("left", _("No longer our contact"))]  # fmt: skip
        self.fields["urval"] = forms.ChoiceField(label=_("Show"), required=False, choices=choices)

    def rows(self):
        """Return present contacts, unless those who left are asked for."""
        rows = super().rows()
        asked = self.cleaned_data.get("urval") if self.is_valid() else ""
        if asked == "left":
            return rows.filter(left_on__isnull=False)
        rows = rows.filter(left_on__isnull=True)
        match asked:
            case "quiet":
                return quiet_only(rows)
            case "step":
                return rows.filter(next_step_on__lte=clock.today())
            case "mine":
                return rows.filter(keeper=self.user)
        return rows
