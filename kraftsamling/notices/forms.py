"""Choosing which notices come by e-mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.notices.enums import MailPace
from kraftsamling.notices.kinds import optional_kinds
from kraftsamling.notices.models import MailChoice


class MailChoiceForm(forms.Form):
    """Which kinds, and whether at once or gathered."""

    wanted_kinds = forms.MultipleChoiceField(
        label=_("What do you want letters about?"),
        help_text=_("You always see everything on your page, whatever you choose here."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pace = forms.ChoiceField(label=_("When?"), choices=MailPace, widget=forms.RadioSelect)
    hide_optional = True

    def __init__(self, *args, choice: MailChoice, **kwargs):
        kinds = optional_kinds()
        wanted = [kind.key for kind in kinds if kind.key not in choice.stopped_kinds]
        super().__init__(*args, initial={"wanted_kinds": wanted, "pace": choice.pace}, **kwargs)
        self.fields["wanted_kinds"].choices = [(kind.key, kind.name) for kind in kinds]

    def clean(self):
        cleaned = super().clean()
        wanted = cleaned.get("wanted_kinds", [])
        cleaned["stopped_kinds"] = [kind.key for kind in optional_kinds() if kind.key not in wanted]
        return cleaned
