"""Forms for programmes and their phases."""

from collections.abc import Sequence

from django import forms
from django.core.validators import validate_slug
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import LOG_REASONS
from kraftsamling.shared.forms import ImpreciseDateFormField
from kraftsamling.shared.merging import EditForm
from kraftsamling.shared.records import texts_of
from programmes.models import Municipality, Programme
from programmes.queries.programmes import deciding_organisations, responsible_organisations

DATE_HELP = _("As exactly as you know it, for example 2026-03-09, March 2026, spring 2026 or 2026.")
SLUG_HELP = _("The last part of the web address: lower-case letters a to z, digits and hyphens. For example sjobo.")


SLUG_TAKEN = _("This address is taken. Choose another.")


def _check_address(text: str) -> str:
    slug = text.strip().lower()
    if slug:
        validate_slug(slug)
    return slug


class ProgrammeCreateForm(forms.ModelForm):
    """The first step: what it is called, where it is, and when it starts."""

    slug = forms.CharField(
        label=_("Address"), max_length=60, required=False, help_text=SLUG_HELP, error_messages={"unique": SLUG_TAKEN}
    )
    starts_on = ImpreciseDateFormField(label=_("Start"), required=False, help_text=DATE_HELP)

    class Meta:
        model = Programme
        fields = ["name", "area_name", "starts_on", "slug"]
        labels = {"name": _("What is it called?"), "area_name": _("Which area?")}
        help_texts = {
            "name": _("For example Kraftsamling Sjöbo."),
            "area_name": _("The name that those who live there use."),
        }

    def clean_slug(self):
        return _check_address(self.cleaned_data["slug"])


class ProgrammeBasicsForm(EditForm):
    """Name, area and address."""

    slug = forms.CharField(
        label=_("Address"), max_length=60, help_text=SLUG_HELP, error_messages={"unique": SLUG_TAKEN}
    )

    class Meta:
        model = Programme
        fields = ["name", "area_name", "slug"]

    def clean_slug(self):
        return _check_address(self.cleaned_data["slug"])


class ProgrammeMissionForm(EditForm):
    """Mission, who took the initiative, what goes on just now, and who answers questions."""

    class Meta:
        model = Programme
        fields = ["mission", "initiative", "now_text", "contact_function", "contact_phone", "contact_email"]
        widgets = {"mission": forms.Textarea(attrs={"rows": 4}), "initiative": forms.RadioSelect}
        help_texts = {
            "mission": _(
                "One or two sentences that everyone in the area understands: what will be better, and for whom?"
            ),
            "now_text": _("At most twelve words. Stands large on the process map."),
            "contact_function": _("A function, not a person's name. For example area developer, culture department."),
            "contact_phone": _("Is printed on posters."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["initiative"].choices = [choice for choice in self.fields["initiative"].choices if choice[0]]
        self.fields["mission"].required = False

    def clean_now_text(self):
        text = self.cleaned_data["now_text"]
        if len(text.split()) > 12:
            raise forms.ValidationError(_("Use at most twelve words, so that it can be read from across the street."))
        return text


class ProgrammeDecisionForm(EditForm):
    """Who decides, who carries it out, and the large dates."""

    class Meta:
        model = Programme
        fields = [
            "deciding_body", "decided_on", "registry_number", "responsible_board", "starts_on", "exit_starts_on",
            "ends_on",
        ]  # fmt: skip
        help_texts = {
            "deciding_body": _("The body that decides on the programme. It need not be the board that carries it out."),
            "decided_on": DATE_HELP,
            "registry_number": _("The number in the authority's own register of records, for example KS 2026-00123."),
            "responsible_board": _("The board that carries it out and answers for its records."),
            "exit_starts_on": _(
                "Often three years after the start. Then what works is handed over to ordinary operations."
            ),
            "ends_on": _("Often two years after the exit part began."),
        }

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self._extra["municipality"] = municipality
        self.fields["deciding_body"].queryset = deciding_organisations(
            municipality, or_named=self.instance.deciding_body_id
        )
        self.fields["deciding_body"].empty_label = _("Not stated yet")
        # Whoever answers for the records is an authority of the municipality, never a department or an association.
        self.fields["responsible_board"].queryset = responsible_organisations(
            municipality, or_named=self.instance.responsible_board_id
        )
        self.fields["responsible_board"].empty_label = _("Not stated yet")

    def clean(self):
        cleaned = super().clean()
        in_order = [
            ("starts_on", "exit_starts_on", _("The exit part begins before the programme does.")),
            ("exit_starts_on", "ends_on", _("The programme would end before the exit part begins.")),
            ("starts_on", "ends_on", _("The programme would end before it begins.")),
        ]
        for earlier, later, message in in_order:
            first, last = cleaned.get(earlier), cleaned.get(later)
            if first and last and last.last < first.first and later not in self.errors:
                self.add_error(later, message)
        return cleaned


class ReasonForm(forms.Form):
    """Why something is done; used by confirm pages."""

    reason = forms.CharField(
        label=_("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Is kept in the event log. Anyone may ask to read it, so write about the matter, not about persons."
        ),
    )  # fmt: skip

    def __init__(self, *args, is_required: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_required


class RedactForm(ReasonForm):
    """Which texts of a record are removed for good, and why."""

    fields_to_remove = forms.MultipleChoiceField(label=_("What is to be removed?"), widget=forms.CheckboxSelectMultiple)
    field_order = ["fields_to_remove", "reason"]

    def __init__(self, *args, record, also: Sequence[tuple[str, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        held = texts_of(record)
        texts = [
            (name, capfirst(record._meta.get_field(name).verbose_name)) for name in record.free_texts if name in held
        ]
        self.fields["fields_to_remove"].choices = [*texts, *also]
        if AuditEntry.objects.of(record).with_reason().exists():
            self.fields["fields_to_remove"].choices += [(LOG_REASONS, _("The reasons in the event log"))]
