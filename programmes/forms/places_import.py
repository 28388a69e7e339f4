"""Forms for fetching places from a file: the file or its text, and what the text does not say itself."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.shared.errors import RuleViolation
from programmes.services.geometry_features import MAX_BYTES, SWEREF, Features, read_features


class PlaceImportForm(forms.Form):
    """A GeoJSON file, or its text. ``cleaned_data["geojson"]`` is the text that could be read."""

    # One of the two is needed, so neither is called optional.
    hide_optional = True

    file = forms.FileField(
        label=gettext_lazy("GeoJSON file"), required=False,
        help_text=gettext_lazy("A file that ends in .geojson or .json, at most 5 MB and 2,000 features."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json,application/json"}),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Or its text"), required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy("Paste it here if you have it as text. Longer than 2 MB must be sent as a file."),
    )  # fmt: skip

    def clean(self):
        super().clean()
        if self.errors:
            return self.cleaned_data
        upload, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if not upload and not text.strip():
            raise ValidationError(_("Choose a file, or paste its text."))
        field = "file" if upload else "text"
        try:
            self.cleaned_data["geojson"] = _read_upload(upload) if upload else text
            read_features(self.cleaned_data["geojson"])
        except RuleViolation as problem:
            self.add_error(field, problem.message)
        return self.cleaned_data


def _read_upload(upload) -> str:
    if upload.size > MAX_BYTES:
        raise RuleViolation(
            _("The file is larger than 5 MB. Make the outlines simpler, or divide it into several files.")
        )
    try:
        return upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleViolation(_("The file is not written in UTF-8, as GeoJSON must be. Export it once more.")) from None


class PlaceImportChoiceForm(forms.Form):
    """Which property is the name, and which coordinate system numbers in metres belong to."""

    namn = forms.ChoiceField(label=gettext_lazy("Which property is the name?"))
    system = forms.ChoiceField(
        label=gettext_lazy("Which coordinate system?"),
        help_text=gettext_lazy("The numbers are metres, and the file does not say in which system."),
    )

    def __init__(self, data, *, features: Features):
        choices, guess = features.name_choices(), features.guess_name()
        filled = {"namn": data.get("namn", guess or ""), "system": data.get("system", "")}
        asked = {"namn"} if len(choices) > 1 else set()
        asked |= {"system"} if features.is_in_metres() else set()
        # Bound, so that it says what is missing, once somebody has chosen; before that only if all can be guessed.
        is_chosen = bool(asked & data.keys()) or all(filled[name] for name in asked)
        super().__init__(filled if is_chosen else None, initial=filled)
        self._only_name = choices[0]
        self.fields["namn"].choices = [("", _("Choose")), *((name, name) for name in choices)]
        self.fields["system"].choices = [("", _("Choose")), *((str(epsg), name) for epsg, name in SWEREF.items())]
        for name in {"namn", "system"} - asked:
            del self.fields[name]

    def answers(self) -> dict | None:
        """Return name_property and epsg as ``plan_import`` takes them, None while something is not chosen."""
        if not self.is_valid():
            return None
        system = self.cleaned_data.get("system")
        return {
            "name_property": self.cleaned_data.get("namn", self._only_name),
            "epsg": int(system) if system else None,
        }
