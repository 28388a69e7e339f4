"""Forms for a programme's basic facts that are answered apart: data protection, and who answers for communication."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.merging import EditForm
from programmes.enums.planning import Impact
from programmes.forms.municipality import DateInput
from programmes.models import Programme, Responsibility


class ProgrammeProtectionForm(EditForm):
    """Whether the consequences for people's data have been assessed (sweden.md C-13)."""

    class Meta:
        model = Programme
        fields = ["impact_state", "impact_on", "impact_note"]
        widgets = {
            "impact_state": forms.RadioSelect,
            "impact_on": DateInput,
            "impact_note": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"impact_state": _("How far has the assessment of data protection come?")}
        help_texts = {
            "impact_state": _(
                "Assess before you begin what the work means for the people it concerns. Talk to the municipality's "
                "data protection officer. The programme cannot be under way before this is answered."
            ),
            "impact_note": _("Anyone may ask to read it. Name the document and where it lies, not persons."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.impact_state != Impact.MISSING:  # what has been answered is not unanswered again
            self.fields["impact_state"].choices = [choice for choice in Impact.choices if choice[0] != Impact.MISSING]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("impact_state") == Impact.NOT_NEEDED and not cleaned.get("impact_note", "").strip():
            self.add_error("impact_note", _("Say why no assessment is needed."))
        return cleaned


class ProgrammeCommunicatorForm(EditForm):
    """Which function in the programme answers for communication."""

    class Meta:
        model = Programme
        fields = ["communicator"]
        help_texts = {"communicator": _("The communication plan shows who holds the function at present.")}

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self._extra["programme"] = programme
        self.fields["communicator"].queryset = Responsibility.objects.filter(programme=programme).order_by("pk")
        self.fields["communicator"].empty_label = _("Nobody named yet")
        self.fields["communicator"].help_text = format_html(
            '{} {} <a href="{}">{}</a>',
            self.fields["communicator"].help_text,
            _("Not in the list?"),
            reverse("programmes:responsibility_create", args=[programme.slug]),
            _("Add the function first"),
        )
