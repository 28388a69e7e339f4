"""Forms for ordering documents and for uploaded files."""

from collections.abc import Mapping
from types import MappingProxyType

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kraftsamling.documents.models import Document, StoredFile
from kraftsamling.documents.registry import DocumentKind
from kraftsamling.shared import clock
from kraftsamling.shared.forms import check_years
from kraftsamling.shared.merging import EditForm
from kraftsamling.shared.uploads import CheckedUploadField

FILE_FIELDS = [
    "title", "alt_text", "is_decorative", "photographer", "taken_on", "shows_people", "consent_note",
    "is_protection_checked",
]  # fmt: skip
FILE_HELP = {
    "title": _("At most 120 characters. It names the file in lists."),
    "alt_text": _("Needed for every picture that is not decoration. Say what matters in it, in one or two sentences."),
    "photographer": _("The name as it should be written beside the picture. Leave it empty if you do not know."),
    "shows_people": _("Then consents are needed before the picture is published, for children from their guardians."),
    "consent_note": _("For example a binder or a registry number. Do not write the persons' names here."),
}

# So many choices are seen at a glance; more are folded into a list.
FEW_CHOICES = 10


class OrderForm(forms.Form):
    """The choices a kind of document offers, and its language.

    ``chosen`` holds choices by name that are made beforehand; what is not offered is passed over.
    """

    def __init__(self, *args, kind: DocumentKind, chosen: Mapping[str, str] = MappingProxyType({}), **kwargs):
        kwargs.setdefault("auto_id", f"{kind.key}-%s")
        super().__init__(*args, **kwargs)
        self._names = [option.name for option in kind.options]
        for option in kind.options:
            beforehand = chosen.get(option.name)
            self.fields[option.name] = forms.ChoiceField(
                label=option.label,
                choices=option.choices,
                initial=beforehand if beforehand in dict(option.choices) else option.get_usual(),
                widget=forms.RadioSelect if len(option.choices) <= FEW_CHOICES else forms.Select,
            )
        if kind.asks_language:
            self.fields["language"] = forms.ChoiceField(
                label=_("Language of the document"), choices=settings.LANGUAGES, initial=get_language(),
                widget=forms.RadioSelect,
            )  # fmt: skip

    def order(self) -> dict:
        """Return options and language as ``order_document`` takes them."""
        return {
            "options": {name: self.cleaned_data[name] for name in self._names},
            "language": self.cleaned_data.get("language", settings.LANGUAGE_CODE),
        }


class _FileFacts(forms.ModelForm):
    """What is told of a stored file."""

    class Meta:
        model = StoredFile
        fields = FILE_FIELDS
        help_texts = FILE_HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alt_text"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 300})
        self.fields["taken_on"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FileCreateForm(_FileFacts):
    """A new file with its facts."""

    upload = CheckedUploadField(
        label=_("File"),
        help_text=format_lazy(
            _("JPEG, PNG, WebP or PDF, at most {limit} MB. Place and camera data are removed from pictures."),
            limit=settings.UPLOAD_MAX_BYTES // 1_000_000,
        ),
    )
    field_order = ["upload", *FILE_FIELDS]


class FileForm(_FileFacts, EditForm):
    """The facts of a stored file; the file itself is never exchanged."""


class HangingForm(EditForm):
    """Where a printed copy of a document hangs."""

    class Meta:
        model = Document
        fields = ["hung_place", "hung_on", "taken_down_on"]
        labels = {"hung_on": _("Put up on")}
        help_texts = {
            "hung_place": _("For example: the library, beside the entrance. Several places can be named."),
            "taken_down_on": _("Leave it empty as long as the poster hangs."),
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("hung_on", "taken_down_on")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Most note it on the day they put it up.
        self.initial["hung_on"] = self.initial["hung_on"] or clock.today()
        self.fields["hung_place"].required = self.fields["hung_on"].required = True
        for name in ("hung_on", "taken_down_on"):
            self.fields[name].validators.append(check_years)


class AttachForm(forms.Form):
    """One of the programme's files."""

    file = forms.ModelChoiceField(
        label=_("Which file?"), queryset=StoredFile.objects.none(), empty_label=_("Choose a file")
    )

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].queryset = files
