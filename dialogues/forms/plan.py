"""Forms for the plan: one for each part, in the size of the plan; only its own questions are saved."""

import re
from collections.abc import Mapping
from functools import cache

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.models import Dialogue
from dialogues.queries.dialogues import was_published
from dialogues.queries.ladder import level_choices
from dialogues.queries.plan import label_of
from dialogues.words.formal_texts import broken_addresses
from dialogues.words.plan_sections import ALL_FORMAL, FORMAL_QUESTIONS, INFORMATION_LABELS, PlanSection, questions_at
from kraftsamling.shared.merging import read_base
from programmes.forms.challenges import AGREED, PREDICTABLE, matrix_scale
from programmes.forms.records import RecordEditForm

_NOT_ANSWERED = ("", _("Not answered yet"))
_LINKS = ("inviters", "places", "challenges", "methods")


_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")


class AmountField(forms.IntegerField):
    """A large number, which may be written as people do: 31 000 or 31.000."""

    widget = forms.TextInput({"inputmode": "numeric"})

    def to_python(self, value):
        written = "".join(value.split()) if isinstance(value, str) else value
        if isinstance(written, str) and _GROUPED.fullmatch(written):
            written = written.replace(".", "")
        return super().to_python(written)


class SectionForm(RecordEditForm):
    """The questions of one part of the plan. Nothing but the title must be answered before it can be saved; the page
    says so once, and of none that it is optional, since the plan tells what is missing."""

    hide_optional = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in INFORMATION_LABELS:
                field.label = label_of(name, self.instance)
            if name in _LINKS:
                field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
            elif isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4
            elif isinstance(field, forms.TypedChoiceField) and not field.required:
                field.widget = forms.RadioSelect()
                field.choices = [_NOT_ANSWERED, *(choice for choice in field.choices if choice[0] != "")]


class ConversationForm(SectionForm):
    """What the adviser goes by; both places on the matrix, or neither."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (("predictability", PREDICTABLE), ("agreement", AGREED)):
            if name in self.fields:
                self.fields[name] = matrix_scale(self.fields[name].label, choices)

    def clean(self):
        cleaned = super().clean()
        placed = {name: cleaned.get(name) for name in ("predictability", "agreement") if name in cleaned}
        if len(placed) == 2 and len([value for value in placed.values() if value is None]) == 1:
            empty = next(name for name, value in placed.items() if value is None)
            self.add_error(empty, _("Answer both questions, or choose “Not placed yet” for both."))
        return cleaned


class ChoiceForm(SectionForm):
    """Form, level and methods; after publishing a change of form or level needs a reason that everyone may read.

    Where form and level follow from one of the two tests, they are not asked.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "level" not in self.fields:
            return
        level = self.fields["level"]
        level.choices = [_NOT_ANSWERED, *level_choices(self.programme.municipality, self.instance.level)]
        if was_published(self.instance):
            self.fields["reason"] = forms.CharField(
                label=_("Why you change form or level"), max_length=300, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_(
                    "Needed if you do: people have been invited to something else. The reason stands on the dialogue's "
                    "page, beside what you promised before, and those who have signed up are told. If it becomes "
                    "information, every question that could be influenced becomes decided, for the same reason."
                ),
            )  # fmt: skip


class FormalForm(SectionForm):
    """The link to a procedure in law, and what people must be told of it. What lacks hinders publishing, not saving.

    Every question is there, so that the page can show at once what the chosen link asks; the others are hidden.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("formal_link", *ALL_FORMAL):
            field, links = self.fields[name], [link for link, asked in FORMAL_QUESTIONS.items() if name in asked]
            field.for_links = " ".join(links)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("formal_from"), cleaned.get("formal_until")
        told = self._told()
        if "formal_until" in told and first and last and last < first:
            self.add_error("formal_until", _("The last day lies before the first."))
        for address in broken_addresses(cleaned.get("official_channel", "")) if "official_channel" in told else ():
            words = _("“%(address)s” is no whole e-mail or web address. Formal views would not arrive.")
            self.add_error("official_channel", words % {"address": address})
        return cleaned

    def _told(self) -> tuple[str, ...]:
        """Return the questions of the link that was chosen."""
        return FORMAL_QUESTIONS.get(self.cleaned_data.get("formal_link", ""), ())

    def changes(self) -> dict:
        """Return field -> cleaned value, without what stands at questions that the chosen link does not ask."""
        return {name: value for name, value in super().changes().items() if name in ("formal_link", *self._told())}


_OWN_FORMS = {"samtalet": ConversationForm, "form": ChoiceForm, "formell-koppling": FormalForm}


def form_of(section: PlanSection, dialogue: Dialogue, sent: Mapping[str, str] | None = None) -> type[SectionForm]:
    """Return the form that asks the questions of this part as the dialogue stands; where it is ``sent``, those that it
    showed: a colleague may have made another plan of it meanwhile, and what was written is kept."""
    own = _OWN_FORMS.get(section.key, SectionForm)
    if own is FormalForm:
        return _form_with(own, section.fields)
    shown = read_base(sent.get("base", "")) if sent else {}
    asked = tuple(name for name in shown if name in questions_at(section.key))
    return _form_with(own, asked or section.asked(dialogue))


@cache
def _form_with(own: type[SectionForm], asked: tuple[str, ...]) -> type[SectionForm]:
    return forms.modelform_factory(Dialogue, form=own, fields=asked, field_classes={"budget_kronor": AmountField})
