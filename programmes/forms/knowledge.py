"""The search over everything that is known."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.forms import ImpreciseDateFormField
from programmes.enums import PhaseKind
from programmes.models import Place, Programme
from programmes.queries.knowledge import KINDS, Search
from programmes.queries.places import places_within


class KnowledgeSearchForm(forms.Form):
    """What is looked for; its values stand in the address."""

    hide_optional = True

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    slag = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *((kind.name, kind.label) for kind in KINDS.values())]
    )
    plats = forms.ModelChoiceField(
        label=_("Place"), queryset=Place.objects.none(), required=False, empty_label=_("All")
    )
    fas = forms.ChoiceField(label=_("Phase"), required=False, choices=[("", _("All")), *PhaseKind.choices])
    nar = ImpreciseDateFormField(label=_("Written when (for example spring 2026)"), required=False)

    def __init__(self, data, *, programme: Programme):
        super().__init__(data)
        self.fields["plats"].queryset = Place.objects.current().filter(programme=programme).order_by("name", "pk")

    def search(self) -> Search:
        """Return what is looked for; what could not be understood narrows nothing."""
        self.is_valid()
        found = self.cleaned_data
        return Search(
            words=found.get("ord", ""),
            kind=found.get("slag", ""),
            places=places_within(found["plats"]) if found.get("plats") else (),
            phase=found.get("fas", ""),
            when=found.get("nar"),
        )
