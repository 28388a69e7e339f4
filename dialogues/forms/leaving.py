"""The form by which residents leave a contribution without account, and the field for a code."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogues.enums import LANGUAGES, Matter
from dialogues.models import Dialogue
from kraftsamling.shared.forms import ScreenedForm, VisitorForm
from programmes.models import Place


class About(models.TextChoices):
    """What a visitor's words are about: only the first two are received here (sweden.md C-3, H-8)."""

    AREA = "area", pgettext_lazy("about", "The area, or many who live here")
    OWN_CASE = "own_case", pgettext_lazy("about", "My own matter with the municipality, or one person")
    BROKEN = "broken", pgettext_lazy("about", "Something that is broken and should be mended")


class LeaveForm(VisitorForm, ScreenedForm):
    """What a resident has to say. What is about one person, or a broken lamp, belongs elsewhere and is not stored."""

    screened = ("text", "place_words")

    about = forms.ChoiceField(
        label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect, initial=About.AREA
    )
    text = forms.CharField(
        label=_("What do you want to say?"), max_length=2000, widget=forms.Textarea({"rows": 6}),
        help_text=_("Write about the matter. Leave out names, telephone numbers and what points somebody out."),
    )  # fmt: skip
    matter = forms.ChoiceField(
        label=_("Is it criticism, an idea or something else?"), required=False, widget=forms.RadioSelect,
        choices=[("", _("I do not want to choose")), *((value, label) for value, label in Matter.choices)],
    )  # fmt: skip
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Which place is it about?"), required=False, empty_label=_("The whole area")
    )
    place_words = forms.CharField(
        label=_("Another place, in your own words"), max_length=120, required=False,
        help_text=_("For example “the steps behind the school”."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("I write in"))
    is_young = forms.BooleanField(label=_("I am under 18"), required=False)

    field_order = ["about", "text", "matter", "place", "place_words", "language", "is_young", "website"]

    def __init__(self, *args, dialogue: Dialogue, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        places = Place.objects.public_with_programme().filter(programme=dialogue.programme)
        self.fields["place"].queryset = places.order_by("name", "pk")
        if not places.exists():
            del self.fields["place"]
        self.fields["language"].choices = [(code, own) for code, (_name, own) in LANGUAGES.items()]
        self.fields["language"].initial = language
        for name in ("place_words", "language"):
            self.fields[name].hide_optional = True

    @property
    def belongs_elsewhere(self) -> str:
        """What the words are about, when they are not received here; empty when they are."""
        return about if (about := self.data.get("about", "")) in (About.OWN_CASE, About.BROKEN) else ""


class CodeForm(forms.Form):
    """The code on a slip of paper."""

    code = forms.CharField(
        label=_("The code on your slip"), max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Twelve letters and digits. Spaces and dashes do not matter."),
    )  # fmt: skip
