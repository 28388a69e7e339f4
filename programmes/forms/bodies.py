"""Forms for groups and the seats in them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.merging import EditForm
from programmes.forms.municipality import DateInput
from programmes.forms.records import RecordCreateForm, RecordEditForm, narrow_choices
from programmes.models import Body, Membership

PUBLIC_OFFICE_HELP = _(
    "People stand here in their office or function. Anyone may ask to read it, so write nothing else about them."
)


class _Period(forms.ModelForm):
    """Says at the last day that it lies before the first; the service and the database hold the same rule."""

    def clean(self):
        cleaned = super().clean()
        first = cleaned.get("valid_from", self.instance.valid_from)
        last = cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day lies before the first."))
        return cleaned


class BodyCreateForm(_Period, RecordCreateForm):
    class Meta:
        model = Body
        fields = ["name", "kind", "organisation", "reports_to", "task", "meets", "valid_from", "valid_until"]
        widgets = {"task": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "kind": _("Council, boards and committees with delegation decide in law. Other groups take positions."),
            "meets": _("For example “the first Tuesday of the month”."),
        }


class BodyForm(_Period, RecordEditForm):
    class Meta(BodyCreateForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        above = self.fields["reports_to"]
        above.queryset = above.queryset.exclude(pk=self.instance.pk)


class MembershipCreateForm(_Period):
    """A seat in ``body``."""

    class Meta:
        model = Membership
        fields = [
            "name", "role", "function", "organisation", "party", "user", "substitute_for", "may_decide", "valid_from",
            "valid_until",
        ]  # fmt: skip
        help_texts = {
            "name": PUBLIC_OFFICE_HELP,
            "function": _("For example director of culture, or headteacher."),
            "party": _("Only for those who are elected."),
            "user": _("If the person signs in here."),
            "substitute_for": _("If the seat is a certain person's substitute."),
        }

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        _narrow(self, body)


class MembershipForm(_Period, EditForm):
    """A seat in a group, which two people may edit at once."""

    class Meta(MembershipCreateForm.Meta):
        pass

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        self._extra["body"] = body
        _narrow(self, body)


def _narrow(form: forms.ModelForm, body: Body) -> None:
    regular = form.fields.pop("substitute_for")
    narrow_choices(form, body.programme)
    form.fields["substitute_for"] = regular
    regular.queryset = Membership.objects.filter(body=body).exclude(pk=form.instance.pk).order_by("name", "pk")
    regular.empty_label = _("None chosen")
    form.order_fields(form._meta.fields)


class MembershipEndForm(_Period, EditForm):
    """The last day of a seat."""

    class Meta:
        model = Membership
        fields = ["valid_until"]
        labels = {"valid_until": _("Last day")}
        widgets = {"valid_until": DateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].required = True
