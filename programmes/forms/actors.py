"""Forms for actors: joining, with an organisation that may be new; changing; leaving; and the filter of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.enums import OrganisationKind
from programmes.forms.record_filters import RecordFilterForm
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Actor, Organisation

ASK_TO_READ = _("Anyone may ask to read this. Write about needs and functions, not about persons.")
_AREAS = {name: forms.Textarea(attrs={"rows": 3}) for name in ("mandate", "resources", "needs")}


class ActorCreateForm(RecordCreateForm):
    new_name = forms.CharField(
        label=_("Or a new organisation"), max_length=160, required=False,
        help_text=_("Only if it is not in the list above."),
    )  # fmt: skip
    new_kind = forms.ChoiceField(
        label=_("Kind of the new organisation"), required=False,
        help_text=_("Only for a new one."),
        choices=[("", _("None chosen")), *OrganisationKind.choices],
    )  # fmt: skip
    field_order = ["organisation", "new_name", "new_kind"]

    class Meta:
        model = Actor
        fields = ["organisation", "role", "joined_on", "mandate", "resources", "needs"]
        widgets = {"role": forms.RadioSelect, **_AREAS}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].required = False
        # One of the two must be answered, so neither may be called optional.
        for name in ("organisation", "new_name", "new_kind"):
            self.fields[name].hide_optional = True
        self.fields["organisation"].help_text = _("Choose one here, or write the name of a new one below.")
        self.fields["needs"].help_text = ASK_TO_READ

    def clean(self):
        cleaned = super().clean()
        name = " ".join(cleaned.get("new_name", "").split())
        cleaned["new_name"] = name
        if cleaned.get("organisation") and name:
            self.add_error("new_name", _("Choose one in the list or write a new one, not both."))
        elif name:
            self._check_new(name)
        elif not cleaned.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Choose an organisation, or write the name of a new one."))
        return cleaned

    def _check_new(self, name: str) -> None:
        known = _same_name(self.programme.municipality_id, name)
        if known is not None:
            self._offer(known)
        elif not self.cleaned_data.get("new_kind") and "new_kind" not in self.errors:
            self.add_error("new_kind", _("Choose what kind of organisation it is."))

    def _offer(self, known: Organisation) -> None:
        """Choose in the list what was about to be added once more, and ask for a look at it."""
        present = self.fields["organisation"].queryset.filter(pk=known.pk).exists()
        if not present:
            words = _("“%(name)s” is in the register but has ended. Choose what it became, or ask an administrator.")
            self.add_error("new_name", words % {"name": known.name})
            return
        self.data = self.data.copy()
        self.data["organisation"], self.data["new_name"], self.data["new_kind"] = str(known.pk), "", ""
        words = _("“%(name)s” is known already. It is now chosen in the list; save if it is the one you mean.")
        self.add_error("organisation", words % {"name": known.name})


def _same_name(municipality_id: int, name: str) -> Organisation | None:
    # Compared here, since SQLite folds no Å, Ä and Ö.
    folded = name.casefold()
    known = Organisation.objects.filter(municipality_id=municipality_id)
    return next((one for one in known if " ".join(one.name.split()).casefold() == folded), None)


class ActorForm(RecordEditForm):
    class Meta:
        model = Actor
        fields = ["role", "joined_on", "left_on", "left_reason", "mandate", "resources", "needs"]
        widgets = {"role": forms.RadioSelect, **_AREAS}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["needs"].help_text = ASK_TO_READ


class ActorEndForm(RecordEditForm):
    class Meta:
        model = Actor
        fields = ["left_on", "left_reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left_reason"].help_text = ASK_TO_READ


class ActorFilterForm(RecordFilterForm):
    """Also by kind of organisation, and whether it takes part now."""

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["slag"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("All")), *OrganisationKind.choices]
        )
        self.fields["med"] = forms.ChoiceField(
            label=_("Takes part"), required=False,
            choices=[("", _("now")), ("left", _("no longer")), ("all", _("now or earlier"))],
        )  # fmt: skip

    def rows(self):
        """Return those who take part now, unless others are asked for."""
        rows = super().rows()
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("slag"):
            rows = rows.filter(organisation__kind=asked["slag"])
        match asked.get("med"):
            case "all":
                return rows
            case "left":
                return rows.exclude(left_on="")
        return rows.filter(left_on="")
