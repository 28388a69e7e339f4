"""Forms for places: facts, and a point written as latitude and longitude."""

import math

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.geometry import is_in_sweden
from programmes.models import Place

FIELDS = ["name", "kind", "parent", "other_names", "address", "description"]
LATITUDE_HELP = gettext_lazy("In degrees, as map services give it, for example 57.72110.")
LONGITUDE_HELP = gettext_lazy("In degrees, for example 12.94010.")
OUTLINE_HELP = gettext_lazy("The place has an outline or a line. A point written here replaces it.")


class DegreesField(forms.CharField):
    """Reads degrees with a point or a comma, rounded to the six decimals that are kept; None when empty."""

    def __init__(self, **kwargs):
        super().__init__(max_length=30, required=False, **kwargs)

    def clean(self, value):
        text = super().clean(value).replace(",", ".").replace("−", "-").rstrip("°NE ").strip()
        if not text:
            return None
        try:
            degrees = float(text)
        except ValueError:
            degrees = math.nan
        if not math.isfinite(degrees):
            raise ValidationError(_("Write a number of degrees, for example 57.72110."))
        return round(degrees, 6)


def _add_point(form: forms.ModelForm) -> None:
    """Add the two fields of a point, filled with where the place is now."""
    geometry = form.instance.geometry
    form.initial |= _point_texts(geometry)
    form.fields["latitude"] = DegreesField(label=gettext_lazy("Latitude (north)"), help_text=LATITUDE_HELP)
    form.fields["longitude"] = DegreesField(label=gettext_lazy("Longitude (east)"), help_text=LONGITUDE_HELP)
    if geometry and geometry["type"] != "Point":
        form.fields["latitude"].help_text = OUTLINE_HELP


def _point_texts(geometry: dict | None) -> dict[str, str]:
    """Return what stands in the two fields for this geometry: nothing for an outline."""
    if geometry is None or geometry["type"] != "Point":
        return {"latitude": "", "longitude": ""}
    longitude, latitude = geometry["coordinates"]
    return {"latitude": f"{latitude:.6f}", "longitude": f"{longitude:.6f}"}


def _read_point(form: forms.ModelForm) -> dict | None:
    """Return the geometry that the two fields mean; what they do not touch stays. Adds errors to the form."""
    data, kept = form.cleaned_data, form.instance.geometry
    latitude, longitude = data.pop("latitude", None), data.pop("longitude", None)
    if "latitude" in form.errors or "longitude" in form.errors:
        return kept
    if latitude is None and longitude is None:
        return None if kept and kept["type"] == "Point" else kept
    if latitude is None or longitude is None:
        form.add_error("longitude" if longitude is None else "latitude", _("Write both latitude and longitude."))
    elif is_in_sweden(latitude, longitude):
        form.add_error("latitude", _("Latitude and longitude have changed places."))
    elif not is_in_sweden(longitude, latitude):
        form.add_error("latitude", _("This point does not lie in Sweden. Look at the numbers once more."))
    return {"type": "Point", "coordinates": [longitude, latitude]}


class PlaceCreateForm(RecordCreateForm):
    class Meta:
        model = Place
        fields = FIELDS
        widgets = {"kind": forms.RadioSelect, "description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "other_names": gettext_lazy("Write commas between the names."),
            "address": gettext_lazy("Written so that somebody who cannot see a map finds the way."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _add_point(self)

    def clean(self):
        super().clean()
        self.cleaned_data["geometry"] = _read_point(self)
        return self.cleaned_data


class PlaceForm(RecordEditForm):
    class Meta(PlaceCreateForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = self.fields["parent"].queryset.exclude(pk=self.instance.pk)
        _add_point(self)

    def clean(self):
        super().clean()
        self.cleaned_data["geometry"] = _read_point(self)
        return self.cleaned_data

    @property
    def merged_fields(self) -> list[str]:
        """Also where it lies, which two fields ask for together."""
        return [*super().merged_fields, "geometry"]

    def _take_over(self, data, name, current):
        if name == "geometry":
            for field, text in _point_texts(current.geometry).items():
                data[field] = text
        else:
            super()._take_over(data, name, current)

    def _describe_conflict(self, name, current):
        if name != "geometry":
            return super()._describe_conflict(name, current)
        theirs = ", ".join(filter(None, _point_texts(current.geometry).values()))
        return {"name": "latitude", "label": str(self.fields["latitude"].label), "theirs": theirs}


class PlaceFilterForm(forms.Form):
    """Narrows the list of places by words."""

    hide_optional = True

    ord = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)

    def words(self) -> str:
        """Return the words to look for, "" when they could not be understood."""
        return self.cleaned_data["ord"] if self.is_valid() else ""
