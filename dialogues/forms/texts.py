"""The form for an invitation in another language."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dialogues.enums import TextStatus, is_right_to_left
from dialogues.models import InvitationText
from dialogues.queries.invitations import TEXT_FIELDS, text_label
from kraftsamling.shared.merging import EditForm

PERSON, MACHINE = "person", "machine"
_BY_PERSON = (PERSON, _("A person. It is shown when somebody has reviewed it."))
_BY_MACHINE = (MACHINE, _("A machine. It is shown at once, and says that nobody has reviewed it."))


class TextForm(EditForm):
    """The texts of an invitation in one language, beside what they are made from.

    ``source`` holds what each field is a translation of. What a machine made is shown at once, so only those who
    publish (``may_publish``) can choose it.
    """

    made_by = forms.ChoiceField(label=_("Who translated it?"), widget=forms.RadioSelect)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = InvitationText
        fields = [*TEXT_FIELDS, "translator"]

    def __init__(self, *args, source: dict[str, str], digest: str, may_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self._extra |= {"source": source, "digest": digest, "may_publish": may_publish}
        language = self.instance.language
        for name in TEXT_FIELDS:
            field = self.fields[name]
            field.source = source[name]
            field.label = capfirst(text_label(name, self.instance.dialogue))
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = max(3, min(10, len(source[name]) // 60 + source[name].count("\n") + 1))
            field.widget.attrs |= {"lang": language, "dir": "rtl" if is_right_to_left(language) else "ltr"}
        self.fields["made_by"].choices = [_BY_PERSON, _BY_MACHINE] if may_publish else [_BY_PERSON]
        is_machine = may_publish and self.instance.status == TextStatus.MACHINE
        self.initial |= {"made_by": MACHINE if is_machine else PERSON, "digest": digest}
        self.fields["translator"].help_text = _("The function or the agency, not the person’s name.")
