"""Forms for stories."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from programmes.forms.map_notes import WEIGHTS
from programmes.forms.programmes import DATE_HELP
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Story

EDIT_HELP = _("If you change an approved story it leaves the public pages at once, and somebody has to read it again.")


def _prepare(form: forms.ModelForm) -> None:
    form.fields["map_weight"] = forms.TypedChoiceField(
        label=_("How important is it on the map?"), choices=WEIGHTS, coerce=int, initial=3
    )


class StoryCreateForm(RecordCreateForm):
    class Meta:
        model = Story
        fields = [
            "title", "text", "teller", "told_on", "place", "phase", "map_weight", "consent", "consent_on",
            "consent_note",
        ]  # fmt: skip
        widgets = {"text": forms.Textarea(attrs={"rows": 10}), "consent": forms.RadioSelect}
        help_texts = {
            "teller": _("Never the name or school class of a child."),
            "told_on": format_lazy("{} {}", DATE_HELP, _("Without a date the map places the story by its phase.")),
            "phase": _("Needed when you do not know when it was told."),
            "consent": _("The story is shown to everyone only with consent."),
            "consent_note": _(
                "For example a binder or a registry number. For children: how many guardians have said yes. "
                "Anyone may ask to read what you write here."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _prepare(self)


class StoryForm(RecordEditForm):
    class Meta(StoryCreateForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _prepare(self)
        self.fields["title"].help_text = EDIT_HELP
