"""Forms for signing up: the public one, one's own registration, the list for the door, and being forgotten."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.models import Registration
from dialogues.queries.registrations import LIVE
from kraftsamling.shared.forms import EmailField, ScreenedForm, VisitorForm, check_phone
from kraftsamling.shared.merging import EditForm
from programmes.forms.programmes import RedactForm

MAX_PEOPLE = 50
NEEDS_HELP = _(
    "Write what you need, not why. For example “a place near the loudspeaker” or “room for a pram”. Write nothing "
    "about illnesses or about other people."
)
NAME_HELP = _("So that we know who we are greeting. A first name is enough, and you need not write any.")


def _people_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("How many are you?"), min_value=1, max_value=MAX_PEOPLE, initial=1,
        help_text=_("Count yourself and everyone who comes with you, children too."),
    )  # fmt: skip


class _ContactFields(forms.Form):
    email = EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
        validators=[check_phone],
    )


class SignUpForm(VisitorForm, ScreenedForm, _ContactFields):
    """For visitors without account."""

    screened = ("needs",)

    people = _people_field()
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=NAME_HELP,
        widget=forms.TextInput({"autocomplete": "name"}),
    )  # fmt: skip
    needs = forms.CharField(
        label=_("Do you need something in order to take part?"), max_length=300, required=False,
        help_text=NEEDS_HELP, widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    field_order = ["people", "name", "email", "phone", "needs", "website"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Then you get an e-mail with time, place and a link to cancel, and hear if something changes."
        )
        self.fields["phone"].help_text = _("If you leave no e-mail we call you instead.")


class OwnRegistrationForm(ScreenedForm, EditForm):
    """One's own registration, opened by its link."""

    screened = ("needs",)

    people = _people_field()

    class Meta:
        model = Registration
        fields = ["people", "name", "needs"]
        labels = {"name": _("Name"), "needs": _("Do you need something in order to take part?")}
        help_texts = {"name": NAME_HELP, "needs": NEEDS_HELP}
        widgets = {"needs": forms.Textarea({"rows": 3}), "name": forms.TextInput({"autocomplete": "name"})}


class OwnContactForm(_ContactFields):
    """How somebody who has signed up wants to be reached, on their own page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("Then we write to you if something changes, and remind you the day before.")
        self.fields["phone"].help_text = _("If you leave no e-mail we call you instead.")


class ParticipantForm(ScreenedForm, _ContactFields):
    """Somebody whom staff sign up by hand, at the door or by telephone."""

    screened = ("needs",)

    people = _people_field()
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    needs = forms.CharField(
        label=_("What they need in order to take part"), max_length=300, required=False,
        help_text=_("What is needed, not why. Write nothing about illnesses."),
    )  # fmt: skip
    came = forms.BooleanField(label=_("They are here now"), required=False)

    field_order = ["people", "name", "came", "email", "phone", "needs"]

    def __init__(self, *args, has_day_come: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_day_come:
            del self.fields["came"]
        self.fields["email"].help_text = _("Only if they want to be told, and say so.")
        self.fields["people"].label = _("How many are they?")
        self.fields["people"].help_text = _("They get a place also when it is full.")


class ForgetForm(RedactForm):
    """What somebody has told of themselves that is removed for good, and whether they still come."""

    place = forms.ChoiceField(
        label=_("Do they still come?"),
        choices=[("keep", _("Yes, keep the place")), ("cancel", _("No, cancel it, so that somebody else can come"))],
        initial="keep",
        widget=forms.RadioSelect,
    )
    field_order = ["fields_to_remove", "place", "reason"]

    def __init__(self, *args, record: Registration, **kwargs):
        is_reached = record.point is not None and not record.point.purged_at
        contact = [("point", _("E-mail and telephone number"))] if is_reached else []
        super().__init__(*args, record=record, also=contact, **kwargs)
        if record.state not in LIVE:
            del self.fields["place"]
