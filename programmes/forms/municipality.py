"""Forms of the municipality's own pages."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.merging import EditForm
from kraftsamling.shared.uploads import PICTURES, CheckedUploadField
from programmes.enums import OrganisationKind
from programmes.models import Municipality, Organisation
from programmes.queries.municipality import organisations

MAX_REPORT_DAYS = 60
LOGO_SIDE = 800
MAX_SITES = 20
# What a policy for frames takes as the name of a site: nothing in it can end the line or begin another rule.
SITE_ADDRESS = re.compile(r"https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(:[0-9]{1,5})?")


class DateInput(forms.DateInput):
    """A date picker of the browser's own; it sends and expects 2026-03-09 in every language.

    With a last day the browser takes the year as full after four digits and goes on to the next part; without, it waits
    for six, and a date typed straight on the keyboard lands in the year 203508.
    """

    def __init__(self):
        super().__init__({"type": "date", "max": "9999-12-31"}, "%Y-%m-%d")


class MunicipalityForm(EditForm):
    class Meta:
        model = Municipality
        fields = [
            "name",
            "palette",
            "contact_email",
            "contact_phone",
            "data_protection_contact",
            "registry_pattern",
            "report_days",
            "embedding_sites",
        ]
        widgets = {"palette": forms.RadioSelect, "embedding_sites": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["palette"].help_text = _("Used in the headings of all pages and on posters.")
        self.fields["contact_email"].help_text = _("Shown to everyone who wants to ask something about the site.")
        self.fields["data_protection_contact"].help_text = _("E-mail, telephone or postal address. Shown to everyone.")
        self.fields["embedding_sites"].help_text = _(
            "Your own sites where the process map may stand in a frame, one on each line, for example "
            "https://www.example.se. Leave it empty if there is none."
        )
        days = self.fields["report_days"]
        days.min_value, days.max_value = 1, MAX_REPORT_DAYS
        days.help_text = _("The date is told to everyone who reports that something on the site is not accessible.")

    def clean_report_days(self):
        days = self.cleaned_data["report_days"]
        if not 1 <= days <= MAX_REPORT_DAYS:
            raise forms.ValidationError(_("Write a number of days from 1 to 60."))
        return days

    def clean_embedding_sites(self):
        lines = [line.strip().rstrip("/").lower() for line in self.cleaned_data["embedding_sites"].splitlines()]
        sites = list(dict.fromkeys(filter(None, lines)))
        wrong = [site for site in sites if not SITE_ADDRESS.fullmatch(site)]
        if wrong:
            raise forms.ValidationError(
                _("“%(site)s” is not the address of a site. Write https:// and its name, and nothing after that."),
                params={"site": wrong[0]},
            )
        if len(sites) > MAX_SITES:
            raise forms.ValidationError(_("Write at most %(n)d sites."), params={"n": MAX_SITES})
        return "\n".join(sites)


class LogoForm(forms.Form):
    logo = CheckedUploadField(
        label=_("Logo"),
        kinds=PICTURES,
        max_side=LOGO_SIDE,
        help_text=_("A picture in PNG, JPEG or WebP format, best with a transparent ground and wider than it is high."),
    )


KINDS = [("", _("Choose")), *OrganisationKind.choices]


class OrganisationForm(forms.ModelForm):
    """A new organisation."""

    class Meta:
        model = Organisation
        fields = ["name", "kind", "valid_from"]
        widgets = {"valid_from": DateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = KINDS
        self.fields["kind"].help_text = _("The council, the executive board and boards can decide in law.")
        self.fields["valid_from"].label = _("First day")
        self.fields["valid_from"].help_text = _("Leave it empty if it has been there for a long time.")


class OrganisationEditForm(EditForm):
    class Meta:
        model = Organisation
        fields = ["name", "kind", "valid_from", "valid_until"]
        widgets = {"valid_from": DateInput, "valid_until": DateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = KINDS
        self.fields["valid_from"].label = _("First day")
        self.fields["valid_until"].label = _("Last day")

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day lies before the first. Change one of them."))
        return cleaned


class OrganisationEndForm(EditForm):
    class Meta:
        model = Organisation
        fields = ["valid_until", "successor"]
        widgets = {"valid_until": DateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].label = _("Last day")
        self.fields["valid_until"].required = True
        successor = self.fields["successor"]
        successor.queryset = organisations(self.instance.municipality).exclude(pk=self.instance.pk)
        successor.label = _("What it became")
        successor.empty_label = _("Nothing, or not known")
